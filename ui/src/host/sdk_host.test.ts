import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { connectHost, isInsideHost } from './sdk_host';

interface Message {
    payload: { type: string; command?: string; args?: unknown; event?: string };
    id: string;
}

/// Pipedrive's side: answers every command and keeps the listeners' ports.
class FakePipedrive {
    readonly commands: Array<[string, unknown]> = [];
    readonly answers: Record<string, unknown> = {
        get_signed_token: { token: 'signed' },
        get_metadata: { windowWidth: 700, windowHeight: 500 },
        show_confirmation: { confirmed: true },
    };
    private readonly listeners = new Map<string, MessagePort>();

    constructor() {
        vi.spyOn(window, 'postMessage').mockImplementation(((
            { payload }: Message,
            _: string,
            [port]: MessagePort[] = [],
        ) => {
            if (payload.type === 'command') {
                this.commands.push([payload.command!, payload.args]);
                port?.postMessage({ data: this.answers[payload.command!] });
            } else if (payload.type === 'listener') {
                this.listeners.set(payload.event!, port!);
            }
        }) as typeof window.postMessage);
    }

    emit(event: string, data: unknown): void {
        this.listeners.get(event)?.postMessage({ data });
    }

    args(command: string): unknown[] {
        return this.commands.filter(([name]) => name === command).map(([, args]) => args);
    }
}

let pipedrive: FakePipedrive;

function address(query: string): void {
    history.replaceState(null, '', `/ui/panel?${query}`);
}

describe('the host', () => {
    beforeEach(() => {
        vi.stubGlobal(
            'ResizeObserver',
            class {
                observe() {}
            },
        );
        document.body.innerHTML = '<div id="app"></div>';
        document.documentElement.dataset.invoiceModal = 'invoice';
        address('id=a1&companyId=4711&resource=deal&selectedIds=17&theme=dark');
        pipedrive = new FakePipedrive();
    });
    afterEach(() => {
        vi.unstubAllGlobals();
    });

    test('is there where the address has an id', () => {
        expect(isInsideHost()).toBe(true);
        address('resource=deal');
        expect(isInsideHost()).toBe(false);
    });

    test('hears of the surface and its size before anything else', async () => {
        await connectHost('panel');

        expect(pipedrive.commands[0]).toEqual(['initialize', { size: { height: 160 } }]);
    });

    test('tells deal, company and theme', async () => {
        const host = await connectHost('panel');

        expect(host.deal).toBe(17);
        expect(host.company).toBe('4711');
        expect(document.documentElement.dataset.theme).toBe('dark');
    });

    test('changes the theme while the surface is open', async () => {
        await connectHost('panel');

        pipedrive.emit('user_settings_change', { theme: 'light' });

        await vi.waitFor(() => expect(document.documentElement.dataset.theme).toBe('light'));
    });

    test('gives a dialog no more room than its window has', async () => {
        await connectHost('dialog');

        await vi.waitFor(() =>
            expect(pipedrive.args('resize')).toEqual([{ width: 636, height: 380 }]),
        );
    });

    test('signs a token, and another one on request', async () => {
        const host = await connectHost('settings');

        expect(await host.signedToken()).toBe('signed');
        await host.signedToken();
        expect(pipedrive.args('get_signed_token')).toHaveLength(1);
        await host.signedToken(true);

        expect(pipedrive.args('get_signed_token')).toHaveLength(2);
    });

    test('opens the invoice dialog that the shell names, for this deal', async () => {
        const host = await connectHost('panel');

        await host.openInvoiceDialog();

        expect(pipedrive.args('open_modal')).toEqual([
            { type: 'custom_modal', action_id: 'invoice', data: { deal: '17' } },
        ]);
    });

    test('asks, notifies, leads to the settings and closes', async () => {
        const host = await connectHost('panel');
        const question = {
            title: 'Sure?',
            description: 'Really?',
            okText: 'Yes',
            cancelText: 'No',
        };

        expect(await host.confirm(question)).toBe(true);
        expect(await host.confirm({ ...question, isHarmless: true })).toBe(true);
        host.notify('Done');
        host.openSettings();
        host.closeDialog();

        expect(pipedrive.commands.slice(1)).toEqual([
            ['show_confirmation', { ...question, okColor: 'negative' }],
            ['show_confirmation', { ...question, okColor: 'primary' }],
            ['show_snackbar', { message: 'Done' }],
            ['redirect_to', { view: 'settings' }],
            ['close_modal', undefined],
        ]);
    });

    test('says when a panel is shown again, not when it is hidden', async () => {
        const shown = vi.fn();
        (await connectHost('panel')).onShown(shown);

        pipedrive.emit('visibility', { is_visible: false });
        pipedrive.emit('visibility', { is_visible: true });

        await vi.waitFor(() => expect(shown).toHaveBeenCalledOnce());
    });
});
