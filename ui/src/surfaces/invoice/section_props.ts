import type { Draft } from '../../api/draft';
import type { Form } from './form';
import type { problemsOf } from './problems';

/// What the sections of the form have in common.
export interface SectionProps {
    form: Form;
    draft: Draft;
    language: 'en' | 'pl';
    problems: ReturnType<typeof problemsOf>;
    onChange: (form: Form) => void;
}
