import type { Draft } from '../api/draft';
import type { Order } from '../api/invoices';
import type { Preview } from '../api/preview';
import type { Host } from '../host/host';
import { InvoiceDialog } from '../surfaces/invoice/invoice_dialog';
import type { Language } from '../text/language';
import { fakeHost } from './fake_host';
import { FakeServer, ok } from './fake_server';
import { draft, intent, item, payer, session, totals } from './samples';
import { type Screen, show } from './screen';

/// What the server says to every order that it is asked about.
export function preview(part: Partial<Preview> = {}) {
    return ({ body }: { body: unknown }) =>
        ok({
            totals: totals(),
            problems: [],
            lines: (body as Order).lines.map(() => ({ amount: '60.46' })),
            due_date: (body as Order).due_date,
            exchange_rate: null,
            ...part,
        });
}

/// A server on which everything works, with this draft of deal 17.
export function serverWith(part: Partial<Draft> = {}): FakeServer {
    return new FakeServer({
        'GET /session': ok(session()),
        'GET /deals/17/draft': ok(draft(part)),
        'PUT /deals/17/draft': ({ body }) =>
            ok({ version: (body as { version: number }).version + 1 }),
        'DELETE /deals/17/draft': ok({}),
        'GET /payers': ok({ payers: [payer()] }),
        'POST /payers/match': ok({ holder: null }),
        'GET /items': ok({ items: [item({ id: '12', name: 'Rocks' })] }),
        'POST /invoices/preview': preview(),
        'POST /invoices': ok({ intent: intent() }),
    });
}

export function openDialog(
    server: FakeServer,
    { host = fakeHost(), language = 'en' }: { host?: Host; language?: Language } = {},
): Promise<Screen> {
    return show(<InvoiceDialog />, { server, host, language });
}

/// What was ordered last, or asked about with `POST /invoices/preview`.
export function lastOrder(server: FakeServer, route = 'POST /invoices'): Order {
    return server.calls(route).at(-1)?.body as Order;
}
