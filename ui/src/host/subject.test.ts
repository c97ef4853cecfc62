import { describe, expect, test } from 'vitest';

import { dealOf, subjectOf } from './subject';

describe('the subject of a surface', () => {
    test.each([
        ['resource=deal&view=details&selectedIds=17', 'deal', 17],
        ['resource=deal&selectedIds=17&data=%7B%22deal%22%3A%2218%22%7D', 'deal', 17],
        ['data=%7B%22deal%22%3A%2218%22%7D', 'deal', 18],
        ['resource=person&selectedIds=19', 'person', 19],
        ['resource=organization&selectedIds=20', 'organization', 20],
        ['data=%7B%22person%22%3A%2221%22%7D', 'person', 21],
        ['data=%7B%22organization%22%3A%2222%22%7D', 'organization', 22],
    ])('is in the address %s', (address, kind, id) => {
        expect(subjectOf(new URLSearchParams(address))).toEqual({ kind, id });
    });

    test.each([
        ['', 'nothing is selected'],
        ['resource=product&selectedIds=17', 'a product is selected'],
        ['resource=deal&selectedIds=17%2C18', 'two deals are selected'],
        ['resource=deal&selectedIds=', 'the whole list is selected'],
        ['resource=deal&selectedIds=-1', 'the number is negative'],
        ['data=%7B', 'what was handed over is broken'],
        ['data=null', 'what was handed over is nothing'],
        ['data=%7B%22deal%22%3A%7B%7D%7D', 'what was handed over is no number'],
    ])('is missing in the address "%s": %s', (address) => {
        expect(subjectOf(new URLSearchParams(address))).toBeNull();
    });
});

describe('the deal of a surface', () => {
    test('is its subject', () => {
        expect(dealOf(new URLSearchParams('resource=deal&selectedIds=17'))).toBe(17);
    });

    test('is missing where the subject is a contact', () => {
        expect(dealOf(new URLSearchParams('resource=person&selectedIds=17'))).toBeNull();
    });
});
