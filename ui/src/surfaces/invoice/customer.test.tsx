import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { ok, refused } from '../../testing/fake_server';
import { lastOrder, openDialog, preview, serverWith } from '../../testing/invoice_dialog';
import { draft, intent, payer } from '../../testing/samples';
import type { Screen } from '../../testing/screen';

const second = 1_000;

/// As QuickBooks has the customer of the draft.
const lee = payer({
    name: 'Lee Ltd',
    email: 'ann@lee.test',
    address: draft().details.address,
    balance: '1250.40',
});

async function choosePayer(screen: Screen, name: string): Promise<void> {
    await screen.click(screen.field('QuickBooks customer'));
    await screen.click(screen.all('[role=option]').find((one) => one.textContent?.includes(name))!);
}

beforeEach(() => sessionStorage.clear());
afterEach(() => void vi.useRealTimers());

describe('the linked customer', () => {
    test('is shown with balance and currency', async () => {
        const screen = await openDialog(serverWith({ payer: lee }));

        const card = screen.all('.payer-card')[0]!;
        expect(card.textContent).toContain('Lee Ltd USD');
        expect(card.textContent).toContain('Balance: $1,250.40');
    });

    test('says that it is inactive, also among the choices', async () => {
        const server = serverWith({ payer: { ...lee, active: false } });
        server.routes['GET /payers'] = ok({ payers: [{ ...lee, active: false }] });
        const screen = await openDialog(server);

        expect(screen.all('.payer-card .badge-overdue')[0]?.textContent).toBe('inactive');
        await screen.click(screen.field('QuickBooks customer'));
        expect(screen.options()[0]).toContain('inactive');
    });

    test('is forgotten by Unlink, and the details stay to be edited', async () => {
        const server = serverWith({ payer: lee });
        server.routes['DELETE /contacts/organization/12/link'] = ok({});
        const screen = await openDialog(server);

        await screen.click(screen.button('Unlink'));

        expect(server.calls('DELETE /contacts/organization/12/link')).toHaveLength(1);
        expect(screen.field('QuickBooks customer').value).toBe('New customer');
        expect(screen.field('Name').value).toBe('Lee Ltd');
        expect(document.activeElement).toBe(screen.field('QuickBooks customer'));
    });

    test('stays where it could not be forgotten, and says why', async () => {
        const server = serverWith({ payer: lee });
        server.routes['DELETE /contacts/organization/12/link'] = refused(403, {
            kind: 'forbidden',
            message: 'Only Sam can.',
        });
        const screen = await openDialog(server);

        await screen.click(screen.button('Unlink'));

        expect(screen.text).toContain('Only Sam can.');
        expect(screen.hasButton('Unlink')).toBe(true);
    });

    test('that was only chosen here is let go without asking the server', async () => {
        const server = serverWith();
        const screen = await openDialog(server);

        await choosePayer(screen, 'Lee Ltd');
        await screen.click(screen.button('Unlink'));

        expect(server.received.filter(({ method }) => method === 'DELETE')).toEqual([]);
        expect(screen.field('QuickBooks customer').value).toBe('New customer');
    });
});

describe('details that differ from QuickBooks', () => {
    const differing = serverWith.bind(null, { payer: { ...lee, name: 'Lee Limited' } });

    test('stand side by side, and go there when that is wanted', async () => {
        const server = differing();
        const screen = await openDialog(server);

        const row = screen.all('.differences tbody tr')[0]!;
        expect([...row.children].map((cell) => cell.textContent)).toEqual([
            'Name',
            'Lee Ltd',
            'Lee Limited',
            'Use',
        ]);
        await screen.click(screen.all('[data-field=update_payer]')[0]!);
        await screen.click(screen.button('Create invoice'));

        expect(lastOrder(server)).toMatchObject({ payer: '58', update_payer: true });
    });

    test('stay here by default, as the company has set it', async () => {
        const server = differing();
        const screen = await openDialog(server);
        await screen.click(screen.button('Create invoice'));

        expect(lastOrder(server).update_payer).toBe(false);
        const other = await openDialog(
            serverWith({ payer: { ...lee, name: 'Lee Limited' }, update_payer: true }),
        );
        expect(other.all<HTMLInputElement>('[data-field=update_payer]')[0]?.checked).toBe(true);
    });

    test('can be taken over from QuickBooks', async () => {
        const screen = await openDialog(differing());

        await screen.click(screen.button('Name: use the value from QuickBooks'));

        expect(screen.field('Name').value).toBe('Lee Limited');
        expect(screen.all('.differences')).toEqual([]);
        expect(document.activeElement).toBe(screen.field('Name'));
    });
});

describe('a new customer', () => {
    test('whose name is taken leads to the one who has it', async () => {
        const server = serverWith();
        server.routes['POST /payers/match'] = ok({ holder: { kind: 'customer', payer: lee } });
        const screen = await openDialog(server);
        await screen.pass(second);

        expect(screen.text).toContain('A customer in QuickBooks already has this name');
        expect(screen.button('Create invoice').disabled).toBe(true);
        await screen.click(screen.button('Use this customer'));

        expect(screen.field('QuickBooks customer').value).toBe('Lee Ltd');
        expect(screen.button('Create invoice').disabled).toBe(false);
    });

    test('cannot be called like a supplier', async () => {
        const server = serverWith();
        server.routes['POST /payers/match'] = ({ body }) => {
            const { details } = body as { details: { name: string } };
            const isTaken = details.name === 'Lee Ltd';
            return ok({ holder: isTaken ? { kind: 'other', payer: null } : null });
        };
        const screen = await openDialog(server);
        await screen.pass(second);
        expect(screen.text).toContain('A supplier or an employee in QuickBooks');

        await screen.type(screen.field('Name'), 'Lee Ltd (customer)');
        expect(screen.text).not.toContain('A supplier or an employee in QuickBooks');
        await screen.pass(second);

        expect(screen.button('Create invoice').disabled).toBe(false);
        expect(server.calls('POST /payers/match')).toHaveLength(2);
    });

    test('is not looked for while one is still typing', async () => {
        const server = serverWith();
        const screen = await openDialog(server);
        await screen.type(screen.field('Name'), 'L');
        await screen.type(screen.field('Name'), 'Le');
        await screen.pass(second);

        const names = server
            .calls('POST /payers/match')
            .map(({ body }) => (body as { details: { name: string } }).details.name);
        expect(names).toEqual(['Le']);
    });
});

describe('a customer who is not linked yet', () => {
    test('is suggested by what they have in common', async () => {
        const payer_suggestion = {
            payer: { ...lee, name: 'Lee Limited' },
            reason: 'email' as const,
        };
        const screen = await openDialog(serverWith({ payer_suggestion }));

        expect(screen.text).toContain('“Lee Limited” in QuickBooks has the same e-mail address');
        await screen.click(screen.button('Use this customer'));

        expect(screen.field('QuickBooks customer').value).toBe('Lee Limited');
        expect(screen.hasButton('Use this customer')).toBe(false);
    });

    test('is offered when QuickBooks refuses because they have the name', async () => {
        const server = serverWith();
        const error = {
            message: 'The name is taken.',
            holder: { kind: 'customer', id: '58', name: 'Lee Ltd' },
        };
        server.routes['POST /invoices'] = ok({
            intent: { ...intent({ state: 'not_created' }), error },
        });
        server.routes['GET /payers/58'] = ok({ payer: lee });
        const screen = await openDialog(server);

        await screen.click(screen.button('Create invoice'));
        await screen.click(screen.button('Use this customer'));

        expect(screen.field('QuickBooks customer').value).toBe('Lee Ltd');
    });
});

describe('the values that a deal offers', () => {
    const choices = {
        names: [
            { label: 'Organization', text: 'Lee Ltd' },
            { label: 'Person', text: 'Ann Lee' },
        ],
        emails: [{ label: 'Ann Lee (work)', text: 'ann@lee.test' }],
        addresses: [
            {
                label: 'Person - Address',
                address: { ...draft().details.address, street: '7 Elm St', city: 'Reno' },
            },
        ],
    };

    test('can be chosen', async () => {
        const screen = await openDialog(serverWith({ choices }));
        const [names, addresses] = screen.all<HTMLSelectElement>('.picker');

        await screen.type(names!, '1');
        await screen.type(addresses!, '0');

        expect(screen.field('Name').value).toBe('Ann Lee');
        expect(screen.field('City').value).toBe('Reno');
        expect(document.activeElement).toBe(screen.field('Street'));
    });

    test('are not offered where the field says the only one', async () => {
        const screen = await openDialog(serverWith({ choices }));

        expect(screen.all('.picker').map((one) => one.getAttribute('aria-label'))).toEqual([
            'Name: other values from the deal',
            'Address: other values from the deal',
        ]);
    });
});

describe('a customer of another currency', () => {
    const euro = { ...lee, currency: 'EUR' };
    const part = { payer: euro, multicurrency: true };

    test('is explained, and solved by the customer’s currency', async () => {
        const screen = await openDialog(serverWith(part));

        expect(screen.text).toContain('Lee Ltd is a EUR customer in QuickBooks');
        expect(screen.button('Create invoice').disabled).toBe(true);
        await screen.click(screen.button('Invoice in EUR'));

        expect(screen.field<HTMLSelectElement>('Currency').value).toBe('EUR');
        expect(screen.button('Create invoice').disabled).toBe(false);
    });

    test('is solved by another customer', async () => {
        const screen = await openDialog(serverWith(part));

        await screen.click(screen.button('Choose another customer'));

        expect(document.activeElement).toBe(screen.field('QuickBooks customer'));
    });

    test('is solved by a new customer with a name of their own', async () => {
        const server = serverWith(part);
        const screen = await openDialog(server);

        await screen.click(screen.button('Create a new customer in USD'));

        expect(screen.field('Name').value).toBe('Lee Ltd (USD)');
        await screen.click(screen.button('Create invoice'));
        expect(lastOrder(server)).toMatchObject({ payer: null, currency: 'USD' });
    });

    test('has the rate that the server knows, until one is typed', async () => {
        const server = serverWith({ ...part, currency: 'EUR', exchange_rate: '1.08' });
        server.routes['POST /invoices/preview'] = preview({ exchange_rate: '1.10' });
        const screen = await openDialog(server);
        const rate = () => screen.field('Exchange rate').value;
        expect(rate()).toBe('1.08');

        await screen.type(screen.field('Invoice date'), '2026-11-23');
        await screen.pass(second);
        expect(rate()).toBe('1.10');

        await screen.type(screen.field('Exchange rate'), '1.2');
        await screen.pass(second);
        expect(rate()).toBe('1.2');
        expect(lastOrder(server, 'POST /invoices/preview').exchange_rate).toBe('1.2');
    });
});
