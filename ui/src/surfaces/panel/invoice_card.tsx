import { useId } from 'preact/hooks';

import type { Invoice, InvoiceStatus } from '../../api/invoices';
import { useSurroundings } from '../../app/surroundings';
import { ExternalLink } from '../../parts/external_link';
import { Decimal } from '../../text/decimal';
import type { TextKey } from '../../text/words';
import { InvoiceActions } from './invoice_actions';

const statusTexts: Record<InvoiceStatus, TextKey> = {
    open: 'status.open',
    partially_paid: 'status.partially_paid',
    paid: 'status.paid',
    overdue: 'status.overdue',
    voided: 'status.voided',
    deleted: 'status.deleted',
};

const sourceTexts: Record<Invoice['learned_by'], TextKey> = {
    write: 'source.write',
    click: 'source.click',
    webhook: 'source.webhook',
    sweep: 'source.sweep',
};

/// What is still to be paid, where a person would want to know it beside the total.
export function openBalance(invoice: Invoice): string | null {
    const balance = Decimal.parse(invoice.balance);
    const isOver = ['paid', 'voided', 'deleted'].includes(invoice.status);
    return isOver || !balance || balance.compare(Decimal.zero) === 0 ? null : invoice.balance;
}

interface Props {
    invoice: Invoice;
    /// QuickBooks can be told.
    canWrite: boolean;
    onChanged: (changed: Invoice) => void;
    onOutdated: () => void;
}

export function InvoiceCard({ invoice, canWrite, onChanged, onOutdated }: Props) {
    const { words } = useSurroundings();
    const heading = useId();
    const balance = openBalance(invoice);
    const number = invoice.number || words.text('panel.unnumbered');
    return (
        <li class="invoice" aria-labelledby={heading}>
            <div class="invoice-head">
                <h2 class="invoice-number" id={heading}>
                    {number}
                </h2>
                <span class={`badge badge-${invoice.status}`}>
                    {words.text(statusTexts[invoice.status])}
                </span>
                {canWrite && (
                    <InvoiceActions
                        invoice={invoice}
                        number={number}
                        onChanged={onChanged}
                        onOutdated={onOutdated}
                    />
                )}
            </div>
            <p class="invoice-payer">{invoice.payer_name}</p>
            <dl class="amounts">
                <div>
                    <dt>{words.text('panel.total')}</dt>
                    <dd>{words.money(invoice.total, invoice.currency)}</dd>
                </div>
                {balance !== null && (
                    <div>
                        <dt>{words.text('panel.balance')}</dt>
                        <dd>{words.money(balance, invoice.currency)}</dd>
                    </div>
                )}
                {invoice.due_date && (
                    <div>
                        <dt>{words.text('panel.due')}</dt>
                        <dd>{words.date(invoice.due_date)}</dd>
                    </div>
                )}
            </dl>
            <p class="invoice-foot">
                {invoice.status !== 'deleted' && (
                    <ExternalLink href={invoice.url}>
                        {words.text('app.open_in_books')}
                    </ExternalLink>
                )}
                <span class="small">
                    {words.text('panel.as_of', { time: words.instant(invoice.as_of) })}
                    {' · '}
                    {words.text(sourceTexts[invoice.learned_by])}
                </span>
            </p>
        </li>
    );
}
