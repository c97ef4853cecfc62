import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { Api } from './api';
import { createInvoice, type Order } from './invoices';
import { getSession } from './session';

function answer(status: number, body: unknown): Response {
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });
}

function refusal(status: number, error: object): Response {
    return answer(status, { error });
}

function server(...answers: Array<Response | Error>) {
    return vi.fn<typeof fetch>(async () => {
        const next = answers.shift();
        if (next instanceof Response) {
            return next;
        }
        throw next ?? new Error('not expected');
    });
}

const token = vi.fn(async (fresh?: boolean) => (fresh ? 'fresh' : 'kept'));

function sentToken(fetched: ReturnType<typeof server>, call: number): unknown {
    return (fetched.mock.calls[call]?.[1]?.headers as Record<string, string>).Authorization;
}

describe('a call to the API', () => {
    beforeEach(() => {
        token.mockImplementation(async (fresh) => (fresh ? 'fresh' : 'kept'));
    });

    test('carries the token and gives the value', async () => {
        const fetched = server(answer(200, { language: 'en' }));

        const session = await getSession(new Api(token, fetched));

        expect(session).toEqual({ ok: true, value: { language: 'en' } });
        expect(fetched.mock.calls[0]?.[0]).toBe('/api/v1/session');
        expect(sentToken(fetched, 0)).toBe('Bearer kept');
    });

    test('is repeated once with a fresh token when the token is refused', async () => {
        const fetched = server(
            refusal(401, { kind: 'unauthorized', message: 'expired' }),
            answer(200, { language: 'pl' }),
        );

        const session = await getSession(new Api(token, fetched));

        expect(session.ok).toBe(true);
        expect(sentToken(fetched, 1)).toBe('Bearer fresh');
    });

    test('is repeated no more than once', async () => {
        const fetched = server(
            refusal(401, { kind: 'unauthorized', message: 'expired' }),
            refusal(401, { kind: 'unauthorized', message: 'still expired' }),
        );

        const session = await getSession(new Api(token, fetched));

        expect(session).toMatchObject({ ok: false, error: { kind: 'unauthorized' } });
        expect(fetched).toHaveBeenCalledTimes(2);
    });

    test('gives the server’s error as it is', async () => {
        const error = {
            kind: 'invalid',
            key: 'error.quantity',
            message: 'The quantity must be more than zero.',
            field: 'lines[0].quantity',
            retry_after: null,
            request_id: '6f0c',
        };
        const fetched = server(refusal(400, error));

        expect(await getSession(new Api(token, fetched))).toEqual({ ok: false, error });
    });

    test.each([
        [400, 'invalid'],
        [403, 'forbidden'],
        [404, 'not_found'],
        [409, 'conflict'],
        [413, 'rejected'],
        [422, 'rejected'],
        [429, 'rate_limited'],
        [500, 'unavailable'],
        [502, 'unavailable'],
        [503, 'unavailable'],
    ])('answered %d by something that is not our server is %s', async (status, kind) => {
        const fetched = server(answer(status, '<html>proxy</html>'));

        const session = await getSession(new Api(token, fetched));

        expect(session).toMatchObject({ ok: false, error: { kind, message: '', key: '' } });
    });

    test('has an unknown outcome from 500 up, whatever the body calls it', async () => {
        const fetched = server(refusal(500, { kind: 'rejected', message: 'Something went wrong' }));

        const session = await getSession(new Api(token, fetched));

        expect(session).toMatchObject({ error: { kind: 'unavailable' } });
    });

    test('is unavailable where the network fails', async () => {
        const fetched = server(new TypeError('Failed to fetch'));

        const session = await getSession(new Api(token, fetched));

        expect(session).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    });

    test('is unavailable where the host gives no token', async () => {
        token.mockRejectedValue(new Error('not installed'));

        const session = await getSession(new Api(token, server()));

        expect(session).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    });

    test('is unavailable where a success has no JSON', async () => {
        const session = await getSession(new Api(token, server(answer(200, 'hello'))));

        expect(session).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    });

    test('sends an order with the key of its wish', async () => {
        const fetched = server(answer(202, { intent: { id: 'i', state: 'planned' } }));
        const order = { deal: 17 } as Order;

        await createInvoice(new Api(token, fetched), 'wish-1', order);

        const call = fetched.mock.calls[0]?.[1];
        expect(call).toMatchObject({ method: 'POST', body: '{"deal":17}' });
        expect(call?.headers).toMatchObject({
            'Idempotency-Key': 'wish-1',
            'Content-Type': 'application/json',
        });
    });
});

describe('a call without an answer', () => {
    beforeEach(() => {
        vi.useFakeTimers();
        token.mockImplementation(async () => 'kept');
    });
    afterEach(() => {
        vi.useRealTimers();
    });

    function silent(): typeof fetch {
        return (_, init) =>
            new Promise((_resolve, reject) => {
                init?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
            });
    }

    test('is given up after a while', async () => {
        const session = getSession(new Api(token, silent()));

        await vi.advanceTimersByTimeAsync(45_000);

        expect(await session).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    });

    test('is given up when the caller no longer wants it', async () => {
        const wanted = new AbortController();
        const call = new Api(token, silent()).request('GET', '/items', { signal: wanted.signal });

        await vi.advanceTimersByTimeAsync(1);
        wanted.abort();

        expect(await call).toMatchObject({ ok: false });
    });
});
