import type { Payer } from '../api/customers';
import type { Draft, DraftLine, Totals } from '../api/draft';
import type { Item } from '../api/items';
import type { Template } from '../api/templates';
import type { Intent, Invoice } from '../api/invoices';
import type { BooksSession, Session } from '../api/session';

export function books(part: Partial<BooksSession> = {}): BooksSession {
    return {
        state: 'active',
        company_name: "Craig's Landscaping",
        country: 'US',
        home_currency: 'USD',
        multicurrency: false,
        connected_by: 'Sam',
        connected_by_id: 815,
        connected_by_me: true,
        can_take_over: false,
        connected_at: '2026-11-20T09:00:00Z',
        ends_at: null,
        ...part,
    };
}

export function session(part: Partial<Session> = {}): Session {
    return {
        user: { id: 815, name: 'Sam', is_admin: true },
        company: { id: 4711, name: 'Acme' },
        language: 'en',
        books: books(),
        ...part,
    };
}

export function invoice(part: Partial<Invoice> = {}): Invoice {
    return {
        id: '147',
        number: '1038',
        payer_name: 'Lee Ltd',
        status: 'open',
        currency: 'USD',
        total: '60.46',
        tax: '0.00',
        balance: '60.46',
        date: '2026-11-20',
        due_date: '2026-12-04',
        as_of: '2026-11-20T09:00:00Z',
        learned_by: 'write',
        url: 'https://books.test/invoice?txnId=147',
        version: '3',
        actions: ['send', 'void', 'delete'],
        ...part,
    };
}

export function intent(part: Partial<Intent> = {}): Intent {
    return {
        id: 'intent-1',
        state: 'created',
        created_at: '2026-11-20T09:00:00Z',
        expected_total: '60.46',
        currency: 'USD',
        invoice: part.state && part.state !== 'created' ? null : invoice(),
        error: null,
        ...part,
    };
}

export function payer(part: Partial<Payer> = {}): Payer {
    return {
        id: '58',
        name: 'Lee Ltd',
        email: 'books@lee.test',
        phone: '',
        currency: 'USD',
        balance: '0.00',
        active: true,
        tax_id_masked: '',
        address: null,
        notes: '',
        ...part,
    };
}

export function item(part: Partial<Item> = {}): Item {
    return {
        id: '11',
        name: 'Pump',
        code: '',
        description: 'Fountain pump',
        unit_price: '15.00',
        taxable: true,
        tax_code: null,
        active: true,
        ...part,
    };
}

export function template(part: Partial<Template> = {}): Template {
    return {
        id: 't1',
        name: 'Retainer',
        message: 'Thank you for a good year.',
        memo: '',
        term: null,
        discount: null,
        card_payment: false,
        bank_payment: false,
        class: '',
        location: '',
        email_subject: '',
        email_text: '',
        ...part,
    };
}

export function totals(part: Partial<Totals> = {}): Totals {
    return {
        subtotal: '60.46',
        discount: '0.00',
        tax: [],
        tax_known: false,
        tax_total: '0.00',
        total: '60.46',
        deal_difference: '0.00',
        ...part,
    };
}

export function draftLine(part: Partial<DraftLine> = {}): DraftLine {
    return {
        description: 'Roof tile',
        quantity: '2',
        unit_price: '30.23',
        discount: null,
        tax_code: null,
        taxable: true,
        amount: '60.46',
        product: 5,
        variation: 0,
        product_name: 'Roof tile',
        product_code: '',
        product_price: '30.23',
        billing: null,
        item: { id: '11', name: 'Pump' },
        suggestion: null,
        ...part,
    };
}

export function draft(part: Partial<Draft> = {}): Draft {
    return {
        deal: { id: 17, title: 'Roof repair', value: '60.46', currency: 'USD' },
        contact: { kind: 'organization', id: 12 },
        details: {
            name: 'Lee Ltd',
            email: 'ann@lee.test',
            tax_id: '',
            address: {
                text: '12 Oak St, Sunnyvale',
                street: '12 Oak St',
                city: 'Sunnyvale',
                region: 'CA',
                postal_code: '94085',
                country: 'USA',
            },
        },
        choices: { names: [], emails: [], addresses: [] },
        payer: null,
        payer_suggestion: null,
        update_payer: false,
        currency: 'USD',
        home_currency: 'USD',
        multicurrency: false,
        exchange_rate: null,
        country: 'US',
        tax: { model: 'us_automated', treatment: 'exclusive', codes: [], code: null },
        numbering: { own: false },
        terms: [{ id: '3', name: 'Net 30' }],
        term: { kind: 'days', days: 14, id: null },
        date: '2026-11-20',
        due_date: '2026-12-04',
        number: '',
        message: '',
        memo: '',
        template: '',
        templates: [],
        features: {
            discount: true,
            classes: false,
            locations: false,
            card_payment: false,
            bank_payment: false,
        },
        classes: [],
        locations: [],
        lines: [draftLine()],
        discount: null,
        deal_discounts: [],
        installments: [],
        totals: totals(),
        problems: [],
        kept: null,
        ...part,
    };
}

/// As a server answers that knows neither totals nor kept drafts.
export function bareDraft(): object {
    const { deal, contact, details, currency, home_currency, date, due_date } = draft();
    return {
        deal: { id: deal.id, title: deal.title },
        contact,
        details,
        payer: null,
        currency,
        home_currency,
        multicurrency: false,
        uses_sales_tax: true,
        date,
        due_date,
        term_days: 14,
        lines: [
            {
                description: 'Roof tile',
                quantity: '2',
                unit_price: '30.23',
                amount: '60.46',
                product: 5,
                variation: 0,
                item: { id: '11', name: 'Pump' },
            },
        ],
        subtotal: '60.46',
        problems: [],
    };
}
