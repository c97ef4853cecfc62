import { useSurroundings } from '../../app/surroundings';
import { errorText } from '../../parts/error_text';
import { Failure } from '../../parts/failure';
import { Notice } from '../../parts/notice';
import type { Form } from './form';
import { isInput } from './problems';
import type { Submission } from './use_submission';

interface Props {
    submission: Submission;
    form: Form;
    onRetry: () => void;
}

/// Why the last press of Create did not make an invoice.
export function Trouble({ submission, form, onRetry }: Props) {
    const { words } = useSurroundings();
    if (submission.state !== 'editing') {
        return null;
    }
    const { refusal, failure } = submission;
    if (failure) {
        return (
            <Notice tone="error" title={words.text('invoice.not_created')}>
                <p>{errorText(failure, words)}</p>
                <p>{words.text('invoice.not_created_text')}</p>
            </Notice>
        );
    }
    // What is about an input stands among the problems.
    return refusal && !isInput(refusal.field, form) ? (
        <Failure title={words.text('invoice.refused')} error={refusal} onRetry={onRetry} />
    ) : null;
}
