import type { Address } from '../../api/draft';
import { useSurroundings } from '../../app/surroundings';
import { Field } from '../../parts/field';
import type { TextKey } from '../../text/words';
import { messagesFor } from './messages';
import type { Problem } from './problems';

const parts: ReadonlyArray<{ name: Exclude<keyof Address, 'text'>; label: TextKey }> = [
    { name: 'street', label: 'customer.street' },
    { name: 'postal_code', label: 'customer.postal_code' },
    { name: 'city', label: 'customer.city' },
    { name: 'region', label: 'customer.region' },
    { name: 'country', label: 'customer.country' },
];

interface Props {
    address: Address;
    problems: readonly Problem[];
    onChange: (address: Address) => void;
}

/// The parts of an address where Pipedrive knows them, else one text of several lines.
export function AddressFields({ address, problems, onChange }: Props) {
    const { words } = useSurroundings();
    const messages = messagesFor('details.address', problems);
    const hasParts = parts.some(({ name }) => address[name] !== '') || address.text === '';
    if (!hasParts) {
        return (
            <div class="wide">
                <Field label={words.text('customer.address')} messages={messages}>
                    {(control) => (
                        <textarea
                            {...control}
                            class="input"
                            rows={3}
                            data-field="details.address"
                            value={address.text}
                            onInput={({ currentTarget }) =>
                                onChange({ ...address, text: currentTarget.value })
                            }
                        />
                    )}
                </Field>
            </div>
        );
    }
    const change = (name: keyof Address, value: string) => {
        const changed = { ...address, [name]: value };
        // The text said the same as the parts did; from now on only the parts are true.
        const text = parts.map((part) => changed[part.name].trim()).filter(Boolean);
        onChange({ ...changed, text: text.join(', ') });
    };
    return (
        <div class="address wide">
            {parts.map(({ name, label }, index) => (
                <Field key={name} label={words.text(label)} messages={index === 0 ? messages : []}>
                    {(control) => (
                        <input
                            {...control}
                            class="input"
                            data-field={`details.address.${name}`}
                            value={address[name]}
                            onInput={({ currentTarget }) => change(name, currentTarget.value)}
                        />
                    )}
                </Field>
            ))}
        </div>
    );
}
