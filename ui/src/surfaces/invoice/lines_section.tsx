import { useMemo, useRef, useState } from 'preact/hooks';

import type { Draft } from '../../api/draft';
import { useSurroundings } from '../../app/surroundings';
import { Button } from '../../parts/button';
import type { Language } from '../../text/language';
import { focusOn } from './focus';
import {
    type Form,
    type FormLine,
    withItemLine,
    withMovedLine,
    withNewLine,
    withoutLine,
    withSuggestions,
} from './form';
import { InvoiceLine, type LineContext } from './invoice_line';
import { ItemSearch } from './item_search';
import { messagesFor, noProblems, problemsByLine } from './messages';
import type { Problem } from './problems';
import type { SectionProps } from './section_props';

/// QuickBooks takes no more lines on one invoice.
const linesMax = 750;

interface Props extends SectionProps {
    /// What the lines come to, as far as the server has said.
    amounts: WeakMap<FormLine, string>;
}

export function LinesSection(props: Props) {
    const { words } = useSurroundings();
    const { form, problems, change, language } = props;
    const [said, setSaid] = useState('');
    const suggested = form.lines.filter(({ item, suggestion }) => !item && suggestion).length;
    const isFull = form.lines.length >= linesMax;
    const add = (update: (form: Form) => Form) => {
        const key = String(form.lines_made);
        change(update);
        setTimeout(() => focusOn(`lines.${key}.quantity`));
    };
    return (
        <section class="section" aria-labelledby="lines">
            <div class="section-head">
                <h2 class="section-title" id="lines">
                    {words.text('lines.title')}
                </h2>
                {suggested > 0 && (
                    <Button
                        onClick={() => {
                            change(withSuggestions);
                            setSaid(words.text('lines.accepted'));
                            focusOn('lines');
                        }}
                    >
                        {words.plural('lines.accept_all', suggested)}
                    </Button>
                )}
            </div>
            {form.lines.length > 0 && <Lines {...props} onSay={setSaid} />}
            {messagesFor('lines', problems).map(({ message }) => (
                <p key={message} class="field-error">
                    {message}
                </p>
            ))}
            <div class="add-lines">
                <div class="add-search">
                    <ItemSearch
                        label={words.text('lines.add_item')}
                        field="lines.add_item"
                        currency={props.draft.home_currency}
                        disabled={isFull}
                        onChoose={(item) => add((now) => withItemLine(now, item, language))}
                    />
                </div>
                <Button
                    data-field="lines"
                    disabled={isFull}
                    onClick={() => {
                        const key = String(form.lines_made);
                        change((now) => withNewLine(now));
                        setTimeout(() => focusOn(`lines.${key}.item`));
                    }}
                >
                    {words.text('lines.add')}
                </Button>
            </div>
            {isFull && <p class="hint">{words.text('lines.full', { max: String(linesMax) })}</p>}
            <p class="visually-hidden" role="status">
                {said}
            </p>
        </section>
    );
}

interface LinesProps extends Props {
    onSay: (text: string) => void;
}

function Lines({ form, draft, language, problems, change, amounts, onSay }: LinesProps) {
    const { words } = useSurroundings();
    const grouped = useRef<ReturnType<typeof problemsByLine>>(new Map());
    grouped.current = useMemo(() => problemsByLine(problems, grouped.current), [problems]);
    const count = useRef(form.lines.length);
    count.current = form.lines.length;
    const context = useMemo(
        () => ({
            ...contextOf(draft, language, form.currency, form.treatment),
            change,
            onMove: (key: string, number: number, step: -1 | 1) => {
                change((now) => withMovedLine(now, key, step));
                const to = number + step;
                const isEnd = to === 1 || to === count.current;
                const other = step < 0 ? 'down' : 'up';
                const button = isEnd ? other : step < 0 ? 'up' : 'down';
                setTimeout(() => focusOn(`lines.${key}.${button}`));
                onSay(words.text('lines.moved', { number: String(to) }));
            },
            onRemove: (key: string, number: number, next: string | null) => {
                change((now) => withoutLine(now, key));
                setTimeout(() => focusOn(next === null ? 'lines' : `lines.${next}.remove`));
                onSay(words.text('lines.removed', { number: String(number) }));
            },
        }),
        [draft, language, form.currency, form.treatment, change, words],
    );
    return (
        <ol class="lines">
            {form.lines.map((line, index) => (
                <Slot
                    key={line.key}
                    line={line}
                    number={index + 1}
                    isLast={index === form.lines.length - 1}
                    next={(form.lines[index + 1] ?? form.lines[index - 1])?.key ?? null}
                    amount={amounts.get(line) ?? null}
                    problems={grouped.current.get(line.key) ?? noProblems}
                    context={context}
                />
            ))}
        </ol>
    );
}

function contextOf(draft: Draft, language: Language, currency: string, treatment: string) {
    const { model, codes } = draft.tax;
    const taxing = model === 'us_manual' || model === 'us_automated' ? 'taxable' : 'none';
    return {
        language,
        currency,
        home_currency: draft.home_currency,
        isComplete: draft.totals !== null,
        taxing: model === 'global' && treatment !== 'none' ? ('code' as const) : taxing,
        codes,
    } satisfies Partial<LineContext>;
}

interface SlotProps {
    line: FormLine;
    number: number;
    isLast: boolean;
    next: string | null;
    amount: string | null;
    problems: readonly Problem[];
    context: LineContext;
}

/// Draws a line again only when something of it has changed: of 750 lines, typing into one is to cost
/// no more than that one.
function Slot({ line, number, isLast, next, amount, problems, context }: SlotProps) {
    return useMemo(
        () => (
            <InvoiceLine
                line={line}
                number={number}
                isLast={isLast}
                next={next}
                amount={amount}
                problems={problems}
                context={context}
            />
        ),
        [line, number, isLast, next, amount, problems, context],
    );
}
