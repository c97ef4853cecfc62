import type { Billing, Installment } from '../../api/draft';
import { useSurroundings } from '../../app/surroundings';
import { Button } from '../../parts/button';
import type { TextKey, Words } from '../../text/words';
import { withCents } from './amounts';
import { focusOn } from './focus';
import { withInstallment } from './form';
import type { SectionProps } from './section_props';

const frequencies: Record<string, TextKey> = {
    weekly: 'billing.weekly',
    monthly: 'billing.monthly',
    quarterly: 'billing.quarterly',
    'semi-annually': 'billing.semi_annually',
    annually: 'billing.annually',
};

/// How often the deal bills a line: `monthly, 12 times, from Dec 1, 2026`.
export function billingText({ frequency, cycles, start }: Billing, words: Words): string {
    const key = frequencies[frequency];
    return [
        key ? words.text(key) : frequency,
        cycles !== null && words.plural('billing.cycles', cycles),
        start !== null && words.text('billing.from', { date: words.date(start) }),
    ]
        .filter(Boolean)
        .join(', ');
}

/// The deal's installments; each can be what is invoiced.
export function Installments({ form, draft, language, change }: SectionProps) {
    const { host, words } = useSurroundings();
    const { installments } = draft;
    if (installments.length === 0) {
        return null;
    }
    const money = (amount: string) => words.money(withCents(amount), draft.deal.currency);
    const invoice = async (installment: Installment) => {
        const { description, amount } = installment;
        const isSure = await host.confirm({
            title: words.text('installments.title_one', { amount: money(amount) }),
            description: words.text('installments.text'),
            okText: words.text('installments.ok'),
            cancelText: words.text('installments.keep'),
        });
        if (isSure) {
            const key = String(form.lines_made);
            const name = description || draft.deal.title;
            change((now) => withInstallment(now, { description: name, amount }, language));
            setTimeout(() => focusOn(`lines.${key}.item`));
        }
    };
    return (
        <div class="installments">
            <h3 class="sub-title">{words.text('installments.title')}</h3>
            <ul>
                {installments.map((installment) => (
                    <li key={installment.id}>
                        <span class="installment-name">{installment.description}</span>
                        <span class="muted">
                            {installment.billing_date && words.date(installment.billing_date)}
                        </span>
                        <span class="number">{money(installment.amount)}</span>
                        <Button
                            aria-label={words.text('installments.invoice_one', {
                                name: installment.description,
                            })}
                            onClick={() => void invoice(installment)}
                        >
                            {words.text('installments.invoice')}
                        </Button>
                    </li>
                ))}
            </ul>
        </div>
    );
}
