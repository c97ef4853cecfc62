import type { Answer, ApiError } from './answer';
import type { Api } from './api';
import type { Contact, Details, Discount, Treatment } from './draft';

export type InvoiceStatus = 'open' | 'partially_paid' | 'paid' | 'overdue' | 'voided' | 'deleted';

export interface Invoice {
    id: string;
    number: string;
    payer_name: string;
    status: InvoiceStatus;
    currency: string;
    total: string;
    tax: string;
    balance: string;
    date: string;
    due_date: string | null;
    /// When QuickBooks was last known to say all this, and how it was learned.
    as_of: string;
    learned_by: 'write' | 'click' | 'webhook' | 'sweep';
    url: string;
    /// Grows with each change in QuickBooks.
    version: string;
    /// What its state allows.
    actions: InvoiceAction[];
}

export type InvoiceAction = 'send' | 'void' | 'delete';

/// One wish of a person to do something to an invoice that they see.
export interface ActionWish {
    /// New for each wish, the same for every repetition.
    key: string;
    action: InvoiceAction;
    version: string;
    /// Of `send`: addresses separated by commas; empty for the invoice's own.
    send_to: string;
}

/// One wish of a person for an invoice, and what has come of it.
export interface Intent {
    id: string;
    /// `finding_out`: sent, the answer is missing and being looked up.
    state: 'planned' | 'finding_out' | 'created' | 'not_created';
    created_at: string;
    expected_total: string;
    currency: string;
    invoice: Invoice | null;
    error: ApiError | null;
    /// Whether QuickBooks sent the invoice: null while that is not known and where nobody asked for it.
    sent?: boolean | null;
    send_error?: ApiError | null;
}

/// What invoices in one currency come to. `overdue` is a part of `outstanding`.
export interface InvoiceSums {
    currency: string;
    outstanding: string;
    overdue: string;
    paid: string;
}

export interface DealInvoices {
    invoices: Invoice[];
    /// One per currency; voided and deleted invoices do not count.
    sums: InvoiceSums[];
    intents: Intent[];
}

export interface OrderLine {
    item: string;
    item_name: string;
    description: string;
    quantity: string;
    unit_price: string;
    discount: Discount | null;
    tax_code: string | null;
    /// Null: as the item is.
    taxable: boolean | null;
    product: number | null;
    variation: number;
}

/// An invoice as a person wants it.
export interface Order {
    deal: number;
    deal_title: string;
    contact: Contact | null;
    /// Null creates a customer from `details`.
    payer: string | null;
    /// Changed details go to QuickBooks with the invoice.
    update_payer: boolean;
    details: Details;
    currency: string;
    exchange_rate: string | null;
    date: string;
    due_date: string;
    /// The term of the books that was chosen.
    term: string | null;
    number: string;
    message: string;
    memo: string;
    tax: { treatment: Treatment; code: string | null };
    class: string;
    location: string;
    card_payment: boolean;
    bank_payment: boolean;
    discount: Discount | null;
    lines: OrderLine[];
    /// Addresses separated by commas; empty: the invoice is not sent.
    send_to: string;
}

/// The same `key` with the same order answers the same intent, however often it is sent.
export function createInvoice(
    api: Api,
    key: string,
    order: Order,
): Promise<Answer<{ intent: Intent }>> {
    return api.request('POST', '/invoices', { body: order, headers: { 'Idempotency-Key': key } });
}

export function getIntent(api: Api, id: string): Promise<Answer<{ intent: Intent }>> {
    return api.request('GET', `/intents/${encodeURIComponent(id)}`);
}

/// What is stored; costs nothing at QuickBooks.
export function getDealInvoices(api: Api, deal: number): Promise<Answer<DealInvoices>> {
    return api.request('GET', `/deals/${deal}/invoices`);
}

/// The invoice as QuickBooks prints it; QuickBooks charges for each.
export function getInvoicePdf(api: Api, invoice: string): Promise<Answer<Blob>> {
    return api.download(`/invoices/${encodeURIComponent(invoice)}/pdf`);
}

/// The same wish has no second effect, however often it is sent.
export function actOnInvoice(
    api: Api,
    invoice: string,
    { key, action, version, send_to }: ActionWish,
): Promise<Answer<{ invoice: Invoice }>> {
    return api.request('POST', `/invoices/${encodeURIComponent(invoice)}/${action}`, {
        body: { version, send_to },
        headers: { 'Idempotency-Key': key },
    });
}

/// Reads QuickBooks first.
export function refreshDealInvoices(api: Api, deal: number): Promise<Answer<DealInvoices>> {
    return api.request('POST', `/deals/${deal}/invoices/refresh`);
}
