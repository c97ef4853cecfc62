import { useId } from 'preact/hooks';

import { useSurroundings } from '../../app/surroundings';
import type { TextKey } from '../../text/words';
import type { SectionProps } from './preferences_form';

type Flag = 'update_payer' | 'write_note';

const flags: ReadonlyArray<{ name: Flag; label: TextKey; hint: TextKey }> = [
    {
        name: 'update_payer',
        label: 'preferences.update_payer',
        hint: 'preferences.update_payer_hint',
    },
    { name: 'write_note', label: 'preferences.write_note', hint: 'preferences.write_note_hint' },
];

/// What else happens when an invoice is created.
export function AfterwardsSection({ form, readOnly, onChange }: SectionProps) {
    const { words } = useSurroundings();
    const id = useId();
    return (
        <section class="card" aria-labelledby="afterwards">
            <h2 class="card-title" id="afterwards">
                {words.text('preferences.afterwards')}
            </h2>
            <div class="checks">
                {flags.map(({ name, label, hint }) => (
                    <div key={name} class="check">
                        <input
                            type="checkbox"
                            id={`${id}-${name}`}
                            aria-describedby={`${id}-${name}-hint`}
                            disabled={readOnly}
                            checked={form[name]}
                            onChange={({ currentTarget }) =>
                                onChange({ [name]: currentTarget.checked })
                            }
                        />
                        <label for={`${id}-${name}`}>{words.text(label)}</label>
                        <p class="hint" id={`${id}-${name}-hint`}>
                            {words.text(hint)}
                        </p>
                    </div>
                ))}
            </div>
        </section>
    );
}
