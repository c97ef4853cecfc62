import type { CrmField, Settings } from '../../api/settings';
import { useSurroundings } from '../../app/surroundings';
import { Field, type FieldMessage } from '../../parts/field';
import type { TextKey } from '../../text/words';
import { DealPreview } from './deal_preview';
import { fieldGroups, type GroupName, isGone } from './field_groups';
import type { Mapped } from './form';
import type { SectionProps } from './preferences_form';

const mapped: ReadonlyArray<{ name: Mapped; label: TextKey; none: TextKey }> = [
    { name: 'to', label: 'mapping.to', none: 'mapping.default_name' },
    { name: 'address', label: 'mapping.address', none: 'mapping.none' },
    { name: 'email', label: 'mapping.email', none: 'mapping.none' },
    { name: 'tax_id', label: 'mapping.tax_id', none: 'mapping.none' },
];

/// Which Pipedrive fields fill the customer's part of an invoice, and what comes of it.
export function CustomerSection(props: SectionProps & { settings: Settings | null }) {
    const { words } = useSurroundings();
    return (
        <section class="card" aria-labelledby="mapping">
            <div>
                <h2 class="card-title" id="mapping">
                    {words.text('mapping.title')}
                </h2>
                <p class="card-text">{words.text('mapping.text')}</p>
            </div>
            <div class="rows">
                <div class="rows-head" aria-hidden="true">
                    <span>{words.text('mapping.field')}</span>
                    <span>{words.text('mapping.fallback')}</span>
                </div>
                {mapped.map((detail) => (
                    <MappedDetail key={detail.name} {...props} {...detail} />
                ))}
            </div>
            <DealPreview settings={props.settings} />
        </section>
    );
}

interface DetailProps extends SectionProps {
    name: Mapped;
    label: TextKey;
    none: TextKey;
}

function MappedDetail({
    name,
    label,
    none,
    form,
    fields,
    readOnly,
    messages,
    onChange,
}: DetailProps) {
    const { words } = useSurroundings();
    const choice = form[name];
    const isAnyGone = isGone(choice.field, fields) || isGone(choice.fallback, fields);
    const refused = messages(name);
    const warnings: FieldMessage[] =
        isAnyGone && refused.length === 0
            ? [{ weight: 'warns', message: words.text('mapping.gone') }]
            : [];
    const isFallback = messages(`${name}.fallback`).length > 0;
    const shared = { fields, disabled: readOnly, wantsAddress: name === 'address' };
    return (
        <Field label={words.text(label)} messages={[...refused, ...warnings]}>
            {(control) => (
                <div class="pair">
                    <FieldSelect
                        {...shared}
                        control={{
                            ...control,
                            'aria-invalid': (refused.length > 0 && !isFallback) || undefined,
                        }}
                        none={words.text(none)}
                        value={choice.field}
                        onChange={(field) => onChange({ [name]: { ...choice, field } })}
                    />
                    <FieldSelect
                        {...shared}
                        control={{
                            'aria-label': words.text('mapping.fallback_of', {
                                detail: words.text(label),
                            }),
                            'aria-describedby': control['aria-describedby'],
                            'aria-invalid': isFallback || undefined,
                        }}
                        none={words.text('mapping.no_fallback')}
                        value={choice.fallback}
                        onChange={(fallback) => onChange({ [name]: { ...choice, fallback } })}
                    />
                </div>
            )}
        </Field>
    );
}

const groupTexts: Record<GroupName, TextKey> = {
    addresses: 'mapping.group_addresses',
    organization: 'mapping.group_organization',
    person: 'mapping.group_person',
    deal: 'mapping.group_deal',
};

interface SelectProps {
    /// Names and describes the select.
    control: object;
    none: string;
    value: string | null;
    fields: CrmField[];
    wantsAddress: boolean;
    disabled: boolean;
    onChange: (ref: string | null) => void;
}

function FieldSelect(props: SelectProps) {
    const { control, none, value, fields, wantsAddress, disabled, onChange } = props;
    const { words } = useSurroundings();
    // A closed list shows the choice without its group, and every record has a name.
    const name = (field: CrmField) =>
        words.text('mapping.field_of', {
            field: field.name,
            record: words.text(groupTexts[field.record]),
        });
    return (
        <select
            {...control}
            class="input"
            disabled={disabled}
            value={value ?? ''}
            onChange={({ currentTarget }) => onChange(currentTarget.value || null)}
        >
            <option value="">{none}</option>
            {value && isGone(value, fields) && (
                <option value={value}>{words.text('mapping.gone_field')}</option>
            )}
            {fieldGroups(fields, wantsAddress).map((group) => (
                <optgroup key={group.name} label={words.text(groupTexts[group.name])}>
                    {group.fields.map((field) => (
                        <option key={field.ref} value={field.ref}>
                            {name(field)}
                        </option>
                    ))}
                </optgroup>
            ))}
        </select>
    );
}
