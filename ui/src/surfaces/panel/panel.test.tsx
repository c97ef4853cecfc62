import { afterEach, describe, expect, test, vi } from 'vitest';

import type { DealInvoices } from '../../api/invoices';
import type { Session } from '../../api/session';
import type { Host } from '../../host/host';
import { fakeHost } from '../../testing/fake_host';
import { FakeServer, ok, refused } from '../../testing/fake_server';
import { books, intent, invoice, session } from '../../testing/samples';
import { type Screen, show } from '../../testing/screen';
import { openBalance } from './invoice_card';
import { Panel } from './panel';

const list = 'GET /deals/17/invoices';
const refresh = 'POST /deals/17/invoices/refresh';

function serverWith(content: Partial<DealInvoices>, of: Session = session()): FakeServer {
    return new FakeServer({
        'GET /session': ok(of),
        [list]: ok({ invoices: [], intents: [], sums: [], ...content }),
    });
}

async function open(server: FakeServer, host: Host = fakeHost()): Promise<Screen> {
    return show(<Panel />, { server, host });
}

afterEach(() => {
    vi.useRealTimers();
});

describe('the panel', () => {
    test('lists the deal’s invoices with status, amounts and age', async () => {
        const partly = invoice({
            status: 'partially_paid',
            balance: '10.46',
            learned_by: 'webhook',
        });
        const screen = await open(serverWith({ invoices: [partly] }));

        for (const text of ['1038', 'Partially paid', '$60.46', '$10.46', 'Dec 4, 2026', 'As of']) {
            expect(screen.text).toContain(text);
        }
        expect(screen.text).toContain('told by QuickBooks');
        const link = screen.all<HTMLAnchorElement>('a')[0];
        expect(link?.target).toBe('_blank');
        expect(link?.rel).toContain('noopener');
    });

    test('says where there is nothing yet', async () => {
        expect((await open(serverWith({}))).text).toContain('This deal has no invoices yet.');
    });

    test('says what the invoices come to in each currency', async () => {
        const sums = [
            { currency: 'EUR', outstanding: '10.00', overdue: '4.50', paid: '0.00' },
            { currency: 'USD', outstanding: '0.00', overdue: '0.00', paid: '7.25' },
        ];
        const screen = await open(serverWith({ invoices: [invoice()], sums }));

        const [euros, dollars] = screen.all('.sums').map(({ textContent }) => textContent);
        expect(euros).toBe('Outstanding€10.00Of which overdue€4.50Paid€0.00');
        expect(dollars).toBe('Outstanding$0.00Paid$7.25');
    });

    test('makes no link of an address that is not on the web', async () => {
        const odd = invoice({ url: 'javascript:alert(1)' });

        expect((await open(serverWith({ invoices: [odd] }))).all('a')).toEqual([]);
    });

    test('shows no link to a deleted invoice and names a missing number', async () => {
        const gone = invoice({ status: 'deleted', number: '' });
        const screen = await open(serverWith({ invoices: [gone] }));

        expect(screen.text).toContain('Deleted');
        expect(screen.text).toContain('Without a number');
        expect(screen.all('a')).toEqual([]);
    });

    test('speaks the language of the session', async () => {
        const screen = await open(
            serverWith({ invoices: [invoice()] }, session({ language: 'pl' })),
        );

        await vi.waitFor(() => expect(screen.text).toContain('Otwarta'));
        expect(screen.hasButton('+ Faktura')).toBe(true);
        expect(document.documentElement.lang).toBe('pl');
    });

    test('opens the dialog and looks again when it is closed', async () => {
        const server = serverWith({});
        const host = fakeHost();
        const screen = await open(server, host);

        server.routes[list] = ok({ invoices: [invoice()], intents: [], sums: [] });
        await screen.click(screen.button('+ Invoice'));

        expect(host.openInvoiceDialog).toHaveBeenCalledOnce();
        expect(screen.text).toContain('1038');
    });

    test('says where the dialog could not be opened', async () => {
        const host = fakeHost();
        host.openInvoiceDialog.mockRejectedValue(new Error('no such modal'));
        const screen = await open(serverWith({}), host);

        await screen.click(screen.button('+ Invoice'));

        expect(host.notify).toHaveBeenCalledWith('The invoice dialog could not be opened.');
    });

    test('reads QuickBooks on Refresh', async () => {
        const server = serverWith({ invoices: [invoice()] });
        server.routes[refresh] = ok({
            invoices: [invoice({ status: 'paid' })],
            intents: [],
            sums: [],
        });
        const screen = await open(server);

        await screen.click(screen.button('Refresh'));

        expect(screen.text).toContain('Paid');
        expect(screen.text).toContain('The invoices are up to date.');
    });

    test('keeps the list where Refresh fails, and offers to try again', async () => {
        const server = serverWith({ invoices: [invoice()] });
        server.routes[refresh] = refused(429, {
            kind: 'rate_limited',
            message: 'Too many requests.',
            retry_after: 5,
        });
        const screen = await open(server);

        await screen.click(screen.button('Refresh'));
        expect(screen.text).toContain('Too many requests.');
        expect(screen.text).toContain('wait 5 seconds');
        expect(screen.text).toContain('1038');
        server.routes[refresh] = ok({ invoices: [], intents: [], sums: [] });
        await screen.click(screen.button('Try again'));

        expect(screen.text).not.toContain('Too many requests.');
    });

    test('shows an order whose outcome is open and looks until it is known', async () => {
        const server = serverWith({ intents: [intent({ state: 'finding_out' })] });
        const screen = await open(server);
        expect(screen.text).toContain('Still finding out');
        expect(screen.text).not.toContain('no invoices yet');

        server.routes[list] = ok({ invoices: [invoice()], intents: [], sums: [] });
        await screen.pass(4_000);
        expect(screen.text).toContain('1038');
        await screen.pass(20_000);

        expect(server.calls(list)).toHaveLength(2);
    });

    test('shows why a recent order did not become an invoice', async () => {
        const error = { kind: 'rejected', message: 'The customer is inactive.', key: '' };
        const failed = { ...intent({ state: 'not_created' }), error } as ReturnType<typeof intent>;
        const screen = await open(serverWith({ intents: [failed] }));

        expect(screen.text).toContain('Invoice over $60.46 was not created');
        expect(screen.text).toContain('The customer is inactive.');
    });
});

describe('the panel without invoices to show', () => {
    test.each([null, books({ state: 'ended' })])('leads to the settings: %o', async (none) => {
        const host = fakeHost();
        const server = serverWith({}, session({ books: none }));
        const screen = await open(server, host);

        await screen.click(screen.button('Open settings'));

        expect(host.openSettings).toHaveBeenCalledOnce();
        expect(server.calls(list)).toEqual([]);
    });

    test('names who sees them', async () => {
        const others = session({ books: books({ connected_by: 'Kim', connected_by_me: false }) });
        const screen = await open(serverWith({}, others));

        expect(screen.text).toContain('Kim connected QuickBooks');
        expect(screen.hasButton('+ Invoice')).toBe(false);
    });

    test('offers to reconnect a lost connection and shows what is known', async () => {
        const lost = session({ books: books({ state: 'lost' }) });
        const screen = await open(serverWith({ invoices: [invoice()] }, lost));

        expect(screen.hasButton('Reconnect')).toBe(true);
        expect(screen.hasButton('+ Invoice')).toBe(false);
        expect(screen.text).toContain('1038');
    });

    test('says what failed and tries again', async () => {
        const server = serverWith({});
        server.routes['GET /session'] = 'no answer';
        const screen = await open(server);
        expect(screen.text).toContain('Billbridge cannot be reached');

        server.routes['GET /session'] = ok(session());
        await screen.click(screen.button('Try again'));

        expect(screen.text).toContain('This deal has no invoices yet.');
    });

    test('asks for a deal where it is opened for something else', async () => {
        const screen = await open(serverWith({}), fakeHost({ deal: null }));

        expect(screen.text).toContain('Open a deal to see its invoices.');
    });
});

test.each([
    ['open', '60.46', '60.46'],
    ['overdue', '10.46', '10.46'],
    ['open', '0.00', null],
    ['paid', '0.00', null],
    ['voided', '5.00', null],
] as const)(
    'the balance shown of an invoice that is %s with %s is %s',
    (status, balance, shown) => {
        expect(openBalance(invoice({ status, balance }))).toBe(shown);
    },
);
