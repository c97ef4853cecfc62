import { useEffect, useMemo, useRef, useState } from 'preact/hooks';

import type { Draft } from '../../api/draft';
import type { Order } from '../../api/invoices';
import { useSurroundings } from '../../app/surroundings';
import { Button } from '../../parts/button';
import { errorText } from '../../parts/error_text';
import { Failure } from '../../parts/failure';
import { Notice } from '../../parts/notice';
import { CustomerSection } from './customer_section';
import { DetailsSection } from './details_section';
import { type Form, formOf, orderOf } from './form';
import { LinesSection } from './lines_section';
import { ProblemList } from './problem_list';
import { isInput, problemsOf, serverProblem } from './problems';
import { Totals } from './totals';
import type { Submission } from './use_submission';

interface Props {
    draft: Draft;
    submission: Submission;
    onSend: (order: Order) => Promise<void>;
}

/// The draft of an invoice, to be corrected and created.
export function InvoiceForm({ draft, submission, onSend }: Props) {
    const { words } = useSurroundings();
    // Numbers are typed in the language in which the form began: another one only changes the texts.
    const [language] = useState(words.language);
    const [form, setForm] = useState(() => formOf(draft, language));
    const [found, setFound] = useState(() =>
        draft.problems.map((problem) => serverProblem(problem, form)),
    );
    const refusal = submission.state === 'editing' ? submission.refusal : undefined;
    useEffect(() => {
        if (refusal && isInput(refusal.field, form)) {
            setFound((before) => [...before, serverProblem(refusal, form)]);
        }
    }, [refusal]);

    const body = useRef<HTMLFieldSetElement>(null);
    const failure = submission.state === 'editing' ? submission.failure : undefined;
    useEffect(() => {
        // The reason stands at the top, the button at the bottom.
        if (refusal || failure) {
            body.current?.scrollTo?.({ top: 0 });
        }
    }, [refusal, failure]);

    const say = words.text.bind(words);
    const problems = useMemo(
        () => problemsOf({ form, draft, language, say }, found),
        [form, draft, language, words, found],
    );
    const blocking = problems.filter(({ weight }) => weight === 'blocks').length;
    const isSending = submission.state === 'sending';
    const section = { form, draft, language, problems, onChange: setForm };

    const send = () => {
        if (blocking === 0) {
            void onSend(orderOf(form, draft, language));
        }
    };
    return (
        <form
            class="invoice-form"
            noValidate
            aria-busy={isSending}
            onSubmit={(event) => {
                event.preventDefault();
                send();
            }}
        >
            <fieldset ref={body} class="dialog-body" disabled={isSending}>
                <p class="deal-title">{words.text('invoice.deal', { title: draft.deal.title })}</p>
                <Trouble submission={submission} form={form} onRetry={send} />
                <ProblemList problems={problems} form={form} />
                <CustomerSection {...section} />
                <DetailsSection {...section} />
                <LinesSection {...section} />
                <Totals form={form} draft={draft} language={language} />
            </fieldset>
            <Foot blocking={blocking} isSending={isSending} />
        </form>
    );
}

interface TroubleProps {
    submission: Submission;
    form: Form;
    onRetry: () => void;
}

/// Why the last press of Create did not make an invoice.
function Trouble({ submission, form, onRetry }: TroubleProps) {
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

function Foot({ blocking, isSending }: { blocking: number; isSending: boolean }) {
    const { host, words } = useSurroundings();
    return (
        <div class="dialog-foot">
            <p class="foot-reason" id="create-reason" role="status">
                {blocking > 0 && words.plural('invoice.blocked', blocking)}
                {isSending && words.text('invoice.sending')}
            </p>
            <Button onClick={() => host.closeDialog()}>{words.text('invoice.cancel')}</Button>
            <button
                type="submit"
                class="button button-primary"
                disabled={blocking > 0}
                aria-disabled={isSending || undefined}
                aria-describedby="create-reason"
            >
                {isSending && <span class="wheel" aria-hidden="true" />}
                {words.text('invoice.create')}
            </button>
        </div>
    );
}
