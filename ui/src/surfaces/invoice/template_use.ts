import type { Template } from '../../api/templates';
import type { Language } from '../../text/language';
import { asTyped } from '../../text/typed_number';
import type { Form } from './form';
import { plainDiscount } from './order';
import { dueDate } from './term';

/// Fills in what `template` says; what it leaves open stays as it is.
export function withTemplate(form: Form, template: Template, language: Language): Form {
    const { discount, term } = template;
    return {
        ...form,
        template: template.id,
        message: template.message || form.message,
        memo: template.memo || form.memo,
        term: term ?? form.term,
        due_date: (term && dueDate(term, form.date)) ?? form.due_date,
        discount: discount
            ? { ...discount, value: asTyped(discount.value, language) }
            : form.discount,
        card_payment: template.card_payment,
        bank_payment: template.bank_payment,
        class: template.class || form.class,
        location: template.location || form.location,
    };
}

/// What the form says, to be used again. `before` is the template that it replaces, if any.
export function templateOf(
    form: Form,
    name: string,
    before: Template | null,
    language: Language,
): Template {
    return {
        id: before?.id ?? crypto.randomUUID(),
        name: name.trim(),
        message: form.message.trim(),
        memo: form.memo.trim(),
        term: form.term,
        discount: plainDiscount(form.discount, language),
        card_payment: form.card_payment,
        bank_payment: form.bank_payment,
        class: form.class,
        location: form.location,
        email_subject: before?.email_subject ?? '',
        email_text: before?.email_text ?? '',
    };
}
