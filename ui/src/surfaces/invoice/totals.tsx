import type { ApiError } from '../../api/answer';
import type { Totals as Sums } from '../../api/draft';
import { useSurroundings } from '../../app/surroundings';
import { Button } from '../../parts/button';
import { errorText } from '../../parts/error_text';
import { Decimal } from '../../text/decimal';
import { asTyped } from '../../text/typed_number';
import type { Words } from '../../text/words';
import { estimate, subtotal, withCents } from './amounts';
import { DiscountField } from './discount_field';
import { messagesFor } from './messages';
import type { SectionProps } from './section_props';
import type { PreviewState } from './use_preview';

interface Props extends SectionProps {
    preview: PreviewState;
}

/// The discount of the whole invoice, and what everything comes to.
export function Totals(props: Props) {
    const { words } = useSurroundings();
    const { form, draft, language, preview } = props;
    const { totals, state } = preview;
    return (
        <section class="sums" aria-label={words.text('totals.title')}>
            {totals ? <InvoiceDiscount {...props} /> : <div />}
            <div
                class={state === 'old' ? 'totals-box totals-old' : 'totals-box'}
                aria-busy={state === 'old'}
            >
                {totals && state !== 'failed' ? (
                    <KnownTotals totals={totals} currency={form.currency} words={words} />
                ) : (
                    <Estimate
                        sum={subtotal(form, language).toString()}
                        currency={form.currency}
                        isTaxed={draft.tax.model !== 'none'}
                    />
                )}
                {totals && state !== 'failed' && (
                    <DealDifference totals={totals} currency={form.currency} words={words} />
                )}
                <p class="totals-state" role="status">
                    {state === 'old' && (
                        <>
                            <span class="wheel" aria-hidden="true" />
                            {words.text('totals.recalculating')}
                        </>
                    )}
                </p>
                {state === 'failed' && preview.error && (
                    <Unknown error={preview.error} onRetry={preview.retry} />
                )}
            </div>
        </section>
    );
}

/// The total for the foot of the dialog: the server's, or what we can add up ourselves.
export function totalText({ form, language, preview }: Props, words: Words): string {
    const { totals, state } = preview;
    const total = totals && state !== 'failed' ? totals.total : estimate(form, language).toString();
    return words.money(total, form.currency);
}

function InvoiceDiscount({ form, draft, language, problems, change }: Props) {
    const { words } = useSurroundings();
    const isOff = !draft.features.discount;
    const dealText = draft.deal_discounts
        .map(({ description, kind, value }) => {
            const amount =
                kind === 'percentage'
                    ? `${asTyped(value, language)}%`
                    : words.money(withCents(value), draft.deal.currency);
            return [description, amount].filter(Boolean).join(' ');
        })
        .join(', ');
    return (
        <div class="invoice-discount">
            <DiscountField
                label={words.text('totals.discount_label')}
                field="discount"
                discount={form.discount}
                currency={form.currency}
                messages={messagesFor('discount', problems)}
                disabled={isOff && form.discount.value === ''}
                hint={words.text(isOff ? 'totals.discount_off' : 'totals.discount_hint')}
                onChange={(discount) => change((now) => ({ ...now, discount }))}
            />
            {dealText && (
                <p class="hint">{words.text('totals.deal_discounts', { discounts: dealText })}</p>
            )}
        </div>
    );
}

interface SumsProps {
    totals: Sums;
    currency: string;
    words: Words;
}

function KnownTotals({ totals, currency, words }: SumsProps) {
    const money = (amount: string) => words.money(amount, currency);
    return (
        <dl class="totals">
            <div>
                <dt>{words.text('totals.subtotal')}</dt>
                <dd>
                    <output>{money(totals.subtotal)}</output>
                </dd>
            </div>
            {!isZero(totals.discount) && (
                <div>
                    <dt>{words.text('totals.discount')}</dt>
                    <dd>−{money(totals.discount)}</dd>
                </div>
            )}
            {totals.tax.map(({ name, net, amount }) => (
                <div key={name + net}>
                    <dt>{words.text('totals.tax_of', { name, net: money(net) })}</dt>
                    <dd>{money(amount)}</dd>
                </div>
            ))}
            {!totals.tax_known && (
                <div>
                    <dt>{words.text('totals.tax')}</dt>
                    <dd class="muted">{words.text('totals.tax_text')}</dd>
                </div>
            )}
            <div class="totals-total">
                <dt>{words.text(totals.tax_known ? 'totals.total' : 'totals.total_before_tax')}</dt>
                <dd>
                    <output>{money(totals.total)}</output>
                </dd>
            </div>
        </dl>
    );
}

function isZero(amount: string): boolean {
    return Decimal.parse(amount)?.compare(Decimal.zero) === 0;
}

function DealDifference({ totals, currency, words }: SumsProps) {
    const difference = totals.deal_difference && Decimal.parse(totals.deal_difference);
    if (!difference || difference.compare(Decimal.zero) === 0) {
        return null;
    }
    const isMore = difference.compare(Decimal.zero) > 0;
    const size = isMore ? difference : Decimal.zero.minus(difference);
    return (
        <p class="hint totals-deal">
            {words.text(isMore ? 'totals.more_than_deal' : 'totals.less_than_deal', {
                amount: words.money(size.toString(), currency),
            })}
        </p>
    );
}

interface EstimateProps {
    sum: string;
    currency: string;
    isTaxed: boolean;
}

/// What the invoice comes to as far as we can add it up ourselves: tax is QuickBooks' own sum.
function Estimate({ sum, currency, isTaxed }: EstimateProps) {
    const { words } = useSurroundings();
    return (
        <dl class="totals">
            <div>
                <dt>{words.text(isTaxed ? 'totals.subtotal' : 'totals.total')}</dt>
                <dd>
                    <output>{words.money(sum, currency)}</output>
                </dd>
            </div>
            {isTaxed && (
                <div>
                    <dt>{words.text('totals.tax')}</dt>
                    <dd class="muted">{words.text('totals.tax_text')}</dd>
                </div>
            )}
        </dl>
    );
}

function Unknown({ error, onRetry }: { error: ApiError; onRetry: () => void }) {
    const { words } = useSurroundings();
    return (
        <div class="totals-failed" role="alert">
            <p class="field-error">{words.text('totals.failed')}</p>
            <p class="small">{errorText(error, words)}</p>
            <Button onClick={onRetry}>{words.text('app.retry')}</Button>
        </div>
    );
}
