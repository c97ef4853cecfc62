import { useEffect, useId, useRef, useState } from 'preact/hooks';

export interface MenuItem {
    label: string;
    /// Cannot be undone.
    negative?: boolean;
    onChoose: () => void;
}

interface Props {
    /// What the "..." stands for, for those who cannot see where it stands.
    label: string;
    items: readonly MenuItem[];
    disabled?: boolean;
}

/// A "..." button with a menu, after the menu button pattern of the ARIA authoring practices. The menu
/// opens in the flow of the page, so that a narrow panel grows with it and never cuts it off.
export function Menu({ label, items, disabled = false }: Props) {
    const id = useId();
    const [isOpen, setOpen] = useState(false);
    const root = useRef<HTMLDivElement>(null);
    const button = useRef<HTMLButtonElement>(null);
    const list = useRef<HTMLUListElement>(null);

    const choices = () => [...(list.current?.querySelectorAll('button') ?? [])];
    const close = (isFocusKept: boolean) => {
        setOpen(false);
        if (isFocusKept) {
            button.current?.focus();
        }
    };
    useEffect(() => {
        if (!isOpen) {
            return undefined;
        }
        choices()[0]?.focus();
        const onPointer = ({ target }: Event) => {
            if (!root.current?.contains(target as Node)) {
                close(false);
            }
        };
        document.addEventListener('pointerdown', onPointer);
        return () => document.removeEventListener('pointerdown', onPointer);
    }, [isOpen]);

    const move = (to: (at: number, count: number) => number) => {
        const all = choices();
        const at = all.indexOf(document.activeElement as HTMLButtonElement);
        all[to(at, all.length)]?.focus();
    };
    const onKeyDown = (event: KeyboardEvent) => {
        const moves: Record<string, () => void> = {
            ArrowDown: () => move((at, count) => (at + 1) % count),
            ArrowUp: () => move((at, count) => (at - 1 + count) % count),
            Home: () => move(() => 0),
            End: () => move((_, count) => count - 1),
            Escape: () => close(true),
            Tab: () => close(false),
        };
        const known = moves[event.key];
        if (isOpen && known) {
            known();
            if (event.key !== 'Tab') {
                event.preventDefault();
            }
        }
    };
    return (
        <div class="menu" ref={root} onKeyDown={onKeyDown}>
            <button
                type="button"
                class="button button-quiet button-icon"
                ref={button}
                aria-label={label}
                aria-haspopup="menu"
                aria-expanded={isOpen}
                aria-controls={isOpen ? id : undefined}
                disabled={disabled}
                onClick={() => setOpen(!isOpen)}
            >
                <span aria-hidden="true">•••</span>
            </button>
            {isOpen && (
                <ul class="menu-list" id={id} role="menu" aria-label={label} ref={list}>
                    {items.map(({ label: text, negative = false, onChoose }) => (
                        <li key={text} role="none">
                            <button
                                type="button"
                                role="menuitem"
                                tabIndex={-1}
                                class={negative ? 'menu-item menu-negative' : 'menu-item'}
                                onClick={() => {
                                    close(true);
                                    onChoose();
                                }}
                            >
                                {text}
                            </button>
                        </li>
                    ))}
                </ul>
            )}
        </div>
    );
}
