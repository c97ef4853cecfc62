import type { Details, Discount, Draft } from '../../api/draft';
import type { Order } from '../../api/invoices';
import type { Language } from '../../text/language';
import { readTyped } from '../../text/typed_number';
import type { Form, FormDiscount } from './form';

/// What is asked for: of the server's preview at any time, and when Create is pressed. A number that
/// cannot be read goes as it was typed.
export function orderOf(form: Form, draft: Draft, language: Language): Order {
    const isForeign = form.currency !== draft.home_currency;
    const rate = form.exchange_rate.trim();
    const { model } = draft.tax;
    return {
        deal: draft.deal.id,
        deal_title: draft.deal.title,
        contact: draft.contact,
        payer: form.payer?.id ?? null,
        update_payer: form.payer !== null && form.update_payer,
        details: trimmed(form.details),
        currency: form.currency,
        exchange_rate: isForeign && rate ? plainNumber(rate, language) : null,
        date: form.date,
        due_date: form.due_date,
        term: form.term?.kind === 'books' ? form.term.id : null,
        number: draft.numbering.own ? form.number.trim() : '',
        message: form.message.trim(),
        memo: form.memo.trim(),
        tax: {
            treatment: form.treatment,
            code: model === 'us_manual' ? form.tax_code || null : null,
        },
        class: form.class,
        location: form.location,
        card_payment: form.card_payment,
        bank_payment: form.bank_payment,
        discount: plainDiscount(form.discount, language),
        lines: form.lines.map((line) => ({
            item: line.item?.id ?? '',
            item_name: line.item?.name ?? '',
            description: line.description.trim(),
            quantity: plainNumber(line.quantity, language),
            unit_price: plainNumber(line.unit_price, language),
            discount: plainDiscount(line.discount, language),
            tax_code:
                model === 'global' && form.treatment !== 'none' ? line.tax_code || null : null,
            taxable: line.taxable,
            product: line.product,
            variation: line.variation,
        })),
        send_to: form.send_to?.trim() ?? '',
    };
}

export function plainDiscount({ kind, value }: FormDiscount, language: Language): Discount | null {
    return value.trim() ? { kind, value: plainNumber(value, language) } : null;
}

function plainNumber(text: string, language: Language): string {
    return readTyped(text, language)?.toString() ?? text;
}

function trimmed({ name, email, tax_id, address }: Details): Details {
    return { name: name.trim(), email: email.trim(), tax_id: tax_id.trim(), address };
}
