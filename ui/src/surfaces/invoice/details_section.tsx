import { useSurroundings } from '../../app/surroundings';
import { Field } from '../../parts/field';
import { withDate } from './form';
import type { SectionProps } from './section_props';
import { messagesFor } from './messages';

/// Dates and currency.
export function DetailsSection({ form, draft, problems, onChange }: SectionProps) {
    const { words } = useSurroundings();
    // Converting is not ours: the amounts stay what they were in the deal's currency.
    const currencyHint =
        form.currency === draft.currency ? {} : { hint: words.text('details.not_converted') };
    return (
        <section class="section" aria-labelledby="details">
            <h2 class="section-title" id="details">
                {words.text('details.title')}
            </h2>
            <div class="grid grid-thirds">
                <Field label={words.text('details.date')} messages={messagesFor('date', problems)}>
                    {(control) => (
                        <input
                            {...control}
                            class="input"
                            type="date"
                            data-field="date"
                            value={form.date}
                            onInput={({ currentTarget }) =>
                                onChange(withDate(form, currentTarget.value, draft.term_days))
                            }
                        />
                    )}
                </Field>
                <Field
                    label={words.text('details.due_date')}
                    messages={messagesFor('due_date', problems)}
                >
                    {(control) => (
                        <input
                            {...control}
                            class="input"
                            type="date"
                            data-field="due_date"
                            value={form.due_date}
                            onInput={({ currentTarget }) =>
                                onChange({
                                    ...form,
                                    due_date: currentTarget.value,
                                    due_date_is_own: true,
                                })
                            }
                        />
                    )}
                </Field>
                <Field
                    label={words.text('details.currency')}
                    messages={messagesFor('currency', problems)}
                    {...currencyHint}
                >
                    {(control) => (
                        <select
                            {...control}
                            class="input"
                            data-field="currency"
                            value={form.currency}
                            onChange={({ currentTarget }) =>
                                onChange({ ...form, currency: currentTarget.value })
                            }
                        >
                            {currencies({ form, draft }).map((currency) => (
                                <option key={currency} value={currency}>
                                    {currency}
                                </option>
                            ))}
                        </select>
                    )}
                </Field>
            </div>
        </section>
    );
}

/// The currencies that could make sense: the deal's, the company's and the customer's.
function currencies({ form, draft }: Pick<SectionProps, 'form' | 'draft'>): string[] {
    const all = [draft.currency, draft.home_currency, form.payer?.currency, form.currency];
    return [...new Set(all.filter((currency) => currency !== undefined))];
}
