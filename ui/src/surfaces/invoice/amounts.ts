import type { Language } from '../../text/language';
import { Decimal } from '../../text/decimal';
import { readTyped } from '../../text/typed_number';
import type { Form, FormDiscount, FormLine } from './form';

const hundred = Decimal.parse('100')!;
const percent = Decimal.parse('0.01')!;

/// What a line comes to until the server has said it: quantity x price less its discount, half up to
/// cents. Null where one of them is no number yet.
export function lineAmount(line: FormLine, language: Language): Decimal | null {
    const quantity = readTyped(line.quantity, language);
    const price = readTyped(line.unit_price, language);
    return quantity && price && less(quantity.times(price), line.discount, language);
}

/// `amount` less a discount, half up to cents. Null where the discount is no number yet.
function less(amount: Decimal, { kind, value }: FormDiscount, language: Language): Decimal | null {
    if (!value.trim()) {
        return amount.roundedHalfUp(2);
    }
    const typed = readTyped(value, language);
    if (!typed) {
        return null;
    }
    const rest =
        kind === 'amount' ? amount.minus(typed) : amount.times(hundred.minus(typed)).times(percent);
    return rest.roundedHalfUp(2);
}

/// The sum of the amounts that are known, before tax and before the invoice's discount.
export function subtotal(form: Form, language: Language): Decimal {
    return form.lines.reduce(
        (sum, line) => sum.plus(lineAmount(line, language) ?? Decimal.zero),
        Decimal.zero.roundedHalfUp(2),
    );
}

/// The subtotal less the invoice's discount, before tax.
export function estimate(form: Form, language: Language): Decimal {
    const sum = subtotal(form, language);
    return less(sum, form.discount, language) ?? sum;
}

/// `amount` with both its cents, as people write money; a text that is no number as it is.
export function withCents(amount: string): string {
    const value = Decimal.parse(amount);
    return value && value.scale < 2 ? value.roundedHalfUp(2).toString() : amount;
}
