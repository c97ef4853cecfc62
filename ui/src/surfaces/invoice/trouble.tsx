import { useState } from 'preact/hooks';

import type { ApiError } from '../../api/answer';
import { getPayer, type Payer } from '../../api/customers';
import { useSurroundings } from '../../app/surroundings';
import { Button } from '../../parts/button';
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
    onUse: (payer: Payer) => void;
}

/// Why the last press of Create did not make an invoice.
export function Trouble({ submission, form, onRetry, onUse }: Props) {
    const { words } = useSurroundings();
    if (submission.state !== 'editing') {
        return null;
    }
    const { refusal, failure } = submission;
    if (failure) {
        return (
            <Notice
                tone="error"
                title={words.text('invoice.not_created')}
                actions={
                    failure.holder?.kind === 'customer' && (
                        <UseHolder id={failure.holder.id} onUse={onUse} />
                    )
                }
            >
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

/// Takes the customer who has the name that the new one was to get.
function UseHolder({ id, onUse }: { id: string; onUse: (payer: Payer) => void }) {
    const { api, words } = useSurroundings();
    const [isBusy, setBusy] = useState(false);
    const [error, setError] = useState<ApiError | null>(null);
    const use = async () => {
        setBusy(true);
        const answer = await getPayer(api, id);
        setBusy(false);
        if (answer.ok) {
            onUse(answer.value.payer);
        } else {
            setError(answer.error);
        }
    };
    return (
        <>
            <Button busy={isBusy} onClick={() => void use()}>
                {words.text('taken.use')}
            </Button>
            {error && <p class="field-error">{errorText(error, words)}</p>}
        </>
    );
}
