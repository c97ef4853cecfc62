import type { Draft, Item, Payer } from '../api/draft';
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
        currency: 'USD',
        balance: '0.00',
        ...part,
    };
}

export function item(part: Partial<Item> = {}): Item {
    return { id: '11', name: 'Pump', description: 'Fountain pump', unit_price: '15.00', ...part };
}

export function draft(part: Partial<Draft> = {}): Draft {
    return {
        deal: { id: 17, title: 'Roof repair' },
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
        payer: null,
        currency: 'USD',
        home_currency: 'USD',
        multicurrency: false,
        uses_sales_tax: true,
        date: '2026-11-20',
        due_date: '2026-12-04',
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
        ...part,
    };
}
