import { useState } from 'preact/hooks';

import type { ApiError } from '../../api/answer';
import { getTemplates, putTemplates, type Template, templatesMax } from '../../api/templates';
import { useSurroundings } from '../../app/surroundings';
import { Button } from '../../parts/button';
import { errorText } from '../../parts/error_text';
import { ExternalLink } from '../../parts/external_link';
import { Field } from '../../parts/field';
import { focusOn } from './focus';
import type { SectionProps } from './section_props';
import { TemplateManager } from './template_manager';
import { templateOf, withTemplate } from './template_use';

/// Where QuickBooks' own form styles are.
const stylesUrl = 'https://app.qbo.intuit.com/app/customformstyles';

/// Changes the company's templates as they are now. Resolves with whether that worked.
export type EditTemplates = (edit: (templates: Template[]) => Template[]) => Promise<boolean>;

/// The templates, to be applied, made from the form, and managed.
export function TemplateRow({ form, draft, language, change }: SectionProps) {
    const { api, words } = useSurroundings();
    const [templates, setTemplates] = useState(draft.templates);
    const [open, setOpen] = useState<'none' | 'save' | 'manage'>('none');
    const [isBusy, setBusy] = useState(false);
    const [error, setError] = useState<ApiError | null>(null);

    const edit: EditTemplates = async (by) => {
        setBusy(true);
        setError(null);
        // Somebody else may have saved one meanwhile, and all of them are kept together.
        const now = await getTemplates(api);
        const answer = now.ok ? await putTemplates(api, by(now.value.templates)) : now;
        setBusy(false);
        if (answer.ok) {
            setTemplates(answer.value.templates);
        } else {
            setError(answer.error);
        }
        return answer.ok;
    };
    const close = (field: string) => {
        setOpen('none');
        setError(null);
        focusOn(field);
    };
    const apply = (id: string) =>
        change((now) => {
            const template = templates.find((one) => one.id === id);
            return template ? withTemplate(now, template, language) : { ...now, template: '' };
        });
    const save = async (name: string) => {
        const before = templates.find((one) => sameName(one, name)) ?? null;
        const made = templateOf(form, name, before, language);
        const isSaved = await edit((all) => [
            ...all.filter((one) => one.id !== made.id && !sameName(one, name)),
            made,
        ]);
        if (isSaved) {
            change((now) => ({ ...now, template: made.id }));
            close('template');
        }
    };
    return (
        <div class="templates">
            <div class="template-row">
                <Field label={words.text('template.label')}>
                    {(control) => (
                        <select
                            {...control}
                            class="input"
                            data-field="template"
                            value={
                                templates.some(({ id }) => id === form.template)
                                    ? form.template
                                    : ''
                            }
                            onChange={({ currentTarget: { value } }) => apply(value)}
                        >
                            <option value="">{words.text('template.none')}</option>
                            {templates.map(({ id, name }) => (
                                <option key={id} value={id}>
                                    {name}
                                </option>
                            ))}
                        </select>
                    )}
                </Field>
                <Button
                    data-field="template.save"
                    aria-expanded={open === 'save'}
                    onClick={() => setOpen(open === 'save' ? 'none' : 'save')}
                >
                    {words.text('template.save_as')}
                </Button>
                {templates.length > 0 && (
                    <Button
                        data-field="template.manage"
                        aria-expanded={open === 'manage'}
                        onClick={() => setOpen(open === 'manage' ? 'none' : 'manage')}
                    >
                        {words.text('template.manage')}
                    </Button>
                )}
            </div>
            <p class="hint">
                {words.text('template.hint')}{' '}
                <ExternalLink href={stylesUrl}>{words.text('template.styles')}</ExternalLink>
            </p>
            {open === 'save' && (
                <SaveForm
                    templates={templates}
                    chosen={templates.find(({ id }) => id === form.template)?.name ?? ''}
                    isBusy={isBusy}
                    onSave={(name) => void save(name)}
                    onClose={() => close('template.save')}
                />
            )}
            {open === 'manage' && (
                <TemplateManager
                    templates={templates}
                    isBusy={isBusy}
                    edit={edit}
                    onClose={() => close(templates.length > 0 ? 'template.manage' : 'template')}
                />
            )}
            {error && (
                <p class="field-error" role="alert">
                    {errorText(error, words)}
                </p>
            )}
        </div>
    );
}

export function sameName(template: Template, name: string): boolean {
    return template.name.trim().toLowerCase() === name.trim().toLowerCase();
}

interface SaveProps {
    templates: Template[];
    /// The name of the template that was applied.
    chosen: string;
    isBusy: boolean;
    onSave: (name: string) => void;
    onClose: () => void;
}

function SaveForm({ templates, chosen, isBusy, onSave, onClose }: SaveProps) {
    const { words } = useSurroundings();
    const [name, setName] = useState(chosen);
    const replaces = templates.some((one) => sameName(one, name));
    const isFull = templates.length >= templatesMax && !replaces;
    const isReady = name.trim() !== '' && !isFull && !isBusy;
    const hint = replaces ? words.text('template.replaces') : words.text('template.contents');
    return (
        <div class="inset">
            <Field
                label={words.text('template.name')}
                hint={isFull ? words.text('template.full', { max: String(templatesMax) }) : hint}
            >
                {(control) => (
                    <input
                        {...control}
                        class="input"
                        data-field="template.name"
                        maxLength={100}
                        ref={focusOnce}
                        value={name}
                        onInput={({ currentTarget: { value } }) => setName(value)}
                        onKeyDown={(event) => {
                            if (event.key === 'Enter' && isReady) {
                                onSave(name);
                            }
                        }}
                    />
                )}
            </Field>
            <div class="actions">
                <Button busy={isBusy} disabled={!isReady && !isBusy} onClick={() => onSave(name)}>
                    {words.text('template.save')}
                </Button>
                <Button look="quiet" onClick={onClose}>
                    {words.text('template.cancel')}
                </Button>
            </div>
        </div>
    );
}

/// Where a part opens, the person goes on there.
function focusOnce(input: HTMLInputElement | null): void {
    input?.focus();
}
