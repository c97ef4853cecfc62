import type { CrmField } from '../../api/settings';

export type GroupName = 'addresses' | CrmField['record'];

export interface FieldGroup {
    name: GroupName;
    fields: CrmField[];
}

const records: ReadonlyArray<CrmField['record']> = ['organization', 'person', 'deal'];

/// The fields under their record's name. Where an address is wanted, address fields come first, in a
/// group of their own.
export function fieldGroups(fields: readonly CrmField[], wantsAddress: boolean): FieldGroup[] {
    const isFirst = (field: CrmField) => wantsAddress && field.is_address;
    const groups: FieldGroup[] = [
        { name: 'addresses', fields: fields.filter(isFirst) },
        ...records.map((record) => ({
            name: record,
            fields: fields.filter((field) => field.record === record && !isFirst(field)),
        })),
    ];
    return groups.filter((group) => group.fields.length > 0);
}

/// Whether `ref` names a field that Pipedrive no longer has.
export function isGone(ref: string | null, fields: readonly CrmField[]): boolean {
    return ref !== null && !fields.some((field) => field.ref === ref);
}
