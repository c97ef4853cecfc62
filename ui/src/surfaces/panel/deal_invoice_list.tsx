import { useEffect, useState } from 'preact/hooks';

import type { ApiError } from '../../api/answer';
import {
    type DealInvoices,
    getDealInvoices,
    type Invoice,
    refreshDealInvoices,
} from '../../api/invoices';
import { useSurroundings } from '../../app/surroundings';
import { useRemote } from '../../app/use_remote';
import { Button } from '../../parts/button';
import { errorText } from '../../parts/error_text';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { InvoiceCard } from './invoice_card';
import { IntentNotice, isOpen } from './intent_notice';
import { Sums } from './sums';

/// How often to look again while an invoice's outcome is open. Costs nothing at QuickBooks.
const lookEveryMs = 4_000;

interface Props {
    deal: number;
    /// QuickBooks can be asked and told.
    canWrite: boolean;
}

/// What is stored about a deal's invoices, a button that reads QuickBooks, and one for a new invoice.
export function DealInvoiceList({ deal, canWrite }: Props) {
    const { api, host } = useSurroundings();
    const { remote, reload, put } = useRemote(() => getDealInvoices(api, deal));

    useEffect(() => host.onShown(() => void reload()), [host, reload]);
    const isWaiting = remote.state === 'ready' && remote.value.intents.some(isOpen);
    useEffect(() => {
        if (!isWaiting) {
            return undefined;
        }
        const timer = setInterval(() => document.hidden || void reload(), lookEveryMs);
        return () => clearInterval(timer);
    }, [isWaiting, reload]);

    if (remote.state === 'loading') {
        return <Loading />;
    }
    if (remote.state === 'failed') {
        return <Failure error={remote.error} onRetry={() => void reload()} />;
    }
    return (
        <>
            {canWrite && <Toolbar deal={deal} onList={put} onDialogClosed={reload} />}
            <Lists
                canWrite={canWrite}
                list={remote.value}
                onList={put}
                onOutdated={() => void reload()}
            />
        </>
    );
}

interface ToolbarProps {
    deal: number;
    onList: (list: DealInvoices) => void;
    onDialogClosed: () => Promise<void>;
}

function Toolbar({ deal, onList, onDialogClosed }: ToolbarProps) {
    const { api, host, words } = useSurroundings();
    const [isRefreshing, setRefreshing] = useState(false);
    const [outcome, setOutcome] = useState<{ error: ApiError | null }>();

    const create = async () => {
        await host.openInvoiceDialog().catch(() => host.notify(words.text('panel.no_dialog')));
        await onDialogClosed();
    };
    const refresh = async () => {
        setRefreshing(true);
        setOutcome(undefined);
        const answer = await refreshDealInvoices(api, deal);
        setRefreshing(false);
        setOutcome({ error: answer.ok ? null : answer.error });
        if (answer.ok) {
            onList(answer.value);
        }
    };
    return (
        <>
            <div class="toolbar">
                <Button look="primary" onClick={() => void create()}>
                    {words.text('panel.create')}
                </Button>
                <Button look="quiet" busy={isRefreshing} onClick={() => void refresh()}>
                    {words.text('panel.refresh')}
                </Button>
            </div>
            {outcome?.error && <Failure error={outcome.error} onRetry={() => void refresh()} />}
            <span class="visually-hidden" role="status">
                {outcome &&
                    (outcome.error
                        ? errorText(outcome.error, words)
                        : words.text('panel.refreshed'))}
            </span>
        </>
    );
}

interface ListsProps {
    canWrite: boolean;
    list: DealInvoices;
    onList: (list: DealInvoices) => void;
    onOutdated: () => void;
}

function Lists({ canWrite, list, onList, onOutdated }: ListsProps) {
    const { words } = useSurroundings();
    const { invoices, intents, sums } = list;
    /// Shows it at once; the sums that it changed come with the next look.
    const replace = (changed: Invoice) => {
        onList({ ...list, invoices: invoices.map((it) => (it.id === changed.id ? changed : it)) });
        onOutdated();
    };
    return (
        <>
            {intents.map((intent) => (
                <IntentNotice key={intent.id} intent={intent} />
            ))}
            {invoices.length === 0 && intents.length === 0 && (
                <p class="empty">{words.text('panel.empty')}</p>
            )}
            <Sums sums={sums} />
            {invoices.length > 0 && (
                <ul class="invoices" aria-label={words.text('panel.title')}>
                    {invoices.map((invoice) => (
                        <InvoiceCard
                            key={invoice.id}
                            invoice={invoice}
                            canWrite={canWrite}
                            onChanged={replace}
                            onOutdated={onOutdated}
                        />
                    ))}
                </ul>
            )}
        </>
    );
}
