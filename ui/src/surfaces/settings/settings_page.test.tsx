import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { BooksSession, Session } from '../../api/session';
import type { BooksChoices, CrmField, Settings } from '../../api/settings';
import { fakeHost } from '../../testing/fake_host';
import { FakeServer, ok, refused } from '../../testing/fake_server';
import { books, draft, session } from '../../testing/samples';
import { type Screen, show } from '../../testing/screen';
import { SettingsPage } from './settings_page';

const settings: Settings = {
    to: { field: 'organization.name', fallback: 'person.email' },
    address: { field: 'organization.address', fallback: null },
    email: { field: 'person.email', fallback: null },
    tax_id: { field: null, fallback: null },
    term: { kind: 'days', days: 14, id: null },
    tax_treatment: 'exclusive',
    tax_code: '',
    income_account: '',
    update_payer: false,
    write_note: true,
    attach_pdf: false,
};

const choices: BooksChoices = {
    terms: [{ id: '3', name: 'Net 30' }],
    income_accounts: [{ id: '79', name: 'Sales of Product Income' }],
    tax_codes: [{ id: '5', name: '20.0% S', percent: '20' }],
    tax_model: 'global',
};

const users = [
    { id: 815, name: 'Sam', is_me: true, is_admin: true },
    { id: 816, name: 'Eve', is_me: false, is_admin: false },
];

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

function serverWith(
    of: Session = session(),
    stored: Settings = settings,
    lists: BooksChoices | null = choices,
): FakeServer {
    return new FakeServer({
        'GET /session': ok(of),
        'GET /settings': ok({ settings: stored, fields, books: lists, books_error: null }),
        'PUT /settings': ({ body }) => ok({ settings: body }),
        'GET /users': ok({ users }),
        'POST /books/connect-link': ok({ url: 'https://billbridge.test/connect?ticket=1' }),
        'POST /books/hand-over': ok({}),
        'POST /books/take-over': ok({}),
        'DELETE /books': ok({}),
        'GET /deals': ok({ deals: [{ id: 17, title: 'Roof repair' }] }),
        'POST /settings/preview': ok({
            deal: { id: 17, title: 'Roof repair' },
            details: draft().details,
            date: '2026-03-13',
            due_date: '2026-03-20',
            missing: ['tax_id'],
        }),
    });
}

/// The session of a second user: Kim is connected.
function others(part: Partial<BooksSession> = {}): Session {
    return session({
        books: books({
            connected_by: 'Kim',
            connected_by_id: 7,
            connected_by_me: false,
            ...part,
        }),
    });
}

function leaves(): boolean {
    return window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
}

async function open(server: FakeServer, host = fakeHost()): Promise<Screen> {
    return show(<SettingsPage />, { server, host });
}

function fallback(screen: Screen, detail: string): HTMLSelectElement {
    return screen.all<HTMLSelectElement>(`[aria-label="${detail}, if it is empty"]`)[0]!;
}

function days(screen: Screen): HTMLInputElement {
    return screen.all<HTMLInputElement>('[aria-label="Number of days"]')[0]!;
}

afterEach(() => {
    vi.useRealTimers();
});

describe('the settings', () => {
    test('show what is stored and have nothing to save', async () => {
        const screen = await open(serverWith());

        expect(screen.field<HTMLSelectElement>('To').value).toBe('organization.name');
        expect(fallback(screen, 'To').value).toBe('person.email');
        expect(screen.field<HTMLSelectElement>('Tax ID').value).toBe('');
        expect(screen.field<HTMLSelectElement>('Payment term').value).toBe('days');
        expect(days(screen).value).toBe('14');
        expect(screen.field<HTMLSelectElement>('Tax').value).toBe('exclusive');
        expect(screen.field('Write a note to the deal').checked).toBe(true);
        expect(screen.button('Save').disabled).toBe(true);
        expect(leaves()).toBe(true);
    });

    test('offer address fields first for the address', async () => {
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

    test('are saved on request, all of them', async () => {
        const server = serverWith();
        const screen = await open(server);

        await screen.type(fallback(screen, 'Tax ID'), 'deal.9dc8');
        await screen.type(screen.field('Payment term'), 'end_of_month');
        await screen.type(days(screen), '30');
        await screen.type(screen.field('Tax'), 'inclusive');
        await screen.type(screen.field('Tax code'), '5');
        await screen.type(screen.field('Income account'), '79');
        await screen.click(screen.field('Update the customer in QuickBooks'));
        await screen.click(screen.field('Write a note to the deal'));
        expect(screen.text).toContain('You have unsaved changes.');
        await screen.click(screen.button('Save'));

        const wanted: Settings = {
            ...settings,
            tax_id: { field: null, fallback: 'deal.9dc8' },
            term: { kind: 'end_of_month', days: 30, id: null },
            tax_treatment: 'inclusive',
            tax_code: '5',
            income_account: '79',
            update_payer: true,
            write_note: false,
        };
        expect(server.calls('PUT /settings')[0]?.body).toEqual(wanted);
        expect(screen.text).toContain('Saved.');
        expect(screen.button('Save').disabled).toBe(true);
    });

    test('are put back on request', async () => {
        const screen = await open(serverWith());
        await screen.type(screen.field('Email'), '');

        await screen.click(screen.button('Undo changes'));

        expect(screen.field<HTMLSelectElement>('Email').value).toBe('person.email');
        expect(leaves()).toBe(true);
    });

    test('are not saved with a term that QuickBooks refuses', async () => {
        const screen = await open(serverWith());

        await screen.type(days(screen), '1000');

        expect(screen.text).toContain('Enter a whole number from 0 to 999.');
        expect(days(screen).getAttribute('aria-invalid')).toBe('true');
        expect(screen.button('Save').disabled).toBe(true);
    });

    test('can name a term of QuickBooks, and then need no days', async () => {
        const server = serverWith();
        const screen = await open(server);

        await screen.type(screen.field('Payment term'), 'books:3');
        expect(screen.all('[aria-label="Number of days"]')).toEqual([]);
        await screen.click(screen.button('Save'));

        expect(server.calls('PUT /settings')[0]?.body).toMatchObject({
            term: { kind: 'books', id: '3' },
        });
    });

    test.each([
        ['email.field', 'Email', 'person.email'],
        ['term', 'Payment term', 'books:3'],
        ['income_account', 'Income account', '79'],
    ])('say beside its field that "%s" was refused, and keep it', async (field, label, value) => {
        const server = serverWith();
        server.routes['PUT /settings'] = refused(400, {
            kind: 'invalid',
            field,
            message: 'It is gone.',
        });
        const screen = await open(server);

        await screen.type(screen.field('Tax ID'), 'deal.9dc8');
        await screen.type(screen.field(label), value);
        await screen.click(screen.button('Save'));

        expect(screen.text).toContain('Not saved: It is gone.');
        expect(screen.field(label).getAttribute('aria-invalid')).toBe('true');
        expect(document.activeElement).toBe(screen.field(label));
        expect(screen.field<HTMLSelectElement>(label).value).toBe(value);
        expect(screen.button('Save').disabled).toBe(false);
    });

    test('say which of two fields was refused', async () => {
        const server = serverWith();
        server.routes['PUT /settings'] = refused(400, { kind: 'invalid', field: 'to.fallback' });
        const screen = await open(server);

        await screen.type(screen.field('Tax ID'), 'deal.9dc8');
        await screen.click(screen.button('Save'));

        expect(fallback(screen, 'To').getAttribute('aria-invalid')).toBe('true');
        expect(screen.field('To').getAttribute('aria-invalid')).toBeNull();
        expect(document.activeElement).toBe(fallback(screen, 'To'));
    });

    test('point out a field that Pipedrive no longer has', async () => {
        const gone = { field: 'organization.name', fallback: 'deal.gone' };
        const screen = await open(serverWith(session(), { ...settings, to: gone }));

        expect(fallback(screen, 'To').value).toBe('deal.gone');
        expect(screen.text).toContain('This field no longer exists in Pipedrive.');
        expect(screen.field('Email').getAttribute('aria-describedby')).toBeNull();
    });

    test('point out what QuickBooks no longer has', async () => {
        const stored: Settings = {
            ...settings,
            term: { kind: 'books', days: 0, id: '9' },
            tax_code: '9',
            income_account: '9',
        };
        const screen = await open(serverWith(session(), stored));

        expect(screen.field<HTMLSelectElement>('Payment term').value).toBe('books:9');
        expect(screen.field<HTMLSelectElement>('Income account').value).toBe('9');
        expect(screen.text.match(/This is no longer active in QuickBooks/g)).toHaveLength(3);
    });

    test('offer taxes as the company has them', async () => {
        const american = { ...choices, tax_model: 'us_manual' } as const;
        const screen = await open(serverWith(session(), settings, american));

        const options = [...screen.field('Tax').querySelectorAll('option')];
        expect(options.map(({ value }) => value)).toEqual(['exclusive', 'none']);
        expect(screen.text).not.toContain('Tax code');

        const untaxed = { ...choices, tax_model: 'none' } as const;
        const none = await open(serverWith(session(), settings, untaxed));
        expect(none.text).not.toContain('Added to the prices');
    });

    test('cannot be changed by others than the connected user', async () => {
        const screen = await open(serverWith(others()));

        expect(screen.field<HTMLSelectElement>('To').disabled).toBe(true);
        expect(screen.field('Write a note to the deal').disabled).toBe(true);
        expect(screen.hasButton('Save')).toBe(false);
        expect(screen.text).toContain('Only Kim, the connected user, can change the settings');
    });

    test('are there before anything is connected', async () => {
        const screen = await open(serverWith(session({ books: null }), settings, null));

        expect(screen.field<HTMLSelectElement>('To').disabled).toBe(false);
        expect(screen.field<HTMLSelectElement>('Income account').disabled).toBe(true);
        expect(screen.text).toContain('Connect QuickBooks to choose one of its accounts.');
    });

    test('say why the lists of QuickBooks are missing', async () => {
        const server = serverWith();
        server.routes['GET /settings'] = ok({
            settings,
            fields,
            books: null,
            books_error: 'QuickBooks did not answer.',
        });
        const screen = await open(server);
        expect(screen.text).toContain('QuickBooks did not answer.');

        server.routes['GET /settings'] = ok({
            settings,
            fields,
            books: choices,
            books_error: null,
        });
        await screen.type(screen.field('Email'), '');
        await screen.click(screen.button('Try again'));

        expect(screen.text).toContain('Sales of Product Income');
        expect(screen.field<HTMLSelectElement>('Email').value).toBe('');
    });

    test('say what failed to load, and leave the connection alone', async () => {
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

describe('unsaved changes', () => {
    test('make the browser ask before the page is left', async () => {
        const screen = await open(serverWith());

        await screen.type(screen.field('Email'), '');
        expect(leaves()).toBe(false);
        await screen.click(screen.button('Save'));
        expect(leaves()).toBe(true);
    });

    test('are asked for before the connection changes hands', async () => {
        const server = serverWith();
        const host = fakeHost();
        const screen = await open(server, host);
        await screen.type(screen.field('Email'), '');
        await screen.type(screen.field('Hand over to'), '816');

        host.confirm.mockResolvedValue(false);
        await screen.click(screen.button('Hand over'));

        expect(host.confirm.mock.calls.map(([{ title }]) => title)).toEqual([
            'Discard your unsaved changes?',
        ]);
        expect(server.calls('POST /books/hand-over')).toEqual([]);
        expect(screen.field<HTMLSelectElement>('Email').value).toBe('');
    });

    test('stay while QuickBooks is being connected', async () => {
        const server = serverWith(session({ books: null }), settings, null);
        const screen = await open(server);
        await screen.type(screen.field('Email'), '');
        vi.spyOn(window, 'open').mockReturnValue(null);
        await screen.click(screen.button('Connect to QuickBooks'));

        server.routes['GET /session'] = ok(session());
        server.routes['GET /settings'] = ok({
            settings,
            fields,
            books: choices,
            books_error: null,
        });
        window.dispatchEvent(new Event('focus'));
        await screen.pass(0);

        expect(screen.text).toContain('Sales of Product Income');
        expect(screen.field<HTMLSelectElement>('Email').value).toBe('');
        expect(leaves()).toBe(false);
    });
});

describe('the preview', () => {
    async function onDeal(server: FakeServer): Promise<Screen> {
        const screen = await open(server);
        const box = screen.field('Try it on a deal');
        await screen.type(box, 'roof');
        await screen.pass(250);
        await screen.click(screen.all('[role=option]')[0]!);
        await screen.pass(300);
        return screen;
    }

    test('shows what the choices make of a deal', async () => {
        const server = serverWith();
        const screen = await onDeal(server);

        expect(server.calls('GET /deals')[0]?.path).toBe('/deals?text=roof');
        expect(server.calls('POST /settings/preview')[0]?.body).toEqual({ deal: 17, settings });
        expect(screen.text).toContain('Lee Ltd');
        expect(screen.text).toContain('Empty in this deal');
        expect(screen.text).toContain('Mar 20, 2026');
    });

    test('follows each change once typing pauses, without saving', async () => {
        const server = serverWith();
        const screen = await onDeal(server);

        await screen.type(days(screen), '7');
        await screen.type(days(screen), '70');
        await screen.pass(300);

        const asked = server.calls('POST /settings/preview').map(({ body }) => body);
        expect(asked).toHaveLength(2);
        expect(asked[1]).toMatchObject({ settings: { term: { days: 70 } } });
        expect(server.calls('PUT /settings')).toEqual([]);
    });

    test('waits while the form cannot be read, and says what went wrong', async () => {
        const server = serverWith();
        const screen = await onDeal(server);

        await screen.type(days(screen), 'x');
        await screen.pass(300);
        expect(server.calls('POST /settings/preview')).toHaveLength(1);

        server.routes['POST /settings/preview'] = refused(404, {
            kind: 'not_found',
            message: 'The deal was deleted.',
        });
        await screen.type(days(screen), '8');
        await screen.pass(300);
        expect(screen.text).toContain('The deal was deleted.');
    });
});

describe('the connected user', () => {
    test('hands the connection over after a question', async () => {
        const server = serverWith();
        const host = fakeHost();
        const screen = await open(server, host);
        expect(screen.button('Hand over').disabled).toBe(true);
        await screen.type(screen.field('Hand over to'), '816');

        server.routes['GET /session'] = ok(others({ connected_by: 'Eve', connected_by_id: 816 }));
        await screen.click(screen.button('Hand over'));

        expect(host.confirm.mock.calls[0]?.[0]).toMatchObject({
            title: 'Hand the connection over to Eve?',
            isHarmless: true,
        });
        expect(server.calls('POST /books/hand-over')[0]?.body).toEqual({ to: 816 });
        expect(host.notify).toHaveBeenCalledWith('Eve is the connected user now');
        expect(screen.text).toContain('that is Eve, so you do not see invoices');
        expect(screen.field<HTMLSelectElement>('To').disabled).toBe(true);
    });

    test('keeps it where the question is answered with no, or the server refuses', async () => {
        const server = serverWith();
        const host = fakeHost();
        const screen = await open(server, host);
        await screen.type(screen.field('Hand over to'), '816');

        host.confirm.mockResolvedValueOnce(false);
        await screen.click(screen.button('Hand over'));
        expect(server.calls('POST /books/hand-over')).toEqual([]);

        server.routes['POST /books/hand-over'] = refused(400, {
            kind: 'invalid',
            field: 'to',
            message: 'Eve no longer has Billbridge installed.',
        });
        await screen.click(screen.button('Hand over'));
        expect(screen.text).toContain('Eve no longer has Billbridge installed.');
        expect(screen.hasButton('Disconnect')).toBe(true);
    });

    test('hears what to do where nobody else has the app', async () => {
        const server = serverWith();
        server.routes['GET /users'] = ok({ users: users.slice(0, 1) });
        const screen = await open(server);

        expect(screen.text).toContain('ask a colleague to install Billbridge');
        expect(screen.hasButton('Hand over')).toBe(false);
    });

    test('is told to others, with why they see no invoices and who can help', async () => {
        const server = serverWith(others());
        server.routes['GET /users'] = ok({
            users: [
                { id: 815, name: 'Sam', is_me: true, is_admin: false },
                { id: 9, name: 'Ada', is_me: false, is_admin: true },
            ],
        });
        const screen = await open(server);

        expect(screen.text).toContain('that is Kim, so you do not see invoices');
        expect(screen.text).toContain('Ask Kim to hand the connection over to you.');
        expect(screen.text).toContain('Administrators who have Billbridge installed: Ada.');
        expect(screen.hasButton('Take over')).toBe(false);
        expect(screen.hasButton('Disconnect')).toBe(false);
    });

    test('is replaced by an administrator after a question', async () => {
        const server = serverWith(others({ can_take_over: true }));
        const host = fakeHost();
        const screen = await open(server, host);

        server.routes['GET /session'] = ok(session());
        await screen.click(screen.button('Take over'));

        expect(host.confirm.mock.calls[0]?.[0].title).toBe('Take the connection over from Kim?');
        expect(server.calls('POST /books/take-over')).toHaveLength(1);
        expect(screen.text).toContain('Sam (you)');
        expect(screen.field<HTMLSelectElement>('To').disabled).toBe(false);
    });

    test('stays where the administrator is none any more', async () => {
        const server = serverWith(others({ can_take_over: true }));
        server.routes['POST /books/take-over'] = refused(403, {
            kind: 'forbidden',
            message: 'Only an administrator can.',
        });
        const screen = await open(server);

        await screen.click(screen.button('Take over'));

        expect(screen.text).toContain('Only an administrator can.');
    });
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

    test('is described in words', async () => {
        const screen = await open(serverWith());

        expect(screen.text).toContain('United States');
        expect(screen.text).toContain('US Dollar (USD)');
        expect(screen.text).toContain('Nov 20, 2026');
        expect(screen.text).not.toContain('connect again');
    });

    test('says when QuickBooks will end it', async () => {
        const ends = session({ books: books({ ends_at: '2031-11-19T09:00:00Z' }) });
        const screen = await open(serverWith(ends));

        expect(screen.text).toContain('Nov 19, 2031 (QuickBooks then asks to connect again)');
    });
});
