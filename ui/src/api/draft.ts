import type { Answer } from './answer';
import type { Api } from './api';

export interface Address {
    text: string;
    street: string;
    city: string;
    region: string;
    postal_code: string;
    country: string;
}

export interface Details {
    name: string;
    email: string;
    tax_id: string;
    address: Address;
}

/// A customer in QuickBooks.
export interface Payer {
    id: string;
    name: string;
    email: string;
    currency: string;
    balance: string;
}

/// Something that QuickBooks sells.
export interface Item {
    id: string;
    name: string;
    description: string;
    unit_price: string | null;
}

export interface Contact {
    kind: 'organization' | 'person';
    id: number;
}

export interface DraftLine {
    description: string;
    quantity: string;
    unit_price: string;
    amount: string;
    product: number | null;
    variation: number;
    item: { id: string; name: string } | null;
}

export interface DraftProblem {
    /// `blocks`: QuickBooks would refuse.
    weight: 'blocks' | 'warns';
    /// `payer`, `details.name`, `lines[2].quantity`; empty for the whole.
    field: string;
    key: string;
    message: string;
}

export interface Draft {
    deal: { id: number; title: string };
    contact: Contact | null;
    details: Details;
    payer: Payer | null;
    currency: string;
    home_currency: string;
    multicurrency: boolean;
    uses_sales_tax: boolean;
    date: string;
    due_date: string;
    term_days: number;
    lines: DraftLine[];
    subtotal: string;
    problems: DraftProblem[];
}

export function getDraft(api: Api, deal: number): Promise<Answer<Draft>> {
    return api.request('GET', `/deals/${deal}/draft`);
}

export function findPayers(
    api: Api,
    text: string,
    signal: AbortSignal,
): Promise<Answer<{ payers: Payer[] }>> {
    return api.request('GET', `/payers?text=${encodeURIComponent(text)}`, { signal });
}

export function findItems(
    api: Api,
    text: string,
    signal: AbortSignal,
): Promise<Answer<{ items: Item[] }>> {
    return api.request('GET', `/items?text=${encodeURIComponent(text)}`, { signal });
}
