import type { ApiError } from '../api/answer';

export interface Received {
    method: string;
    path: string;
    body: unknown;
    headers: Record<string, string>;
}

type Reply = { status: number; body: unknown } | 'no answer';
type Route = Reply | ((received: Received) => Reply | Promise<Reply>);

export function ok(body: unknown, status = 200): Reply {
    return { status, body };
}

export function refused(status: number, error: Partial<ApiError>): Reply {
    return { status, body: { error: { message: 'Refused.', field: '', key: '', ...error } } };
}

/// Our server as a table of routes (`GET /session`); the part of a path after `?` does not count. A
/// route can be exchanged at any time.
export class FakeServer {
    readonly received: Received[] = [];

    constructor(readonly routes: Record<string, Route>) {}

    readonly fetch: typeof fetch = async (address, init) => {
        const path = String(address).replace('/api/v1', '');
        const received: Received = {
            method: init?.method ?? 'GET',
            path,
            body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
            headers: init?.headers as Record<string, string>,
        };
        this.received.push(received);
        const route = this.routes[`${received.method} ${path.split('?')[0]}`];
        if (!route) {
            throw new Error(`no route for ${received.method} ${path}`);
        }
        const reply = typeof route === 'function' ? await route(received) : route;
        if (reply === 'no answer') {
            throw new TypeError('Failed to fetch');
        }
        return new Response(JSON.stringify(reply.body), { status: reply.status });
    };

    calls(route: string): Received[] {
        return this.received.filter(
            ({ method, path }) => `${method} ${path.split('?')[0]}` === route,
        );
    }
}
