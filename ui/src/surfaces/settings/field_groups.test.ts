import { describe, expect, test } from 'vitest';

import type { CrmField } from '../../api/settings';
import { fieldGroups, isGone } from './field_groups';

function field(ref: string, is_address = false): CrmField {
    const record = ref.split('.')[0] as CrmField['record'];
    return { ref, record, name: ref, is_address, is_custom: false };
}

const fields = [
    field('deal.title'),
    field('person.email'),
    field('organization.name'),
    field('organization.address', true),
    field('deal.site', true),
];

function shape(groups: ReturnType<typeof fieldGroups>) {
    return groups.map(({ name, fields: members }) => [name, members.map(({ ref }) => ref)]);
}

describe('the fields to choose from', () => {
    test('stand under their records', () => {
        expect(shape(fieldGroups(fields, false))).toEqual([
            ['organization', ['organization.name', 'organization.address']],
            ['person', ['person.email']],
            ['deal', ['deal.title', 'deal.site']],
        ]);
    });

    test('begin with the addresses where one is wanted', () => {
        expect(shape(fieldGroups(fields, true))).toEqual([
            ['addresses', ['organization.address', 'deal.site']],
            ['organization', ['organization.name']],
            ['person', ['person.email']],
            ['deal', ['deal.title']],
        ]);
    });

    test('make no empty group', () => {
        expect(fieldGroups([], true)).toEqual([]);
    });
});

test('a chosen field that was deleted in Pipedrive is noticed', () => {
    expect(isGone('deal.deleted', fields)).toBe(true);
    expect(isGone('deal.title', fields)).toBe(false);
    expect(isGone(null, fields)).toBe(false);
});
