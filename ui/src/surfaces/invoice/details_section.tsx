import type { PaymentTerm } from '../../api/draft';
import { useSurroundings } from '../../app/surroundings';
import { Field } from '../../parts/field';
import type { TextKey, Words } from '../../text/words';
import { CurrencyFields } from './currency_fields';
import { withDate, withTerm } from './form';
import { messagesFor } from './messages';
import { numberMax } from './problems';
import type { SectionProps } from './section_props';
import { TaxFields } from './tax_fields';
import { TemplateRow } from './template_row';
import { termKey } from './term';

/// QuickBooks' limits for an invoice (facts 3.1).
const messageMax = 1000;
const memoMax = 4000;

/// Dates, number, currency, tax, texts; and the template that fills them.
export function DetailsSection(props: SectionProps) {
    const { form, draft, problems, change } = props;
    const { words } = useSurroundings();
    return (
        <section class="section" aria-labelledby="details">
            <h2 class="section-title" id="details">
                {words.text('details.title')}
            </h2>
            {draft.totals && <TemplateRow {...props} />}
            <div class="grid grid-thirds">
                <Field label={words.text('details.date')} messages={messagesFor('date', problems)}>
                    {(control) => (
                        <input
                            {...control}
                            class="input"
                            type="date"
                            data-field="date"
                            value={form.date}
                            onInput={({ currentTarget: { value } }) =>
                                change((now) => withDate(now, value))
                            }
                        />
                    )}
                </Field>
                <TermField {...props} />
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
                            onInput={({ currentTarget: { value } }) =>
                                change((now) => ({ ...now, due_date: value, term: null }))
                            }
                        />
                    )}
                </Field>
                {draft.numbering.own && (
                    <Field
                        label={words.text('details.number')}
                        hint={words.text('details.number_hint')}
                        messages={messagesFor('number', problems)}
                    >
                        {(control) => (
                            <input
                                {...control}
                                class="input"
                                data-field="number"
                                maxLength={numberMax}
                                value={form.number}
                                onInput={({ currentTarget: { value } }) =>
                                    change((now) => ({ ...now, number: value }))
                                }
                            />
                        )}
                    </Field>
                )}
                <CurrencyFields {...props} />
                <TaxFields {...props} />
            </div>
            {draft.totals && (
                <>
                    <div class="grid">
                        <LongText {...props} member="message" max={messageMax} />
                        <LongText {...props} member="memo" max={memoMax} />
                    </div>
                    <Extras {...props} />
                </>
            )}
        </section>
    );
}

// --- term ---

function termLabel(term: PaymentTerm, draft: SectionProps['draft'], words: Words): string {
    switch (term.kind) {
        case 'due_on_receipt':
            return words.text('term.due_on_receipt');
        case 'days':
            return words.plural('term.days', term.days);
        case 'end_of_month':
            return term.days > 0
                ? words.plural('term.end_of_month_days', term.days)
                : words.text('term.end_of_month');
        case 'books':
            return draft.terms.find(({ id }) => id === term.id)?.name ?? words.text('term.gone');
    }
}

/// A term gives the due date; a due date set by hand goes without a term.
function TermField({ form, draft, change }: SectionProps) {
    const { words } = useSurroundings();
    const books = draft.terms.map(({ id }) => ({ kind: 'books' as const, days: 0, id }));
    const offered = new Map<string, PaymentTerm>();
    for (const term of [draft.term, form.term, ...books]) {
        if (term) {
            offered.set(termKey(term), term);
        }
    }
    return (
        <Field label={words.text('details.term')}>
            {(control) => (
                <select
                    {...control}
                    class="input"
                    data-field="term"
                    value={termKey(form.term)}
                    onChange={({ currentTarget: { value } }) =>
                        change((now) => withTerm(now, offered.get(value) ?? null))
                    }
                >
                    <option value="">{words.text('term.own')}</option>
                    {[...offered].map(([key, term]) => (
                        <option key={key} value={key}>
                            {termLabel(term, draft, words)}
                        </option>
                    ))}
                </select>
            )}
        </Field>
    );
}

// --- texts and what else an invoice can have ---

const longTexts = {
    message: { label: 'details.message', hint: 'details.message_hint' },
    memo: { label: 'details.memo', hint: 'details.memo_hint' },
} satisfies Record<string, { label: TextKey; hint: TextKey }>;

function LongText({
    form,
    problems,
    change,
    member,
    max,
}: SectionProps & { member: 'message' | 'memo'; max: number }) {
    const { words } = useSurroundings();
    const { label, hint } = longTexts[member];
    return (
        <Field
            label={words.text(label)}
            hint={words.text(hint)}
            messages={messagesFor(member, problems)}
        >
            {(control) => (
                <textarea
                    {...control}
                    class="input input-grows"
                    rows={2}
                    data-field={member}
                    maxLength={max}
                    value={form[member]}
                    onInput={({ currentTarget: { value } }) =>
                        change((now) => ({ ...now, [member]: value }))
                    }
                />
            )}
        </Field>
    );
}

const switches = [
    { member: 'card_payment', label: 'details.card_payment' },
    { member: 'bank_payment', label: 'details.bank_payment' },
] as const;

const lists = [
    { member: 'class', label: 'details.class', feature: 'classes' },
    { member: 'location', label: 'details.location', feature: 'locations' },
] as const;

/// What only some companies use.
function Extras({ form, draft, change }: SectionProps) {
    const { words } = useSurroundings();
    const { features } = draft;
    const offeredLists = lists.filter(({ feature }) => features[feature]);
    const offeredSwitches = switches.filter(({ member }) => features[member]);
    if (offeredLists.length + offeredSwitches.length === 0) {
        return null;
    }
    return (
        <div class="grid">
            {offeredLists.map(({ member, label, feature }) => (
                <Field key={member} label={words.text(label)}>
                    {(control) => (
                        <select
                            {...control}
                            class="input"
                            data-field={member}
                            value={form[member]}
                            onChange={({ currentTarget: { value } }) =>
                                change((now) => ({ ...now, [member]: value }))
                            }
                        >
                            <option value="">{words.text('details.none')}</option>
                            {draft[feature].map(({ id, name }) => (
                                <option key={id} value={id}>
                                    {name}
                                </option>
                            ))}
                        </select>
                    )}
                </Field>
            ))}
            {offeredSwitches.length > 0 && (
                <fieldset class="wide ticks">
                    <legend class="label">{words.text('details.online')}</legend>
                    {offeredSwitches.map(({ member, label }) => (
                        <label key={member} class="tick">
                            <input
                                type="checkbox"
                                data-field={member}
                                checked={form[member]}
                                onChange={({ currentTarget: { checked } }) =>
                                    change((now) => ({ ...now, [member]: checked }))
                                }
                            />
                            <span>{words.text(label)}</span>
                        </label>
                    ))}
                </fieldset>
            )}
        </div>
    );
}
