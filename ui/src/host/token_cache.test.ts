import { describe, expect, test, vi } from 'vitest';

import { TokenCache } from './token_cache';

const minute = 60_000;

function tokens() {
    let made = 0;
    return vi.fn(async () => `token ${++made}`);
}

describe('a signed token', () => {
    test('is asked for once within four minutes', async () => {
        const ask = tokens();
        let now = 0;
        const cache = new TokenCache(ask, () => now);

        const first = await cache.get();
        now = 4 * minute - 1;
        const second = await cache.get();

        expect(second).toBe(first);
        expect(ask).toHaveBeenCalledTimes(1);
    });

    test('is renewed when it is four minutes old', async () => {
        let now = 0;
        const cache = new TokenCache(tokens(), () => now);

        await cache.get();
        now = 4 * minute;

        expect(await cache.get()).toBe('token 2');
    });

    test('is asked for once where two calls need it together', async () => {
        const ask = tokens();
        const cache = new TokenCache(ask);

        await Promise.all([cache.get(), cache.get()]);

        expect(ask).toHaveBeenCalledTimes(1);
    });

    test('is renewed on request', async () => {
        const cache = new TokenCache(tokens());

        await cache.get();

        expect(await cache.get(true)).toBe('token 2');
    });

    test('is asked for again after the host refused', async () => {
        const ask = tokens().mockRejectedValueOnce(new Error('not installed'));
        const cache = new TokenCache(ask);

        await expect(cache.get()).rejects.toThrow('not installed');

        expect(await cache.get()).toBe('token 1');
    });
});
