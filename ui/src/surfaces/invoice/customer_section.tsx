import type { Holder, Payer } from '../../api/customers';
import type { Details } from '../../api/draft';
import { useSurroundings } from '../../app/surroundings';
import { Button } from '../../parts/button';
import { Field } from '../../parts/field';
import { Notice } from '../../parts/notice';
import { AddressFields } from './address_fields';
import { withCents } from './amounts';
import { ChoicePicker } from './choice_picker';
import { addressText } from './difference';
import { Differences } from './differences';
import { focusOn } from './focus';
import { withPayer } from './form';
import { messagesFor } from './messages';
import { LinkedPayer, PayerField } from './payer_field';
import type { SectionProps } from './section_props';

/// QuickBooks' limits for a customer.
const nameMax = 500;
const emailMax = 100;
const taxIdMax = 100;

interface Props extends SectionProps {
    /// Who in the books has the new customer's name already.
    holder: Holder | null;
}

/// Who the invoice is for: the customer in QuickBooks, and what the invoice says about them.
export function CustomerSection({ form, draft, problems, change, holder }: Props) {
    const { words } = useSurroundings();
    const { details, payer } = form;
    const { names, emails, addresses } = draft.choices;
    const changeDetails = (part: Partial<Details>) =>
        change((now) => ({ ...now, details: { ...now.details, ...part } }));
    const use = (found: Payer) => {
        change((now) => withPayer(now, found));
        focusOn('payer');
    };
    const isRemembered = payer !== null && payer.id === draft.payer?.id;
    return (
        <section class="section" aria-labelledby="customer">
            <h2 class="section-title" id="customer">
                {words.text('customer.title')}
            </h2>
            <PayerField
                payer={payer}
                name={details.name}
                problems={problems}
                onChoose={(chosen) => change((now) => withPayer(now, chosen))}
            />
            {!payer && !holder && draft.payer_suggestion && (
                <KnownPayer
                    title={words.text(
                        draft.payer_suggestion.reason === 'email'
                            ? 'taken.same_email'
                            : 'taken.similar',
                        { name: draft.payer_suggestion.payer.name },
                    )}
                    payer={draft.payer_suggestion.payer}
                    onUse={use}
                />
            )}
            {payer && (
                <LinkedPayer
                    key={payer.id}
                    payer={payer}
                    contact={isRemembered && draft.totals ? draft.contact : null}
                    onUnlinked={() => change((now) => withPayer(now, null))}
                />
            )}
            <div class="grid">
                <TextDetail
                    member="name"
                    label={words.text('customer.name')}
                    max={nameMax}
                    details={details}
                    problems={problems}
                    choices={names}
                    onChange={changeDetails}
                />
                <TextDetail
                    member="tax_id"
                    label={words.text('customer.tax_id')}
                    max={taxIdMax}
                    details={details}
                    problems={problems}
                    choices={[]}
                    onChange={changeDetails}
                />
                {holder?.payer && (
                    <KnownPayer
                        title={words.text('taken.title', { name: holder.payer.name })}
                        payer={holder.payer}
                        onUse={use}
                    />
                )}
                <TextDetail
                    member="email"
                    label={words.text('customer.email')}
                    max={emailMax}
                    details={details}
                    problems={problems}
                    choices={emails}
                    onChange={changeDetails}
                />
                <div class="picker-row wide">
                    <h3 class="sub-title">{words.text('customer.address')}</h3>
                    <ChoicePicker
                        label={words.text('customer.address')}
                        text={addressText(details.address)}
                        choices={addresses.map(({ label, address }) => ({
                            label,
                            text: addressText(address),
                            value: address,
                        }))}
                        onChoose={(address) => {
                            changeDetails({ address });
                            focusOn('details.address');
                        }}
                    />
                </div>
                <AddressFields
                    address={details.address}
                    problems={problems}
                    onChange={(address) => changeDetails({ address })}
                />
            </div>
            {payer && (
                <Differences
                    payer={payer}
                    details={details}
                    isSent={form.update_payer}
                    onSent={(update_payer) => change((now) => ({ ...now, update_payer }))}
                    onDetails={changeDetails}
                />
            )}
        </section>
    );
}

interface TextDetailProps extends Pick<SectionProps, 'problems'> {
    member: 'name' | 'email' | 'tax_id';
    label: string;
    max: number;
    details: Details;
    choices: ReadonlyArray<{ label: string; text: string }>;
    onChange: (part: Partial<Details>) => void;
}

function TextDetail({ member, label, max, details, problems, choices, onChange }: TextDetailProps) {
    const target = `details.${member}`;
    return (
        <div class="with-picker">
            <Field label={label} messages={messagesFor(target, problems)}>
                {(control) => (
                    <input
                        {...control}
                        class="input"
                        {...(member === 'email' ? { inputMode: 'email' as const } : {})}
                        data-field={target}
                        maxLength={max}
                        value={details[member]}
                        onInput={({ currentTarget }) => onChange({ [member]: currentTarget.value })}
                    />
                )}
            </Field>
            <ChoicePicker
                label={label}
                text={details[member]}
                choices={choices.map((choice) => ({ ...choice, value: choice.text }))}
                onChoose={(text) => {
                    onChange({ [member]: text });
                    focusOn(target);
                }}
            />
        </div>
    );
}

interface KnownProps {
    title: string;
    payer: Payer;
    onUse: (payer: Payer) => void;
}

/// A customer in the books who may be the one that is meant.
function KnownPayer({ title, payer, onUse }: KnownProps) {
    const { words } = useSurroundings();
    const balance = words.money(withCents(payer.balance), payer.currency);
    const facts = [
        !payer.active && words.text('customer.inactive'),
        payer.email,
        payer.currency,
        words.text('customer.balance', { amount: balance }),
    ];
    return (
        <div class="wide">
            <Notice
                tone="info"
                title={title}
                actions={<Button onClick={() => onUse(payer)}>{words.text('taken.use')}</Button>}
            >
                <p>{facts.filter(Boolean).join(' · ')}</p>
            </Notice>
        </div>
    );
}
