import { describe, expect, test } from 'vitest';

import {
    formatCountry,
    formatCurrency,
    formatDate,
    formatDecimal,
    formatInstant,
    formatMoney,
} from './format';

/// Node and browsers of different ages disagree on which space stands in a number.
function plainSpaces(text: string): string {
    return text.replace(/[\u00a0\u202f]/g, ' ');
}

describe('money', () => {
    test.each([
        ['1861.08', 'USD', 'en-US', '$1,861.08'],
        ['-0.50', 'USD', 'en-US', '-$0.50'],
        ['12861.08', 'PLN', 'pl', '12 861,08 zł'],
        ['9007199254740993.01', 'USD', 'en-US', '$9,007,199,254,740,993.01'],
        ['-9007199254740993.01', 'EUR', 'en-US', '-€9,007,199,254,740,993.01'],
        ['3.5', 'MYCOIN', 'en-US', '3.5 MYCOIN'],
        ['free', 'USD', 'en-US', 'free USD'],
    ])('%s %s in %s reads %s', (amount, currency, locale, shown) => {
        expect(plainSpaces(formatMoney(amount, currency, locale))).toBe(shown);
    });
});

describe('a number', () => {
    test('keeps the decimals it has', () => {
        expect(formatDecimal('1234.500', 'en-US')).toBe('1,234.500');
    });

    test('that is none is shown as it is', () => {
        expect(formatDecimal('many', 'en-US')).toBe('many');
    });
});

describe('a day', () => {
    test('is the same day in every time zone', () => {
        expect(formatDate('2026-11-20', 'en-US')).toBe('Nov 20, 2026');
        expect(formatDate('2026-11-20', 'pl')).toBe('20 lis 2026');
    });

    test('that is none is shown as it is', () => {
        expect(formatDate('soon', 'en-US')).toBe('soon');
    });
});

test('an instant that is none is shown as it is', () => {
    expect(formatInstant('just now', 'en-US')).toBe('just now');
});

test('countries and currencies have names; what nobody knows stays as it is', () => {
    expect(formatCountry('PL', 'en-US')).toBe('Poland');
    expect(formatCountry('PL', 'pl')).toBe('Polska');
    expect(formatCountry('', 'pl')).toBe('');
    expect(formatCurrency('EUR', 'en-US')).toBe('Euro (EUR)');
    expect(formatCurrency('QQQ', 'en-US')).toBe('QQQ');
    expect(formatCurrency('coins', 'en-US')).toBe('coins');
});
