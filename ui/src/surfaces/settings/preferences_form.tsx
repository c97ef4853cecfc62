import { useEffect, useRef, useState } from 'preact/hooks';

import type { ApiError } from '../../api/answer';
import { type BooksChoices, type CrmField, saveSettings, type Settings } from '../../api/settings';
import { useSurroundings } from '../../app/surroundings';
import { Button } from '../../parts/button';
import { errorText } from '../../parts/error_text';
import type { FieldMessage } from '../../parts/field';
import { AfterwardsSection } from './afterwards_section';
import { CustomerSection } from './customer_section';
import { type Form, formOf, settingsOf } from './form';
import { InvoiceSection } from './invoice_section';

type Outcome = 'none' | 'saving' | 'saved' | ApiError;

/// What each section of the form needs.
export interface SectionProps {
    form: Form;
    fields: CrmField[];
    books: BooksChoices | null;
    readOnly: boolean;
    /// What the server refused in the field of that name, or in one below it.
    messages: (name: string) => FieldMessage[];
    onChange: (part: Partial<Form>) => void;
}

interface Props extends Pick<SectionProps, 'fields' | 'books' | 'readOnly'> {
    saved: Settings;
    onDirty: (isDirty: boolean) => void;
}

export function PreferencesForm({ saved, fields, books, readOnly, onDirty }: Props) {
    const { api, words } = useSurroundings();
    const [stored, setStored] = useState(() => formOf(saved));
    const [form, setForm] = useState(stored);
    const [outcome, setOutcome] = useState<Outcome>('none');
    const root = useRef<HTMLFormElement>(null);

    const settings = settingsOf(form, books);
    const isDirty = !readOnly && JSON.stringify(form) !== JSON.stringify(stored);
    useEffect(() => onDirty(isDirty), [isDirty]);
    useEffect(() => () => onDirty(false), []);
    // Loaded anew, for instance for other books: what nobody has touched follows.
    const loaded = useRef(saved);
    useEffect(() => {
        if (loaded.current !== saved || readOnly) {
            loaded.current = saved;
            setStored(formOf(saved));
            setForm(isDirty ? form : formOf(saved));
        }
    }, [saved, readOnly]);

    const change = (part: Partial<Form>) => {
        setForm({ ...form, ...part });
        setOutcome('none');
    };
    const save = async () => {
        if (!settings || !isDirty || outcome === 'saving') {
            return;
        }
        setOutcome('saving');
        const answer = await saveSettings(api, settings);
        if (answer.ok) {
            setStored(formOf(answer.value.settings));
            setForm(formOf(answer.value.settings));
            setOutcome('saved');
        } else {
            setOutcome(answer.error);
        }
    };
    const refusal = typeof outcome === 'object' ? outcome : null;
    const messages = (name: string): FieldMessage[] =>
        refusal && (refusal.field === name || refusal.field.startsWith(`${name}.`))
            ? [{ weight: 'blocks', message: errorText(refusal, words) }]
            : [];
    useEffect(() => {
        if (refusal) {
            root.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
        }
    }, [refusal]);

    const section = { form, fields, books, readOnly, messages, onChange: change };
    return (
        <form
            ref={root}
            class="preferences"
            noValidate
            onSubmit={(event) => {
                event.preventDefault();
                void save();
            }}
        >
            <CustomerSection {...section} settings={settings} />
            <InvoiceSection {...section} />
            <AfterwardsSection {...section} />
            {!readOnly && (
                <div class="save-bar">
                    <button
                        type="submit"
                        class="button button-primary"
                        disabled={!isDirty || !settings || outcome === 'saving'}
                    >
                        {words.text('mapping.save')}
                    </button>
                    {isDirty && (
                        <Button look="quiet" onClick={() => change(stored)}>
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
