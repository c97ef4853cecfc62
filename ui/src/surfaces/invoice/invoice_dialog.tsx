import { useEffect, useRef, useState } from 'preact/hooks';

import { forgetDraft, getDraft } from '../../api/draft';
import type { Order } from '../../api/invoices';
import { getSession } from '../../api/session';
import { useSurroundings } from '../../app/surroundings';
import { useRemote } from '../../app/use_remote';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { Notice } from '../../parts/notice';
import { InvoiceForm } from './invoice_form';
import { Created, Unanswered, Waiting } from './outcome';
import type { KeptDraft } from './use_kept';
import { type Submission, useSubmission } from './use_submission';

/// Makes an invoice of one deal: shows it as it would be, takes corrections, creates it and tells
/// what came of it.
export function InvoiceDialog() {
    const { api, host, speak, words } = useSurroundings();
    /// The name of the person here; empty while it is not known.
    const [me, setMe] = useState('');
    useEffect(() => {
        void getSession(api).then((session) => {
            if (session.ok) {
                setMe(session.value.user.name);
                void speak(session.value.language);
            }
        });
    }, [api]);
    return (
        <main>
            <h1 class="visually-hidden">{words.text('invoice.title')}</h1>
            {host.deal === null ? (
                <div class="dialog-body">
                    <Notice tone="info">{words.text('invoice.no_deal')}</Notice>
                </div>
            ) : (
                <DealInvoice deal={host.deal} me={me} />
            )}
        </main>
    );
}

function DealInvoice({ deal, me }: { deal: number; me: string }) {
    const { api } = useSurroundings();
    const { submission, send } = useSubmission(deal);
    const { state } = submission;
    // A resumed wish knows nothing of what was kept, so it lets the server look.
    const kept = useRef<KeptDraft>({ isPossible: true, settled: Promise.resolve() });
    const isCreated = state === 'created';
    useEffect(() => {
        if (isCreated && kept.current.isPossible) {
            // What was typed has become an invoice; a call that still keeps it must not come last.
            void kept.current.settled.then(() => forgetDraft(api, deal));
        }
    }, [isCreated]);
    // The form stays while the outcome is open: what was typed is there if the order is refused. A
    // dialog that resumes an earlier wish does not load a draft that nobody may need.
    const hasForm = useRef(false);
    hasForm.current ||= state === 'editing';

    if (submission.state === 'created') {
        return <Created intent={submission.intent} isSendOpen={submission.isSendOpen} />;
    }
    return (
        <>
            {submission.state === 'unanswered' && (
                <Unanswered
                    order={submission.order}
                    error={submission.error}
                    onRepeat={() => void send(submission.order)}
                />
            )}
            {submission.state === 'waiting' && <Waiting state={submission.intent.state} />}
            {state === 'sending' && !hasForm.current && <Waiting state="planned" />}
            {hasForm.current && (
                <div class="dialog-content" hidden={state === 'waiting' || state === 'unanswered'}>
                    <LoadedForm
                        deal={deal}
                        me={me}
                        submission={submission}
                        kept={kept.current}
                        onSend={send}
                    />
                </div>
            )}
        </>
    );
}

interface LoadedFormProps {
    deal: number;
    me: string;
    submission: Submission;
    kept: KeptDraft;
    onSend: (order: Order) => Promise<void>;
}

function LoadedForm({ deal, me, submission, kept, onSend }: LoadedFormProps) {
    const { api } = useSurroundings();
    const { remote, reload } = useRemote(() => getDraft(api, deal));
    if (remote.state === 'loading') {
        return (
            <div class="dialog-body">
                <Loading />
            </div>
        );
    }
    if (remote.state === 'failed') {
        return (
            <div class="dialog-body">
                <Failure error={remote.error} onRetry={() => void reload()} />
            </div>
        );
    }
    kept.isPossible = remote.value.totals !== null;
    return (
        <InvoiceForm
            draft={remote.value}
            me={me}
            submission={submission}
            kept={kept}
            onSend={onSend}
        />
    );
}
