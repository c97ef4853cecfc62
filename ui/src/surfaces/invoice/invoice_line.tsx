import { findItems, type Item } from '../../api/draft';
import { useSurroundings } from '../../app/surroundings';
import { type Choice, Combobox } from '../../parts/combobox';
import { Field } from '../../parts/field';
import type { TextKey, Words } from '../../text/words';
import { type FormLine, lineAmount, withItem, withLine, withoutLine } from './form';
import type { SectionProps } from './section_props';
import { messagesFor } from './messages';

/// QuickBooks' limit for the description of a line.
const descriptionMax = 4000;

interface Props extends SectionProps {
    line: FormLine;
    /// Counted from one, as people do.
    number: number;
}

export function InvoiceLine(props: Props) {
    const { words } = useSurroundings();
    const { form, language, problems, onChange, line, number } = props;
    const change = (part: Partial<FormLine>) => onChange(withLine(form, line.key, part));
    const amount = lineAmount(line, language);
    return (
        <li class="line">
            <fieldset class="line-fields">
                <legend class="visually-hidden">
                    {words.text('lines.line', { number: String(number) })}
                </legend>
                <Field
                    hideLabel
                    label={words.text('lines.description')}
                    messages={messagesFor(`lines.${line.key}.description`, problems)}
                >
                    {(control) => (
                        <textarea
                            {...control}
                            class="input input-grows"
                            rows={line.description.split('\n').length}
                            data-field={`lines.${line.key}.description`}
                            maxLength={descriptionMax}
                            value={line.description}
                            onInput={({ currentTarget }) =>
                                change({ description: currentTarget.value })
                            }
                        />
                    )}
                </Field>
                <ItemField {...props} />
                <NumberField {...props} member="quantity" label="lines.quantity" change={change} />
                <NumberField
                    {...props}
                    member="unit_price"
                    label="lines.unit_price"
                    change={change}
                />
                <div class="field">
                    <span class="label label-hidden">{words.text('lines.amount')}</span>
                    <output class="amount" aria-label={words.text('lines.amount')}>
                        {amount ? words.money(amount.toString(), form.currency) : '–'}
                    </output>
                </div>
                <button
                    type="button"
                    class="button button-quiet button-icon"
                    aria-label={words.text('lines.remove', { number: String(number) })}
                    title={words.text('lines.remove', { number: String(number) })}
                    onClick={() => onChange(withoutLine(form, line.key))}
                >
                    <span aria-hidden="true">✕</span>
                </button>
            </fieldset>
        </li>
    );
}

interface NumberProps extends Props {
    member: 'quantity' | 'unit_price';
    label: TextKey;
    change: (part: Partial<FormLine>) => void;
}

function NumberField({ line, problems, member, label, change }: NumberProps) {
    const { words } = useSurroundings();
    const target = `lines.${line.key}.${member}`;
    return (
        <Field hideLabel label={words.text(label)} messages={messagesFor(target, problems)}>
            {(control) => (
                <input
                    {...control}
                    class="input number"
                    inputMode="decimal"
                    autocomplete="off"
                    data-field={target}
                    value={line[member]}
                    onInput={({ currentTarget }) => change({ [member]: currentTarget.value })}
                />
            )}
        </Field>
    );
}

function itemChoice(item: Item, currency: string, words: Words): Choice<Item> {
    const price = item.unit_price && words.money(item.unit_price, currency);
    const detail = [price, item.description].filter(Boolean).join(' · ');
    return { id: item.id, label: item.name, detail, value: item };
}

function ItemField({ form, draft, language, problems, onChange, line }: Props) {
    const { api, words } = useSurroundings();
    const find = async (text: string, signal: AbortSignal) => {
        const answer = await findItems(api, text, signal);
        const choice = (item: Item) => itemChoice(item, draft.home_currency, words);
        return answer.ok ? { ok: true as const, value: answer.value.items.map(choice) } : answer;
    };
    const target = `lines.${line.key}.item`;
    return (
        <Field hideLabel label={words.text('lines.item')} messages={messagesFor(target, problems)}>
            {(control) => (
                <Combobox
                    control={control}
                    field={target}
                    shown={line.item?.name ?? ''}
                    chosen={line.item?.id ?? null}
                    placeholder={words.text('lines.search')}
                    find={find}
                    onChoose={(item) => onChange(withItem(form, line.key, item, language))}
                />
            )}
        </Field>
    );
}
