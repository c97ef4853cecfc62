import type { Details, Draft, DraftLine, Item, Payer } from '../../api/draft';
import type { Order } from '../../api/invoices';
import type { Language } from '../../text/language';
import { Decimal } from '../../text/decimal';
import { asTyped, readTyped } from '../../text/typed_number';

export interface FormLine {
    /// Stays the same while lines come and go.
    key: string;
    description: string;
    /// As typed: a number only once it can be read.
    quantity: string;
    unit_price: string;
    product: number | null;
    variation: number;
    item: { id: string; name: string } | null;
}

/// An invoice as it stands in the dialog, with whatever has been typed so far.
export interface Form {
    /// Null: a customer is created from `details`.
    payer: Payer | null;
    details: Details;
    currency: string;
    date: string;
    due_date: string;
    /// The due date was set by hand and no longer follows the date.
    due_date_is_own: boolean;
    lines: FormLine[];
    /// How many lines there have ever been; makes the next key.
    lines_made: number;
}

export function formOf(draft: Draft, language: Language): Form {
    return {
        payer: draft.payer,
        details: draft.details,
        currency: draft.currency,
        date: draft.date,
        due_date: draft.due_date,
        due_date_is_own: false,
        lines: draft.lines.map((line, index) => formLine(line, String(index), language)),
        lines_made: draft.lines.length,
    };
}

function formLine(line: DraftLine, key: string, language: Language): FormLine {
    const { description, product, variation, item } = line;
    return {
        key,
        description,
        quantity: asTyped(line.quantity, language),
        unit_price: asTyped(line.unit_price, language),
        product,
        variation,
        item,
    };
}

// --- changes ---

export function withLine(form: Form, key: string, part: Partial<FormLine>): Form {
    const lines = form.lines.map((line) => (line.key === key ? { ...line, ...part } : line));
    return { ...form, lines };
}

export function withNewLine(form: Form): Form {
    const line: FormLine = {
        key: String(form.lines_made),
        description: '',
        quantity: '1',
        unit_price: '',
        product: null,
        variation: 0,
        item: null,
    };
    return { ...form, lines: [...form.lines, line], lines_made: form.lines_made + 1 };
}

export function withoutLine(form: Form, key: string): Form {
    return { ...form, lines: form.lines.filter((line) => line.key !== key) };
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
    });
}

/// Another invoice date; the due date keeps its distance unless it was set by hand.
export function withDate(form: Form, date: string, termDays: number): Form {
    const due = form.due_date_is_own ? null : plusDays(date, termDays);
    return { ...form, date, due_date: due ?? form.due_date };
}

/// The day `days` after `day`; null where that is no day.
export function plusDays(day: string, days: number): string | null {
    const date = new Date(`${day}T00:00:00Z`);
    if (Number.isNaN(date.getTime())) {
        return null;
    }
    date.setUTCDate(date.getUTCDate() + days);
    return date.toISOString().slice(0, 10);
}

// --- amounts ---

/// A line's amount as QuickBooks computes it: quantity x price, half up to cents. Null where either
/// is no number yet.
export function lineAmount(line: FormLine, language: Language): Decimal | null {
    const quantity = readTyped(line.quantity, language);
    const price = readTyped(line.unit_price, language);
    return quantity && price && quantity.times(price).roundedHalfUp(2);
}

/// The sum of the amounts that are known, before tax.
export function subtotal(form: Form, language: Language): Decimal {
    return form.lines.reduce(
        (sum, line) => sum.plus(lineAmount(line, language) ?? Decimal.zero),
        Decimal.zero.roundedHalfUp(2),
    );
}

// --- the order ---

/// What is asked for when Create is pressed. The form must have no blocking problem.
export function orderOf(form: Form, draft: Draft, language: Language): Order {
    const number = (text: string) => readTyped(text, language)?.toString() ?? text;
    return {
        deal: draft.deal.id,
        deal_title: draft.deal.title,
        contact: draft.contact,
        payer: form.payer?.id ?? null,
        details: trimmed(form.details),
        currency: form.currency,
        date: form.date,
        due_date: form.due_date,
        lines: form.lines.map((line) => ({
            item: line.item?.id ?? '',
            item_name: line.item?.name ?? '',
            description: line.description.trim(),
            quantity: number(line.quantity),
            unit_price: number(line.unit_price),
            product: line.product,
            variation: line.variation,
        })),
    };
}

function trimmed({ name, email, tax_id, address }: Details): Details {
    return { name: name.trim(), email: email.trim(), tax_id: tax_id.trim(), address };
}
