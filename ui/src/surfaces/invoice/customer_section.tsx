import { findPayers, type Address, type Details, type Payer } from '../../api/draft';
import { useSurroundings } from '../../app/surroundings';
import { type Choice, Combobox } from '../../parts/combobox';
import { Field } from '../../parts/field';
import { Decimal } from '../../text/decimal';
import type { TextKey, Words } from '../../text/words';
import { withPayer } from './form';
import type { SectionProps } from './section_props';
import { messagesFor } from './messages';

/// QuickBooks' limits for a customer.
const nameMax = 500;
const emailMax = 100;
const taxIdMax = 100;

/// Who the invoice is for: the customer in QuickBooks, and what the invoice says about them.
export function CustomerSection({ form, problems, onChange }: SectionProps) {
    const { words } = useSurroundings();
    const { details, payer } = form;
    const change = (part: Partial<Details>) =>
        onChange({ ...form, details: { ...details, ...part } });
    // QuickBooks keeps these of a customer that it has; the invoice cannot change them.
    const keptHint = payer ? { hint: words.text('customer.kept') } : {};
    return (
        <section class="section" aria-labelledby="customer">
            <h2 class="section-title" id="customer">
                {words.text('customer.title')}
            </h2>
            <div class="grid">
                <PayerField
                    payer={payer}
                    name={details.name}
                    problems={problems}
                    onChoose={(chosen) => onChange(withPayer(form, chosen))}
                />
                <Field
                    label={words.text('customer.name')}
                    messages={messagesFor('details.name', problems)}
                    {...keptHint}
                >
                    {(control) => (
                        <input
                            {...control}
                            class="input"
                            data-field="details.name"
                            maxLength={nameMax}
                            readOnly={payer !== null}
                            value={payer?.name ?? details.name}
                            onInput={({ currentTarget }) => change({ name: currentTarget.value })}
                        />
                    )}
                </Field>
                <Field
                    label={words.text('customer.tax_id')}
                    messages={messagesFor('details.tax_id', problems)}
                    {...keptHint}
                >
                    {(control) => (
                        <input
                            {...control}
                            class="input"
                            data-field="details.tax_id"
                            maxLength={taxIdMax}
                            readOnly={payer !== null}
                            value={payer ? '' : details.tax_id}
                            onInput={({ currentTarget }) => change({ tax_id: currentTarget.value })}
                        />
                    )}
                </Field>
                <Field
                    label={words.text('customer.email')}
                    messages={messagesFor('details.email', problems)}
                >
                    {(control) => (
                        <input
                            {...control}
                            class="input"
                            type="email"
                            data-field="details.email"
                            maxLength={emailMax}
                            value={details.email}
                            onInput={({ currentTarget }) => change({ email: currentTarget.value })}
                        />
                    )}
                </Field>
                <AddressFields
                    address={details.address}
                    problems={problems}
                    onChange={(address) => change({ address })}
                />
            </div>
        </section>
    );
}

// --- the customer in QuickBooks ---

/// Not an id that QuickBooks could give: they are digits.
const createId = 'create';

function payerChoice(payer: Payer, words: Words): Choice<Payer | null> {
    const owes = Decimal.parse(payer.balance)?.compare(Decimal.zero) ?? 0;
    const detail = [
        payer.email,
        owes > 0 &&
            words.text('customer.owes', { amount: words.money(payer.balance, payer.currency) }),
    ];
    return {
        id: payer.id,
        label: payer.name,
        detail: detail.filter(Boolean).join(' · '),
        value: payer,
    };
}

interface PayerFieldProps extends Pick<SectionProps, 'problems'> {
    payer: Payer | null;
    /// Of the customer that would be created.
    name: string;
    onChoose: (payer: Payer | null) => void;
}

function PayerField({ payer, name, problems, onChoose }: PayerFieldProps) {
    const { api, words } = useSurroundings();
    const find = async (text: string, signal: AbortSignal) => {
        const answer = await findPayers(api, text, signal);
        return answer.ok
            ? {
                  ok: true as const,
                  value: answer.value.payers.map((found) => payerChoice(found, words)),
              }
            : answer;
    };
    const create: Choice<Payer | null> = {
        id: createId,
        label: name.trim()
            ? words.text('customer.create_named', { name: name.trim() })
            : words.text('customer.create'),
        value: null,
    };
    return (
        <div class="wide">
            <Field
                label={words.text('customer.payer')}
                hint={words.text(payer ? 'customer.linked' : 'customer.will_be_created')}
                messages={messagesFor('payer', problems)}
            >
                {(control) => (
                    <Combobox
                        control={control}
                        field="payer"
                        shown={payer?.name ?? words.text('customer.new')}
                        chosen={payer?.id ?? createId}
                        placeholder={words.text('customer.search')}
                        find={find}
                        always={[create]}
                        onChoose={onChoose}
                    />
                )}
            </Field>
        </div>
    );
}

// --- the address ---

const parts: ReadonlyArray<{ name: Exclude<keyof Address, 'text'>; label: TextKey }> = [
    { name: 'street', label: 'customer.street' },
    { name: 'postal_code', label: 'customer.postal_code' },
    { name: 'city', label: 'customer.city' },
    { name: 'region', label: 'customer.region' },
    { name: 'country', label: 'customer.country' },
];

interface AddressProps extends Pick<SectionProps, 'problems'> {
    address: Address;
    onChange: (address: Address) => void;
}

/// The parts of an address where Pipedrive knows them, else one text of several lines.
function AddressFields({ address, problems, onChange }: AddressProps) {
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
        <>
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
        </>
    );
}
