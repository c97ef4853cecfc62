import type { InvoiceSums } from '../../api/invoices';
import { useSurroundings } from '../../app/surroundings';
import { Decimal } from '../../text/decimal';

function isNothing(amount: string): boolean {
    return Decimal.parse(amount)?.compare(Decimal.zero) === 0;
}

/// What the listed invoices come to, per currency. Says of being overdue only where something is.
export function Sums({ sums }: { sums: InvoiceSums[] }) {
    const { words } = useSurroundings();
    return (
        <>
            {sums.map(({ currency, outstanding, overdue, paid }) => (
                <dl key={currency} class="sums" aria-label={words.text('panel.sums', { currency })}>
                    <div>
                        <dt>{words.text('panel.outstanding')}</dt>
                        <dd>{words.money(outstanding, currency)}</dd>
                    </div>
                    {!isNothing(overdue) && (
                        <div class="sums-overdue">
                            <dt>{words.text('panel.overdue')}</dt>
                            <dd>{words.money(overdue, currency)}</dd>
                        </div>
                    )}
                    <div>
                        <dt>{words.text('panel.paid')}</dt>
                        <dd>{words.money(paid, currency)}</dd>
                    </div>
                </dl>
            ))}
        </>
    );
}
