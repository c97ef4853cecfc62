import { useSurroundings } from '../../app/surroundings';
import { Button } from '../../parts/button';
import { Field } from '../../parts/field';
import { focusOn } from './focus';
import type { Change, Form } from './form';
import type { KeeperState } from './draft_keeper';
import { messagesFor } from './messages';
import type { Problem } from './problems';

interface Props {
    form: Form;
    problems: readonly Problem[];
    /// As text; what the invoice comes to.
    total: string;
    isRecalculating: boolean;
    isSending: boolean;
    /// This server can send what it creates.
    canSend: boolean;
    kept: KeeperState;
    change: Change;
    onClose: () => void;
}

/// Always in sight: the total, what still blocks, and the buttons.
export function Foot(props: Props) {
    const { form, problems, total, isRecalculating, isSending, canSend, change, onClose } = props;
    const { words } = useSurroundings();
    const blocking = problems.filter(({ weight }) => weight === 'blocks');
    const sends = form.send_to !== null;
    return (
        <div class="dialog-foot">
            {sends && <Recipients {...props} />}
            <div class="foot-row">
                <div class="foot-summary">
                    <p class={isRecalculating ? 'foot-total totals-old' : 'foot-total'}>
                        <span class="muted">{words.text('totals.total')}</span> {total}
                    </p>
                    <Reason blocking={blocking} isSending={isSending} />
                    <Keeping state={props.kept} isBlocked={blocking.length > 0 || isSending} />
                </div>
                <Button onClick={onClose}>
                    {words.text(canSend ? 'invoice.close' : 'invoice.cancel')}
                </Button>
                {canSend && !sends && (
                    <Button
                        data-field="send"
                        disabled={isSending}
                        onClick={() => {
                            change((now) => ({ ...now, send_to: now.details.email.trim() }));
                            setTimeout(() => focusOn('send_to'));
                        }}
                    >
                        {words.text('invoice.create_and_send')}
                    </Button>
                )}
                <button
                    type="submit"
                    class="button button-primary"
                    disabled={blocking.length > 0}
                    aria-disabled={isSending || undefined}
                    aria-describedby="create-reason"
                >
                    {isSending && <span class="wheel" aria-hidden="true" />}
                    {words.text(sends ? 'invoice.create_and_send' : 'invoice.create')}
                </button>
            </div>
        </div>
    );
}

function Reason({ blocking, isSending }: { blocking: readonly Problem[]; isSending: boolean }) {
    const { words } = useSurroundings();
    const first = blocking.find(({ target }) => target !== '');
    const reason = blocking.length > 0 && words.plural('invoice.blocked', blocking.length);
    return (
        <p class="foot-reason" id="create-reason" role="status">
            {reason}{' '}
            {first && (
                <button
                    type="button"
                    class="link link-button"
                    onClick={() => focusOn(first.target)}
                >
                    {words.text('invoice.to_first')}
                </button>
            )}
            {isSending && words.text('invoice.sending')}
        </p>
    );
}

/// Whether what is typed survives the closing of the dialog.
function Keeping({ state, isBlocked }: { state: KeeperState; isBlocked: boolean }) {
    const { words } = useSurroundings();
    if (state.state === 'failed') {
        return <p class="small field-warning">{words.text('kept.failed')}</p>;
    }
    if (isBlocked || (state.state !== 'kept' && state.state !== 'saving')) {
        return null;
    }
    return <p class="small">{words.text(state.state === 'kept' ? 'kept.kept' : 'kept.saving')}</p>;
}

/// Whom the invoice goes to once it is created.
function Recipients({ form, problems, isSending, change }: Props) {
    const { words } = useSurroundings();
    return (
        <div class="recipients">
            <Field
                label={words.text('send.to')}
                hint={words.text('send.hint')}
                messages={messagesFor('send_to', problems)}
            >
                {(control) => (
                    <input
                        {...control}
                        class="input"
                        inputMode="email"
                        data-field="send_to"
                        disabled={isSending}
                        value={form.send_to ?? ''}
                        onInput={({ currentTarget: { value } }) =>
                            change((now) => ({ ...now, send_to: value }))
                        }
                    />
                )}
            </Field>
            <Button
                look="quiet"
                disabled={isSending}
                onClick={() => {
                    change((now) => ({ ...now, send_to: null }));
                    setTimeout(() => focusOn('send'));
                }}
            >
                {words.text('send.not')}
            </Button>
        </div>
    );
}
