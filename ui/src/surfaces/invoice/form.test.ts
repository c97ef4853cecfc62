import { describe, expect, test } from 'vitest';

import { draft, draftLine, item, payer } from '../../testing/samples';
import { estimate, lineAmount, subtotal, withCents } from './amounts';
import {
    formOf,
    keptForm,
    restored,
    withCurrency,
    withDate,
    withInstallment,
    withItem,
    withItemLine,
    withLine,
    withMovedLine,
    withNewLine,
    withoutLine,
    withPayer,
    withSuggestions,
    withTerm,
} from './form';
import { orderOf } from './order';
import { dueDate, plusDays } from './term';

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

    test.each([
        [{ kind: 'percentage' as const, value: '10' }, '54.41'],
        [{ kind: 'amount' as const, value: '0.46' }, '60.00'],
        [{ kind: 'percentage' as const, value: '' }, '60.46'],
    ])('are less a discount of %o', (discount, amount) => {
        const line = { ...form().lines[0]!, discount };

        expect(lineAmount(line, 'en')?.toString()).toBe(amount);
    });

    test('are less the discount of the whole invoice', () => {
        const half = { ...form(), discount: { kind: 'percentage' as const, value: '50' } };

        expect(subtotal(half, 'en').toString()).toBe('60.46');
        expect(estimate(half, 'en').toString()).toBe('30.23');
    });

    test.each([
        ['500', '500.00'],
        ['1.5', '1.50'],
        ['0.12345', '0.12345'],
        ['much', 'much'],
    ])('are written with their cents: %s as %s', (amount, written) => {
        expect(withCents(amount)).toBe(written);
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

    test('begin as a product says', () => {
        const longer = withItemLine(form(), item({ taxable: false, tax_code: '5' }), 'en');

        expect(longer.lines[1]).toMatchObject({
            item: { id: '11', name: 'Pump' },
            quantity: '1',
            unit_price: '15.00',
            taxable: false,
            tax_code: '5',
        });
    });

    test('change places with their neighbours, as far as there are any', () => {
        const three = withNewLine(withNewLine(form()));
        const keysAfter = (key: string, step: -1 | 1) =>
            withMovedLine(three, key, step).lines.map((line) => line.key);

        expect(keysAfter('1', -1)).toEqual(['1', '0', '2']);
        expect(keysAfter('1', 1)).toEqual(['0', '2', '1']);
        expect(keysAfter('0', -1)).toEqual(['0', '1', '2']);
        expect(keysAfter('2', 1)).toEqual(['0', '1', '2']);
    });

    test('accept what was suggested for them, unless they are linked', () => {
        const suggestion = { id: '12', name: 'Rocks', reason: 'name' as const };
        const lines = [draftLine({ suggestion }), draftLine({ suggestion, item: null })];

        expect(withSuggestions(form({ lines })).lines.map((line) => line.item?.name)).toEqual([
            'Pump',
            'Rocks',
        ]);
    });

    test('give way to one installment', () => {
        const discount = { kind: 'percentage' as const, value: '5' };
        const deposit = { description: 'Deposit', amount: '500' };
        const one = withInstallment({ ...form(), discount }, deposit, 'en');

        expect(one.lines).toHaveLength(1);
        expect(one.lines[0]).toMatchObject({ key: '1', quantity: '1', unit_price: '500' });
        expect(one.discount.value).toBe('');
    });

    test('take a product without a price', () => {
        const linked = withItem(withNewLine(form()), '1', item({ unit_price: null }), 'en');

        expect(linked.lines[1]?.unit_price).toBe('');
    });
});

describe('the due date', () => {
    test('follows the invoice date by the payment term', () => {
        expect(withDate(form(), '2026-12-25').due_date).toBe('2027-01-08');
    });

    test('stays where a person set it', () => {
        const own = { ...form(), due_date: '2026-12-31', term: null };

        expect(withDate(own, '2026-12-25').due_date).toBe('2026-12-31');
    });

    test('stays while the invoice date is empty', () => {
        expect(withDate(form(), '')).toMatchObject({ date: '', due_date: '2026-12-04' });
    });

    test.each([
        [{ kind: 'due_on_receipt' as const, days: 0, id: null }, '2026-11-20'],
        [{ kind: 'days' as const, days: 30, id: null }, '2026-12-20'],
        [{ kind: 'end_of_month' as const, days: 0, id: null }, '2026-11-30'],
        [{ kind: 'end_of_month' as const, days: 10, id: null }, '2026-12-10'],
        [{ kind: 'books' as const, days: 0, id: '3' }, null],
    ])('by the term %o is %s', (term, due) => {
        expect(dueDate(term, '2026-11-20')).toBe(due);
    });

    test('waits for the server where the books know the term', () => {
        const term = { kind: 'books' as const, days: 0, id: '3' };

        expect(withTerm(form(), term)).toMatchObject({ term, due_date: '2026-12-04' });
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

describe('another currency', () => {
    test('has another rate, unless somebody typed one', () => {
        const euro = { ...form(), currency: 'EUR', exchange_rate: '1.08' };

        expect(withCurrency(euro, 'PLN').exchange_rate).toBe('');
        expect(withCurrency({ ...euro, exchange_rate_is_own: true }, 'PLN').exchange_rate).toBe(
            '1.08',
        );
    });
});

describe('a form that was kept', () => {
    test('comes back as it was', () => {
        const changed = withLine(formOf(draft(), 'pl'), '0', { quantity: '1,5' });
        const kept = JSON.parse(JSON.stringify(keptForm(changed, 'pl'))) as unknown;

        expect(restored(kept, draft())).toEqual({ form: changed, language: 'pl' });
    });

    test('is small, however many lines it has', () => {
        const lines = Array.from({ length: 750 }, () =>
            draftLine({ description: 'Roof tile, red, glazed, 33 x 42 cm, from the old kiln' }),
        );
        const kept = JSON.stringify(keptForm(form({ lines }), 'en'));

        expect(kept.length).toBeLessThan(256 * 1024);
    });

    test('gets what it lacks from the draft, and the customer as they are now', () => {
        const { memo: _, ...older } = { ...form(), payer: payer({ balance: '1.00' }) };
        const now = draft({ memo: 'By courier', payer: payer({ balance: '2.00' }) });

        const found = restored({ schema: 1, language: 'en', form: older }, now);

        expect(found?.form.memo).toBe('By courier');
        expect(found?.form.payer?.balance).toBe('2.00');
    });

    test.each([
        [null],
        [{}],
        [{ schema: 2, language: 'en', form: formOf(draft(), 'en') }],
        [{ schema: 1, language: 'de', form: formOf(draft(), 'en') }],
        [{ schema: 1, language: 'en', form: { lines: 'none' } }],
    ])('of another kind is not taken: %o', (kept) => {
        expect(restored(kept, draft())).toBeNull();
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
            update_payer: false,
            details: draft().details,
            currency: 'USD',
            exchange_rate: null,
            date: '2026-11-20',
            due_date: '2026-12-04',
            term: null,
            number: '',
            message: '',
            memo: '',
            tax: { treatment: 'exclusive', code: null },
            class: '',
            location: '',
            card_payment: false,
            bank_payment: false,
            discount: null,
            send_to: '',
            lines: [
                {
                    item: '11',
                    item_name: 'Pump',
                    description: 'Roof tile',
                    quantity: '1000.5',
                    unit_price: '30.23',
                    discount: null,
                    tax_code: null,
                    taxable: true,
                    product: 5,
                    variation: 0,
                },
            ],
        });
    });

    test('names the linked customer', () => {
        expect(orderOf(withPayer(form(), payer()), draft(), 'en').payer).toBe('58');
    });

    test('says a number as it was typed where it is none', () => {
        const wrong = withLine(form(), '0', { quantity: 'two' });

        expect(orderOf(wrong, draft(), 'en').lines[0]?.quantity).toBe('two');
    });

    test('names a term of the books alone', () => {
        const term = { kind: 'books' as const, days: 0, id: '3' };

        expect(orderOf(withTerm(form(), term), draft(), 'en').term).toBe('3');
    });

    test('has a rate in a foreign currency alone', () => {
        const rated = { ...form(), exchange_rate: '1.08' };

        expect(orderOf(rated, draft(), 'en').exchange_rate).toBeNull();
        expect(orderOf({ ...rated, currency: 'EUR' }, draft(), 'en').exchange_rate).toBe('1.08');
    });

    test('has the codes of tax that the country has', () => {
        const coded = { ...withLine(form(), '0', { tax_code: '5' }), tax_code: '2' };
        const taxed = (model: 'global' | 'us_manual') => {
            const of = draft();
            const order = orderOf(coded, { ...of, tax: { ...of.tax, model } }, 'en');
            return [order.tax.code, order.lines[0]?.tax_code];
        };

        expect(taxed('global')).toEqual([null, '5']);
        expect(taxed('us_manual')).toEqual(['2', null]);
    });

    test('has discounts as plain decimals', () => {
        const polish = withLine(formOf(draft(), 'pl'), '0', {
            discount: { kind: 'percentage', value: '12,5' },
        });

        expect(orderOf(polish, draft(), 'pl').lines[0]?.discount).toEqual({
            kind: 'percentage',
            value: '12.5',
        });
    });

    test('has no blanks round the details', () => {
        const blank = { ...form(), details: { ...form().details, name: ' Lee Ltd ' } };

        expect(orderOf(blank, draft(), 'en').details.name).toBe('Lee Ltd');
    });
});
