import type { ButtonHTMLAttributes, ComponentChildren } from 'preact';

interface Props extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type' | 'class'> {
    look?: 'primary' | 'secondary' | 'quiet' | 'negative';
    /// Work is under way: a turning wheel, and clicks do nothing. The button keeps the focus.
    busy?: boolean;
    children: ComponentChildren;
}

export function Button({ look = 'secondary', busy = false, onClick, children, ...rest }: Props) {
    return (
        <button
            type="button"
            class={`button button-${look}`}
            aria-disabled={busy || undefined}
            aria-busy={busy || undefined}
            {...rest}
            onClick={busy ? undefined : onClick}
        >
            {busy && <span class="wheel" aria-hidden="true" />}
            {children}
        </button>
    );
}
