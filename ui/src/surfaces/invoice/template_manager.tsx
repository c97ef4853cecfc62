import { useState } from 'preact/hooks';

import type { Template } from '../../api/templates';
import { useSurroundings } from '../../app/surroundings';
import { Button } from '../../parts/button';
import { focusOn } from './focus';
import { type EditTemplates, sameName } from './template_row';

interface Props {
    templates: Template[];
    isBusy: boolean;
    edit: EditTemplates;
    onClose: () => void;
}

/// Renames and deletes templates.
export function TemplateManager({ templates, isBusy, edit, onClose }: Props) {
    const { host, words } = useSurroundings();
    const remove = async ({ id, name }: Template) => {
        const isSure = await host.confirm({
            title: words.text('template.delete_title', { name }),
            description: words.text('template.delete_text'),
            okText: words.text('template.delete'),
            cancelText: words.text('template.keep'),
        });
        if (isSure && (await edit((all) => all.filter((one) => one.id !== id)))) {
            focusOn('template.close');
        }
    };
    return (
        <div class="inset" role="group" aria-label={words.text('template.manage')}>
            {templates.length === 0 && <p class="muted">{words.text('template.empty')}</p>}
            <ul class="template-list">
                {templates.map((template) => (
                    <TemplateEntry
                        key={template.id}
                        template={template}
                        others={templates.filter(({ id }) => id !== template.id)}
                        isBusy={isBusy}
                        onRename={(name) =>
                            void edit((all) =>
                                all.map((one) =>
                                    one.id === template.id ? { ...one, name: name.trim() } : one,
                                ),
                            )
                        }
                        onRemove={() => void remove(template)}
                    />
                ))}
            </ul>
            <div class="actions">
                <Button look="quiet" data-field="template.close" onClick={onClose}>
                    {words.text('template.done')}
                </Button>
            </div>
        </div>
    );
}

interface EntryProps {
    template: Template;
    others: Template[];
    isBusy: boolean;
    onRename: (name: string) => void;
    onRemove: () => void;
}

function TemplateEntry({ template, others, isBusy, onRename, onRemove }: EntryProps) {
    const { words } = useSurroundings();
    const [typed, setTyped] = useState(template.name);
    const isTaken = others.some((one) => sameName(one, typed));
    const isChanged = typed.trim() !== '' && typed.trim() !== template.name && !isTaken;
    const { name } = template;
    return (
        <li>
            <input
                class="input"
                aria-label={words.text('template.name_of', { name })}
                maxLength={100}
                value={typed}
                onInput={({ currentTarget: { value } }) => setTyped(value)}
                onKeyDown={(event) => {
                    if (event.key === 'Enter' && isChanged && !isBusy) {
                        onRename(typed);
                    }
                }}
            />
            <Button
                disabled={!isChanged || isBusy}
                aria-label={words.text('template.rename_one', { name })}
                onClick={() => onRename(typed)}
            >
                {words.text('template.rename')}
            </Button>
            <Button
                look="negative"
                disabled={isBusy}
                aria-label={words.text('template.delete_one', { name })}
                onClick={onRemove}
            >
                {words.text('template.delete')}
            </Button>
            {isTaken && <p class="field-error">{words.text('template.taken')}</p>}
        </li>
    );
}
