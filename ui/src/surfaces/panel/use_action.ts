import { useRef, useState } from 'preact/hooks';

import type { ApiError } from '../../api/answer';
import {
    type ActionWish,
    actOnInvoice,
    getInvoicePdf,
    type Invoice,
    type InvoiceAction,
} from '../../api/invoices';
import { useSurroundings } from '../../app/surroundings';
import { saveFile } from '../../parts/save_file';
import type { TextKey } from '../../text/words';

const doneTexts: Record<InvoiceAction, TextKey> = {
    send: 'actions.sent',
    void: 'actions.voided',
    delete: 'actions.deleted',
};

/// Does what a person wants done to an invoice. A wish keeps its key until it is answered, so that
/// trying again has no second effect.
export function useAction(invoice: Invoice, number: string, onChanged: (changed: Invoice) => void) {
    const { api, host, words } = useSurroundings();
    const [isBusy, setBusy] = useState(false);
    const [error, setError] = useState<ApiError | null>(null);
    const wish = useRef<ActionWish | null>(null);

    const send = async (current: ActionWish): Promise<boolean> => {
        wish.current = current;
        setBusy(true);
        setError(null);
        const answer = await actOnInvoice(api, invoice.id, current);
        setBusy(false);
        if (!answer.ok) {
            setError(answer.error);
            return false;
        }
        wish.current = null;
        host.notify(words.text(doneTexts[current.action], { number }));
        onChanged(answer.value.invoice);
        return true;
    };
    /// A new wish; resolves with whether it came true.
    const act = (action: InvoiceAction, sendTo = '') =>
        send({ key: crypto.randomUUID(), action, version: invoice.version, send_to: sendTo });
    const download = async (): Promise<boolean> => {
        wish.current = null;
        setBusy(true);
        setError(null);
        const answer = await getInvoicePdf(api, invoice.id);
        setBusy(false);
        if (!answer.ok) {
            setError(answer.error);
            return false;
        }
        const suffix = invoice.number.replace(/[^0-9A-Za-z-]/g, '_');
        saveFile(answer.value, suffix ? `invoice-${suffix}.pdf` : 'invoice.pdf');
        return true;
    };
    /// What was not answered, once more.
    const repeat = () => (wish.current === null ? download() : send(wish.current));
    const forget = () => setError(null);
    return { isBusy, error, act, download, repeat, forget };
}
