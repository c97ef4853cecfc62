import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

import type { ApiError } from '../../api/answer';
import type { Intent, Invoice, Order } from '../../api/invoices';
import { useSurroundings } from '../../app/surroundings';
import { Button } from '../../parts/button';
import { errorText } from '../../parts/error_text';
import { ExternalLink } from '../../parts/external_link';
import { Notice } from '../../parts/notice';
import { Decimal } from '../../text/decimal';
import type { Words } from '../../text/words';

interface CreatedProps {
    intent: Intent;
    /// Whether it was sent is not known yet.
    isSendOpen: boolean;
}

/// The invoice exists; and it was sent, or why not.
export function Created({ intent, isSendOpen }: CreatedProps) {
    const { words } = useSurroundings();
    const { invoice } = intent;
    const number = invoice?.number || words.text('outcome.unnumbered');
    return (
        <OutcomePage>
            <Notice tone="success" title={words.text('outcome.created', { number })}>
                {invoice && (
                    <>
                        <p class="outcome-total">{words.money(invoice.total, invoice.currency)}</p>
                        <p>{invoice.payer_name}</p>
                        {difference(intent, invoice, words)}
                        <p>
                            <ExternalLink href={invoice.url}>
                                {words.text('app.open_in_books')}
                            </ExternalLink>
                        </p>
                    </>
                )}
            </Notice>
            <Sent intent={intent} isOpen={isSendOpen} />
        </OutcomePage>
    );
}

function Sent({ intent, isOpen }: { intent: Intent; isOpen: boolean }) {
    const { words } = useSurroundings();
    if (isOpen) {
        return (
            <Notice tone="info" title={words.text('outcome.being_sent')}>
                <p>
                    <span class="wheel" aria-hidden="true" />
                    {words.text('outcome.being_sent_text')}
                </p>
            </Notice>
        );
    }
    if (intent.sent === true) {
        return <Notice tone="success" title={words.text('outcome.sent')} />;
    }
    if (intent.sent === false) {
        return (
            <Notice tone="warning" title={words.text('outcome.not_sent')}>
                {intent.send_error && <p>{errorText(intent.send_error, words)}</p>}
                <p>{words.text('outcome.not_sent_text')}</p>
            </Notice>
        );
    }
    return null;
}

/// Says so where QuickBooks came to another total than the dialog showed, and why.
function difference(intent: Intent, invoice: Invoice, words: Words) {
    const shown = Decimal.parse(intent.expected_total);
    const total = Decimal.parse(invoice.total);
    if (!shown || !total || shown.compare(total) === 0) {
        return null;
    }
    const tax = Decimal.parse(invoice.tax) ?? Decimal.zero;
    const isTax = shown.plus(tax).compare(total) === 0;
    const args = {
        shown: words.money(intent.expected_total, invoice.currency),
        tax: words.money(invoice.tax, invoice.currency),
    };
    return <p>{words.text(isTax ? 'outcome.tax_added' : 'outcome.total_differs', args)}</p>;
}

/// The order was taken; what came of it is not known yet.
export function Waiting({ state }: { state: Intent['state'] }) {
    const { words } = useSurroundings();
    if (state === 'planned') {
        return (
            <OutcomePage>
                <Notice tone="info" title={words.text('outcome.planned')}>
                    <p>
                        <span class="wheel" aria-hidden="true" />
                        {words.text('outcome.planned_text')}
                    </p>
                </Notice>
            </OutcomePage>
        );
    }
    return (
        <OutcomePage>
            <Notice tone="warning" title={words.text('outcome.finding_out')}>
                <p>
                    <span class="wheel" aria-hidden="true" />
                    {words.text('outcome.finding_out_text')}
                </p>
            </Notice>
        </OutcomePage>
    );
}

interface UnansweredProps {
    order: Order;
    error: ApiError | null;
    onRepeat: () => void;
}

/// The order was sent and nobody said whether it arrived. Sending the very same one again is safe and
/// settles it.
export function Unanswered({ order, error, onRepeat }: UnansweredProps) {
    const { words } = useSurroundings();
    return (
        <OutcomePage>
            <Notice
                tone="warning"
                title={words.text('outcome.unanswered')}
                actions={
                    <Button look="primary" onClick={onRepeat}>
                        {words.text('outcome.ask_again')}
                    </Button>
                }
            >
                {error && <p>{errorText(error, words)}</p>}
                <p>{words.text('outcome.unanswered_text', { date: words.date(order.date) })}</p>
            </Notice>
        </OutcomePage>
    );
}

function OutcomePage({ children }: { children: ComponentChildren }) {
    const { host, words } = useSurroundings();
    const body = useRef<HTMLDivElement>(null);
    // The button that had the focus is gone; without a place of its own it would fall out of the dialog.
    useEffect(() => body.current?.focus(), []);
    return (
        <>
            <div ref={body} class="dialog-body outcome" tabIndex={-1}>
                {children}
            </div>
            <div class="dialog-foot">
                <div class="foot-row">
                    <Button onClick={() => host.closeDialog()}>
                        {words.text('outcome.close')}
                    </Button>
                </div>
            </div>
        </>
    );
}
