import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { Host } from '../../host/host';
import { fakeHost } from '../../testing/fake_host';
import { type FakeServer, ok, refused } from '../../testing/fake_server';
import { openDialog, serverWith } from '../../testing/invoice_dialog';
import { bareDraft, draft, intent, invoice, payer } from '../../testing/samples';
import type { Screen } from '../../testing/screen';

const second = 1_000;

function open(server: FakeServer, host: Host = fakeHost()): Promise<Screen> {
    return openDialog(server, { host });
}

async function create(screen: Screen): Promise<void> {
    await screen.click(screen.button('Create invoice'));
}

function keys(server: FakeServer): string[] {
    return server.calls('POST /invoices').map(({ headers }) => headers['Idempotency-Key'] ?? '');
}

beforeEach(() => {
    sessionStorage.clear();
});
afterEach(() => {
    vi.useRealTimers();
});

describe('the invoice dialog', () => {
    test('shows the draft', async () => {
        const screen = await open(serverWith());

        expect(screen.field('Name').value).toBe('Lee Ltd');
        expect(screen.field('City').value).toBe('Sunnyvale');
        expect(screen.field('Due date').value).toBe('2026-12-04');
        expect(screen.field('Quantity').value).toBe('2');
        expect(screen.text).toContain('Subtotal$60.46');
        expect(screen.text).toContain('QuickBooks adds it by its own settings');
    });

    test('computes the amount of a line while one types', async () => {
        const screen = await open(serverWith());

        await screen.type(screen.field('Quantity'), '128.350');
        await screen.type(screen.field('Unit price'), '14.50');

        expect(screen.text).toContain('Amount$1,861.08');
    });

    test('adds up by itself where the server cannot, and asks it for nothing that it lacks', async () => {
        const server = serverWith();
        server.routes['GET /deals/17/draft'] = ok(bareDraft());
        const screen = await open(server);

        await screen.type(screen.field('Quantity'), '3');
        await screen.type(screen.field('Name'), 'Lee & Sons');
        await screen.pass(5 * second);
        await create(screen);
        await screen.pass(0);

        const asked = server.received.map(({ method, path }) => `${method} ${path}`);
        expect(asked.sort()).toEqual(['GET /deals/17/draft', 'GET /session', 'POST /invoices']);
    });

    test('shows an address without parts as one text', async () => {
        const address = { ...draft().details.address };
        const bare = { ...address, street: '', city: '', region: '', postal_code: '', country: '' };
        const screen = await open(serverWith({ details: { ...draft().details, address: bare } }));

        expect(screen.field('Address').value).toBe('12 Oak St, Sunnyvale');
    });

    test('says what blocks, beside the field and in the list, until it is mended', async () => {
        const unlinked = { ...draft().lines[0]!, item: null };
        const problem = {
            weight: 'blocks' as const,
            field: 'lines[0].item',
            key: 'problem.line_not_linked',
            message: 'Link this line.',
        };
        const server = serverWith({ lines: [unlinked], problems: [problem] });
        const screen = await open(server);

        expect(screen.button('Create invoice').disabled).toBe(true);
        expect(screen.text).toContain('Line 1: Link this line.');
        expect(screen.text).toContain('Fix 1 problem above');
        expect(screen.field('QuickBooks product').getAttribute('aria-invalid')).toBe('true');

        await screen.click(screen.field('QuickBooks product'));
        await screen.click(screen.all('[role=option]')[0]!);

        expect(screen.field('QuickBooks product').value).toBe('Rocks');
        expect(screen.text).not.toContain('Link this line.');
        expect(screen.button('Create invoice').disabled).toBe(false);
    });

    test('leads from a problem to its field', async () => {
        const screen = await open(serverWith());
        await screen.type(screen.field('Quantity'), '0');

        await screen.click(screen.button('Line 1: The quantity must be more than zero.'));

        expect(document.activeElement).toBe(screen.field('Quantity'));
    });

    test('lets a warning pass', async () => {
        const warning = {
            weight: 'warns' as const,
            field: '',
            key: 'problem.already_invoiced',
            message: 'This deal already has invoice 1038.',
        };
        const screen = await open(serverWith({ problems: [warning] }));

        expect(screen.text).toContain('This deal already has invoice 1038.');
        expect(screen.button('Create invoice').disabled).toBe(false);
    });

    test('adds and removes lines', async () => {
        const screen = await open(serverWith());

        await screen.click(screen.button('+ Add line'));
        expect(screen.all('.line')).toHaveLength(2);
        await screen.click(screen.button('Remove line 1'));
        await screen.click(screen.button('Remove line 1'));

        expect(screen.text).toContain('The invoice has no lines. Add one.');
        expect(screen.button('Create invoice').disabled).toBe(true);
    });

    test('links an existing customer', async () => {
        const server = serverWith();
        const screen = await open(server);

        await screen.click(screen.field('QuickBooks customer'));
        await screen.click(screen.all('[role=option]')[0]!);
        await create(screen);

        expect(server.calls('POST /invoices')[0]?.body).toMatchObject({ payer: '58' });
    });

    test('goes back to a new customer', async () => {
        const screen = await open(serverWith({ payer: payer() }));

        await screen.click(screen.field('QuickBooks customer'));
        await screen.click(screen.all('[role=option]').at(-1)!);

        expect(screen.field('QuickBooks customer').value).toBe('New customer');
        expect(screen.hasButton('Unlink')).toBe(false);
    });

    test('makes no invoice by Enter in a field', async () => {
        const screen = await open(serverWith());

        expect((await screen.press(screen.field('Quantity'), 'Enter')).defaultPrevented).toBe(true);
        const inText = await screen.press(screen.field('Memo'), 'Enter');
        expect(inText.defaultPrevented).toBe(false);
    });

    test('asks for one deal where there is none', async () => {
        const server = serverWith();
        const screen = await open(server, fakeHost({ deal: null }));

        expect(screen.text).toContain('Open a single deal');
        expect(server.calls('GET /deals/17/draft')).toEqual([]);
    });

    test('offers the settings where QuickBooks is not connected', async () => {
        const server = serverWith();
        server.routes['GET /deals/17/draft'] = refused(409, {
            kind: 'conflict',
            key: 'error.books_not_connected',
            message: 'QuickBooks is not connected yet.',
        });
        const host = fakeHost();
        const screen = await open(server, host);

        await screen.click(screen.button('Open settings'));

        expect(host.openSettings).toHaveBeenCalledOnce();
    });
});

describe('creating an invoice', () => {
    test('ends with its number and total', async () => {
        const server = serverWith();
        const screen = await open(server);

        await create(screen);

        expect(screen.text).toContain('Invoice 1038 was created');
        expect(screen.text).toContain('$60.46');
        expect(screen.text).not.toContain('shown before');
        expect(screen.all<HTMLAnchorElement>('a')[0]?.href).toBe(invoice().url);
        expect(sessionStorage.length).toBe(0);
    });

    test('says how much tax QuickBooks added', async () => {
        const server = serverWith();
        const taxed = invoice({ total: '65.30', tax: '4.84' });
        server.routes['POST /invoices'] = ok({ intent: intent({ invoice: taxed }) });
        const screen = await open(server);

        await create(screen);

        expect(screen.text).toContain('QuickBooks added $4.84 of sales tax to the $60.46 shown');
    });

    test('says where the totals differ and tax is not why', async () => {
        const server = serverWith();
        const other = invoice({ total: '61.00', tax: '0.00' });
        server.routes['POST /invoices'] = ok({ intent: intent({ invoice: other }) });
        const screen = await open(server);

        await create(screen);

        expect(screen.text).toContain('another total than the $60.46 shown before');
    });

    test('sends one order however often it is clicked', async () => {
        const server = serverWith();
        let answer: (reply: ReturnType<typeof ok>) => void = () => {};
        server.routes['POST /invoices'] = () => new Promise((resolve) => (answer = resolve));
        const screen = await open(server);
        const button = screen.button('Create invoice');

        button.click();
        button.click();
        await screen.pass(0);
        await screen.click(screen.button('Create invoice'));

        expect(server.calls('POST /invoices')).toHaveLength(1);
        answer(ok({ intent: intent() }));
        await screen.pass(0);
        expect(screen.text).toContain('was created');
    });

    test('follows an open intent each second to its outcome', async () => {
        const server = serverWith();
        server.routes['POST /invoices'] = ok({ intent: intent({ state: 'finding_out' }) }, 202);
        server.routes['GET /intents/intent-1'] = ok({ intent: intent({ state: 'finding_out' }) });
        const screen = await open(server);

        await create(screen);
        expect(screen.text).toContain('Still finding out');
        expect(screen.text).toContain('You can close this window');
        await screen.pass(2 * second);
        expect(server.calls('GET /intents/intent-1')).toHaveLength(2);
        server.routes['GET /intents/intent-1'] = ok({ intent: intent() });
        await screen.pass(second);

        expect(screen.text).toContain('Invoice 1038 was created');
        await screen.pass(5 * second);
        expect(server.calls('GET /intents/intent-1')).toHaveLength(3);
    });

    test('keeps looking when a look fails', async () => {
        const server = serverWith();
        server.routes['POST /invoices'] = ok({ intent: intent({ state: 'planned' }) }, 202);
        server.routes['GET /intents/intent-1'] = 'no answer';
        const screen = await open(server);
        await create(screen);

        await screen.pass(second);
        server.routes['GET /intents/intent-1'] = ok({ intent: intent() });
        await screen.pass(second);

        expect(screen.text).toContain('was created');
    });

    test('keeps the form when QuickBooks refuses, and wishes anew afterwards', async () => {
        const server = serverWith();
        const error = {
            kind: 'rejected',
            message: 'The customer is inactive.',
            key: '',
            field: '',
        };
        const failure = { ...intent({ state: 'not_created' }), error };
        server.routes['POST /invoices'] = ok({ intent: failure });
        const screen = await open(server);
        await screen.type(screen.field('Name'), 'Lee & Sons');

        await create(screen);
        expect(screen.text).toContain('QuickBooks did not create the invoice');
        expect(screen.text).toContain('The customer is inactive.');
        expect(screen.field('Name').value).toBe('Lee & Sons');
        server.routes['POST /invoices'] = ok({ intent: intent() });
        await create(screen);

        const [first, next] = keys(server);
        expect(next).not.toBe(first);
        expect(screen.text).toContain('was created');
    });

    test('puts a refusal beside its field, and keeps the key for the corrected order', async () => {
        const server = serverWith();
        server.routes['POST /invoices'] = refused(400, {
            kind: 'invalid',
            field: 'lines[0].quantity',
            message: 'Too precise.',
        });
        const screen = await open(server);

        await create(screen);
        expect(screen.text).toContain('Line 1: Too precise.');
        expect(screen.button('Create invoice').disabled).toBe(true);
        await screen.type(screen.field('Quantity'), '3');
        server.routes['POST /invoices'] = ok({ intent: intent() });
        await create(screen);

        const [first, next] = keys(server);
        expect(next).toBe(first);
        expect(server.calls('POST /invoices')[1]?.body).toMatchObject({
            lines: [{ quantity: '3' }],
        });
    });

    test('keeps what was typed when the session has expired', async () => {
        const server = serverWith();
        server.routes['POST /invoices'] = refused(401, {
            kind: 'unauthorized',
            key: 'error.session',
        });
        const screen = await open(server);
        await screen.type(screen.field('Name'), 'Lee & Sons');

        await create(screen);

        expect(screen.text).toContain('Your Pipedrive session has expired');
        expect(screen.field('Name').value).toBe('Lee & Sons');
        server.routes['POST /invoices'] = ok({ intent: intent() });
        await screen.click(screen.button('Try again'));
        expect(screen.text).toContain('was created');
    });
});

describe('an order that nobody answered', () => {
    test('is sent again unchanged under its key', async () => {
        const server = serverWith();
        server.routes['POST /invoices'] = 'no answer';
        const screen = await open(server);

        await create(screen);
        expect(screen.text).toContain('not known yet whether the invoice was created');
        expect(screen.hasButton('Create invoice')).toBe(true);
        server.routes['POST /invoices'] = ok({ intent: intent() });
        await screen.click(screen.button('Ask again'));

        const [first, again] = server.calls('POST /invoices');
        expect(again?.body).toEqual(first?.body);
        expect(keys(server)[1]).toBe(keys(server)[0]);
        expect(screen.text).toContain('was created');
    });

    test('cannot be changed meanwhile', async () => {
        const server = serverWith();
        server.routes['POST /invoices'] = refused(503, { kind: 'unavailable' });
        const screen = await open(server);

        await create(screen);

        expect(screen.field('Name').closest('[hidden]')).not.toBeNull();
    });

    test('stays open when asking again is refused for another reason', async () => {
        const server = serverWith();
        server.routes['POST /invoices'] = 'no answer';
        const screen = await open(server);
        await create(screen);

        server.routes['POST /invoices'] = refused(403, { kind: 'forbidden', message: 'Not you.' });
        await screen.click(screen.button('Ask again'));

        expect(screen.text).toContain('Not you.');
        expect(screen.text).toContain('not known yet whether');
    });

    test('goes back to the form, as it was typed, when it never arrived and is invalid', async () => {
        const server = serverWith();
        server.routes['POST /invoices'] = 'no answer';
        const screen = await open(server);
        await screen.type(screen.field('Name'), 'Lee & Sons');
        await create(screen);

        server.routes['POST /invoices'] = refused(400, { kind: 'invalid', field: 'details.name' });
        await screen.click(screen.button('Ask again'));

        expect(screen.field('Name').closest('[hidden]')).toBeNull();
        expect(screen.field('Name').value).toBe('Lee & Sons');
    });

    test('is remembered by the next dialog, which does not send it unasked', async () => {
        const server = serverWith();
        server.routes['POST /invoices'] = 'no answer';
        await create(await open(server));

        const next = serverWith();
        const screen = await open(next);

        expect(screen.text).toContain('not known yet whether the invoice was created');
        expect(next.calls('POST /invoices')).toEqual([]);
        await screen.click(screen.button('Ask again'));
        expect(keys(next)).toEqual(keys(server));
    });

    test('is looked up by the next dialog where the server had taken it', async () => {
        const server = serverWith();
        server.routes['POST /invoices'] = ok({ intent: intent({ state: 'finding_out' }) }, 202);
        await create(await open(server));

        const next = serverWith();
        next.routes['GET /intents/intent-1'] = ok({ intent: intent() });
        const screen = await open(next);
        await screen.pass(second);

        expect(screen.text).toContain('Invoice 1038 was created');
        expect(next.calls('POST /invoices')).toEqual([]);
        expect(next.calls('GET /deals/17/draft')).toEqual([]);
    });

    test('belongs to its deal only', async () => {
        const server = serverWith();
        server.routes['POST /invoices'] = 'no answer';
        await create(await open(server));

        const next = serverWith();
        next.routes['GET /deals/18/draft'] = ok(draft());
        const screen = await open(next, fakeHost({ deal: 18 }));

        expect(screen.field('Name').value).toBe('Lee Ltd');
    });
});
