import { useEffect, useState } from 'preact/hooks';

import type { ApiError } from '../../api/answer';
import {
    type DealTitle,
    findDeals,
    previewSettings,
    type Settings,
    type SettingsPreview,
} from '../../api/settings';
import { useSurroundings } from '../../app/surroundings';
import { Combobox } from '../../parts/combobox';
import { errorText } from '../../parts/error_text';
import { Field } from '../../parts/field';
import type { TextKey } from '../../text/words';
import type { Mapped } from './form';

/// After a change the server is asked once nothing more has happened for this long.
const changePauseMs = 300;

type Shown = { preview: SettingsPreview } | { error: ApiError } | null;

/// What the settings in the form make of a deal that the person chooses.
export function DealPreview({ settings }: { settings: Settings | null }) {
    const { api, words } = useSurroundings();
    const [deal, setDeal] = useState<DealTitle | null>(null);
    const shown = usePreview(deal, settings);
    const find = async (text: string, signal: AbortSignal) => {
        const answer = await findDeals(api, text, signal);
        return answer.ok
            ? {
                  ok: true as const,
                  value: answer.value.deals.map((found) => ({
                      id: String(found.id),
                      label: found.title,
                      value: found,
                  })),
              }
            : answer;
    };
    return (
        <div class="preview">
            <Field label={words.text('preview.deal')} hint={words.text('preview.hint')}>
                {(control) => (
                    <Combobox
                        control={control}
                        shown={deal?.title ?? ''}
                        chosen={deal && String(deal.id)}
                        placeholder={words.text('preview.search')}
                        field="preview.deal"
                        find={find}
                        onChoose={setDeal}
                    />
                )}
            </Field>
            <div role="status">
                {shown && 'error' in shown && (
                    <p class="field-error">{errorText(shown.error, words)}</p>
                )}
                {shown && 'preview' in shown && <Outcome {...shown.preview} />}
            </div>
        </div>
    );
}

function Outcome({ details, date, due_date: dueDate, missing }: SettingsPreview) {
    const { words } = useSurroundings();
    const facts: Array<{ name: Mapped; label: TextKey; text: string }> = [
        { name: 'to', label: 'mapping.to', text: details.name },
        { name: 'address', label: 'mapping.address', text: details.address.text },
        { name: 'email', label: 'mapping.email', text: details.email },
        { name: 'tax_id', label: 'mapping.tax_id', text: details.tax_id },
    ];
    return (
        <dl class="facts">
            {facts.map(({ name, label, text }) => (
                <div key={name}>
                    <dt>{words.text(label)}</dt>
                    <dd>
                        {text}
                        {missing.includes(name) && (
                            <span class="field-warning">
                                {text && ' '}
                                {words.text(text ? 'preview.own_name' : 'preview.empty')}
                            </span>
                        )}
                        {!text && !missing.includes(name) && (
                            <span class="muted">{words.text('mapping.none')}</span>
                        )}
                    </dd>
                </div>
            ))}
            <div>
                <dt>{words.text('preview.date')}</dt>
                <dd>{words.date(date)}</dd>
            </div>
            <div>
                <dt>{words.text('preview.due_date')}</dt>
                <dd>{words.date(dueDate)}</dd>
            </div>
        </dl>
    );
}

/// The newest answer for this deal; an earlier one stays until it comes, and while the form cannot be
/// read.
function usePreview(deal: DealTitle | null, settings: Settings | null): Shown {
    const { api } = useSurroundings();
    const [shown, setShown] = useState<Shown>(null);
    const wish = deal && settings && JSON.stringify({ deal: deal.id, settings });
    useEffect(() => {
        if (!wish || !deal || !settings) {
            return undefined;
        }
        const wanted = new AbortController();
        const ask = async () => {
            const answer = await previewSettings(api, deal.id, settings, wanted.signal);
            if (!wanted.signal.aborted) {
                setShown(answer.ok ? { preview: answer.value } : { error: answer.error });
            }
        };
        const timer = setTimeout(() => void ask(), changePauseMs);
        return () => {
            clearTimeout(timer);
            wanted.abort();
        };
    }, [wish]);
    return shown;
}
