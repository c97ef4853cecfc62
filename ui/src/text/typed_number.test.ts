import { describe, expect, test } from 'vitest';

import { asTyped, readTyped } from './typed_number';

describe('a typed number', () => {
    test.each([
        ['en', '1234.5', '1234.5'],
        ['en', ' 1,234.50 ', '1234.50'],
        ['en', '-3', '-3'],
        ['pl', '1234,5', '1234.5'],
        ['pl', '1 234,50', '1234.50'],
        ['pl', '1\u00a0234\u00a0567,5', '1234567.5'],
        ['pl', '2.5', '2.5'],
    ] as const)('in %s "%s" means %s', (language, text, value) => {
        expect(readTyped(text, language)?.toString()).toBe(value);
    });

    test.each([
        ['en', '1,5'],
        ['en', '12,34.5'],
        ['en', ''],
        ['en', 'two'],
        ['pl', '1,2,3'],
        ['pl', '1.234,5'],
        ['pl', '12 34'],
    ] as const)('in %s "%s" is refused', (language, text) => {
        expect(readTyped(text, language)).toBeNull();
    });

    test('the decimal mark follows the language', () => {
        expect(asTyped('1234.50', 'en')).toBe('1234.50');
        expect(asTyped('1234.50', 'pl')).toBe('1234,50');
    });
});
