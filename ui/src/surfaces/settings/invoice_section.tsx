import type { BooksChoice, TaxTreatment } from '../../api/settings';
import { useSurroundings } from '../../app/surroundings';
import { Field, type FieldMessage } from '../../parts/field';
import type { TextKey } from '../../text/words';
import {
    booksTerm,
    booksTermId,
    countsDays,
    exampleDueDay,
    readDays,
    termDaysMax,
    treatments,
} from './form';
import type { SectionProps } from './preferences_form';

const treatmentTexts: Record<TaxTreatment, TextKey> = {
    exclusive: 'preferences.tax_exclusive',
    inclusive: 'preferences.tax_inclusive',
    none: 'preferences.tax_none',
};

/// What an invoice begins with besides its customer.
export function InvoiceSection(props: SectionProps) {
    const { words } = useSurroundings();
    const { form, books, readOnly, messages, onChange } = props;
    const offered = books ? treatments(books) : [];
    return (
        <section class="card" aria-labelledby="invoice-defaults">
            <div>
                <h2 class="card-title" id="invoice-defaults">
                    {words.text('preferences.invoice')}
                </h2>
                <p class="card-text">{words.text('preferences.invoice_text')}</p>
            </div>
            <div class="rows">
                <TermField {...props} />
                {offered.length > 0 && (
                    <Field
                        label={words.text('preferences.tax_treatment')}
                        messages={messages('tax_treatment')}
                    >
                        {(control) => (
                            <select
                                {...control}
                                class="input"
                                disabled={readOnly}
                                value={
                                    offered.includes(form.tax_treatment)
                                        ? form.tax_treatment
                                        : 'exclusive'
                                }
                                onChange={({ currentTarget }) =>
                                    onChange({ tax_treatment: currentTarget.value as TaxTreatment })
                                }
                            >
                                {offered.map((treatment) => (
                                    <option key={treatment} value={treatment}>
                                        {words.text(treatmentTexts[treatment])}
                                    </option>
                                ))}
                            </select>
                        )}
                    </Field>
                )}
                {books?.tax_model === 'global' && form.tax_treatment !== 'none' && (
                    <BooksSelect
                        {...props}
                        label={words.text('preferences.tax_code')}
                        hint={words.text('preferences.tax_code_hint')}
                        none={words.text('preferences.each_line')}
                        name="tax_code"
                        choices={books.tax_codes}
                    />
                )}
                <BooksSelect
                    {...props}
                    label={words.text('preferences.income_account')}
                    hint={words.text(
                        books ? 'preferences.income_account_hint' : 'preferences.needs_books',
                    )}
                    none={words.text('preferences.each_item')}
                    name="income_account"
                    choices={books?.income_accounts ?? null}
                />
            </div>
        </section>
    );
}

function TermField({ form, books, readOnly, messages, onChange }: SectionProps) {
    const { words } = useSurroundings();
    const chosen = booksTermId(form.term);
    const isKnown = chosen === null || books?.terms.some(({ id }) => id === chosen);
    const hasDays = countsDays(form.term);
    const refused = messages('term');
    const hasBadDays = hasDays && readDays(form.days) === null;
    const problems = [...refused];
    if (hasBadDays) {
        const max = String(termDaysMax);
        problems.push({ weight: 'blocks', message: words.text('mapping.term_range', { max }) });
    } else if (!isKnown && books && refused.length === 0) {
        problems.push({ weight: 'warns', message: words.text('preferences.gone') });
    }
    const day = `${new Date().getUTCFullYear()}-03-13`;
    const due = exampleDueDay(day, form);
    const example =
        due &&
        words.text('preferences.term_example', { date: words.date(day), due: words.date(due) });
    return (
        <Field
            label={words.text('preferences.term')}
            hint={example || undefined}
            messages={problems}
        >
            {(control) => (
                <div class={hasDays ? 'pair pair-short' : undefined}>
                    <select
                        {...control}
                        aria-invalid={refused.length > 0 || undefined}
                        class="input"
                        disabled={readOnly}
                        value={form.term}
                        onChange={({ currentTarget }) => onChange({ term: currentTarget.value })}
                    >
                        <option value="due_on_receipt">
                            {words.text('preferences.term_receipt')}
                        </option>
                        <option value="days">{words.text('preferences.term_days')}</option>
                        <option value="end_of_month">
                            {words.text('preferences.term_end_of_month')}
                        </option>
                        {!isKnown && (
                            <option value={form.term}>
                                {words.text(
                                    books ? 'preferences.gone_term' : 'preferences.books_term',
                                )}
                            </option>
                        )}
                        {books && books.terms.length > 0 && (
                            <optgroup label={words.text('preferences.books_terms')}>
                                {books.terms.map(({ id, name }) => (
                                    <option key={id} value={booksTerm(id)}>
                                        {name}
                                    </option>
                                ))}
                            </optgroup>
                        )}
                    </select>
                    {hasDays && (
                        <span class="with-unit">
                            <input
                                class="input input-short number"
                                inputMode="numeric"
                                aria-label={words.text('preferences.days')}
                                aria-describedby={control['aria-describedby']}
                                aria-invalid={hasBadDays || undefined}
                                disabled={readOnly}
                                value={form.days}
                                onInput={({ currentTarget }) =>
                                    onChange({ days: currentTarget.value })
                                }
                            />
                            <span aria-hidden="true">{words.text('preferences.days_unit')}</span>
                        </span>
                    )}
                </div>
            )}
        </Field>
    );
}

interface BooksSelectProps extends SectionProps {
    label: string;
    hint: string;
    none: string;
    name: 'tax_code' | 'income_account';
    /// Null where QuickBooks' lists are not there: the choice then stays as it is, or goes.
    choices: BooksChoice[] | null;
}

function BooksSelect(props: BooksSelectProps) {
    const { label, hint, none, name, choices, form, readOnly, messages, onChange } = props;
    const { words } = useSurroundings();
    const value = form[name];
    const isKnown = !value || choices?.some(({ id }) => id === value);
    const refused = messages(name);
    const gone: FieldMessage[] =
        !isKnown && choices && refused.length === 0
            ? [{ weight: 'warns', message: words.text('preferences.gone') }]
            : [];
    return (
        <Field label={label} hint={hint} messages={[...refused, ...gone]}>
            {(control) => (
                <select
                    {...control}
                    class="input"
                    disabled={readOnly || (!choices && !value)}
                    value={value}
                    onChange={({ currentTarget }) => onChange({ [name]: currentTarget.value })}
                >
                    <option value="">{none}</option>
                    {!isKnown && (
                        <option value={value}>
                            {words.text(choices ? 'preferences.gone_choice' : 'preferences.kept')}
                        </option>
                    )}
                    {choices?.map((choice) => (
                        <option key={choice.id} value={choice.id}>
                            {choice.name}
                        </option>
                    ))}
                </select>
            )}
        </Field>
    );
}
