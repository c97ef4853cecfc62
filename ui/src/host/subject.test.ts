import { describe, expect, test } from 'vitest';

import { dealOf } from './subject';

describe('the deal of a surface', () => {
    test.each([
        ['resource=deal&view=details&selectedIds=17', 17],
        ['resource=deal&selectedIds=17&data=%7B%22deal%22%3A%2218%22%7D', 17],
        ['data=%7B%22deal%22%3A%2218%22%7D', 18],
    ])('is in the address %s', (address, deal) => {
        expect(dealOf(new URLSearchParams(address))).toBe(deal);
    });

    test.each([
        ['', 'nothing is selected'],
        ['resource=person&selectedIds=17', 'a person is selected'],
        ['resource=deal&selectedIds=17%2C18', 'two deals are selected'],
        ['resource=deal&selectedIds=', 'the whole list is selected'],
        ['resource=deal&selectedIds=-1', 'the number is negative'],
        ['data=%7B', 'what was handed over is broken'],
        ['data=null', 'what was handed over is nothing'],
        ['data=%7B%22deal%22%3A%7B%7D%7D', 'what was handed over is no number'],
    ])('is missing in the address "%s": %s', (address) => {
        expect(dealOf(new URLSearchParams(address))).toBeNull();
    });
});
