import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

import type { ApiError } from '../../api/answer';
import { createInvoice, getIntent, type Intent, type Order } from '../../api/invoices';
import { useSurroundings } from '../../app/surroundings';
import { tabStorage, type Wish, WishKeeper } from './wish';

const pollEveryMs = 1_000;
/// So many looks for the outcome of an e-mail; the invoice is there meanwhile, and the panel tells the
/// rest.
const sendLooksMax = 60;

/// Where the wish for an invoice stands.
export type Submission =
    /// `refusal`: the server did not take the order; `failure`: it took it, and QuickBooks refused.
    | { state: 'editing'; refusal?: ApiError; failure?: ApiError }
    | { state: 'sending' }
    /// Sent, and nobody answered: it may or may not have arrived.
    | { state: 'unanswered'; order: Order; error: ApiError | null }
    | { state: 'waiting'; intent: Pick<Intent, 'id' | 'state'> }
    /// `isSendOpen`: it was to be sent too, and whether it was is not known yet.
    | { state: 'created'; intent: Intent; isSendOpen: boolean };

/// Sends the order of one deal so that it comes true at most once, and follows it to its outcome.
export function useSubmission(deal: number) {
    const { api, host } = useSurroundings();
    const [keeper] = useState(
        () => new WishKeeper(`billbridge.wish.${host.company}.${deal}`, tabStorage()),
    );
    const [submission, setSubmission] = useState<Submission>(() => resumed(keeper.open));
    /// A second click comes before the state has changed.
    const isSending = useRef(false);

    /// The order that was created asked for an e-mail too.
    const isSent = useRef(false);

    const follow = useCallback(
        (intent: Intent) => {
            if (intent.state === 'created') {
                if (keeper.open) {
                    isSent.current = Boolean(keeper.open.order.send_to);
                }
                keeper.decided();
                const isSendOpen = isSent.current && (intent.sent ?? null) === null;
                setSubmission({ state: 'created', intent, isSendOpen });
            } else if (intent.state === 'not_created') {
                keeper.decided();
                setSubmission({ state: 'editing', ...(intent.error && { failure: intent.error }) });
            } else {
                keeper.taken(intent.id);
                setSubmission({ state: 'waiting', intent });
            }
        },
        [keeper],
    );
    const refuse = (error: ApiError) => {
        if (error.key === 'error.idempotency_key_reused') {
            keeper.decided(); // the key belongs to another order: it must not be used again
        } else {
            keeper.refused();
        }
        setSubmission({ state: 'editing', refusal: error });
    };

    /// Sends `order`, or once more the one that was not answered.
    const send = async (order: Order) => {
        if (isSending.current) {
            return;
        }
        isSending.current = true;
        const isRepeated = keeper.open !== null;
        const wish = keeper.sending(order);
        setSubmission({ state: 'sending' });
        const answer = await createInvoice(api, wish.key, wish.order);
        isSending.current = false;
        if (answer.ok) {
            follow(answer.value.intent);
        } else if (isDefinite(answer.error, isRepeated)) {
            refuse(answer.error);
        } else {
            setSubmission({ state: 'unanswered', order: wish.order, error: answer.error });
        }
    };

    usePolling(submission, follow, refuse);
    return { submission, send };
}

/// Whether `error` means that the server keeps nothing of the order. An order that was sent before may
/// have been kept then: only a look into the order itself settles that it was not.
function isDefinite({ kind }: ApiError, isRepeated: boolean): boolean {
    return isRepeated ? kind === 'invalid' || kind === 'rejected' : kind !== 'unavailable';
}

/// Where a dialog begins that finds a wish of an earlier one.
function resumed(wish: (Wish & { order: Order }) | null): Submission {
    if (!wish) {
        return { state: 'editing' };
    }
    // An order that was taken is looked up; one that may never have arrived is not sent unasked.
    return wish.intent
        ? { state: 'waiting', intent: { id: wish.intent, state: 'finding_out' } }
        : { state: 'unanswered', order: wish.order, error: null };
}

/// Asks for the outcome each second while it is open. A failing look only means another one.
function usePolling(
    submission: Submission,
    follow: (intent: Intent) => void,
    refuse: (error: ApiError) => void,
): void {
    const { api } = useSurroundings();
    const isCreated = submission.state === 'created';
    const isOpen = submission.state === 'waiting' || (isCreated && submission.isSendOpen);
    const id = isOpen ? submission.intent.id : null;
    useEffect(() => {
        if (id === null) {
            return undefined;
        }
        let looksLeft = isCreated ? sendLooksMax : Infinity;
        let isOver = false;
        let timer: ReturnType<typeof setTimeout>;
        const look = async () => {
            const answer = await getIntent(api, id);
            if (isOver) {
                return;
            }
            if (!answer.ok && answer.error.kind === 'not_found' && !isCreated) {
                refuse(answer.error);
                return;
            }
            looksLeft -= 1;
            if (looksLeft > 0) {
                timer = setTimeout(() => void look(), pollEveryMs);
            }
            if (answer.ok) {
                follow(answer.value.intent);
            }
        };
        timer = setTimeout(() => void look(), pollEveryMs);
        return () => {
            isOver = true;
            clearTimeout(timer);
        };
    }, [id, isCreated]);
}
