import type { Treatment } from '../../api/draft';
import { useSurroundings } from '../../app/surroundings';
import { Field } from '../../parts/field';
import type { TextKey } from '../../text/words';
import { messagesFor } from './messages';
import type { SectionProps } from './section_props';

const treatments: ReadonlyArray<{ id: Treatment; label: TextKey }> = [
    { id: 'exclusive', label: 'tax.exclusive' },
    { id: 'inclusive', label: 'tax.inclusive' },
    { id: 'none', label: 'tax.none' },
];

/// How the invoice is taxed, as far as the company's country leaves a choice.
export function TaxFields({ form, draft, problems, change }: SectionProps) {
    const { words } = useSurroundings();
    const messages = messagesFor('tax', problems);
    if (draft.tax.model === 'global') {
        return (
            <Field label={words.text('tax.treatment')} messages={messages}>
                {(control) => (
                    <select
                        {...control}
                        class="input"
                        data-field="tax"
                        value={form.treatment}
                        onChange={({ currentTarget: { value } }) =>
                            change((now) => ({ ...now, treatment: value as Treatment }))
                        }
                    >
                        {treatments.map(({ id, label }) => (
                            <option key={id} value={id}>
                                {words.text(label)}
                            </option>
                        ))}
                    </select>
                )}
            </Field>
        );
    }
    if (draft.tax.model === 'us_manual') {
        return (
            <Field
                label={words.text('tax.rate')}
                hint={words.text('tax.rate_hint')}
                messages={messages}
            >
                {(control) => (
                    <select
                        {...control}
                        class="input"
                        data-field="tax"
                        value={form.tax_code}
                        onChange={({ currentTarget: { value } }) =>
                            change((now) => ({ ...now, tax_code: value }))
                        }
                    >
                        <option value="">{words.text('tax.none')}</option>
                        {draft.tax.codes.map(({ id, name }) => (
                            <option key={id} value={id}>
                                {name}
                            </option>
                        ))}
                    </select>
                )}
            </Field>
        );
    }
    return null;
}
