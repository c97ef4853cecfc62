import { useSurroundings } from '../../app/surroundings';
import { Button } from '../../parts/button';
import { Field } from '../../parts/field';
import { focusOn } from './focus';
import { type Form, withCurrency, withPayer } from './form';
import { messagesFor } from './messages';
import type { SectionProps } from './section_props';

/// The currency, its rate where it is not the company's own, and the ways out where it is not the
/// customer's.
export function CurrencyFields(props: SectionProps) {
    const { form, draft, problems, change } = props;
    const { words } = useSurroundings();
    // Converting is not ours: the amounts stay what they were in the deal's currency.
    const hint =
        form.currency === draft.currency ? {} : { hint: words.text('details.not_converted') };
    const isForeign = draft.multicurrency && form.currency !== draft.home_currency;
    return (
        <>
            <Field
                label={words.text('details.currency')}
                messages={messagesFor('currency', problems)}
                {...hint}
            >
                {(control) => (
                    <select
                        {...control}
                        class="input"
                        required
                        data-field="currency"
                        value={form.currency}
                        onChange={({ currentTarget: { value } }) =>
                            change((now) => withCurrency(now, value))
                        }
                    >
                        {currencies(props).map((currency) => (
                            <option key={currency} value={currency}>
                                {currency}
                            </option>
                        ))}
                    </select>
                )}
            </Field>
            {isForeign && draft.totals && <RateField {...props} />}
            <WaysOut {...props} />
        </>
    );
}

/// The currencies that could make sense: the deal's, the company's and the customer's.
function currencies({ form, draft }: Pick<SectionProps, 'form' | 'draft'>): string[] {
    const all = [draft.currency, draft.home_currency, form.payer?.currency, form.currency];
    return [...new Set(all.filter((currency) => currency !== undefined))];
}

function RateField({ form, draft, problems, change }: SectionProps) {
    const { words } = useSurroundings();
    const args = { currency: form.currency, home: draft.home_currency };
    return (
        <Field
            label={words.text('details.exchange_rate', args)}
            hint={words.text('details.exchange_rate_hint', args)}
            messages={messagesFor('exchange_rate', problems)}
        >
            {(control) => (
                <input
                    {...control}
                    class="input"
                    inputMode="decimal"
                    autocomplete="off"
                    data-field="exchange_rate"
                    value={form.exchange_rate}
                    onInput={({ currentTarget: { value } }) =>
                        change((now) => ({
                            ...now,
                            exchange_rate: value,
                            exchange_rate_is_own: value.trim() !== '',
                        }))
                    }
                />
            )}
        </Field>
    );
}

/// QuickBooks gives each customer one currency for good.
function WaysOut({ form, change }: SectionProps) {
    const { words } = useSurroundings();
    const { payer, currency } = form;
    if (!payer || payer.currency === currency) {
        return null;
    }
    return (
        <div class="ways-out wide" role="group" aria-label={words.text('currency.ways_out')}>
            <p class="small">{words.text('currency.why')}</p>
            <div class="actions">
                <Button
                    onClick={() => {
                        change((now) => withCurrency(now, payer.currency));
                        focusOn('currency');
                    }}
                >
                    {words.text('currency.use', { currency: payer.currency })}
                </Button>
                <Button onClick={() => focusOn('payer')}>
                    {words.text('currency.choose_other')}
                </Button>
                <Button
                    onClick={() => {
                        change((now) => withTwin(now, payer.name));
                        focusOn('details.name');
                    }}
                >
                    {words.text('currency.create', { currency })}
                </Button>
            </div>
        </div>
    );
}

/// A new customer instead of the one called `taken`, whose name no other can have.
function withTwin(form: Form, taken: string): Form {
    const free = withPayer(form, null);
    const { name } = free.details;
    const isTaken = name.trim().toLowerCase() === taken.trim().toLowerCase();
    return isTaken
        ? { ...free, details: { ...free.details, name: `${name.trim()} (${form.currency})` } }
        : free;
}
