import type { Answer } from './answer';
import type { Api } from './api';
import type { Details } from './draft';

/// A Pipedrive field (`organization.name`) and the one that fills in where it is empty; null: none.
export interface FieldChoice {
    field: string | null;
    fallback: string | null;
}

/// When an invoice falls due. `days` counts for `days` and `end_of_month`; `id` names a term of
/// QuickBooks.
export interface PaymentTerm {
    kind: 'due_on_receipt' | 'days' | 'end_of_month' | 'books';
    days: number;
    id: string | null;
}

export type TaxTreatment = 'exclusive' | 'inclusive' | 'none';
export type TaxModel = 'none' | 'us_manual' | 'us_automated' | 'global';

export interface Settings {
    to: FieldChoice;
    address: FieldChoice;
    email: FieldChoice;
    tax_id: FieldChoice;
    term: PaymentTerm;
    tax_treatment: TaxTreatment;
    /// Empty: chosen on each invoice.
    tax_code: string;
    /// Empty: chosen for each new item.
    income_account: string;
    update_payer: boolean;
    write_note: boolean;
    attach_pdf: boolean;
}

export interface CrmField {
    ref: string;
    record: 'organization' | 'person' | 'deal';
    name: string;
    is_address: boolean;
    is_custom: boolean;
}

export interface BooksChoice {
    id: string;
    name: string;
}

/// What a person chooses from in QuickBooks; only what is active there.
export interface BooksChoices {
    terms: BooksChoice[];
    income_accounts: BooksChoice[];
    tax_codes: Array<BooksChoice & { percent: string }>;
    tax_model: TaxModel;
}

export interface SettingsForm {
    settings: Settings;
    fields: CrmField[];
    /// Null where QuickBooks is not connected or does not answer.
    books: BooksChoices | null;
    /// Why QuickBooks' lists are missing although it is connected.
    books_error: string | null;
}

export interface DealTitle {
    id: number;
    title: string;
}

/// What settings would make of a deal today.
export interface SettingsPreview {
    deal: DealTitle;
    details: Details;
    date: string;
    due_date: string;
    /// The settings that name a field and find nothing in this deal.
    missing: string[];
}

export function getSettings(api: Api): Promise<Answer<SettingsForm>> {
    return api.request('GET', '/settings');
}

export function saveSettings(
    api: Api,
    settings: Settings,
): Promise<Answer<{ settings: Settings }>> {
    return api.request('PUT', '/settings', { body: settings });
}

export function previewSettings(
    api: Api,
    deal: number,
    settings: Settings,
    signal: AbortSignal,
): Promise<Answer<SettingsPreview>> {
    return api.request('POST', '/settings/preview', { body: { deal, settings }, signal });
}

/// Deals by title; the newest ones where `text` is empty.
export function findDeals(
    api: Api,
    text: string,
    signal: AbortSignal,
): Promise<Answer<{ deals: DealTitle[] }>> {
    return api.request('GET', `/deals?text=${encodeURIComponent(text)}`, { signal });
}
