import type { Answer } from './answer';
import type { Api } from './api';
import type { Named } from './draft';

/// Something that QuickBooks sells.
export interface Item {
    id: string;
    name: string;
    code: string;
    description: string;
    unit_price: string | null;
    taxable: boolean;
    /// Null: the line's own stays.
    tax_code: string | null;
    active: boolean;
}

export interface NewItem {
    name: string;
    code: string;
    description: string;
    unit_price: string;
    /// Null: the company's account for new items.
    income_account: string | null;
    taxable: boolean;
}

type SentItem = Partial<Item> & Pick<Item, 'id' | 'name'>;

/// `sent` with everything in it that an item has: what is absent, it has not.
export function completedItem(sent: SentItem): Item {
    return {
        code: '',
        description: '',
        unit_price: null,
        taxable: true,
        tax_code: null,
        active: true,
        ...sent,
    };
}

/// By name and code.
export async function findItems(
    api: Api,
    text: string,
    signal: AbortSignal,
): Promise<Answer<{ items: Item[] }>> {
    const path = `/items?text=${encodeURIComponent(text)}`;
    const answer = await api.request<{ items: SentItem[] }>('GET', path, { signal });
    return answer.ok
        ? { ok: true, value: { items: answer.value.items.map(completedItem) } }
        : answer;
}

/// The same `key` with the same item makes it once.
export async function createItem(
    api: Api,
    key: string,
    item: NewItem,
): Promise<Answer<{ item: Item }>> {
    const answer = await api.request<{ item: SentItem }>('POST', '/items', {
        body: item,
        headers: { 'Idempotency-Key': key },
    });
    return answer.ok ? { ok: true, value: { item: completedItem(answer.value.item) } } : answer;
}

/// The accounts that what is sold can go to; empty where nobody can say.
export async function getIncomeAccounts(api: Api): Promise<Named[]> {
    const answer = await api.request<{ books?: { income_accounts?: Named[] } | null }>(
        'GET',
        '/settings',
    );
    return answer.ok ? (answer.value.books?.income_accounts ?? []) : [];
}
