import { useState } from 'preact/hooks';

import type { Tax } from '../../api/draft';
import { useSurroundings } from '../../app/surroundings';
import { Field } from '../../parts/field';
import { Decimal } from '../../text/decimal';
import type { Language } from '../../text/language';
import { asTyped, readTyped } from '../../text/typed_number';
import { lineAmount, withCents } from './amounts';
import { billingText } from './deal_billing';
import { DiscountField } from './discount_field';
import { focusOn } from './focus';
import { type Change, type FormLine, withItem, withLine } from './form';
import { ItemForm } from './item_form';
import { ItemSearch } from './item_search';
import { messagesFor } from './messages';
import type { Problem } from './problems';

/// QuickBooks' limit for the description of a line.
const descriptionMax = 4000;

/// What all lines have in common. Stays the same object while none of it changes.
export interface LineContext {
    language: Language;
    currency: string;
    home_currency: string;
    /// The server knows of discounts, tax and new items.
    isComplete: boolean;
    taxing: 'none' | 'taxable' | 'code';
    codes: Tax['codes'];
    change: Change;
    onMove: (key: string, number: number, step: -1 | 1) => void;
    onRemove: (key: string, number: number, next: string | null) => void;
}

interface Props {
    line: FormLine;
    /// Counted from one, as people do.
    number: number;
    isLast: boolean;
    /// The key of the line that takes the focus when this one goes.
    next: string | null;
    /// As the server computed it; null where the line has changed since.
    amount: string | null;
    problems: readonly Problem[];
    context: LineContext;
}

export function InvoiceLine(props: Props) {
    const { words } = useSurroundings();
    const { line, number, amount, problems, context } = props;
    const { language, change } = context;
    const [isCreating, setCreating] = useState(false);
    const target = (member: string) => `lines.${line.key}.${member}`;
    const changeLine = (part: Partial<FormLine>) => change((now) => withLine(now, line.key, part));
    const sum = amount ?? lineAmount(line, language)?.toString();
    return (
        <li class={line.item ? 'line' : 'line line-unlinked'}>
            <fieldset class="line-fields">
                <legend class="visually-hidden">
                    {words.text('lines.line', { number: String(number) })}
                </legend>
                <div class="line-item">
                    <ItemSearch
                        label={words.text('lines.item')}
                        field={target('item')}
                        currency={context.home_currency}
                        linked={line.item}
                        messages={messagesFor(target('item'), problems)}
                        onChoose={(item) =>
                            change((now) => withItem(now, line.key, item, language))
                        }
                        {...(context.isComplete ? { onCreate: () => setCreating(true) } : {})}
                    />
                </div>
                <NumberField
                    {...props}
                    member="quantity"
                    label={words.text('lines.quantity')}
                    onChange={changeLine}
                />
                <NumberField
                    {...props}
                    member="unit_price"
                    label={words.text('lines.unit_price')}
                    onChange={changeLine}
                />
                {context.isComplete && (
                    <DiscountField
                        label={words.text('lines.discount')}
                        field={target('discount')}
                        discount={line.discount}
                        currency={context.currency}
                        messages={messagesFor(target('discount'), problems)}
                        onChange={(discount) => changeLine({ discount })}
                    />
                )}
                <TaxField {...props} onChange={changeLine} />
                <div class="field line-amount">
                    <span class="label">{words.text('lines.amount')}</span>
                    <output class="amount" aria-label={words.text('lines.amount')}>
                        {sum ? words.money(withCents(sum), context.currency) : '–'}
                    </output>
                </div>
                <LineButtons {...props} />
                <div class="line-text">
                    <Field
                        label={words.text('lines.description')}
                        messages={messagesFor(target('description'), problems)}
                    >
                        {(control) => (
                            <textarea
                                {...control}
                                class="input input-grows"
                                rows={line.description.split('\n').length}
                                data-field={target('description')}
                                maxLength={descriptionMax}
                                value={line.description}
                                onInput={({ currentTarget }) =>
                                    changeLine({ description: currentTarget.value })
                                }
                            />
                        )}
                    </Field>
                    <LineNotes {...props} onChange={changeLine} />
                </div>
            </fieldset>
            {isCreating && (
                <ItemForm
                    line={line}
                    language={language}
                    onCreated={(item) => {
                        setCreating(false);
                        change((now) => withItem(now, line.key, item, language));
                        focusOn(target('item'));
                    }}
                    onClose={() => {
                        setCreating(false);
                        focusOn(target('item'));
                    }}
                />
            )}
        </li>
    );
}

type ChangeLine = (part: Partial<FormLine>) => void;

interface NumberProps extends Props {
    member: 'quantity' | 'unit_price';
    label: string;
    onChange: ChangeLine;
}

function NumberField({ line, problems, member, label, context, onChange }: NumberProps) {
    const { words } = useSurroundings();
    const target = `lines.${line.key}.${member}`;
    const part = member === 'quantity' ? partOfDeal(line, context.language) : '';
    return (
        <div class={`line-${member}`}>
            <Field
                label={label}
                messages={messagesFor(target, problems)}
                {...(part ? { hint: words.text('lines.of_deal', { quantity: part }) } : {})}
            >
                {(control) => (
                    <input
                        {...control}
                        class="input number"
                        inputMode="decimal"
                        autocomplete="off"
                        data-field={target}
                        value={line[member]}
                        onInput={({ currentTarget }) => onChange({ [member]: currentTarget.value })}
                    />
                )}
            </Field>
        </div>
    );
}

/// The deal's quantity where the invoice has another one: a part of it, as a rule.
function partOfDeal(line: FormLine, language: Language): string {
    const deal = Decimal.parse(line.deal_quantity);
    const typed = readTyped(line.quantity, language);
    return deal && typed?.compare(deal) !== 0 ? asTyped(deal.trimmed().toString(), language) : '';
}

function TaxField({ line, problems, context, onChange }: Props & { onChange: ChangeLine }) {
    const { words } = useSurroundings();
    if (context.taxing === 'none') {
        return null;
    }
    const target = `lines.${line.key}.tax_code`;
    if (context.taxing === 'taxable') {
        return (
            <label class="tick line-tax">
                <input
                    type="checkbox"
                    data-field={target}
                    checked={line.taxable === true}
                    onChange={({ currentTarget }) => onChange({ taxable: currentTarget.checked })}
                />
                <span>{words.text('lines.taxable')}</span>
            </label>
        );
    }
    return (
        <div class="line-tax">
            <Field label={words.text('lines.tax')} messages={messagesFor(target, problems)}>
                {(control) => (
                    <select
                        {...control}
                        class="input"
                        data-field={target}
                        value={line.tax_code}
                        onChange={({ currentTarget }) =>
                            onChange({ tax_code: currentTarget.value })
                        }
                    >
                        <option value="">{words.text('lines.choose_tax')}</option>
                        {context.codes.map(({ id, name }) => (
                            <option key={id} value={id}>
                                {name}
                            </option>
                        ))}
                    </select>
                )}
            </Field>
        </div>
    );
}

function LineButtons({ line, number, isLast, next, context }: Props) {
    const { words } = useSurroundings();
    const { key } = line;
    const args = { number: String(number) };
    const buttons = [
        {
            name: 'up',
            sign: '↑',
            label: words.text('lines.move_up', args),
            isOff: number === 1,
            onClick: () => context.onMove(key, number, -1),
        },
        {
            name: 'down',
            sign: '↓',
            label: words.text('lines.move_down', args),
            isOff: isLast,
            onClick: () => context.onMove(key, number, 1),
        },
        {
            name: 'remove',
            sign: '✕',
            label: words.text('lines.remove', args),
            isOff: false,
            onClick: () => context.onRemove(key, number, next),
        },
    ];
    return (
        <div class="line-buttons">
            {buttons.map(({ name, sign, label, isOff, onClick }) => (
                <button
                    key={name}
                    type="button"
                    class="button button-quiet button-icon"
                    data-field={`lines.${key}.${name}`}
                    aria-label={label}
                    title={label}
                    disabled={isOff}
                    onClick={onClick}
                >
                    <span aria-hidden="true">{sign}</span>
                </button>
            ))}
        </div>
    );
}

const suggestionTexts = {
    code: 'lines.suggest_code',
    name: 'lines.suggest_name',
    product: 'lines.suggest_product',
} as const;

/// What else there is to know of a line: how the deal bills it, and what it could be linked to.
function LineNotes({ line, onChange }: Props & { onChange: ChangeLine }) {
    const { words } = useSurroundings();
    const { item, suggestion, billing } = line;
    const facts = [line.product_code, billing && billingText(billing, words)].filter(Boolean);
    if ((item || !suggestion) && facts.length === 0) {
        return null;
    }
    return (
        <div class="line-notes">
            {facts.length > 0 && <span class="muted small">{facts.join(' · ')}</span>}
            {!item && suggestion && (
                <button
                    type="button"
                    class="link link-button"
                    onClick={() => {
                        onChange({ item: { id: suggestion.id, name: suggestion.name } });
                        focusOn(`lines.${line.key}.item`);
                    }}
                >
                    {words.text(suggestionTexts[suggestion.reason], { name: suggestion.name })}
                </button>
            )}
        </div>
    );
}
