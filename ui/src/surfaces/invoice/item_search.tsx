import { findItems, type Item } from '../../api/items';
import { useSurroundings } from '../../app/surroundings';
import { type Choice, Combobox } from '../../parts/combobox';
import { Field, type FieldMessage } from '../../parts/field';
import type { Words } from '../../text/words';
import { withCents } from './amounts';

/// Not an id that QuickBooks could give: they are digits.
const createId = 'create';

interface Props {
    label: string;
    field: string;
    /// The company's own: prices of items are in it.
    currency: string;
    /// What is linked now.
    linked?: { id: string; name: string } | null;
    messages?: readonly FieldMessage[];
    disabled?: boolean;
    onChoose: (item: Item) => void;
    /// Offers to make an item.
    onCreate?: () => void;
}

/// Looks for something that QuickBooks sells, by name or code.
export function ItemSearch(props: Props) {
    const { label, field, currency, linked = null, messages = [] } = props;
    const { disabled = false, onChoose, onCreate } = props;
    const { api, words } = useSurroundings();
    const find = async (text: string, signal: AbortSignal) => {
        const answer = await findItems(api, text, signal);
        const choice = (item: Item) => itemChoice(item, currency, words);
        return answer.ok ? { ok: true as const, value: answer.value.items.map(choice) } : answer;
    };
    const create: Choice<Item | null> = {
        id: createId,
        label: words.text('lines.create_item'),
        value: null,
    };
    return (
        <Field label={label} messages={messages}>
            {(control) => (
                <Combobox<Item | null>
                    control={control}
                    field={field}
                    shown={linked?.name ?? ''}
                    chosen={linked?.id ?? null}
                    placeholder={words.text('lines.search')}
                    disabled={disabled}
                    find={find}
                    {...(onCreate ? { always: [create] } : {})}
                    onChoose={(item) => (item ? onChoose(item) : onCreate?.())}
                />
            )}
        </Field>
    );
}

function itemChoice(item: Item, currency: string, words: Words): Choice<Item | null> {
    const price = item.unit_price && words.money(withCents(item.unit_price), currency);
    const state = !item.active && words.text('customer.inactive');
    const detail = [state, item.code, price, item.description].filter(Boolean).join(' · ');
    return { id: item.id, label: item.name, detail, value: item };
}
