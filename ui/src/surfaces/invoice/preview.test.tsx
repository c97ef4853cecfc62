import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { type FakeServer, refused } from '../../testing/fake_server';
import { lastOrder, openDialog, preview, serverWith } from '../../testing/invoice_dialog';
import { totals } from '../../testing/samples';
import type { Screen } from '../../testing/screen';

const pause = 300;
const route = 'POST /invoices/preview';

async function typeQuantity(screen: Screen, quantity: string): Promise<void> {
    await screen.type(screen.field('Quantity'), quantity);
}

function totalled(server: FakeServer, total: string): void {
    server.routes[route] = preview({ totals: totals({ total, tax_known: true }) });
}

beforeEach(() => sessionStorage.clear());
afterEach(() => void vi.useRealTimers());

describe('the totals', () => {
    test('are those of the draft until something changes', async () => {
        const tax = [{ name: '20.0% S', percent: '20', net: '57.44', amount: '11.49' }];
        const known = totals({
            discount: '3.02',
            tax,
            tax_known: true,
            tax_total: '11.49',
            total: '68.93',
            deal_difference: '8.47',
        });
        const server = serverWith({ totals: known });
        const screen = await openDialog(server);
        await screen.pass(5 * pause);

        expect(screen.text).toContain('Discount−$3.02');
        expect(screen.text).toContain('20.0% S on $57.44$11.49');
        expect(screen.text).toContain('Total$68.93');
        expect(screen.text).toContain("$8.47 more than the deal's value");
        expect(server.calls(route)).toEqual([]);
    });

    test('are asked for when typing pauses, and say so meanwhile', async () => {
        const server = serverWith();
        totalled(server, '90.69');
        const screen = await openDialog(server);

        await typeQuantity(screen, '2.');
        await typeQuantity(screen, '3');
        expect(screen.text).toContain('Recalculating');
        await screen.pass(pause);

        expect(server.calls(route)).toHaveLength(1);
        expect(lastOrder(server, route).lines[0]?.quantity).toBe('3');
        expect(screen.text).not.toContain('Recalculating');
        expect(screen.text).toContain('Total$90.69');
        expect(screen.all('.foot-total')[0]?.textContent).toContain('$90.69');
    });

    test('are asked for of a number that is none, too', async () => {
        const server = serverWith();
        const screen = await openDialog(server);

        await typeQuantity(screen, 'two');
        await screen.pass(pause);

        expect(lastOrder(server, route).lines[0]?.quantity).toBe('two');
    });

    test('are the latest, whatever comes late', async () => {
        const server = serverWith();
        const answers: Array<() => void> = [];
        server.routes[route] = ({ body }) =>
            new Promise((resolve) => {
                const { quantity } = (body as { lines: Array<{ quantity: string }> }).lines[0]!;
                const total = `${quantity}.00`;
                const answer = preview({ totals: totals({ total, tax_known: true }) });
                answers.push(() => resolve(answer({ body })));
            });
        const screen = await openDialog(server);

        await typeQuantity(screen, '3');
        await screen.pass(pause);
        await typeQuantity(screen, '4');
        await screen.pass(pause);
        answers[1]?.();
        await screen.pass(0);
        answers[0]?.();
        await screen.pass(0);

        expect(screen.text).toContain('Total$4.00');
    });

    test('say that they are unknown where nobody answers, and come by themselves later', async () => {
        const server = serverWith();
        server.routes[route] = 'no answer';
        const screen = await openDialog(server);

        await typeQuantity(screen, '3');
        await screen.pass(pause);
        expect(screen.text).toContain('The totals could not be recalculated');
        expect(screen.text).toContain('Subtotal$90.69');

        totalled(server, '90.69');
        await act(() => void window.dispatchEvent(new Event('online')));
        await screen.pass(0);
        expect(screen.text).not.toContain('could not be recalculated');
    });

    test('wait for a pause after a repeated question, too', async () => {
        const server = serverWith();
        server.routes[route] = 'no answer';
        const screen = await openDialog(server);
        await typeQuantity(screen, '3');
        await screen.pass(pause);
        totalled(server, '90.69');
        await screen.click(screen.button('Try again'));
        expect(server.calls(route)).toHaveLength(2);

        await typeQuantity(screen, '4');
        expect(server.calls(route)).toHaveLength(2);
        await screen.pass(pause);
        expect(server.calls(route)).toHaveLength(3);
    });
});

describe('what QuickBooks would refuse', () => {
    test('is said in the server’s words, with the page that mends it', async () => {
        const server = serverWith();
        const message = 'Discounts are switched off in QuickBooks.';
        const fix = { kind: 'open_url' as const, url: 'https://books.test/settings' };
        server.routes[route] = preview({
            problems: [{ weight: 'blocks', field: 'discount', key: 'problem.x', message, fix }],
        });
        const screen = await openDialog(server);

        await screen.type(screen.field('Discount on the whole invoice'), '5');
        await screen.pass(pause);

        expect(screen.button('Create invoice').disabled).toBe(true);
        expect(screen.all<HTMLAnchorElement>('.problems a')[0]?.href).toBe(fix.url);
        await screen.click(screen.button('Go to the first'));
        expect(document.activeElement).toBe(screen.field('Discount on the whole invoice'));
    });

    test('is settled as soon as the field changes', async () => {
        const server = serverWith();
        const problem = { weight: 'blocks' as const, field: 'date', key: 'x', message: 'Closed.' };
        server.routes[route] = preview({ problems: [problem] });
        const screen = await openDialog(server);
        await screen.type(screen.field('Invoice date'), '2025-01-01');
        await screen.pass(pause);
        expect(screen.text).toContain('Closed.');

        await screen.type(screen.field('Invoice date'), '2026-11-21');

        expect(screen.text).not.toContain('Closed.');
    });

    test('is not forgotten where it is about the deal', async () => {
        const problem = {
            weight: 'warns' as const,
            field: '',
            key: 'x',
            message: 'Invoiced already.',
        };
        const screen = await openDialog(serverWith({ problems: [problem] }));

        await typeQuantity(screen, '3');
        await screen.pass(pause);

        expect(screen.text).toContain('Invoiced already.');
    });
});

describe('a session that expires while the dialog is open', () => {
    test('is explained, and nothing typed is lost', async () => {
        const server = serverWith();
        server.routes[route] = refused(401, { kind: 'unauthorized', key: 'error.session' });
        const screen = await openDialog(server);

        await typeQuantity(screen, '3');
        await screen.pass(pause);
        expect(screen.text).toContain('Your Pipedrive session has expired');
        expect(screen.field('Quantity').value).toBe('3');

        server.routes[route] = preview();
        await act(() => void window.dispatchEvent(new Event('focus')));
        await screen.pass(0);
        expect(screen.text).not.toContain('session has expired');
        await screen.click(screen.button('Create invoice'));
        expect(lastOrder(server).lines[0]?.quantity).toBe('3');
    });

    test('goes unnoticed where a fresh token is to be had', async () => {
        const server = serverWith();
        let isFirst = true;
        server.routes[route] = (received) => {
            const reply = isFirst ? refused(401, { key: 'error.session' }) : preview()(received);
            isFirst = false;
            return reply;
        };
        const screen = await openDialog(server);

        await typeQuantity(screen, '3');
        await screen.pass(pause);

        expect(screen.text).not.toContain('session has expired');
    });
});
