import { describe, expect, test } from 'vitest';

import { draft, payer } from '../../testing/samples';
import { type Form, formOf, withLine, withNewLine, withoutLine } from './form';
import { isInput, problemsOf, type ServerProblem, serverProblems, targetOf } from './problems';

const base = draft();

function form(part: Partial<Form> = {}): Form {
    return { ...formOf(base, 'en'), ...part };
}

function one(problem: Parameters<typeof serverProblems>[0][number], of: Form): ServerProblem {
    return serverProblems([problem], of)[0]!;
}

function found(of: Form, server: ServerProblem[] = [], part: Parameters<typeof draft>[0] = {}) {
    const say = (key: string) => key;
    return problemsOf({ form: of, draft: draft(part), language: 'en', say }, server).map(
        ({ target, message }) => `${target}: ${message}`,
    );
}

function percentage(value: string): Form['discount'] {
    return { kind: 'percentage', value };
}

function details(part: Partial<Form['details']>): Partial<Form> {
    return { details: { ...base.details, ...part } };
}

describe('a form without fault', () => {
    test('has no problem', () => {
        expect(found(form())).toEqual([]);
    });

    test('needs no name where the customer exists', () => {
        expect(found(form({ payer: payer(), ...details({ name: '' }) }))).toEqual([]);
    });
});

describe('a problem is found', () => {
    test.each<[string, Partial<Form>, string]>([
        ['without a name', details({ name: '  ' }), 'details.name: problem.name'],
        ['with half an e-mail', details({ email: 'ann@lee' }), 'details.email: problem.email'],
        ['with two e-mails', details({ email: 'a@b.c d@e.f' }), 'details.email: problem.email'],
        ['without a date', { date: '' }, 'date: problem.date'],
        ['without a due date', { due_date: '' }, 'due_date: problem.date'],
        ['due before its date', { due_date: '2026-11-19' }, 'due_date: problem.due_date'],
        [
            'in a currency of one’s own',
            { currency: 'MYCOIN' },
            'currency: problem.currency_unknown',
        ],
        ['in a foreign currency', { currency: 'EUR' }, 'currency: problem.currency_not_enabled'],
        ['without lines', { lines: [] }, 'lines: problem.no_lines'],
        [
            'with too much of a discount',
            { discount: percentage('101') },
            'discount: problem.percent',
        ],
        ['to be sent to nobody', { send_to: ' ' }, 'send_to: problem.no_recipient'],
        [
            'to be sent to half an address',
            { send_to: 'a@b.test, ann' },
            'send_to: problem.recipient',
        ],
    ])('%s', (_, part, problem) => {
        expect(found(form(part))).toEqual([problem]);
    });

    test.each([
        [{ quantity: '' }, 'quantity: problem.number'],
        [{ quantity: '0' }, 'quantity: problem.quantity'],
        [{ quantity: '-1' }, 'quantity: problem.quantity'],
        [{ quantity: '0.000001' }, 'quantity: problem.amount_format'],
        [{ unit_price: 'dear' }, 'unit_price: problem.number'],
        [{ unit_price: '0.000001' }, 'unit_price: problem.amount_format'],
        [{ unit_price: '10000000000' }, 'unit_price: problem.amount_format'],
        [{ quantity: '99999', unit_price: '999999' }, 'unit_price: problem.amount_format'],
        [{ item: null }, 'item: problem.item'],
        [{ discount: percentage('much') }, 'discount: problem.number'],
        [{ discount: percentage('100.5') }, 'discount: problem.percent'],
        [{ discount: percentage('-1') }, 'discount: problem.percent'],
        [{ discount: { kind: 'amount' as const, value: '-1' } }, 'discount: problem.discount'],
    ])('in a line with %o', (part, problem) => {
        expect(found(withLine(form(), '0', part))).toEqual([`lines.0.${problem}`]);
    });

    test('where the total is negative', () => {
        expect(found(withLine(form(), '0', { unit_price: '-1' }))).toEqual([
            'lines: problem.negative_total',
        ]);
    });

    test('where the customer has another currency', () => {
        const euro = form({ payer: payer({ currency: 'EUR' }) });

        expect(found(euro, [], { multicurrency: true })).toEqual([
            'currency: problem.currency_differs',
        ]);
    });

    test.each(['0', '-1', 'much'])('in a rate of %s', (exchange_rate) => {
        const euro = form({ currency: 'EUR', exchange_rate });

        expect(found(euro, [], { multicurrency: true })).toEqual(['exchange_rate: problem.rate']);
    });

    test('in a long number, where the company numbers its own', () => {
        const long = form({ number: 'INV-2026-11-20-0000001' });

        expect(found(long)).toEqual([]);
        expect(found(long, [], { numbering: { own: true } })).toEqual([
            'number: problem.number_long',
        ]);
    });

    test('in a line whose tax is still to be chosen, unless nothing is taxed', () => {
        const tax = { ...base.tax, model: 'global' as const };

        expect(found(form(), [], { tax })).toEqual(['lines.0.tax_code: problem.tax_code']);
        expect(found(form({ treatment: 'none' }), [], { tax })).toEqual([]);
    });

    test('in no price of five decimals, and in none that is negative', () => {
        const two = withLine(withNewLine(form()), '1', {
            unit_price: '-0.12345',
            item: { id: '1', name: 'Discount' },
        });

        expect(found(two)).toEqual([]);
    });
});

describe('what the server found', () => {
    const lines = [base.lines[0]!, { ...base.lines[0]!, item: null }];
    const two = formOf(draft({ lines }), 'en');
    const unlinked = one({ field: 'lines[1].item', message: 'Link it.' }, two);

    test('is said in the server’s words, and once', () => {
        expect(found(two, [unlinked])).toEqual(['lines.1.item: Link it.']);
    });

    test('is settled by changing what it is about', () => {
        const linked = withLine(two, '1', { item: { id: '11', name: 'Pump' } });

        expect(found(linked, [unlinked])).toEqual([]);
    });

    test('stays with its line when an earlier one goes', () => {
        expect(found(withoutLine(two, '0'), [unlinked])).toEqual(['lines.1.item: Link it.']);
    });

    test('goes with its line', () => {
        expect(found(withoutLine(two, '1'), [unlinked])).toEqual([]);
    });

    test('about a price is settled by typing one', () => {
        const priceless = one({ field: 'lines[0].unit_price', message: 'Enter it.' }, two);
        const priced = withLine(withoutLine(two, '1'), '0', { unit_price: '31' });

        expect(found(withoutLine(two, '1'), [priceless])).toEqual([
            'lines.0.unit_price: Enter it.',
        ]);
        expect(found(priced, [priceless])).toEqual([]);
    });

    test('about a customer is settled by another customer', () => {
        const inactive = form({ payer: payer() });
        const problem = one({ field: 'payer', message: 'Inactive.' }, inactive);

        expect(found(inactive, [problem])).toEqual(['payer: Inactive.']);
        expect(found(form({ payer: null }), [problem])).toEqual([]);
    });

    test('about a currency is settled by another customer too', () => {
        const euro = form({ payer: payer({ currency: 'EUR' }) });
        const problem = one({ field: 'currency', message: 'Differs.' }, euro);

        expect(found(form(), [problem])).toEqual([]);
    });

    test('names the page that mends it', () => {
        const fix = { kind: 'open_url' as const, url: 'https://books.test/settings' };

        expect(one({ field: 'discount', message: 'Switched off.', fix }, form()).url).toBe(fix.url);
    });

    test('about the whole stays, and stands first', () => {
        const whole = one({ weight: 'warns', field: '', message: 'Invoiced already.' }, form());
        const changed = form(details({ name: '' }));

        expect(found(changed, [whole])).toEqual([
            ': Invoiced already.',
            'details.name: problem.name',
        ]);
    });

    test('is told by the key of a line, not by its place', () => {
        expect(targetOf('lines[0].item', withoutLine(two, '0'))).toBe('lines.1.item');
        expect(targetOf('details.name', two)).toBe('details.name');
    });

    test('is about an input only where the form has it', () => {
        expect(isInput('lines[1].quantity', two)).toBe(true);
        expect(isInput('lines[7].quantity', two)).toBe(false);
        expect(isInput('currency', two)).toBe(true);
        expect(isInput('contact', two)).toBe(false);
        expect(isInput('', two)).toBe(false);
    });
});
