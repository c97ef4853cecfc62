import { useEffect, useRef, useState } from 'preact/hooks';

import type { ApiError } from '../../api/answer';
import type { Named } from '../../api/draft';
import { completedItem, createItem, getIncomeAccounts, type Item } from '../../api/items';
import { useSurroundings } from '../../app/surroundings';
import { Button } from '../../parts/button';
import { errorText } from '../../parts/error_text';
import { Field } from '../../parts/field';
import type { Language } from '../../text/language';
import { readTyped } from '../../text/typed_number';
import type { TextKey } from '../../text/words';
import type { FormLine } from './form';

/// QuickBooks' limits for an item.
const nameMax = 100;
const codeMax = 100;

interface Props {
    line: FormLine;
    language: Language;
    onCreated: (item: Item) => void;
    onClose: () => void;
}

interface Typed {
    name: string;
    code: string;
    unit_price: string;
    income_account: string;
}

/// Makes the item that a line needs, in QuickBooks.
export function ItemForm({ line, language, onCreated, onClose }: Props) {
    const { api, words } = useSurroundings();
    const [typed, setTyped] = useState<Typed>(() => ({
        name: (line.description.split('\n')[0] ?? '').slice(0, nameMax),
        code: line.product_code,
        unit_price: line.unit_price,
        income_account: '',
    }));
    const accounts = useIncomeAccounts();
    const [isBusy, setBusy] = useState(false);
    const [error, setError] = useState<ApiError | null>(null);
    // One key for one wish: it changes when the wish does, and stays when only the answer was lost.
    const wish = useRef<{ key: string; text: string } | null>(null);
    const isGone = useRef(false);
    useEffect(() => () => void (isGone.current = true), []);

    const price = readTyped(typed.unit_price, language);
    const isPriceFine = price !== null || typed.unit_price.trim() === '';
    const create = async () => {
        const item = {
            name: typed.name.trim(),
            code: typed.code.trim(),
            description: line.description.trim(),
            unit_price: price?.toString() ?? '',
            income_account: typed.income_account || null,
            taxable: line.taxable ?? true,
        };
        const text = JSON.stringify(item);
        if (wish.current?.text !== text) {
            wish.current = { key: crypto.randomUUID(), text };
        }
        setBusy(true);
        setError(null);
        const answer = await createItem(api, wish.current.key, item);
        if (isGone.current) {
            return;
        }
        setBusy(false);
        if (answer.ok) {
            onCreated(answer.value.item);
        } else {
            setError(answer.error);
        }
    };
    // No two have one name: the one that has it may be the one that is meant.
    const taken = error?.holder?.kind === 'item' ? error.holder : null;
    const isReady = typed.name.trim() !== '' && isPriceFine;
    const wrong = (member: keyof Typed) => {
        if (member === 'unit_price' && !isPriceFine) {
            return words.text('problem.number');
        }
        return error?.field === member ? errorText(error, words) : '';
    };
    const input = (member: keyof Typed, label: TextKey, max: number) => (
        <TextInput
            label={words.text(label)}
            max={max}
            value={typed[member]}
            error={wrong(member)}
            isFirst={member === 'name'}
            onChange={(value) => setTyped((now) => ({ ...now, [member]: value }))}
            onEnter={() => isReady && !isBusy && void create()}
        />
    );
    return (
        <div class="inset" role="group" aria-label={words.text('item.title')}>
            <p class="sub-title">{words.text('item.title')}</p>
            <div class="grid item-form">
                {input('name', 'item.name', nameMax)}
                {input('code', 'item.code', codeMax)}
                {input('unit_price', 'item.price', 20)}
                <Field label={words.text('item.account')}>
                    {(control) => (
                        <select
                            {...control}
                            class="input"
                            value={typed.income_account}
                            onChange={({ currentTarget: { value } }) =>
                                setTyped((now) => ({ ...now, income_account: value }))
                            }
                        >
                            <option value="">{words.text('item.default_account')}</option>
                            {accounts.map(({ id, name }) => (
                                <option key={id} value={id}>
                                    {name}
                                </option>
                            ))}
                        </select>
                    )}
                </Field>
            </div>
            {error && !(error.field in typed) && (
                <p class="field-error" role="alert">
                    {errorText(error, words)}
                </p>
            )}
            <div class="actions">
                {taken && (
                    <Button onClick={() => onCreated(completedItem(taken))}>
                        {words.text('item.link_taken', { name: taken.name })}
                    </Button>
                )}
                <Button busy={isBusy} disabled={!isReady} onClick={() => void create()}>
                    {words.text('item.create')}
                </Button>
                <Button look="quiet" onClick={onClose}>
                    {words.text('item.cancel')}
                </Button>
            </div>
        </div>
    );
}

/// The accounts that income can go to; none where they cannot be had: QuickBooks' usual one is used.
function useIncomeAccounts(): Named[] {
    const { api } = useSurroundings();
    const [accounts, setAccounts] = useState<Named[]>([]);
    useEffect(() => {
        let isWanted = true;
        void getIncomeAccounts(api).then((found) => isWanted && setAccounts(found));
        return () => {
            isWanted = false;
        };
    }, [api]);
    return accounts;
}

interface TextProps {
    label: string;
    max: number;
    value: string;
    error: string;
    isFirst: boolean;
    onChange: (value: string) => void;
    onEnter: () => void;
}

function TextInput({ label, max, value, error, isFirst, onChange, onEnter }: TextProps) {
    return (
        <Field
            label={label}
            messages={error ? [{ weight: 'blocks' as const, message: error }] : []}
        >
            {(control) => (
                <input
                    {...control}
                    class="input"
                    maxLength={max}
                    ref={isFirst ? focusOnce : null}
                    value={value}
                    onInput={({ currentTarget }) => onChange(currentTarget.value)}
                    onKeyDown={(event) => {
                        if (event.key === 'Enter') {
                            onEnter();
                        }
                    }}
                />
            )}
        </Field>
    );
}

function focusOnce(input: HTMLInputElement | null): void {
    input?.focus();
}
