import type { Draft } from '../../api/draft';
import { useSurroundings } from '../../app/surroundings';
import type { Language } from '../../text/language';
import { type Form, subtotal } from './form';

interface Props {
    form: Form;
    draft: Draft;
    language: Language;
}

/// What the invoice comes to, as far as we can know it: sales tax is QuickBooks' own sum.
export function Totals({ form, draft, language }: Props) {
    const { words } = useSurroundings();
    const sum = words.money(subtotal(form, language).toString(), form.currency);
    return (
        <dl class="totals">
            <div>
                <dt>{words.text(draft.uses_sales_tax ? 'totals.subtotal' : 'totals.total')}</dt>
                <dd>
                    <output>{sum}</output>
                </dd>
            </div>
            {draft.uses_sales_tax && (
                <div>
                    <dt>{words.text('totals.tax')}</dt>
                    <dd class="muted">{words.text('totals.tax_text')}</dd>
                </div>
            )}
        </dl>
    );
}
