import { useEffect, useRef, useState } from 'preact/hooks';

import type { ApiError } from '../../api/answer';
import { findPayers, type Payer, unlinkContact } from '../../api/customers';
import type { Contact } from '../../api/draft';
import { useSurroundings } from '../../app/surroundings';
import { Button } from '../../parts/button';
import { type Choice, Combobox } from '../../parts/combobox';
import { errorText } from '../../parts/error_text';
import { Field } from '../../parts/field';
import { Decimal } from '../../text/decimal';
import type { Words } from '../../text/words';
import { withCents } from './amounts';
import { focusOn } from './focus';
import { messagesFor } from './messages';
import type { Problem } from './problems';

/// Not an id that QuickBooks could give: they are digits.
const createId = 'create';

function payerChoice(payer: Payer, words: Words): Choice<Payer | null> {
    const detail = [
        !payer.active && words.text('customer.inactive'),
        payer.email,
        payer.phone,
        payer.currency,
        owed(payer, words),
    ];
    return {
        id: payer.id,
        label: payer.name,
        detail: detail.filter(Boolean).join(' · '),
        value: payer,
    };
}

function owed(payer: Payer, words: Words): string {
    const owes = Decimal.parse(payer.balance)?.compare(Decimal.zero) ?? 0;
    return owes > 0
        ? words.text('customer.owes', {
              amount: words.money(withCents(payer.balance), payer.currency),
          })
        : '';
}

interface Props {
    payer: Payer | null;
    /// Of the customer that would be created.
    name: string;
    problems: readonly Problem[];
    onChoose: (payer: Payer | null) => void;
}

/// The customer in QuickBooks, to be searched for; or a new one.
export function PayerField({ payer, name, problems, onChoose }: Props) {
    const { api, words } = useSurroundings();
    const find = async (text: string, signal: AbortSignal) => {
        const answer = await findPayers(api, text, signal);
        return answer.ok
            ? {
                  ok: true as const,
                  value: answer.value.payers.map((found) => payerChoice(found, words)),
              }
            : answer;
    };
    const create: Choice<Payer | null> = {
        id: createId,
        label: name.trim()
            ? words.text('customer.create_named', { name: name.trim() })
            : words.text('customer.create'),
        value: null,
    };
    return (
        <Field
            label={words.text('customer.payer')}
            hint={words.text(payer ? 'customer.linked' : 'customer.will_be_created')}
            messages={messagesFor('payer', problems)}
        >
            {(control) => (
                <Combobox
                    control={control}
                    field="payer"
                    shown={payer?.name ?? words.text('customer.new')}
                    chosen={payer?.id ?? createId}
                    placeholder={words.text('customer.search')}
                    find={find}
                    always={[create]}
                    onChoose={onChoose}
                />
            )}
        </Field>
    );
}

interface LinkedProps {
    payer: Payer;
    /// The contact that the books' customer is remembered for; null where this one is not remembered.
    contact: Contact | null;
    onUnlinked: () => void;
}

/// What there is to know of the linked customer, and the way to forget it.
export function LinkedPayer({ payer, contact, onUnlinked }: LinkedProps) {
    const { api, words } = useSurroundings();
    const [isBusy, setBusy] = useState(false);
    const [error, setError] = useState<ApiError | null>(null);
    const isGone = useRef(false);
    useEffect(() => () => void (isGone.current = true), []);
    const unlink = async () => {
        if (contact) {
            setBusy(true);
            const answer = await unlinkContact(api, contact);
            if (isGone.current) {
                return;
            }
            setBusy(false);
            if (!answer.ok && answer.error.kind !== 'not_found') {
                setError(answer.error);
                return;
            }
        }
        onUnlinked();
        focusOn('payer');
    };
    const facts = [payer.email, payer.phone].filter(Boolean).join(' · ');
    return (
        <div class="payer-card">
            <div class="payer-facts">
                <p class="payer-name">
                    {payer.name} <span class="badge">{payer.currency}</span>{' '}
                    {!payer.active && (
                        <span class="badge badge-overdue">{words.text('customer.inactive')}</span>
                    )}
                </p>
                {facts && <p class="muted">{facts}</p>}
                <p class="muted">
                    {words.text('customer.balance', {
                        amount: words.money(withCents(payer.balance), payer.currency),
                    })}
                </p>
            </div>
            <Button busy={isBusy} onClick={() => void unlink()}>
                {words.text('customer.unlink')}
            </Button>
            {error && (
                <p class="field-error" role="alert">
                    {errorText(error, words)}
                </p>
            )}
        </div>
    );
}
