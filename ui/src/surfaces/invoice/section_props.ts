import type { Draft } from '../../api/draft';
import type { Language } from '../../text/language';
import type { Change, Form } from './form';
import type { Problem } from './problems';

/// What the sections of the form have in common.
export interface SectionProps {
    form: Form;
    draft: Draft;
    /// The one that numbers are typed in.
    language: Language;
    problems: readonly Problem[];
    change: Change;
}
