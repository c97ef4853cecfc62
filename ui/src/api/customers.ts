import type { Answer } from './answer';
import type { Api } from './api';
import type { Address, Contact, Details } from './draft';

/// A customer in the books.
export interface Payer {
    id: string;
    name: string;
    email: string;
    phone: string;
    currency: string;
    balance: string;
    active: boolean;
    /// `XXXX6789`: QuickBooks shows the last characters alone. Empty where there is none.
    tax_id_masked: string;
    /// Null where the server does not tell it.
    address: Address | null;
    notes: string;
}

/// As a server sends it: an older one leaves out what it does not know of.
export type SentPayer = Partial<Payer> & Pick<Payer, 'id' | 'name' | 'currency'>;

export function completedPayer(sent: SentPayer): Payer {
    return {
        email: '',
        phone: '',
        balance: '0.00',
        active: true,
        tax_id_masked: '',
        address: null,
        notes: '',
        ...sent,
    };
}

/// By name, e-mail, phone or number; inactive ones stand last.
export async function findPayers(
    api: Api,
    text: string,
    signal: AbortSignal,
): Promise<Answer<{ payers: Payer[] }>> {
    const path = `/payers?text=${encodeURIComponent(text)}`;
    const answer = await api.request<{ payers: SentPayer[] }>('GET', path, { signal });
    return answer.ok
        ? { ok: true, value: { payers: answer.value.payers.map(completedPayer) } }
        : answer;
}

export async function getPayer(api: Api, id: string): Promise<Answer<{ payer: Payer }>> {
    const path = `/payers/${encodeURIComponent(id)}`;
    const answer = await api.request<{ payer: SentPayer }>('GET', path);
    return answer.ok ? { ok: true, value: { payer: completedPayer(answer.value.payer) } } : answer;
}

/// Who in the books has a name already. `other`: a supplier or an employee, whom no invoice can have.
export interface Holder {
    kind: 'customer' | 'other';
    payer: Payer | null;
}

export async function matchPayer(
    api: Api,
    details: Details,
    signal: AbortSignal,
): Promise<Answer<{ holder: Holder | null }>> {
    const answer = await api.request<{
        holder: { kind: Holder['kind']; payer: SentPayer | null } | null;
    }>('POST', '/payers/match', { body: { details }, signal });
    if (!answer.ok) {
        return answer;
    }
    const { holder } = answer.value;
    return {
        ok: true,
        value: {
            holder: holder && { ...holder, payer: holder.payer && completedPayer(holder.payer) },
        },
    };
}

/// Forgets which customer `contact` is.
export function unlinkContact(
    api: Api,
    { kind, id }: Contact,
): Promise<Answer<Record<string, never>>> {
    return api.request('DELETE', `/contacts/${kind}/${id}/link`);
}
