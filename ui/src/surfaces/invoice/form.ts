import type { Payer } from '../../api/customers';
import type {
    Billing,
    Details,
    Discount,
    Draft,
    DraftLine,
    Named,
    PaymentTerm,
    Treatment,
} from '../../api/draft';
import type { Item } from '../../api/items';
import type { Language } from '../../text/language';
import { asTyped } from '../../text/typed_number';
import { withTemplate } from './template_use';
import { dueDate } from './term';

/// As typed: a discount only once `value` can be read; none while it is empty.
export type FormDiscount = Discount;

export interface FormLine {
    /// Stays the same while lines come and go.
    key: string;
    description: string;
    /// As typed: a number only once it can be read.
    quantity: string;
    unit_price: string;
    discount: FormDiscount;
    /// Empty: still to be chosen.
    tax_code: string;
    /// In the US. Null: as the item is.
    taxable: boolean | null;
    item: Named | null;
    suggestion: DraftLine['suggestion'];
    product: number | null;
    variation: number;
    product_code: string;
    /// How much of it the deal has; empty where the line is not from the deal.
    deal_quantity: string;
    billing: Billing | null;
}

/// An invoice as it stands in the dialog, with whatever has been typed so far.
export interface Form {
    /// Null: a customer is created from `details`.
    payer: Payer | null;
    update_payer: boolean;
    details: Details;
    currency: string;
    /// As typed; empty: QuickBooks' own rate.
    exchange_rate: string;
    exchange_rate_is_own: boolean;
    date: string;
    due_date: string;
    /// Null: the due date was set by hand and no longer follows the date.
    term: PaymentTerm | null;
    number: string;
    message: string;
    memo: string;
    treatment: Treatment;
    /// Of the whole invoice (`us_manual`); empty: no tax.
    tax_code: string;
    /// The id of the template that was applied last, or empty.
    template: string;
    class: string;
    location: string;
    card_payment: boolean;
    bank_payment: boolean;
    discount: FormDiscount;
    lines: FormLine[];
    /// How many lines there have ever been; makes the next key.
    lines_made: number;
    /// As typed; null: the invoice is created and not sent.
    send_to: string | null;
}

/// Changes the form as it is when the change comes to it.
export type Change = (update: (form: Form) => Form) => void;

export const noDiscount: FormDiscount = { kind: 'percentage', value: '' };

export function formOf(draft: Draft, language: Language): Form {
    const form: Form = {
        payer: draft.payer,
        update_payer: draft.update_payer,
        details: draft.details,
        currency: draft.currency,
        exchange_rate: asTyped(draft.exchange_rate ?? '', language),
        exchange_rate_is_own: false,
        date: draft.date,
        due_date: draft.due_date,
        term: draft.term,
        number: draft.number,
        message: draft.message,
        memo: draft.memo,
        treatment: draft.tax.treatment,
        tax_code: draft.tax.code ?? '',
        template: '',
        class: '',
        location: '',
        card_payment: false,
        bank_payment: false,
        discount: formDiscount(draft.discount, language),
        lines: draft.lines.map((line, index) => formLine(line, String(index), language)),
        lines_made: draft.lines.length,
        send_to: null,
    };
    const template = draft.templates.find(({ id }) => id === draft.template);
    if (!template) {
        return form;
    }
    const applied = withTemplate(form, template, language);
    // What the deal says goes before what is always so.
    return draft.discount ? { ...applied, discount: form.discount } : applied;
}

export function formDiscount(discount: Discount | null, language: Language): FormDiscount {
    return discount ? { ...discount, value: asTyped(discount.value, language) } : noDiscount;
}

function formLine(line: DraftLine, key: string, language: Language): FormLine {
    const { description, taxable, item, suggestion, product, variation, billing } = line;
    return {
        ...blankLine(key),
        description,
        quantity: asTyped(line.quantity, language),
        unit_price: asTyped(line.unit_price, language),
        discount: formDiscount(line.discount, language),
        tax_code: line.tax_code ?? '',
        taxable,
        item,
        suggestion,
        product,
        variation,
        product_code: line.product_code,
        deal_quantity: line.quantity,
        billing,
    };
}

function blankLine(key: string): FormLine {
    return {
        key,
        description: '',
        quantity: '1',
        unit_price: '',
        discount: noDiscount,
        tax_code: '',
        taxable: null,
        item: null,
        suggestion: null,
        product: null,
        variation: 0,
        product_code: '',
        deal_quantity: '',
        billing: null,
    };
}

// --- what was kept ---

/// Grows when a form as it was can no longer be read as it is.
const schema = 1;

/// A form as it is kept for the next dialog. What a line has by itself is left out: 750 of them are to
/// fit into what the server keeps.
export function keptForm(form: Form, language: Language): unknown {
    const blank = Object.entries(blankLine('')).map(
        ([name, value]) => [name, JSON.stringify(value)] as const,
    );
    const usual = new Map<string, string>(blank);
    const lines = form.lines.map((line) =>
        Object.fromEntries(
            Object.entries(line).filter(
                ([name, value]) => JSON.stringify(value) !== usual.get(name),
            ),
        ),
    );
    return { schema, language, form: { ...form, lines } };
}

/// What `keptForm` kept; null where it is of another kind. What it lacks is as in `draft`.
export function restored(kept: unknown, draft: Draft): { form: Form; language: Language } | null {
    const found = kept as Partial<{
        schema: number;
        language: Language;
        form: Partial<Form>;
    }> | null;
    const { form, language } = found ?? {};
    if (found?.schema !== schema || !form || !Array.isArray(form.lines) || !form.details) {
        return null;
    }
    if (language !== 'en' && language !== 'pl') {
        return null;
    }
    const lines = form.lines.map((line) => ({ ...blankLine(line.key), ...line }));
    const payer = form.payer?.id === draft.payer?.id ? draft.payer : (form.payer ?? null);
    return { form: { ...formOf(draft, language), ...form, lines, payer }, language };
}

// --- changes ---

export function withLine(form: Form, key: string, part: Partial<FormLine>): Form {
    const lines = form.lines.map((line) => (line.key === key ? { ...line, ...part } : line));
    return { ...form, lines };
}

/// A line more, for something free or for `part`.
export function withNewLine(form: Form, part: Partial<FormLine> = {}): Form {
    const line = { ...blankLine(String(form.lines_made)), tax_code: usualTaxCode(form), ...part };
    return { ...form, lines: [...form.lines, line], lines_made: form.lines_made + 1 };
}

/// The code that all lines have, if they have one.
function usualTaxCode({ lines }: Form): string {
    const code = lines[0]?.tax_code ?? '';
    return lines.every((line) => line.tax_code === code) ? code : '';
}

export function withoutLine(form: Form, key: string): Form {
    return { ...form, lines: form.lines.filter((line) => line.key !== key) };
}

/// The line changes places with its neighbour: the one before (-1) or after it (1).
export function withMovedLine(form: Form, key: string, step: -1 | 1): Form {
    const from = form.lines.findIndex((line) => line.key === key);
    const [line, neighbour] = [form.lines[from], form.lines[from + step]];
    if (!line || !neighbour) {
        return form;
    }
    const lines = [...form.lines];
    lines[from] = neighbour;
    lines[from + step] = line;
    return { ...form, lines };
}

/// Links the invoice to `payer`, or to a new customer; an address to write to comes along where the deal
/// has none.
export function withPayer(form: Form, payer: Payer | null): Form {
    const { details } = form;
    return { ...form, payer, details: { ...details, email: details.email || payer?.email || '' } };
}

/// Links a line to `item`, which also fills in what the line does not say yet.
export function withItem(form: Form, key: string, item: Item, language: Language): Form {
    const line = form.lines.find((candidate) => candidate.key === key);
    return withLine(form, key, {
        item: { id: item.id, name: item.name },
        description: line?.description || item.description || item.name,
        unit_price: line?.unit_price || asTyped(item.unit_price ?? '', language),
        tax_code: line?.tax_code || item.tax_code || '',
        taxable: line?.taxable ?? item.taxable,
    });
}

/// A line more, of `item`.
export function withItemLine(form: Form, item: Item, language: Language): Form {
    const longer = withNewLine(form);
    return withItem(longer, String(form.lines_made), item, language);
}

/// Each line that is not linked yet takes the product that was suggested for it.
export function withSuggestions(form: Form): Form {
    const lines = form.lines.map((line) => {
        const { item, suggestion } = line;
        return item || !suggestion
            ? line
            : { ...line, item: { id: suggestion.id, name: suggestion.name } };
    });
    return { ...form, lines };
}

/// One line over a part of the deal's value, in place of all the others.
export function withInstallment(
    form: Form,
    { description, amount }: { description: string; amount: string },
    language: Language,
): Form {
    const bare = { ...form, lines: [], discount: noDiscount };
    return withNewLine(bare, {
        description,
        unit_price: asTyped(amount, language),
        tax_code: usualTaxCode(form),
    });
}

/// Another invoice date; the due date follows by the term unless it was set by hand.
export function withDate(form: Form, date: string): Form {
    const due = form.term && dueDate(form.term, date);
    return { ...form, date, due_date: due ?? form.due_date };
}

/// Another term, and the due date that it leads to. A term of the books is computed by the server.
export function withTerm(form: Form, term: PaymentTerm | null): Form {
    return withDate({ ...form, term }, form.date);
}

/// Another currency; a rate that nobody typed was the other one's.
export function withCurrency(form: Form, currency: string): Form {
    return {
        ...form,
        currency,
        exchange_rate: form.exchange_rate_is_own ? form.exchange_rate : '',
    };
}
