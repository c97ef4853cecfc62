import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { fakeHost } from '../../testing/fake_host';
import { ok, refused } from '../../testing/fake_server';
import { lastOrder, openDialog, serverWith } from '../../testing/invoice_dialog';
import { draft, draftLine, item } from '../../testing/samples';
import type { Screen } from '../../testing/screen';
import { Words } from '../../text/words';

const suggestion = { id: '12', name: 'Rocks', reason: 'code' as const };
const unlinked = draftLine({ item: null, suggestion });

function descriptions(screen: Screen): string[] {
    return screen.all<HTMLTextAreaElement>('.line textarea').map(({ value }) => value);
}

function named(...names: string[]) {
    return { lines: names.map((description) => draftLine({ description })) };
}

beforeEach(() => sessionStorage.clear());
afterEach(() => void vi.useRealTimers());

describe('a line', () => {
    test('carries a mark and a text until it is linked, by one click on what is suggested', async () => {
        const server = serverWith({ lines: [unlinked] });
        const screen = await openDialog(server);
        expect(screen.all('.line .mark')).toHaveLength(1);
        expect(screen.text).toContain('Line 1: Link this line to a QuickBooks product.');

        await screen.click(screen.button('Link to “Rocks”, which has the same code'));

        expect(screen.all('.line .mark')).toEqual([]);
        expect(screen.field('QuickBooks product').value).toBe('Rocks');
        expect(document.activeElement).toBe(screen.field('QuickBooks product'));
    });

    test('takes its suggestion along with all the others', async () => {
        const server = serverWith({ lines: [unlinked, draftLine(), unlinked] });
        const screen = await openDialog(server);

        await screen.click(screen.button('Accept all 2 suggestions'));
        await screen.click(screen.button('Create invoice'));

        expect(lastOrder(server).lines.map((line) => line.item)).toEqual(['12', '11', '12']);
    });

    test('can be a part of what the deal has', async () => {
        const screen = await openDialog(serverWith());

        await screen.type(screen.field('Quantity'), '1.5');

        expect(screen.text).toContain('deal: 2');
    });

    test('shows how the deal bills it', async () => {
        const billing = { frequency: 'monthly', cycles: 12, start: '2026-12-01' };
        const screen = await openDialog(serverWith({ lines: [draftLine({ billing })] }));

        expect(screen.text).toContain('monthly, 12 times, from Dec 1, 2026');
    });

    test('has a discount of its own', async () => {
        const server = serverWith();
        const screen = await openDialog(server);

        await screen.type(screen.field('Discount'), '10');
        expect(screen.text).toContain('Amount$54.41');
        await screen.click(screen.button('Create invoice'));

        expect(lastOrder(server).lines[0]?.discount).toEqual({ kind: 'percentage', value: '10' });
    });

    test('says the amount that the server computed, once it has', async () => {
        const screen = await openDialog(serverWith({ lines: [draftLine({ amount: '60.45' })] }));
        expect(screen.text).toContain('Amount$60.45');

        await screen.type(screen.field('Quantity'), '1');

        expect(screen.text).toContain('Amount$30.23');
    });
});

describe('the lines', () => {
    test('change places by buttons, which keep the focus', async () => {
        const screen = await openDialog(serverWith(named('a', 'b', 'c')));

        await screen.click(screen.button('Move line 3 up'));
        expect(descriptions(screen)).toEqual(['a', 'c', 'b']);
        expect(document.activeElement).toBe(screen.button('Move line 2 up'));

        await screen.click(screen.button('Move line 2 up'));
        expect(descriptions(screen)).toEqual(['c', 'a', 'b']);
        expect(document.activeElement).toBe(screen.button('Move line 1 down'));
        expect(screen.button('Move line 1 up').disabled).toBe(true);
        expect(screen.button('Move line 3 down').disabled).toBe(true);
    });

    test('hand the focus on when one goes', async () => {
        const screen = await openDialog(serverWith(named('a', 'b')));

        await screen.click(screen.button('Remove line 1'));
        expect(document.activeElement).toBe(screen.button('Remove line 1'));
        await screen.click(screen.button('Remove line 1'));

        expect(document.activeElement).toBe(screen.button('+ Add line'));
    });

    test('grow by a free one, where the person goes on', async () => {
        const screen = await openDialog(serverWith());

        await screen.click(screen.button('+ Add line'));

        expect(document.activeElement).toBe(screen.field('QuickBooks product', 1));
    });

    test('grow by a product of QuickBooks', async () => {
        const server = serverWith();
        const screen = await openDialog(server);

        await screen.click(screen.field('Add a product from QuickBooks'));
        await screen.click(screen.all('[role=option]')[0]!);
        await screen.click(screen.button('Create invoice'));

        expect(lastOrder(server).lines[1]).toMatchObject({
            item: '12',
            quantity: '1',
            unit_price: '15.00',
            product: null,
        });
    });

    test('can be 750, of which typing into one draws one', async () => {
        const lines = Array.from({ length: 750 }, (_, index) =>
            draftLine({ description: `Tile ${index}`, ...(index % 2 ? { item: null } : {}) }),
        );
        const screen = await openDialog(serverWith({ lines }));
        expect(screen.button('+ Add line').disabled).toBe(true);
        expect(screen.all('.problems li').length).toBeLessThan(20);
        const said = vi.spyOn(Words.prototype, 'text');

        await screen.type(screen.all('[data-field="lines.400.quantity"]')[0]!, '3');

        const drawn = said.mock.calls.filter(([key]) => key === 'lines.line');
        expect(drawn.map(([, args]) => args?.number)).toEqual(['401']);
    });
});

describe('a product that QuickBooks lacks', () => {
    async function openForm(screen: Screen): Promise<void> {
        await screen.click(screen.field('QuickBooks product'));
        await screen.click(screen.all('[role=option]').at(-1)!);
    }

    test('is created from its line, and linked', async () => {
        const server = serverWith({ lines: [draftLine({ item: null, product_code: 'RT-1' })] });
        server.routes['GET /settings'] = ok({
            books: { income_accounts: [{ id: '79', name: 'Sales' }] },
        });
        server.routes['POST /items'] = ok({ item: item({ id: '20', name: 'Roof tile' }) });
        const screen = await openDialog(server);

        await openForm(screen);
        expect(document.activeElement).toBe(screen.field('Name', 1));
        await screen.type(screen.field<HTMLSelectElement>('Income account'), '79');
        await screen.click(screen.button('Create and link'));

        expect(server.calls('POST /items')[0]?.body).toEqual({
            name: 'Roof tile',
            code: 'RT-1',
            description: 'Roof tile',
            unit_price: '30.23',
            income_account: '79',
            taxable: true,
        });
        expect(screen.field('QuickBooks product').value).toBe('Roof tile');
        expect(document.activeElement).toBe(screen.field('QuickBooks product'));
    });

    test('is asked for under one key until it is worded differently', async () => {
        const server = serverWith({ lines: [unlinked] });
        server.routes['GET /settings'] = refused(403, { kind: 'forbidden' });
        server.routes['POST /items'] = 'no answer';
        const screen = await openDialog(server);

        await openForm(screen);
        await screen.click(screen.button('Create and link'));
        await screen.click(screen.button('Create and link'));
        server.routes['POST /items'] = refused(422, {
            kind: 'rejected',
            field: 'name',
            message: 'This name is taken.',
        });
        await screen.click(screen.button('Create and link'));
        expect(screen.text).toContain('This name is taken.');
        expect(screen.field('Name', 1).getAttribute('aria-invalid')).toBe('true');
        await screen.type(screen.field('Name', 1), 'Roof tile 2');
        await screen.click(screen.button('Create and link'));

        const keys = server.calls('POST /items').map(({ headers }) => headers['Idempotency-Key']);
        expect(new Set(keys.slice(0, 3)).size).toBe(1);
        expect(keys[3]).not.toBe(keys[0]);
    });

    test('may be the one that has its name', async () => {
        const server = serverWith({ lines: [unlinked] });
        server.routes['GET /settings'] = ok({ books: null });
        server.routes['POST /items'] = refused(422, {
            kind: 'rejected',
            field: 'name',
            message: 'Taken.',
            holder: { kind: 'item', id: '7', name: 'Roof tile' },
        });
        const screen = await openDialog(server);

        await openForm(screen);
        await screen.click(screen.button('Create and link'));
        await screen.click(screen.button('Link “Roof tile” instead'));

        expect(screen.field('QuickBooks product').value).toBe('Roof tile');
    });

    test('says what is wrong with its price', async () => {
        const server = serverWith({ lines: [unlinked] });
        server.routes['GET /settings'] = ok({ books: null });
        const screen = await openDialog(server);

        await openForm(screen);
        await screen.type(screen.field('Price'), 'dear');

        expect(screen.field('Price').getAttribute('aria-invalid')).toBe('true');
        expect(screen.button('Create and link').disabled).toBe(true);
    });

    test('does not make the invoice when Enter is pressed', async () => {
        const server = serverWith({ lines: [unlinked] });
        server.routes['GET /settings'] = ok({ books: null });
        server.routes['POST /items'] = ok({ item: item() });
        const screen = await openDialog(server);

        await openForm(screen);
        const event = await screen.press(screen.field('Name', 1), 'Enter');

        expect(event.defaultPrevented).toBe(true);
        expect(server.calls('POST /items')).toHaveLength(1);
    });
});

describe('the deal’s own terms', () => {
    const installments = [
        { id: 1, description: 'Deposit', amount: '500', billing_date: '2026-12-01' },
    ];

    test('give an invoice over one installment, after asking', async () => {
        const host = fakeHost();
        const server = serverWith({ installments, lines: [draftLine(), draftLine()] });
        const screen = await openDialog(server, { host });

        expect(screen.text).toContain('$500.00');
        host.confirm.mockResolvedValueOnce(false);
        await screen.click(screen.button('Invoice this installment: Deposit'));
        expect(screen.all('.line')).toHaveLength(2);
        await screen.click(screen.button('Invoice this installment: Deposit'));

        expect(descriptions(screen)).toEqual(['Deposit']);
        expect(screen.field('Unit price').value).toBe('500');
        expect(document.activeElement).toBe(screen.field('QuickBooks product'));
    });

    test('give the discount of the whole invoice', async () => {
        const discount = { kind: 'percentage' as const, value: '10' };
        const deal_discounts = [{ ...discount, description: 'Loyal customer' }];
        const server = serverWith({ discount, deal_discounts });
        const screen = await openDialog(server);

        expect(screen.text).toContain('In the deal: Loyal customer 10%');
        await screen.click(screen.button('Create invoice'));

        expect(lastOrder(server).discount).toEqual(discount);
    });

    test('cannot be a discount where QuickBooks has discounts switched off', async () => {
        const features = { ...draft().features, discount: false };
        const screen = await openDialog(serverWith({ features }));

        expect(screen.field('Discount on the whole invoice').disabled).toBe(true);
        expect(screen.text).toContain('Discounts are switched off in QuickBooks');
    });
});
