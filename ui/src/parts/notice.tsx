import type { ComponentChildren } from 'preact';

export type Tone = 'info' | 'success' | 'warning' | 'error';

interface Props {
    tone: Tone;
    title?: string;
    children?: ComponentChildren;
    /// What the person can do about it.
    actions?: ComponentChildren;
}

/// A message that stands in the page. Errors are read out at once, the rest when there is a pause.
export function Notice({ tone, title, children, actions }: Props) {
    return (
        <div class={`notice notice-${tone}`} role={tone === 'error' ? 'alert' : 'status'}>
            <Mark tone={tone} />
            <div class="notice-body">
                {title && <p class="notice-title">{title}</p>}
                {children && <div class="notice-text">{children}</div>}
                {actions && <div class="actions">{actions}</div>}
            </div>
        </div>
    );
}

const marks: Record<Tone, string> = { info: 'i', success: '✓', warning: '!', error: '!' };

/// The sign of a tone; colour alone would not tell it to everybody.
export function Mark({ tone }: { tone: Tone }) {
    return (
        <span class={`mark mark-${tone}`} aria-hidden="true">
            {marks[tone]}
        </span>
    );
}
