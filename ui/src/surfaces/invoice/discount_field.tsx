import type { Discount } from '../../api/draft';
import { useSurroundings } from '../../app/surroundings';
import { Field, type FieldMessage } from '../../parts/field';
import type { FormDiscount } from './form';

interface Props {
    label: string;
    field: string;
    discount: FormDiscount;
    currency: string;
    messages: readonly FieldMessage[];
    disabled?: boolean;
    hint?: string;
    onChange: (discount: FormDiscount) => void;
}

/// A discount in per cent or as an amount. Empty: none.
export function DiscountField(props: Props) {
    const { label, field, discount, currency, messages, disabled = false, hint, onChange } = props;
    const { words } = useSurroundings();
    return (
        <div class="discount">
            <Field label={label} messages={messages} {...(hint ? { hint } : {})}>
                {(control) => (
                    <div class="discount-inputs">
                        <input
                            {...control}
                            class="input number"
                            inputMode="decimal"
                            autocomplete="off"
                            data-field={field}
                            disabled={disabled}
                            value={discount.value}
                            onInput={({ currentTarget: { value } }) =>
                                onChange({ ...discount, value })
                            }
                        />
                        <select
                            class="input"
                            aria-label={words.text('discount.kind', { label })}
                            disabled={disabled}
                            value={discount.kind}
                            onChange={({ currentTarget: { value } }) =>
                                onChange({ ...discount, kind: value as Discount['kind'] })
                            }
                        >
                            <option value="percentage">%</option>
                            <option value="amount">{currency}</option>
                        </select>
                    </div>
                )}
            </Field>
        </div>
    );
}
