import { useState } from 'preact/hooks';

import type { Invoice, InvoiceAction } from '../../api/invoices';
import { useSurroundings } from '../../app/surroundings';
import { Failure } from '../../parts/failure';
import { Menu } from '../../parts/menu';
import type { TextKey } from '../../text/words';
import { SendForm } from './send_form';
import { useAction } from './use_action';

const labels: Record<InvoiceAction, TextKey> = {
    send: 'actions.send',
    void: 'actions.void',
    delete: 'actions.delete',
};

/// What is asked before it is done, because it cannot be undone.
const questions = {
    void: { title: 'actions.void_title', description: 'actions.void_text' },
    delete: { title: 'actions.delete_title', description: 'actions.delete_text' },
} satisfies Record<string, { title: TextKey; description: TextKey }>;

interface Props {
    invoice: Invoice;
    number: string;
    onChanged: (changed: Invoice) => void;
    /// The invoice is not what it was: look again.
    onOutdated: () => void;
}

/// The "..." of an invoice: what its state allows, and what has become of it.
export function InvoiceActions({ invoice, number, onChanged, onOutdated }: Props) {
    const { host, words } = useSurroundings();
    const { isBusy, error, act, download, repeat, forget } = useAction(invoice, number, onChanged);
    const [isSending, setSending] = useState(false);

    const ask = async (action: 'void' | 'delete') => {
        const { title, description } = questions[action];
        const isWanted = await host.confirm({
            title: words.text(title, { number }),
            description: words.text(description),
            okText: words.text(labels[action]),
            cancelText: words.text('actions.keep'),
        });
        if (isWanted) {
            await act(action);
        }
    };
    const choose = (action: InvoiceAction) => {
        forget();
        if (action === 'send') {
            setSending(true);
        } else {
            void ask(action);
        }
    };
    const retry = () => {
        if (error?.kind === 'conflict') {
            forget();
            onOutdated();
        } else {
            void repeat().then((done) => done && setSending(false));
        }
    };
    const item = (action: InvoiceAction) => ({
        label: words.text(labels[action]),
        negative: action !== 'send',
        onChoose: () => choose(action),
    });
    const harmless = invoice.actions.filter((action) => action === 'send').map(item);
    const negative = invoice.actions.filter((action) => action !== 'send').map(item);
    const pdf = { label: words.text('actions.download'), onChoose: () => void download() };
    return (
        <>
            {invoice.status !== 'deleted' && (
                <Menu
                    label={words.text('actions.menu', { number })}
                    disabled={isBusy}
                    items={[...harmless, pdf, ...negative]}
                />
            )}
            {isSending && (
                <SendForm
                    isBusy={isBusy}
                    onSend={(to) => void act('send', to).then((done) => done && setSending(false))}
                    onClose={() => setSending(false)}
                />
            )}
            {error && (
                <div class="action-failure">
                    <Failure
                        error={error}
                        onRetry={retry}
                        {...(error.kind === 'conflict'
                            ? { retryLabel: words.text('panel.refresh') }
                            : {})}
                    />
                </div>
            )}
        </>
    );
}
