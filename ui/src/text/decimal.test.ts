import { describe, expect, test } from 'vitest';

import { Decimal } from './decimal';

function decimal(text: string): Decimal {
    const value = Decimal.parse(text);
    if (!value) {
        throw new Error(`${text} is no decimal number`);
    }
    return value;
}

describe('Decimal', () => {
    test('a product is rounded half up to the cent, where a float would be a cent short', () => {
        const amount = decimal('128.350').times(decimal('14.50')).roundedHalfUp(2);

        expect(amount.toString()).toBe('1861.08');
    });

    test.each([
        ['0.005', '0.01'],
        ['-0.005', '-0.01'],
        ['0.0049', '0.00'],
        ['1.005', '1.01'],
        ['2', '2.00'],
        ['-1.994', '-1.99'],
    ])('%s rounded to cents is %s', (text, rounded) => {
        expect(decimal(text).roundedHalfUp(2).toString()).toBe(rounded);
    });

    test('a sum is exact far beyond the digits of a float', () => {
        const sum = decimal('9007199254740993.01').plus(decimal('0.02'));

        expect(sum.toString()).toBe('9007199254740993.03');
    });

    test('a difference keeps its sign and its leading zero', () => {
        expect(decimal('1.20').minus(decimal('1.25')).toString()).toBe('-0.05');
    });

    test('the scale is kept as written and dropped on request', () => {
        expect(decimal('100.00').toString()).toBe('100.00');
        expect(decimal('100.00').trimmed().toString()).toBe('100');
    });

    test('a comparison looks at the value only', () => {
        expect(decimal('1.0').compare(decimal('1.00'))).toBe(0);
        expect(decimal('-2').compare(decimal('1'))).toBe(-1);
        expect(decimal('10').compare(decimal('9.99'))).toBe(1);
    });

    test.each(['', '.5', '5.', '1e3', '+1', '1,5', ' 1', '1 000', 'NaN', '--1', '1.2.3'])(
        'the text "%s" is refused',
        (text) => {
            expect(Decimal.parse(text)).toBeNull();
        },
    );
});
