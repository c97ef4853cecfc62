import { useState } from 'preact/hooks';

import type { ApiError } from '../../api/answer';
import { type CrmField, saveSettings, type Settings } from '../../api/settings';
import { useSurroundings } from '../../app/surroundings';
import { Button } from '../../parts/button';
import { errorText } from '../../parts/error_text';
import { Field, type FieldMessage } from '../../parts/field';
import type { TextKey } from '../../text/words';
import { fieldGroups, type GroupName, isGone } from './field_groups';

/// QuickBooks' Term.DueDays goes from 0 to 999.
const termDaysMax = 999;

type Mapped = 'to' | 'address' | 'email' | 'tax_id';

const mapped: ReadonlyArray<{ name: Mapped; label: TextKey; none: TextKey }> = [
    { name: 'to', label: 'mapping.to', none: 'mapping.default_name' },
    { name: 'address', label: 'mapping.address', none: 'mapping.none' },
    { name: 'email', label: 'mapping.email', none: 'mapping.none' },
    { name: 'tax_id', label: 'mapping.tax_id', none: 'mapping.none' },
];

/// What is in the form: the term as it was typed.
type Typed = Omit<Settings, 'term_days'> & { term_days: string };

function typed(settings: Settings): Typed {
    return { ...settings, term_days: String(settings.term_days) };
}

/// The number of days, or null where it is none that QuickBooks takes.
export function readTerm(text: string): number | null {
    const days = /^\d{1,3}$/.test(text.trim()) ? Number(text) : null;
    return days !== null && days <= termDaysMax ? days : null;
}

type Outcome = 'none' | 'saving' | 'saved' | ApiError;

interface Props {
    saved: Settings;
    fields: CrmField[];
    readOnly: boolean;
}

export function MappingForm({ saved, fields, readOnly }: Props) {
    const { api, words } = useSurroundings();
    const [stored, setStored] = useState(saved);
    const [form, setForm] = useState(typed(saved));
    const [outcome, setOutcome] = useState<Outcome>('none');

    const days = readTerm(form.term_days);
    const isDirty = JSON.stringify(form) !== JSON.stringify(typed(stored));
    const change = (part: Partial<Typed>) => {
        setForm({ ...form, ...part });
        setOutcome('none');
    };
    const save = async () => {
        if (days === null || !isDirty) {
            return;
        }
        setOutcome('saving');
        const answer = await saveSettings(api, { ...form, term_days: days });
        if (answer.ok) {
            setStored(answer.value.settings);
            setForm(typed(answer.value.settings));
            setOutcome('saved');
        } else {
            setOutcome(answer.error);
        }
    };
    const refusal = typeof outcome === 'object' ? outcome : null;
    const messages = (name: string): FieldMessage[] =>
        refusal?.field === name ? [{ weight: 'blocks', message: errorText(refusal, words) }] : [];
    const termMessages: FieldMessage[] =
        days === null
            ? [
                  {
                      weight: 'blocks',
                      message: words.text('mapping.term_range', { max: String(termDaysMax) }),
                  },
              ]
            : messages('term_days');

    return (
        <form
            class="mapping"
            noValidate
            onSubmit={(event) => {
                event.preventDefault();
                void save();
            }}
        >
            {mapped.map(({ name, label, none }) => (
                <FieldSelect
                    key={name}
                    label={words.text(label)}
                    none={words.text(none)}
                    value={form[name]}
                    fields={fields}
                    wantsAddress={name === 'address'}
                    disabled={readOnly}
                    messages={messages(name)}
                    onChange={(ref) => change({ [name]: ref })}
                />
            ))}
            <Field
                label={words.text('mapping.term_days')}
                hint={words.text('mapping.term_hint')}
                messages={termMessages}
            >
                {(control) => (
                    <input
                        {...control}
                        class="input input-short"
                        inputMode="numeric"
                        disabled={readOnly}
                        value={form.term_days}
                        onInput={({ currentTarget }) => change({ term_days: currentTarget.value })}
                    />
                )}
            </Field>
            {!readOnly && (
                <div class="actions actions-foot">
                    <button
                        type="submit"
                        class="button button-primary"
                        disabled={!isDirty || days === null || outcome === 'saving'}
                    >
                        {words.text('mapping.save')}
                    </button>
                    {isDirty && (
                        <Button look="quiet" onClick={() => change(typed(stored))}>
                            {words.text('mapping.undo')}
                        </Button>
                    )}
                    <SaveState outcome={outcome} isDirty={isDirty} />
                </div>
            )}
        </form>
    );
}

function SaveState({ outcome, isDirty }: { outcome: Outcome; isDirty: boolean }) {
    const { words } = useSurroundings();
    if (typeof outcome === 'object') {
        return (
            <p class="field-error" role="alert">
                {words.text('mapping.failed', { reason: errorText(outcome, words) })}
            </p>
        );
    }
    return (
        <p class="save-state" role="status">
            {outcome === 'saving' && words.text('mapping.saving')}
            {outcome === 'saved' && words.text('mapping.saved')}
            {outcome === 'none' && isDirty && words.text('mapping.unsaved')}
        </p>
    );
}

const groupTexts: Record<GroupName, TextKey> = {
    addresses: 'mapping.group_addresses',
    organization: 'mapping.group_organization',
    person: 'mapping.group_person',
    deal: 'mapping.group_deal',
};

interface SelectProps {
    label: string;
    none: string;
    value: string | null;
    fields: CrmField[];
    wantsAddress: boolean;
    disabled: boolean;
    messages: FieldMessage[];
    onChange: (ref: string | null) => void;
}

function FieldSelect(props: SelectProps) {
    const { label, none, value, fields, wantsAddress, disabled, messages, onChange } = props;
    const { words } = useSurroundings();
    const gone = isGone(value, fields);
    const warnings: FieldMessage[] = gone
        ? [{ weight: 'warns', message: words.text('mapping.gone') }]
        : [];
    // A closed list shows the choice without its group, and every record has a name.
    const name = (field: CrmField) =>
        words.text('mapping.field_of', {
            field: field.name,
            record: words.text(groupTexts[field.record]),
        });
    return (
        <Field label={label} messages={[...messages, ...warnings]}>
            {(control) => (
                <select
                    {...control}
                    class="input"
                    disabled={disabled}
                    value={value ?? ''}
                    onChange={({ currentTarget }) => onChange(currentTarget.value || null)}
                >
                    <option value="">{none}</option>
                    {gone && value && (
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
            )}
        </Field>
    );
}
