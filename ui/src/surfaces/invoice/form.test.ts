import { describe, expect, test } from 'vitest';

import { draft, item, payer } from '../../testing/samples';
import {
    formOf,
    lineAmount,
    orderOf,
    plusDays,
    subtotal,
    withDate,
    withItem,
    withLine,
    withNewLine,
    withoutLine,
    withPayer,
} from './form';

function form(part: Parameters<typeof draft>[0] = {}) {
    return formOf(draft(part), 'en');
}

describe('the amounts of a form', () => {
    test('are quantity times price, half up to the cent', () => {
        const changed = withLine(form(), '0', { quantity: '128.350', unit_price: '14.50' });

        expect(lineAmount(changed.lines[0]!, 'en')?.toString()).toBe('1861.08');
    });

    test('are unknown while a number cannot be read', () => {
        const changed = withLine(form(), '0', { quantity: 'two' });

        expect(lineAmount(changed.lines[0]!, 'en')).toBeNull();
        expect(subtotal(changed, 'en').toString()).toBe('0.00');
    });

    test('add up', () => {
        const two = withLine(withNewLine(form()), '1', { quantity: '3', unit_price: '0.10' });

        expect(subtotal(two, 'en').toString()).toBe('60.76');
    });

    test('are read as a Pole types them', () => {
        const polish = formOf(draft(), 'pl');

        expect(polish.lines[0]?.unit_price).toBe('30,23');
        expect(subtotal(polish, 'pl').toString()).toBe('60.46');
    });
});

describe('the lines of a form', () => {
    test('keep their keys when one in between goes', () => {
        const three = withNewLine(withNewLine(form()));

        expect(withoutLine(three, '1').lines.map(({ key }) => key)).toEqual(['0', '2']);
    });

    test('never get the key of a line that is gone', () => {
        const again = withNewLine(withoutLine(withNewLine(form()), '1'));

        expect(again.lines.map(({ key }) => key)).toEqual(['0', '2']);
    });

    test('take from a product what they do not say themselves', () => {
        const linked = withItem(withNewLine(form()), '1', item(), 'en');

        expect(linked.lines[1]).toMatchObject({
            item: { id: '11', name: 'Pump' },
            description: 'Fountain pump',
            unit_price: '15.00',
        });
    });

    test('keep what they say when a product is linked', () => {
        const linked = withItem(form(), '0', item({ id: '12', name: 'Tile' }), 'en');

        expect(linked.lines[0]).toMatchObject({
            item: { id: '12', name: 'Tile' },
            description: 'Roof tile',
            unit_price: '30.23',
        });
    });

    test('take a product without a price', () => {
        const linked = withItem(withNewLine(form()), '1', item({ unit_price: null }), 'en');

        expect(linked.lines[1]?.unit_price).toBe('');
    });
});

describe('the due date', () => {
    test('follows the invoice date by the payment term', () => {
        expect(withDate(form(), '2026-12-25', 14).due_date).toBe('2027-01-08');
    });

    test('stays where a person set it', () => {
        const own = { ...form(), due_date: '2026-12-31', due_date_is_own: true };

        expect(withDate(own, '2026-12-25', 14).due_date).toBe('2026-12-31');
    });

    test('stays while the invoice date is empty', () => {
        expect(withDate(form(), '', 14)).toMatchObject({ date: '', due_date: '2026-12-04' });
    });

    test.each([
        ['2028-02-28', 1, '2028-02-29'],
        ['2026-02-28', 1, '2026-03-01'],
        ['2026-11-20', 0, '2026-11-20'],
    ])('%s plus %d days is %s', (day, days, due) => {
        expect(plusDays(day, days)).toBe(due);
    });
});

describe('a linked customer', () => {
    test('brings an address to write to where the deal has none', () => {
        const bare = { ...form(), details: { ...form().details, email: '' } };

        expect(withPayer(bare, payer()).details.email).toBe('books@lee.test');
    });

    test('does not replace the deal’s address', () => {
        expect(withPayer(form(), payer()).details.email).toBe('ann@lee.test');
    });
});

describe('an order', () => {
    test('says what the form says, with plain decimals', () => {
        const polish = withLine(formOf(draft(), 'pl'), '0', { quantity: '1 000,5' });

        expect(orderOf(polish, draft(), 'pl')).toEqual({
            deal: 17,
            deal_title: 'Roof repair',
            contact: { kind: 'organization', id: 12 },
            payer: null,
            details: draft().details,
            currency: 'USD',
            date: '2026-11-20',
            due_date: '2026-12-04',
            lines: [
                {
                    item: '11',
                    item_name: 'Pump',
                    description: 'Roof tile',
                    quantity: '1000.5',
                    unit_price: '30.23',
                    product: 5,
                    variation: 0,
                },
            ],
        });
    });

    test('names the linked customer', () => {
        expect(orderOf(withPayer(form(), payer()), draft(), 'en').payer).toBe('58');
    });

    test('has no blanks round the details', () => {
        const blank = { ...form(), details: { ...form().details, name: ' Lee Ltd ' } };

        expect(orderOf(blank, draft(), 'en').details.name).toBe('Lee Ltd');
    });
});
