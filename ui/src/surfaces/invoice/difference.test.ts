import { describe, expect, test } from 'vitest';

import { draft, payer } from '../../testing/samples';
import { differences } from './difference';

const details = draft().details;
const same = payer({
    name: 'Lee Ltd',
    email: 'ann@lee.test',
    address: details.address,
    tax_id_masked: 'XXXX6789',
});

function found(part: Partial<typeof details>, of = same): string[] {
    return differences({ ...details, ...part }, of).map(({ member }) => member);
}

describe('details that differ from the books', () => {
    test('are none where all is the same', () => {
        expect(found({})).toEqual([]);
    });

    test('are none by case, blanks and punctuation', () => {
        const address = { ...details.address, street: ' 12  oak st.', city: 'SUNNYVALE' };

        expect(found({ name: 'LEE  ltd ', email: 'Ann@Lee.test', address })).toEqual([]);
    });

    test('are not what is blank here', () => {
        const nowhere = { ...details.address };
        for (const part of Object.keys(nowhere) as Array<keyof typeof nowhere>) {
            nowhere[part] = '';
        }

        expect(found({ name: '', email: '', address: nowhere })).toEqual([]);
    });

    test('are a name, an e-mail, an address', () => {
        const address = { ...details.address, street: '13 Oak St' };

        expect(found({ name: 'Lee & Sons', email: 'b@lee.test', address })).toEqual([
            'name',
            'email',
            'address',
        ]);
    });

    test('are an address that the books lack', () => {
        const empty = { ...details.address };
        for (const part of Object.keys(empty) as Array<keyof typeof empty>) {
            empty[part] = '';
        }

        expect(found({}, { ...same, address: empty })).toEqual(['address']);
    });

    test.each([
        ['US 12-345-6789', 'XXXX6789', []],
        ['123456789', 'XXXX6789', []],
        ['12345678', 'XXXX6789', ['tax_id']],
        ['12345678', '', ['tax_id']],
        ['', 'XXXX6789', []],
    ])('are a tax id %s where QuickBooks shows %s: %o', (tax_id, tax_id_masked, expected) => {
        expect(found({ tax_id }, { ...same, tax_id_masked })).toEqual(expected);
    });

    test('are not what the server does not tell', () => {
        expect(found({ tax_id: '12345678' }, { ...same, address: null })).toEqual([]);
    });
});
