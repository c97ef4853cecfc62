import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';

import { Mark } from './notice';

/// What a control needs to belong to its label, hint and problems.
export interface ControlProps {
    id: string;
    'aria-describedby'?: string;
    'aria-invalid'?: true;
}

export interface FieldMessage {
    weight: 'blocks' | 'warns';
    message: string;
}

interface Props {
    label: string;
    hint?: ComponentChildren;
    messages?: readonly FieldMessage[];
    children: (control: ControlProps) => JSX.Element;
}

/// A labelled control with its hint and what is wrong with it.
export function Field({ label, hint, messages = [], children }: Props) {
    const id = useId();
    const described = [hint && `${id}-hint`, messages.length > 0 && `${id}-problems`].filter(
        Boolean,
    );
    const isInvalid = messages.some(({ weight }) => weight === 'blocks');
    return (
        <div class={`field${isInvalid ? ' field-invalid' : ''}`}>
            <label class="label" for={id}>
                {label}
            </label>
            {children({
                id,
                ...(described.length > 0 ? { 'aria-describedby': described.join(' ') } : {}),
                ...(isInvalid ? { 'aria-invalid': true as const } : {}),
            })}
            {hint && (
                <p class="hint" id={`${id}-hint`}>
                    {hint}
                </p>
            )}
            {messages.length > 0 && (
                <ul class="field-messages" id={`${id}-problems`}>
                    {messages.map(({ weight, message }) => (
                        <li
                            key={message}
                            class={weight === 'blocks' ? 'field-error' : 'field-warning'}
                        >
                            <Mark tone={weight === 'blocks' ? 'error' : 'warning'} />
                            <span>{message}</span>
                        </li>
                    ))}
                </ul>
            )}
        </div>
    );
}
