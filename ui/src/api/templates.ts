import type { Answer } from './answer';
import type { Api } from './api';
import type { Discount, PaymentTerm } from './draft';

/// What an invoice can begin with, under a name. Ours: QuickBooks lets no app choose a form style.
export interface Template {
    id: string;
    name: string;
    message: string;
    memo: string;
    term: PaymentTerm | null;
    discount: Discount | null;
    card_payment: boolean;
    bank_payment: boolean;
    class: string;
    location: string;
    email_subject: string;
    email_text: string;
}

/// The server keeps no more of a company.
export const templatesMax = 50;

export type Templates = { templates: Template[] };

export function getTemplates(api: Api): Promise<Answer<Templates>> {
    return api.request('GET', '/templates');
}

/// Keeps these and no others.
export function putTemplates(api: Api, templates: Template[]): Promise<Answer<Templates>> {
    return api.request('PUT', '/templates', { body: { templates } });
}
