import { useEffect, useMemo, useRef, useState } from 'preact/hooks';

import { getPayer, type Holder } from '../../api/customers';
import type { Draft } from '../../api/draft';
import type { Order } from '../../api/invoices';
import { useSurroundings } from '../../app/surroundings';
import { Failure } from '../../parts/failure';
import { CustomerSection } from './customer_section';
import { Installments } from './deal_billing';
import { DetailsSection } from './details_section';
import { focusOn } from './focus';
import { Foot } from './foot';
import { type Change, type Form, formOf, restored, withPayer } from './form';
import { DraftConflict, Resumed } from './kept_notices';
import { LinesSection } from './lines_section';
import { orderOf } from './order';
import { ProblemList } from './problem_list';
import {
    isInput,
    type Problem,
    problemsOf,
    type Say,
    type ServerProblem,
    serverProblems,
} from './problems';
import { Totals, totalText } from './totals';
import { Trouble } from './trouble';
import { useHolder } from './use_holder';
import { type KeptDraft, useKept } from './use_kept';
import { type PreviewState, usePreview } from './use_preview';
import type { Submission } from './use_submission';

/// So long may the last of what was typed take to be kept when the dialog closes.
const closePatienceMs = 2_000;

interface Props {
    draft: Draft;
    /// The name of the person here.
    me: string;
    submission: Submission;
    kept: KeptDraft;
    onSend: (order: Order) => Promise<void>;
}

/// The draft of an invoice, to be corrected and created.
export function InvoiceForm({ draft, me, submission, kept, onSend }: Props) {
    const { host, words } = useSurroundings();
    const [begun] = useState(() => draft.kept && restored(draft.kept.form, draft));
    // Numbers are typed in the language in which the form began: another one only changes the texts.
    const [language, setLanguage] = useState(begun?.language ?? words.language);
    const [first] = useState(() => begun?.form ?? formOf(draft, language));
    const [form, setForm] = useState(first);
    const [isResumed, setResumed] = useState(begun !== null);
    const change: Change = setForm;
    usePayerOf(begun?.form ?? null, draft, change);

    const preview = usePreview(draft, form, language, change, begun === null);
    const keeping = useKept(draft, form, first, language, kept);
    const holder = useHolder(form, draft.totals !== null);
    const refusal = submission.state === 'editing' ? submission.refusal : undefined;
    const refused = useRefusal(refusal, form);
    const body = useTroubleInSight(submission);

    const say = words.text.bind(words);
    const problems = useMemo(
        () => allProblems({ form, draft, language, say }, preview, refused, holder),
        [form, draft, language, words, preview.problems, refused, holder],
    );
    const isSending = submission.state === 'sending';
    const section = { form, draft, language, problems, change };

    const send = () => {
        if (problems.every(({ weight }) => weight !== 'blocks')) {
            void onSend(orderOf(form, draft, language));
        }
    };
    const startAnew = () => {
        const fresh = formOf(draft, language);
        setForm(fresh);
        setResumed(false);
        void keeping.startAnew(fresh);
        focusOn('payer');
    };
    const close = async () => {
        // A server that does not answer keeps nobody here.
        const patience = new Promise((resolve) => setTimeout(resolve, closePatienceMs));
        await Promise.race([keeping.flush(), patience]);
        host.closeDialog();
    };
    const sessionError = preview.state === 'failed' ? preview.error : null;
    return (
        <form
            class="invoice-form"
            noValidate
            aria-busy={isSending}
            onKeyDown={(event) => {
                // Only a button makes an invoice: Enter in a field is too easily pressed.
                if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
                    event.preventDefault();
                }
            }}
            onSubmit={(event) => {
                event.preventDefault();
                send();
            }}
        >
            <fieldset ref={body} class="dialog-body" disabled={isSending}>
                <p class="deal-title">{words.text('invoice.deal', { title: draft.deal.title })}</p>
                {isResumed && draft.kept && (
                    <Resumed kept={draft.kept} me={me} onAnew={startAnew} />
                )}
                <Conflict
                    keeping={keeping}
                    onTheirs={(kept) => {
                        const theirs = restored(kept, draft);
                        if (theirs) {
                            setLanguage(theirs.language);
                            setForm(theirs.form);
                        }
                    }}
                />
                <Trouble
                    submission={submission}
                    form={form}
                    onRetry={send}
                    onUse={(payer) => {
                        change((now) => withPayer(now, payer));
                        focusOn('payer');
                    }}
                />
                {sessionError?.key === 'error.session' && (
                    <Failure error={sessionError} onRetry={preview.retry} />
                )}
                <ProblemList problems={problems} form={form} />
                <CustomerSection {...section} holder={holder} />
                <DetailsSection {...section} />
                <LinesSection {...section} amounts={preview.amounts} />
                <Installments {...section} />
                <Totals {...section} preview={preview} />
            </fieldset>
            <Foot
                form={form}
                problems={problems}
                total={totalText({ ...section, preview }, words)}
                isRecalculating={preview.state === 'old'}
                isSending={isSending}
                canSend={draft.totals !== null}
                kept={keeping.state}
                change={change}
                onClose={() => void close()}
            />
        </form>
    );
}

interface Checked {
    form: Form;
    draft: Draft;
    language: 'en' | 'pl';
    say: Say;
}

/// Everything that is wrong, whoever found it.
function allProblems(
    checked: Checked,
    preview: PreviewState,
    refused: readonly ServerProblem[],
    holder: Holder | null,
): Problem[] {
    const { form, draft, say } = checked;
    const known = new Set(preview.problems.map(({ message }) => message));
    // What the draft found about the whole may be about the deal, which a preview does not look at.
    const whole = serverProblems(
        draft.problems.filter(({ field, message }) => field === '' && !known.has(message)),
        form,
    );
    const taken: ServerProblem[] = holder
        ? serverProblems([{ field: 'details.name', message: takenText(holder, say) }], form)
        : [];
    const isNamed = preview.problems.some(({ target }) => target === 'details.name');
    const found = [...whole, ...preview.problems, ...refused, ...(isNamed ? [] : taken)];
    return problemsOf(checked, found);
}

function takenText(holder: Holder, say: Say): string {
    return say(holder.kind === 'customer' ? 'taken.customer' : 'taken.supplier');
}

/// What the server refused about an input, as a problem of that input.
function useRefusal(refusal: { field: string; message: string } | undefined, form: Form) {
    const [refused, setRefused] = useState<readonly ServerProblem[]>([]);
    useEffect(() => {
        if (refusal && isInput(refusal.field, form)) {
            const { field, message } = refusal;
            setRefused((before) => [...before, ...serverProblems([{ field, message }], form)]);
        }
    }, [refusal]);
    return refused;
}

/// The reason stands at the top, the button at the bottom.
function useTroubleInSight(submission: Submission) {
    const body = useRef<HTMLFieldSetElement>(null);
    const { refusal, failure } = submission.state === 'editing' ? submission : {};
    useEffect(() => {
        if (refusal || failure) {
            body.current?.scrollTo?.({ top: 0 });
        }
    }, [refusal, failure]);
    return body;
}

/// A customer that was chosen in an earlier dialog may owe another sum by now.
function usePayerOf(begun: Form | null, draft: Draft, change: Change): void {
    const { api } = useSurroundings();
    const id = begun?.payer?.id;
    useEffect(() => {
        if (id === undefined || id === draft.payer?.id) {
            return;
        }
        void getPayer(api, id).then((answer) => {
            if (answer.ok) {
                const { payer } = answer.value;
                change((now) => (now.payer?.id === id ? { ...now, payer } : now));
            }
        });
    }, [id]);
}

interface ConflictProps {
    keeping: ReturnType<typeof useKept>;
    onTheirs: (form: unknown) => void;
}

/// Asks whose draft counts, where another window kept one too.
function Conflict({ keeping, onTheirs }: ConflictProps) {
    const [isBusy, setBusy] = useState(false);
    if (keeping.state.state !== 'conflict') {
        return null;
    }
    const decide = async (isTheirs: boolean) => {
        setBusy(true);
        const other = await keeping.other();
        setBusy(false);
        if (!other.ok) {
            return;
        }
        const { kept } = other.value;
        await keeping.goOn(kept?.version ?? 0, !isTheirs || kept === null);
        if (isTheirs && kept) {
            onTheirs(kept.form);
        }
        focusOn('payer');
    };
    return (
        <DraftConflict
            isBusy={isBusy}
            onTheirs={() => void decide(true)}
            onMine={() => void decide(false)}
        />
    );
}
