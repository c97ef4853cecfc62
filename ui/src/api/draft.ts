import type { Answer } from './answer';
import type { Api } from './api';
import type { Payer } from './customers';
import { completed, type SentDraft } from './draft_defaults';
import type { Template } from './templates';

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

/// Every distinct value that the deal offers for a detail, best first.
export interface Choices {
    names: Array<{ label: string; text: string }>;
    emails: Array<{ label: string; text: string }>;
    addresses: Array<{ label: string; address: Address }>;
}

export interface Contact {
    kind: 'organization' | 'person';
    id: number;
}

export interface Named {
    id: string;
    name: string;
}

export interface Discount {
    kind: 'percentage' | 'amount';
    value: string;
}

export interface PaymentTerm {
    /// `books`: the term `id` of the books; `end_of_month`: `days` after the month's last day.
    kind: 'due_on_receipt' | 'days' | 'end_of_month' | 'books';
    days: number;
    id: string | null;
}

export type Treatment = 'exclusive' | 'inclusive' | 'none';

export interface Tax {
    /// `global`: a code for each line; `us_manual`: lines are taxable or not, and one code for the
    /// invoice; `us_automated`: QuickBooks computes the tax by itself.
    model: 'none' | 'us_manual' | 'us_automated' | 'global';
    treatment: Treatment;
    codes: Array<Named & { percent: string }>;
    code: string | null;
}

export interface Billing {
    frequency: string;
    cycles: number | null;
    start: string | null;
}

export interface DraftLine {
    description: string;
    quantity: string;
    unit_price: string;
    discount: Discount | null;
    tax_code: string | null;
    /// Null: as the item is.
    taxable: boolean | null;
    amount: string;
    product: number | null;
    variation: number;
    product_name: string;
    product_code: string;
    product_price: string;
    /// Null: paid once.
    billing: Billing | null;
    item: Named | null;
    /// What the line may be in the books, and what they have in common. `product`: another variation of
    /// the same product is that item.
    suggestion: (Named & { reason: 'code' | 'name' | 'product' }) | null;
}

export interface DraftProblem {
    /// `blocks`: QuickBooks would refuse.
    weight: 'blocks' | 'warns';
    /// `payer`, `details.name`, `lines[2].quantity`; empty for the whole.
    field: string;
    key: string;
    message: string;
    fix?: { kind: 'open_url'; url: string } | null;
}

export interface TaxSum {
    name: string;
    percent: string;
    net: string;
    amount: string;
}

/// What QuickBooks will compute.
export interface Totals {
    subtotal: string;
    discount: string;
    tax: TaxSum[];
    /// False: only QuickBooks knows the tax, and `total` is without it.
    tax_known: boolean;
    tax_total: string;
    total: string;
    /// The total less the deal's value; null where the currencies differ.
    deal_difference: string | null;
}

export interface Installment {
    id: number;
    description: string;
    amount: string;
    billing_date: string | null;
}

/// What a person had typed when an earlier dialog closed.
export interface Kept {
    version: number;
    form: unknown;
    kept_at: string;
    kept_by: string;
}

export interface Draft {
    deal: { id: number; title: string; value: string; currency: string };
    contact: Contact | null;
    details: Details;
    choices: Choices;
    payer: Payer | null;
    /// Who the customer may be, where none is linked, and what they have in common.
    payer_suggestion: { payer: Payer; reason: 'name' | 'email' } | null;
    update_payer: boolean;
    currency: string;
    home_currency: string;
    multicurrency: boolean;
    /// Home units for one unit of `currency`; null where it is the home currency or unknown.
    exchange_rate: string | null;
    country: string;
    tax: Tax;
    numbering: { own: boolean };
    terms: Named[];
    term: PaymentTerm;
    date: string;
    due_date: string;
    number: string;
    message: string;
    memo: string;
    /// The id of the template that applies by default, or empty.
    template: string;
    templates: Template[];
    features: {
        discount: boolean;
        classes: boolean;
        locations: boolean;
        card_payment: boolean;
        bank_payment: boolean;
    };
    classes: Named[];
    locations: Named[];
    lines: DraftLine[];
    discount: Discount | null;
    deal_discounts: Array<Discount & { description: string }>;
    installments: Installment[];
    /// Null: this server computes no totals, keeps no drafts and does not know who holds a name.
    totals: Totals | null;
    problems: DraftProblem[];
    kept: Kept | null;
}

export async function getDraft(api: Api, deal: number): Promise<Answer<Draft>> {
    const answer = await api.request<SentDraft>('GET', `/deals/${deal}/draft`);
    return answer.ok ? { ok: true, value: completed(answer.value) } : answer;
}

/// Keeps what a person has typed. `version` is the one that this dialog knows (0: none); where another
/// window kept a newer one, the answer is the conflict `error.draft_changed`.
export function keepDraft(
    api: Api,
    deal: number,
    version: number,
    form: unknown,
): Promise<Answer<{ version: number }>> {
    return api.request('PUT', `/deals/${deal}/draft`, { body: { version, form } });
}

/// Forgets what was kept.
export function forgetDraft(api: Api, deal: number): Promise<Answer<Record<string, never>>> {
    return api.request('DELETE', `/deals/${deal}/draft`);
}
