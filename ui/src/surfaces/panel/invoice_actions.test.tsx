import { afterEach, describe, expect, test, vi } from 'vitest';

import type { Invoice } from '../../api/invoices';
import type { Session } from '../../api/session';
import { fakeHost } from '../../testing/fake_host';
import { FakeServer, ok, refused } from '../../testing/fake_server';
import { books, invoice, session } from '../../testing/samples';
import { type Screen, show } from '../../testing/screen';
import { Panel } from './panel';

const list = 'GET /deals/17/invoices';
const path = 'POST /invoices/147';
const menu = 'Actions for invoice 1038';

function serverWith(one: Invoice, of: Session = session()): FakeServer {
    return new FakeServer({
        'GET /session': ok(of),
        [list]: ok({ invoices: [one], intents: [], sums: [] }),
    });
}

async function open(server: FakeServer, host = fakeHost()): Promise<Screen> {
    return show(<Panel />, { server, host });
}

async function choose(screen: Screen, action: string): Promise<void> {
    await screen.click(screen.button(menu));
    await screen.click(screen.button(action));
}

afterEach(() => {
    vi.useRealTimers();
});

describe('the actions of an invoice', () => {
    test('are those that its state allows', async () => {
        const paid = await open(serverWith(invoice({ status: 'paid', actions: ['send'] })));
        await paid.click(paid.button(menu));
        expect(paid.all('[role=menuitem]').map((item) => item.textContent)).toEqual([
            'Send by email',
            'Download PDF',
        ]);

        const gone = await open(serverWith(invoice({ status: 'deleted', actions: [] })));
        expect(gone.hasButton(menu)).toBe(false);
    });

    test('are not offered where the connection is lost', async () => {
        const lost = session({ books: books({ state: 'lost' }) });

        expect((await open(serverWith(invoice(), lost))).hasButton(menu)).toBe(false);
    });

    test('an invoice is voided once the person has confirmed', async () => {
        const server = serverWith(invoice());
        const voided = invoice({ status: 'voided', total: '0.00', actions: ['delete'] });
        server.routes[`${path}/void`] = ok({ invoice: voided });
        const after = ok({ invoices: [voided], intents: [], sums: [] });
        const host = fakeHost();
        const screen = await open(server, host);
        server.routes[list] = after;

        await choose(screen, 'Void');

        expect(host.confirm.mock.calls[0]?.[0]).toEqual({
            title: 'Void invoice 1038?',
            description: 'Its amounts become zero in QuickBooks. This cannot be undone.',
            okText: 'Void',
            cancelText: 'Keep it',
        });
        expect(screen.text).toContain('Voided');
        expect(host.notify).toHaveBeenCalledWith('Invoice 1038 is voided');
        expect(server.calls(`${path}/void`)[0]?.body).toEqual({ version: '3', send_to: '' });
    });

    test('nothing happens where the person keeps it', async () => {
        const server = serverWith(invoice());
        const host = fakeHost();
        host.confirm.mockResolvedValue(false);
        const screen = await open(server, host);

        await choose(screen, 'Delete');

        expect(server.calls(`${path}/delete`)).toEqual([]);
        expect(screen.text).toContain('Open');
    });

    test('it is sent to those whom the person names, and the form goes', async () => {
        const server = serverWith(invoice());
        server.routes[`${path}/send`] = ok({ invoice: invoice({ version: '4' }) });
        const host = fakeHost();
        const screen = await open(server, host);

        await choose(screen, 'Send by email');
        await screen.type(screen.field('Send to'), ' ann@lee.test ');
        await screen.click(screen.button('Send'));

        expect(server.calls(`${path}/send`)[0]?.body).toEqual({
            version: '3',
            send_to: 'ann@lee.test',
        });
        expect(host.notify).toHaveBeenCalledWith('Invoice 1038 was sent');
        expect(screen.hasButton('Close')).toBe(false);
    });

    test('what was not answered is sent again under the same key, something new under another', async () => {
        const server = serverWith(invoice());
        server.routes[`${path}/send`] = 'no answer';
        const screen = await open(server);
        await choose(screen, 'Send by email');
        await screen.click(screen.button('Send'));
        expect(screen.text).toContain('Billbridge cannot be reached');

        server.routes[`${path}/send`] = ok({ invoice: invoice({ version: '4' }) });
        await screen.click(screen.button('Try again'));
        await choose(screen, 'Send by email');
        await screen.click(screen.button('Send'));

        const keys = server.calls(`${path}/send`).map(({ headers }) => headers['Idempotency-Key']);
        expect(keys).toHaveLength(3);
        expect(keys[1]).toBe(keys[0]);
        expect(keys[2]).not.toBe(keys[0]);
    });

    test('its PDF is saved under its number', async () => {
        const server = serverWith(invoice({ number: 'FV/12' }));
        server.routes['GET /invoices/147/pdf'] = ok('%PDF-1.7');
        const saved: string[] = [];
        URL.createObjectURL = vi.fn(() => 'blob:pdf');
        URL.revokeObjectURL = vi.fn();
        const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
            this: HTMLAnchorElement,
        ) {
            saved.push(this.download);
        });
        const screen = await open(server);

        await screen.click(screen.button('Actions for invoice FV/12'));
        await screen.click(screen.button('Download PDF'));
        await screen.pass(60_000);

        expect(saved).toEqual(['invoice-FV_12.pdf']);
        expect(URL.revokeObjectURL).toHaveBeenCalledExactlyOnceWith('blob:pdf');
        expect(document.querySelector('a[download]')).toBeNull();
        click.mockRestore();
    });

    test('a PDF that cannot be had is said, and asked for again', async () => {
        const server = serverWith(invoice());
        server.routes['GET /invoices/147/pdf'] = refused(503, {
            kind: 'unavailable',
            message: 'QuickBooks did not answer.',
        });
        const screen = await open(server);

        await choose(screen, 'Download PDF');
        expect(screen.text).toContain('QuickBooks did not answer.');
        await screen.click(screen.button('Try again'));

        expect(server.calls('GET /invoices/147/pdf')).toHaveLength(2);
    });

    test('an invoice that has changed meanwhile is shown as it is now', async () => {
        const server = serverWith(invoice());
        server.routes[`${path}/void`] = refused(409, {
            kind: 'conflict',
            key: 'error.books_changed_meanwhile',
            message: 'Somebody changed this in QuickBooks at the same moment.',
        });
        const screen = await open(server);

        await choose(screen, 'Void');
        expect(screen.text).toContain('Somebody changed this');
        server.routes[list] = ok({
            invoices: [invoice({ status: 'paid', balance: '0.00', actions: ['send'] })],
            intents: [],
            sums: [],
        });
        expect(screen.hasButton('Try again')).toBe(false);
        await screen.click(screen.all<HTMLButtonElement>('.action-failure button')[0]!);

        expect(screen.text).toContain('Paid');
        expect(screen.text).not.toContain('Somebody changed this');
        expect(server.calls(`${path}/void`)).toHaveLength(1);
    });

    test('a refusal is told beside the form, and what was typed stays', async () => {
        const server = serverWith(invoice());
        server.routes[`${path}/send`] = refused(400, {
            kind: 'invalid',
            field: 'send_to',
            message: 'This is not an e-mail address.',
        });
        const screen = await open(server);

        await choose(screen, 'Send by email');
        await screen.type(screen.field('Send to'), 'nobody');
        await screen.click(screen.button('Send'));

        expect(screen.text).toContain('This is not an e-mail address.');
        expect(screen.field('Send to').value).toBe('nobody');
    });
});
