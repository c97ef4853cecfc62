import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { Template } from '../../api/templates';
import { fakeHost } from '../../testing/fake_host';
import { type FakeServer, ok, refused } from '../../testing/fake_server';
import { lastOrder, openDialog, preview, serverWith } from '../../testing/invoice_dialog';
import { draft, template } from '../../testing/samples';
import type { Screen } from '../../testing/screen';

const second = 1_000;

function select(screen: Screen, label: string): HTMLSelectElement {
    return screen.field<HTMLSelectElement>(label);
}

beforeEach(() => sessionStorage.clear());
afterEach(() => void vi.useRealTimers());

describe('the payment term', () => {
    test('is the company’s, and moves the due date with the date', async () => {
        const screen = await openDialog(serverWith());

        await screen.type(screen.field('Invoice date'), '2026-12-01');

        expect(select(screen, 'Payment term').value).toBe('days:14');
        expect(screen.field('Due date').value).toBe('2026-12-15');
    });

    test('of the books is computed by the server', async () => {
        const server = serverWith();
        server.routes['POST /invoices/preview'] = preview({ due_date: '2026-12-20' });
        const screen = await openDialog(server);

        await screen.type(select(screen, 'Payment term'), 'books:3');
        await screen.pass(second);

        expect(screen.field('Due date').value).toBe('2026-12-20');
        await screen.click(screen.button('Create invoice'));
        expect(lastOrder(server)).toMatchObject({ term: '3', due_date: '2026-12-20' });
    });

    test('is given up by a due date of one’s own', async () => {
        const server = serverWith();
        const screen = await openDialog(server);

        await screen.type(screen.field('Due date'), '2026-12-31');
        await screen.type(screen.field('Invoice date'), '2026-12-01');

        expect(select(screen, 'Payment term').value).toBe('');
        expect(screen.field('Due date').value).toBe('2026-12-31');
    });
});

describe('the number', () => {
    test('can be typed where the company numbers its own invoices', async () => {
        const server = serverWith({ numbering: { own: true } });
        const screen = await openDialog(server);

        await screen.type(screen.field('Invoice number'), ' FV 7 ');
        await screen.click(screen.button('Create invoice'));

        expect(lastOrder(server).number).toBe('FV 7');
    });

    test('is QuickBooks’ own affair elsewhere', async () => {
        const screen = await openDialog(serverWith());

        expect(screen.text).not.toContain('Invoice number');
    });
});

describe('tax', () => {
    const codes = [
        { id: '5', name: '20.0% S', percent: '20' },
        { id: '6', name: '5.0% R', percent: '5' },
    ];

    test('is chosen for each line, and in or on top of the prices', async () => {
        const tax = {
            model: 'global' as const,
            treatment: 'exclusive' as const,
            codes,
            code: null,
        };
        const server = serverWith({ tax });
        const screen = await openDialog(server);
        expect(screen.text).toContain('Line 1: Choose the tax of this line.');

        await screen.type(select(screen, 'Tax'), '6');
        await screen.type(select(screen, 'Amounts are'), 'inclusive');
        await screen.click(screen.button('Create invoice'));

        expect(lastOrder(server).tax).toEqual({ treatment: 'inclusive', code: null });
        expect(lastOrder(server).lines[0]?.tax_code).toBe('6');
    });

    test('needs no code where nothing is taxed', async () => {
        const tax = { model: 'global' as const, treatment: 'none' as const, codes, code: null };
        const screen = await openDialog(serverWith({ tax }));

        expect(screen.all('[data-field="lines.0.tax_code"]')).toEqual([]);
        expect(screen.button('Create invoice').disabled).toBe(false);
    });

    test('has one rate for the taxable lines of an American invoice', async () => {
        const tax = {
            model: 'us_manual' as const,
            treatment: 'exclusive' as const,
            codes,
            code: '5',
        };
        const server = serverWith({ tax });
        const screen = await openDialog(server);

        await screen.type(select(screen, 'Sales tax'), '6');
        await screen.click(screen.all('[data-field="lines.0.tax_code"]')[0]!);
        await screen.click(screen.button('Create invoice'));

        expect(lastOrder(server).tax.code).toBe('6');
        expect(lastOrder(server).lines[0]?.taxable).toBe(false);
    });
});

describe('what only some companies use', () => {
    test('is there where it is switched on', async () => {
        const features = { ...draft().features, classes: true, card_payment: true };
        const server = serverWith({ features, classes: [{ id: '9', name: 'Garden' }] });
        const screen = await openDialog(server);

        await screen.type(select(screen, 'Class'), '9');
        await screen.click(screen.all('[data-field=card_payment]')[0]!);
        await screen.click(screen.button('Create invoice'));

        expect(lastOrder(server)).toMatchObject({ class: '9', location: '', card_payment: true });
        expect(screen.text).not.toContain('Location');
    });
});

// --- templates ---

/// A server that keeps templates.
function templateServer(
    first: Template[],
    part: Parameters<typeof serverWith>[0] = {},
): FakeServer {
    let all = first;
    const server = serverWith({ templates: first, ...part });
    server.routes['GET /templates'] = () => ok({ templates: all });
    server.routes['PUT /templates'] = ({ body }) => {
        all = (body as { templates: Template[] }).templates;
        return ok({ templates: all });
    };
    return server;
}

function kept(server: FakeServer): Template[] {
    return (server.calls('PUT /templates').at(-1)?.body as { templates: Template[] }).templates;
}

describe('a template', () => {
    const retainer = template({
        memo: 'Retainer',
        term: { kind: 'days', days: 30, id: null },
        discount: { kind: 'percentage', value: '2.5' },
    });

    test('fills in what it says', async () => {
        const server = templateServer([retainer]);
        const screen = await openDialog(server);

        await screen.type(select(screen, 'Template'), 't1');

        expect(screen.field('Message on the invoice').value).toBe('Thank you for a good year.');
        expect(screen.field('Memo').value).toBe('Retainer');
        expect(screen.field('Due date').value).toBe('2026-12-20');
        expect(screen.field('Discount on the whole invoice').value).toBe('2.5');
    });

    test('is applied from the beginning where it is the default', async () => {
        const discount = { kind: 'amount' as const, value: '10' };
        const screen = await openDialog(templateServer([retainer], { template: 't1', discount }));

        expect(select(screen, 'Template').value).toBe('t1');
        expect(screen.field('Memo').value).toBe('Retainer');
        // The deal's own discount goes before it.
        expect(screen.field('Discount on the whole invoice').value).toBe('10');
    });

    test('is saved from what the form says', async () => {
        const server = templateServer([]);
        const screen = await openDialog(server);
        await screen.type(screen.field('Memo'), 'By courier');

        await screen.click(screen.button('Save as template…'));
        expect(document.activeElement).toBe(screen.field('Name of the template'));
        await screen.type(screen.field('Name of the template'), 'Courier');
        await screen.press(screen.field('Name of the template'), 'Enter');

        expect(kept(server)).toMatchObject([{ name: 'Courier', memo: 'By courier' }]);
        expect(select(screen, 'Template').selectedOptions[0]?.textContent).toBe('Courier');
        expect(server.calls('POST /invoices')).toEqual([]);
    });

    test('is replaced by one of the same name, which keeps what this page does not show', async () => {
        const server = templateServer([template({ email_text: 'Dear customer' })]);
        const screen = await openDialog(server);
        await screen.type(screen.field('Memo'), 'New');

        await screen.click(screen.button('Save as template…'));
        await screen.type(screen.field('Name of the template'), 'retainer');
        expect(screen.text).toContain('A template of this name exists and is replaced.');
        await screen.click(screen.button('Save template'));

        expect(kept(server)).toMatchObject([
            { id: 't1', name: 'retainer', memo: 'New', email_text: 'Dear customer' },
        ]);
    });

    test('that somebody else saved meanwhile is not lost', async () => {
        const server = templateServer([]);
        server.routes['GET /templates'] = ok({
            templates: [template({ id: 't9', name: 'Theirs' })],
        });
        const screen = await openDialog(server);

        await screen.click(screen.button('Save as template…'));
        await screen.type(screen.field('Name of the template'), 'Mine');
        await screen.click(screen.button('Save template'));

        expect(kept(server).map(({ name }) => name)).toEqual(['Theirs', 'Mine']);
    });

    test('is renamed and deleted', async () => {
        const server = templateServer([retainer, template({ id: 't2', name: 'Export' })]);
        const host = fakeHost();
        const screen = await openDialog(server, { host });

        await screen.click(screen.button('Manage templates'));
        const [name] = screen.all('.template-list input');
        await screen.type(name!, 'Export');
        expect(screen.text).toContain('Another template has this name.');
        await screen.type(name!, 'Yearly');
        await screen.click(screen.button('Rename the template “Retainer”'));
        expect(kept(server).map((one) => one.name)).toEqual(['Yearly', 'Export']);

        host.confirm.mockResolvedValueOnce(false);
        await screen.click(screen.button('Delete the template “Export”'));
        expect(server.calls('PUT /templates')).toHaveLength(1);
        await screen.click(screen.button('Delete the template “Export”'));
        expect(kept(server).map((one) => one.name)).toEqual(['Yearly']);
    });

    test('says why it could not be saved, and keeps what was typed', async () => {
        const server = templateServer([]);
        server.routes['PUT /templates'] = refused(400, { kind: 'invalid', message: 'Too long.' });
        const screen = await openDialog(server);

        await screen.click(screen.button('Save as template…'));
        await screen.type(screen.field('Name of the template'), 'Courier');
        await screen.click(screen.button('Save template'));

        expect(screen.text).toContain('Too long.');
        expect(screen.field('Name of the template').value).toBe('Courier');
    });
});
