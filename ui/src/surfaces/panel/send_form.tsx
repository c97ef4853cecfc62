import { useState } from 'preact/hooks';

import { useSurroundings } from '../../app/surroundings';
import { Button } from '../../parts/button';
import { Field } from '../../parts/field';

interface Props {
    isBusy: boolean;
    onSend: (sendTo: string) => void;
    onClose: () => void;
}

/// Whom QuickBooks e-mails the invoice to.
export function SendForm({ isBusy, onSend, onClose }: Props) {
    const { words } = useSurroundings();
    const [sendTo, setSendTo] = useState('');
    return (
        <form
            class="send-form"
            onSubmit={(event) => {
                event.preventDefault();
                onSend(sendTo.trim());
            }}
        >
            <Field label={words.text('actions.send_to')} hint={words.text('actions.send_to_hint')}>
                {(control) => (
                    <input
                        {...control}
                        class="input"
                        type="text"
                        inputMode="email"
                        autoComplete="off"
                        maxLength={400}
                        value={sendTo}
                        onInput={({ currentTarget }) => setSendTo(currentTarget.value)}
                    />
                )}
            </Field>
            <div class="send-buttons">
                <Button look="primary" busy={isBusy} onClick={() => onSend(sendTo.trim())}>
                    {words.text('actions.send_now')}
                </Button>
                <Button onClick={onClose}>{words.text('actions.close')}</Button>
            </div>
        </form>
    );
}
