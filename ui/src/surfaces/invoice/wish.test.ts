import { beforeEach, describe, expect, test } from 'vitest';

import type { Order } from '../../api/invoices';
import { WishKeeper } from './wish';

const order = { deal: 17, currency: 'USD' } as Order;
const otherOrder = { deal: 17, currency: 'EUR' } as Order;

let made = 0;
function keeper(storage: Storage | null = sessionStorage, place = 'wish.17') {
    return new WishKeeper(place, storage, () => `key-${++made}`);
}

describe('the key of a wish', () => {
    beforeEach(() => {
        sessionStorage.clear();
        made = 0;
    });

    test('is the same for every repetition', () => {
        const wishes = keeper();

        expect(wishes.sending(order).key).toBe('key-1');
        expect(wishes.sending(order).key).toBe('key-1');
    });

    test('and its order survive a reload while nobody knows the outcome', () => {
        keeper().sending(order);

        const reloaded = keeper();

        expect(reloaded.open).toEqual({ key: 'key-1', order, intent: null });
    });

    test('never goes with another order while the outcome is open', () => {
        const wishes = keeper();
        wishes.sending(order);

        expect(wishes.sending(otherOrder)).toEqual({ key: 'key-1', order, intent: null });
    });

    test('stays with a wish that the server refused, which may be worded anew', () => {
        const wishes = keeper();
        wishes.sending(order);

        wishes.refused();

        expect(wishes.open).toBeNull();
        expect(wishes.sending(otherOrder)).toEqual({
            key: 'key-1',
            order: otherOrder,
            intent: null,
        });
    });

    test('is new after the outcome is known', () => {
        const wishes = keeper();
        wishes.sending(order);

        wishes.decided();

        expect(wishes.open).toBeNull();
        expect(wishes.sending(order).key).toBe('key-2');
    });

    test('is forgotten by the browser after the outcome is known', () => {
        const wishes = keeper();
        wishes.sending(order);
        wishes.decided();

        expect(keeper().open).toBeNull();
        expect(sessionStorage.length).toBe(0);
    });

    test('remembers the intent that the server made of it', () => {
        const wishes = keeper();
        wishes.sending(order);

        wishes.taken('intent-1');

        expect(keeper().open?.intent).toBe('intent-1');
    });

    test('is another one for another deal', () => {
        keeper().sending(order);

        expect(keeper(sessionStorage, 'wish.18').open).toBeNull();
    });

    test.each(['not json', '{}', '{"key":1}', 'null'])(
        'does not come from the leftover %s',
        (text) => {
            sessionStorage.setItem('wish.17', text);

            const wishes = keeper();

            expect(wishes.open).toBeNull();
            expect(wishes.sending(order).key).toBe('key-1');
        },
    );

    test('lives without a storage', () => {
        const wishes = keeper(null);

        wishes.sending(order);

        expect(wishes.open?.key).toBe('key-1');
    });

    test('lives with a storage that refuses', () => {
        const full = {
            getItem: () => null,
            setItem: () => {
                throw new Error('full');
            },
            removeItem: () => {
                throw new Error('refused');
            },
        } as unknown as Storage;
        const wishes = keeper(full);

        wishes.sending(order);
        wishes.decided();

        expect(wishes.sending(order).key).toBe('key-2');
    });
});
