import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { Draft } from '../../api/draft';
import { fakeHost } from '../../testing/fake_host';
import { type FakeServer, ok, refused } from '../../testing/fake_server';
import { lastOrder, openDialog, serverWith } from '../../testing/invoice_dialog';
import { draft, intent, payer } from '../../testing/samples';
import { formOf, keptForm, type Form } from './form';

const second = 1_000;
const put = 'PUT /deals/17/draft';

function keptWith(part: Partial<Form>, version = 3): Draft['kept'] {
    const form = keptForm({ ...formOf(draft(), 'en'), ...part }, 'en');
    return { version, form, kept_at: '2026-11-20T09:00:00Z', kept_by: 'Sam' };
}

function versions(server: FakeServer): number[] {
    return server.calls(put).map(({ body }) => (body as { version: number }).version);
}

beforeEach(() => sessionStorage.clear());
afterEach(() => void vi.useRealTimers());

describe('what is typed', () => {
    test('is kept on the server when typing pauses', async () => {
        const server = serverWith();
        const screen = await openDialog(server);
        await screen.pass(5 * second);
        expect(server.calls(put)).toEqual([]);

        await screen.type(screen.field('Memo'), 'By courier');
        await screen.pass(second);
        await screen.type(screen.field('Memo'), 'By train');
        await screen.pass(second);

        expect(versions(server)).toEqual([0, 1]);
        expect(screen.text).toContain('Your changes are kept.');
    });

    test('is kept at once when the dialog is closed', async () => {
        const server = serverWith();
        const host = fakeHost();
        const screen = await openDialog(server, { host });

        await screen.type(screen.field('Memo'), 'By courier');
        await screen.click(screen.button('Close'));

        expect(server.calls(put)).toHaveLength(1);
        expect(host.closeDialog).toHaveBeenCalledOnce();
    });

    test('does not hold the person where the server does not answer', async () => {
        const server = serverWith();
        server.routes[put] = () => new Promise(() => {});
        const host = fakeHost();
        const screen = await openDialog(server, { host });

        await screen.type(screen.field('Memo'), 'By courier');
        await screen.click(screen.button('Close'));
        expect(host.closeDialog).not.toHaveBeenCalled();
        await screen.pass(2 * second);

        expect(host.closeDialog).toHaveBeenCalledOnce();
    });

    test('closes nothing down where it cannot be kept, and says so', async () => {
        const server = serverWith();
        server.routes[put] = 'no answer';
        const screen = await openDialog(server);

        await screen.type(screen.field('Memo'), 'By courier');
        await screen.pass(second);

        expect(screen.text).toContain('could not be kept on the server');
        expect(screen.button('Create invoice').disabled).toBe(false);
        server.routes[put] = ok({ version: 1 });
        await act(() => void window.dispatchEvent(new Event('focus')));
        await screen.pass(0);
        expect(screen.text).toContain('Your changes are kept.');
    });

    test('is forgotten once it is an invoice', async () => {
        const server = serverWith();
        const screen = await openDialog(server);
        await screen.type(screen.field('Memo'), 'By courier');
        await screen.pass(second);

        await screen.click(screen.button('Create invoice'));
        await screen.pass(5 * second);

        expect(screen.text).toContain('was created');
        expect(server.calls('DELETE /deals/17/draft')).toHaveLength(1);
        expect(server.received.at(-1)?.method).toBe('DELETE');
    });
});

describe('the next dialog', () => {
    test('goes on with what was typed', async () => {
        const server = serverWith({ kept: keptWith({ memo: 'By courier' }) });
        const screen = await openDialog(server);
        await screen.pass(second);

        expect(screen.text).toContain('You began this invoice on');
        expect(screen.field('Memo').value).toBe('By courier');
        expect(lastOrder(server, 'POST /invoices/preview').memo).toBe('By courier');
        expect(server.calls(put)).toEqual([]);

        await screen.type(screen.field('Memo'), 'By train');
        await screen.pass(second);
        expect(versions(server)).toEqual([3]);
    });

    test('says who began, where it was somebody else', async () => {
        const kept = { ...keptWith({})!, kept_by: 'Ann' };
        const screen = await openDialog(serverWith({ kept }));

        expect(screen.text).toContain('Ann began this invoice on');
    });

    test('starts anew when that is wanted', async () => {
        const server = serverWith({ kept: keptWith({ memo: 'By courier' }) });
        const screen = await openDialog(server);

        await screen.click(screen.button('Start anew'));
        await screen.pass(5 * second);

        expect(screen.field('Memo').value).toBe('');
        expect(screen.text).not.toContain('began this invoice');
        expect(document.activeElement).toBe(screen.field('QuickBooks customer'));
        expect(server.calls('DELETE /deals/17/draft')).toHaveLength(1);
        expect(server.calls(put)).toEqual([]);
        await screen.type(screen.field('Memo'), 'By train');
        await screen.pass(second);
        expect(versions(server)).toEqual([0]);
    });

    test('reads numbers in the language that they were typed in', async () => {
        const polish = { ...formOf(draft(), 'pl') };
        const kept = { ...keptWith({})!, form: keptForm(polish, 'pl') };
        const server = serverWith({ kept });
        const screen = await openDialog(server);

        expect(screen.field('Unit price').value).toBe('30,23');
        await screen.click(screen.button('Create invoice'));
        expect(lastOrder(server).lines[0]?.unit_price).toBe('30.23');
    });

    test('knows what the customer owes by now', async () => {
        const server = serverWith({ kept: keptWith({ payer: payer() }) });
        server.routes['GET /payers/58'] = ok({ payer: payer({ balance: '77.00' }) });
        const screen = await openDialog(server);
        await screen.pass(0);

        expect(screen.text).toContain('Balance: $77.00');
    });

    test('takes no kept draft that it cannot read', async () => {
        const kept = { ...keptWith({})!, form: { schema: 99 } };
        const screen = await openDialog(serverWith({ kept }));

        expect(screen.field('Name').value).toBe('Lee Ltd');
        expect(screen.text).not.toContain('began this invoice');
    });
});

describe('a draft that another window changed', () => {
    async function conflicting() {
        const server = serverWith();
        server.routes[put] = ({ body }) =>
            (body as { version: number }).version === 7
                ? ok({ version: 8 })
                : refused(409, { kind: 'conflict', key: 'error.draft_changed' });
        const screen = await openDialog(server);
        await screen.type(screen.field('Memo'), 'Mine');
        await screen.pass(second);
        expect(screen.text).toContain('This invoice was changed in another window');
        server.routes['GET /deals/17/draft'] = ok(draft({ kept: keptWith({ memo: 'Theirs' }, 7) }));
        return { server, screen };
    }

    test('can be taken', async () => {
        const { screen } = await conflicting();

        await screen.click(screen.button('Take the other version'));
        await screen.pass(second);

        expect(screen.field('Memo').value).toBe('Theirs');
        expect(screen.text).not.toContain('in another window');
    });

    test('can be replaced by this one', async () => {
        const { server, screen } = await conflicting();

        await screen.click(screen.button('Keep this version'));
        await screen.pass(second);

        expect(screen.field('Memo').value).toBe('Mine');
        expect(versions(server).at(-1)).toBe(7);
        expect(screen.text).toContain('Your changes are kept.');
    });
});

describe('creating and sending', () => {
    test('asks for the recipients first', async () => {
        const server = serverWith();
        server.routes['POST /invoices'] = ok({ intent: intent({ sent: true }) });
        const screen = await openDialog(server);

        await screen.click(screen.button('Create and send'));
        expect(server.calls('POST /invoices')).toEqual([]);
        expect(document.activeElement).toBe(screen.field('Send to'));
        expect(screen.field('Send to').value).toBe('ann@lee.test');
        await screen.type(screen.field('Send to'), 'ann@lee.test, b@lee');
        expect(screen.text).toContain('“b@lee” is not an e-mail address.');
        expect(screen.button('Create and send').disabled).toBe(true);
        await screen.type(screen.field('Send to'), 'ann@lee.test, b@lee.test');
        await screen.click(screen.button('Create and send'));

        expect(lastOrder(server).send_to).toBe('ann@lee.test, b@lee.test');
        expect(screen.text).toContain('The invoice was sent');
    });

    test('can be taken back', async () => {
        const server = serverWith();
        const screen = await openDialog(server);

        await screen.click(screen.button('Create and send'));
        await screen.click(screen.button('Do not send'));
        await screen.click(screen.button('Create invoice'));

        expect(lastOrder(server).send_to).toBe('');
        expect(screen.text).not.toContain('sent');
    });

    test('says why it was created and not sent', async () => {
        const server = serverWith();
        const send_error = { message: 'QuickBooks has no mail today.' };
        server.routes['POST /invoices'] = ok({
            intent: { ...intent({ sent: false }), send_error },
        });
        const screen = await openDialog(server);

        await screen.click(screen.button('Create and send'));
        await screen.click(screen.button('Create and send'));

        expect(screen.text).toContain('Invoice 1038 was created');
        expect(screen.text).toContain('The invoice was created, but not sent');
        expect(screen.text).toContain('QuickBooks has no mail today.');
    });

    test('follows the e-mail until it is known, and not for ever', async () => {
        const server = serverWith();
        server.routes['POST /invoices'] = ok({ intent: intent({ sent: null }) });
        server.routes['GET /intents/intent-1'] = ok({ intent: intent({ sent: null }) });
        const screen = await openDialog(server);
        await screen.click(screen.button('Create and send'));
        await screen.click(screen.button('Create and send'));

        expect(screen.text).toContain('The invoice is being sent');
        await screen.pass(2 * second);
        server.routes['GET /intents/intent-1'] = ok({ intent: intent({ sent: true }) });
        await screen.pass(second);
        expect(screen.text).toContain('The invoice was sent');
        const looks = server.calls('GET /intents/intent-1').length;
        await screen.pass(5 * second);
        expect(server.calls('GET /intents/intent-1')).toHaveLength(looks);
    });
});
