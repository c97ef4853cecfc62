import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { CrmField, Settings } from '../../api/settings';
import type { Session } from '../../api/session';
import { fakeHost } from '../../testing/fake_host';
import { FakeServer, ok, refused } from '../../testing/fake_server';
import { books, session } from '../../testing/samples';
import { type Screen, show } from '../../testing/screen';
import { readTerm } from './mapping_form';
import { SettingsPage } from './settings_page';

const settings: Settings = {
    to: 'organization.name',
    address: 'organization.address',
    email: 'person.email',
    tax_id: null,
    term_days: 14,
};

const fields: CrmField[] = [
    ['organization.name', 'Name', false],
    ['organization.address', 'Address', true],
    ['person.email', 'Email', false],
    ['deal.9dc8', 'VAT number', false],
].map(([ref, name, isAddress]) => ({
    ref: ref as string,
    record: (ref as string).split('.')[0] as CrmField['record'],
    name: name as string,
    is_address: isAddress as boolean,
    is_custom: false,
}));

function serverWith(of: Session = session(), stored: Settings = settings): FakeServer {
    return new FakeServer({
        'GET /session': ok(of),
        'GET /settings': ok({ settings: stored, fields }),
        'PUT /settings': ({ body }) => ok({ settings: body }),
        'POST /books/connect-link': ok({ url: 'https://billbridge.test/connect?ticket=1' }),
        'DELETE /books': ok({}),
    });
}

async function open(server: FakeServer, host = fakeHost()): Promise<Screen> {
    return show(<SettingsPage />, { server, host });
}

afterEach(() => {
    vi.useRealTimers();
});

describe('the mapping', () => {
    test('shows what is stored and has nothing to save', async () => {
        const screen = await open(serverWith());

        expect(screen.field<HTMLSelectElement>('To').value).toBe('organization.name');
        expect(screen.field<HTMLSelectElement>('Tax ID').value).toBe('');
        expect(screen.field('Payment term (days)').value).toBe('14');
        expect(screen.button('Save').disabled).toBe(true);
    });

    test('offers address fields first for the address', async () => {
        const screen = await open(serverWith());

        const groups = [...screen.field('Address').querySelectorAll('optgroup')];

        expect(groups.map(({ label }) => label)).toEqual([
            'Address fields',
            'Organization',
            'Person',
            'Deal',
        ]);
        expect(groups[0]?.textContent).toBe('Address (Organization)');
    });

    test('is saved on request', async () => {
        const server = serverWith();
        const screen = await open(server);

        await screen.type(screen.field('Tax ID'), 'deal.9dc8');
        await screen.type(screen.field('Payment term (days)'), '30');
        expect(screen.text).toContain('You have unsaved changes.');
        await screen.click(screen.button('Save'));

        const wanted = { ...settings, tax_id: 'deal.9dc8', term_days: 30 };
        expect(server.calls('PUT /settings')[0]?.body).toEqual(wanted);
        expect(screen.text).toContain('Saved.');
        expect(screen.button('Save').disabled).toBe(true);
    });

    test('is put back on request', async () => {
        const screen = await open(serverWith());
        await screen.type(screen.field('Email'), '');

        await screen.click(screen.button('Undo changes'));

        expect(screen.field<HTMLSelectElement>('Email').value).toBe('person.email');
    });

    test('is not saved with a term that QuickBooks refuses', async () => {
        const screen = await open(serverWith());

        await screen.type(screen.field('Payment term (days)'), '1000');

        expect(screen.text).toContain('Enter a whole number from 0 to 999.');
        expect(screen.field('Payment term (days)').getAttribute('aria-invalid')).toBe('true');
        expect(screen.button('Save').disabled).toBe(true);
    });

    test('says beside its field what the server refused, and keeps it', async () => {
        const server = serverWith();
        server.routes['PUT /settings'] = refused(400, {
            kind: 'invalid',
            field: 'email',
            message: 'No such field.',
        });
        const screen = await open(server);

        await screen.type(screen.field('Email'), 'deal.9dc8');
        await screen.click(screen.button('Save'));

        expect(screen.text).toContain('Not saved: No such field.');
        expect(screen.field('Email').getAttribute('aria-invalid')).toBe('true');
        expect(screen.field<HTMLSelectElement>('Email').value).toBe('deal.9dc8');
        expect(screen.button('Save').disabled).toBe(false);
    });

    test('names a field that Pipedrive no longer has', async () => {
        const screen = await open(serverWith(session(), { ...settings, to: 'deal.gone' }));

        expect(screen.field<HTMLSelectElement>('To').value).toBe('deal.gone');
        expect(screen.text).toContain('This field no longer exists in Pipedrive.');
    });

    test('cannot be changed by others than the connected user', async () => {
        const others = session({ books: books({ connected_by: 'Kim', connected_by_me: false }) });
        const screen = await open(serverWith(others));

        expect(screen.field<HTMLSelectElement>('To').disabled).toBe(true);
        expect(screen.hasButton('Save')).toBe(false);
        expect(screen.text).toContain('only Kim can change this');
    });

    test('is there before anything is connected', async () => {
        const screen = await open(serverWith(session({ books: null })));

        expect(screen.field<HTMLSelectElement>('To').disabled).toBe(false);
    });

    test('says what failed to load, and leaves the connection alone', async () => {
        const server = serverWith();
        server.routes['GET /settings'] = refused(503, {
            kind: 'unavailable',
            message: 'Pipedrive did not answer.',
        });
        const screen = await open(server);

        expect(screen.text).toContain('Pipedrive did not answer.');
        expect(screen.text).toContain("Craig's Landscaping");
    });
});

test.each([
    ['0', 0],
    ['999', 999],
    [' 30 ', 30],
    ['', null],
    ['1000', null],
    ['-1', null],
    ['1.5', null],
    ['ten', null],
])('the typed term "%s" means %s days', (text, days) => {
    expect(readTerm(text)).toBe(days);
});

describe('the connection', () => {
    const connectWindow = {
        opener: {} as unknown,
        closed: false,
        close: vi.fn(),
        location: { replace: vi.fn() },
    };

    beforeEach(() => {
        connectWindow.opener = {};
        connectWindow.close.mockReset();
        connectWindow.location.replace.mockReset();
        vi.spyOn(window, 'open').mockReturnValue(connectWindow as unknown as Window);
    });

    test('opens its window within the click and then sends it to QuickBooks', async () => {
        const server = serverWith(session({ books: null }));
        const screen = await open(server);

        screen.button('Connect to QuickBooks').click();
        expect(window.open).toHaveBeenCalledOnce();
        expect(server.calls('POST /books/connect-link')).toHaveLength(0);
        await screen.pass(0);

        const [address] = connectWindow.location.replace.mock.calls[0] ?? [];
        expect(address).toBe('https://billbridge.test/connect?ticket=1');
        expect(connectWindow.opener).toBeNull();
        expect(screen.text).toContain('Finish in the window');
    });

    test('is noticed when the person comes back', async () => {
        const server = serverWith(session({ books: null }));
        const screen = await open(server);
        await screen.click(screen.button('Connect to QuickBooks'));

        server.routes['GET /session'] = ok(session());
        window.dispatchEvent(new Event('focus'));
        await screen.pass(0);

        expect(screen.text).toContain("Craig's Landscaping");
        expect(screen.text).toContain('Sam (you)');
        expect(screen.hasButton('Disconnect')).toBe(true);
    });

    test('is noticed after some seconds even if nobody comes back', async () => {
        const server = serverWith(session({ books: null }));
        const screen = await open(server);
        await screen.click(screen.button('Connect to QuickBooks'));

        await screen.pass(3_000);
        server.routes['GET /session'] = ok(session());
        await screen.pass(3_000);

        expect(screen.hasButton('Disconnect')).toBe(true);
    });

    test('gives a link where the browser blocks the window', async () => {
        vi.mocked(window.open).mockReturnValue(null);
        const screen = await open(serverWith(session({ books: null })));

        await screen.click(screen.button('Connect to QuickBooks'));

        const link = screen.all<HTMLAnchorElement>('a')[0];
        expect(link?.textContent).toBe('Open it here');
        expect(link?.href).toBe('https://billbridge.test/connect?ticket=1');
    });

    test('closes the window again where there is no link', async () => {
        const server = serverWith(session({ books: null }));
        server.routes['POST /books/connect-link'] = refused(409, {
            kind: 'conflict',
            message: 'Kim has already connected QuickBooks.',
        });
        const screen = await open(server);

        await screen.click(screen.button('Connect to QuickBooks'));

        expect(connectWindow.close).toHaveBeenCalledOnce();
        expect(screen.text).toContain('Kim has already connected QuickBooks.');
    });

    test('ends after a question', async () => {
        const server = serverWith();
        const host = fakeHost();
        const screen = await open(server, host);

        server.routes['GET /session'] = ok(session({ books: books({ state: 'ended' }) }));
        await screen.click(screen.button('Disconnect'));

        expect(host.confirm).toHaveBeenCalledOnce();
        expect(server.calls('DELETE /books')).toHaveLength(1);
        expect(screen.hasButton('Connect to QuickBooks')).toBe(true);
    });

    test('stays where the question is answered with no', async () => {
        const server = serverWith();
        const host = fakeHost();
        host.confirm.mockResolvedValue(false);
        const screen = await open(server, host);

        await screen.click(screen.button('Disconnect'));

        expect(server.calls('DELETE /books')).toEqual([]);
    });

    test('says why it could not be ended', async () => {
        const server = serverWith();
        server.routes['DELETE /books'] = refused(503, { kind: 'unavailable', message: 'Not now.' });
        const screen = await open(server);

        await screen.click(screen.button('Disconnect'));

        expect(screen.text).toContain('Not now.');
        expect(screen.hasButton('Disconnect')).toBe(true);
    });

    test('that was lost can be made again', async () => {
        const screen = await open(serverWith(session({ books: books({ state: 'lost' }) })));

        expect(screen.text).toContain('The connection to QuickBooks has ended');
        expect(screen.hasButton('Reconnect')).toBe(true);
    });

    test('of somebody else can only be looked at', async () => {
        const others = session({ books: books({ connected_by: 'Kim', connected_by_me: false }) });
        const screen = await open(serverWith(others));

        expect(screen.text).toContain('Only Kim can disconnect.');
        expect(screen.hasButton('Disconnect')).toBe(false);
    });
});
