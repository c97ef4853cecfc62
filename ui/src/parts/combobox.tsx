import { useEffect, useId, useRef, useState } from 'preact/hooks';

import type { Answer } from '../api/answer';
import { useSurroundings } from '../app/surroundings';
import type { Words } from '../text/words';
import { errorText } from './error_text';
import type { ControlProps } from './field';

export interface Choice<T> {
    id: string;
    label: string;
    detail?: string;
    value: T;
}

interface Props<T> {
    control: ControlProps;
    /// What is chosen now, as the closed box shows it.
    shown: string;
    /// The id of what is chosen now.
    chosen: string | null;
    placeholder?: string;
    /// Names the target of a problem, so that it can be found and focused.
    field: string;
    disabled?: boolean;
    find: (text: string, signal: AbortSignal) => Promise<Answer<Array<Choice<T>>>>;
    /// Choices that stand below what was found, whatever is typed.
    always?: Array<Choice<T>>;
    onChoose: (value: T) => void;
}

/// Typing pauses this long before the server is asked.
const typingPauseMs = 250;

type Found<T> =
    | { state: 'searching' }
    | { state: 'failed'; text: string }
    | { state: 'found'; choices: Array<Choice<T>> };

/// A text box that searches while one types and offers what it finds, after the combobox pattern of
/// the ARIA authoring practices. What is typed but not chosen is forgotten on leaving.
export function Combobox<T>(props: Props<T>) {
    const { control, shown, chosen, placeholder, field, disabled = false, find, onChoose } = props;
    const { words } = useSurroundings();
    const listId = `${useId()}-list`;
    /// What is being typed; null while nobody is at it.
    const [typed, setTyped] = useState<string | null>(null);
    const [isOpen, setOpen] = useState(false);
    const [active, setActive] = useState(-1);
    const popup = useRef<HTMLDivElement>(null);
    const { found, search, stop } = useSearch(find, words);

    const results = found.state === 'found' ? found.choices : [];
    const choices = [...results, ...(props.always ?? [])];
    const current = isOpen ? choices[active] : undefined;

    const open = (text: string, pause: number) => {
        setOpen(true);
        setActive(-1);
        search(text, pause, (count) => setActive(text && count > 0 ? 0 : -1));
    };
    const close = () => {
        stop();
        setOpen(false);
        setTyped(null);
        setActive(-1);
    };
    const choose = (choice: Choice<T>) => {
        close();
        onChoose(choice.value);
    };
    const move = (step: number) => {
        if (!isOpen) {
            open(typed ?? '', 0);
        } else if (choices.length > 0) {
            const from = active < 0 && step < 0 ? 0 : active;
            setActive((from + step + choices.length) % choices.length);
        }
    };
    const onKeyDown = (event: KeyboardEvent) => {
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            move(event.key === 'ArrowDown' ? 1 : -1);
        } else if (event.key === 'Enter' && isOpen) {
            event.preventDefault();
            if (current) {
                choose(current);
            }
        } else if (event.key === 'Escape' && (isOpen || typed !== null)) {
            event.preventDefault();
            event.stopPropagation();
            close();
        }
    };

    const optionId = (index: number) => `${listId}-${index}`;
    useEffect(() => {
        popup.current?.scrollIntoView?.({ block: 'nearest' });
    }, [isOpen, found]);
    useEffect(() => {
        if (current) {
            document.getElementById(optionId(active))?.scrollIntoView?.({ block: 'nearest' });
        }
    }, [active, isOpen]);

    return (
        <div class="combobox">
            <input
                {...control}
                class="input"
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck={false}
                aria-autocomplete="list"
                aria-expanded={isOpen && choices.length > 0}
                aria-controls={listId}
                aria-activedescendant={current ? optionId(active) : undefined}
                data-field={field}
                disabled={disabled}
                placeholder={placeholder}
                value={typed ?? shown}
                onInput={({ currentTarget }) => {
                    setTyped(currentTarget.value);
                    open(currentTarget.value, typingPauseMs);
                }}
                onClick={() => !isOpen && open('', 0)}
                onFocus={({ currentTarget }) => currentTarget.select()}
                onKeyDown={onKeyDown}
                onBlur={close}
            />
            <span class="combobox-arrow" aria-hidden="true" />
            {isOpen && (
                // The focus stays in the box, else leaving it would close the list before the click.
                <div
                    ref={popup}
                    class="combobox-popup"
                    onMouseDown={(event) => event.preventDefault()}
                >
                    {choices.length > 0 && (
                        <ul id={listId} role="listbox" aria-label={words.text('combobox.choices')}>
                            {choices.map((choice, index) => (
                                <li
                                    key={choice.id}
                                    id={optionId(index)}
                                    role="option"
                                    class={`option${index >= results.length ? ' option-always' : ''}`}
                                    data-active={index === active || undefined}
                                    aria-selected={choice.id === chosen}
                                    onClick={() => choose(choice)}
                                    onMouseMove={() => setActive(index)}
                                >
                                    <span class="option-label">{choice.label}</span>
                                    {choice.detail && (
                                        <span class="option-detail">{choice.detail}</span>
                                    )}
                                </li>
                            ))}
                        </ul>
                    )}
                    <SearchState found={found} />
                </div>
            )}
            <span class="visually-hidden" role="status">
                {isOpen && found.state === 'found' && results.length > 0
                    ? words.plural('combobox.found', results.length)
                    : ''}
            </span>
        </div>
    );
}

function SearchState<T>({ found }: { found: Found<T> }) {
    const { words } = useSurroundings();
    if (found.state === 'found' && found.choices.length > 0) {
        return null;
    }
    return (
        <p class="combobox-state" role="status">
            {found.state === 'searching' && words.text('combobox.searching')}
            {found.state === 'failed' && found.text}
            {found.state === 'found' && words.text('combobox.nothing')}
        </p>
    );
}

/// Asks `find`, after a pause, and drops an answer that is no longer wanted.
function useSearch<T>(find: Props<T>['find'], words: Words) {
    const [found, setFound] = useState<Found<T>>({ state: 'searching' });
    const running = useRef<
        { timer: ReturnType<typeof setTimeout>; wanted: AbortController } | undefined
    >(undefined);

    const stop = () => {
        clearTimeout(running.current?.timer);
        running.current?.wanted.abort();
        running.current = undefined;
    };
    const search = (text: string, pause: number, onFound: (count: number) => void) => {
        stop();
        setFound({ state: 'searching' });
        const wanted = new AbortController();
        const ask = async () => {
            const answer = await find(text.trim(), wanted.signal);
            if (wanted.signal.aborted) {
                return;
            }
            if (answer.ok) {
                setFound({ state: 'found', choices: answer.value });
                onFound(answer.value.length);
            } else {
                setFound({ state: 'failed', text: errorText(answer.error, words) });
            }
        };
        running.current = { wanted, timer: setTimeout(() => void ask(), pause) };
    };
    useEffect(() => stop, []);
    return { found, search, stop };
}
