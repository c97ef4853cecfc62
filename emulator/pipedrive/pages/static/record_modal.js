// The window's own dialogs that create a deal, a person, an organization or an activity for the app.

import { text } from './texts.js';

const organization = { name: 'organization', label: text('window.organization') };

/// `prefill` is what the app calls a field, where that is not its name; `is` says how it is drawn.
const forms = {
    deal: {
        heading: text('window.add_deal'),
        fields: [
            { name: 'title', label: text('window.title'), isRequired: true },
            { name: 'person', label: text('window.person') },
            organization,
        ],
    },
    person: {
        heading: text('window.add_person'),
        fields: [
            { name: 'name', label: text('window.person_name'), isRequired: true },
            organization,
        ],
    },
    organization: {
        heading: text('window.add_organization'),
        fields: [{ name: 'name', label: text('window.name'), isRequired: true }],
    },
    activity: {
        heading: text('window.add_activity'),
        fields: [
            { name: 'subject', label: text('window.subject') },
            { name: 'type', label: text('window.type'), is: 'choice' },
            { name: 'due_date', prefill: 'dueDate', label: text('window.due_date'), is: 'date' },
            { name: 'due_time', prefill: 'dueTime', label: text('window.due_time'), is: 'clock' },
            { name: 'duration', label: text('window.duration'), is: 'clock' },
            { name: 'note', label: text('window.note'), is: 'html' },
            { name: 'public_description', prefill: 'description', label: text('window.description') },
            { name: 'deal_id', prefill: 'deal', label: text('window.deal_id'), is: 'number' },
            { name: 'org_id', prefill: 'organization', label: text('window.organization_id'), is: 'number' },
        ],
    },
};

/// What a note may be made of (the SDK's README); the app's HTML is foreign.
const noteTags = new Set(['B', 'BR', 'I', 'LI', 'OL', 'P', 'U', 'UL']);

function copyNote(from, to) {
    for (const node of from.childNodes) {
        if (node.nodeType === Node.TEXT_NODE) {
            to.append(node.textContent);
        } else if (node.nodeType === Node.ELEMENT_NODE) {
            const isKnown = noteTags.has(node.tagName);
            copyNote(node, isKnown ? to.appendChild(document.createElement(node.tagName)) : to);
        }
    }
}

function noteEditor(label, value) {
    const editor = document.createElement('div');
    editor.contentEditable = 'true';
    editor.className = 'editor';
    editor.setAttribute('role', 'textbox');
    editor.setAttribute('aria-multiline', 'true');
    editor.setAttribute('aria-label', label);
    copyNote(new DOMParser().parseFromString(value ?? '', 'text/html').body, editor);
    return editor;
}

function choice(types, value) {
    const select = document.createElement('select');
    select.append(...types.map(({ key, name }) => new Option(name, key, false, key === value)));
    return select;
}

function input({ is, isRequired }, value) {
    const box = document.createElement('input');
    box.type = is === 'date' ? 'date' : 'text';
    box.value = value ?? '';
    box.required = Boolean(isRequired);
    if (is === 'number') {
        box.inputMode = 'numeric';
        box.pattern = '[0-9]+';
    }
    if (is === 'clock') {
        box.pattern = '[0-9]{2}:[0-9]{2}';
        box.placeholder = '00:00';
    }
    return box;
}

function row(field, value, types) {
    const isNote = field.is === 'html';
    const label = document.createElement(isNote ? 'div' : 'label');
    const control = isNote
        ? noteEditor(field.label, value)
        : field.is === 'choice'
          ? choice(types, value)
          : input(field, value);
    control.dataset.name = field.name;
    label.className = field.is === 'clock' || field.is === 'number' ? 'half' : '';
    label.append(field.label, control);
    return label;
}

function button(className, label, type) {
    return Object.assign(document.createElement('button'), { className, textContent: label, type });
}

/// What was filled in; what was left empty is left out.
function valuesOf(type, form) {
    const values = {};
    for (const { name, is } of forms[type].fields) {
        const control = form.querySelector(`[data-name="${name}"]`);
        const value = is === 'html' ? control.innerHTML : control.value.trim();
        if (value) {
            values[name] = is === 'number' ? Number(value) : value;
        }
    }
    return values;
}

async function save(type, form) {
    const answer = await fetch(`/_page/${type}`, {
        method: 'POST',
        body: JSON.stringify(valuesOf(type, form)),
    });
    const body = await answer.json();
    if (!answer.ok) {
        throw new Error(body.error ?? text('window.not_saved'));
    }
    return body.data.id;
}

function build(type, prefill, types) {
    const { heading, fields } = forms[type];
    const dialog = document.createElement('dialog');
    dialog.className = 'confirmation record-modal';
    const title = document.createElement('h2');
    title.textContent = heading;
    title.id = `record-${crypto.randomUUID()}`;
    dialog.setAttribute('aria-labelledby', title.id);
    const form = document.createElement('form');
    const values = prefill ?? {};
    form.append(...fields.map((field) => row(field, values[field.prefill ?? field.name], types)));
    const problem = document.createElement('p');
    problem.className = 'problem';
    problem.setAttribute('role', 'alert');
    const buttons = document.createElement('div');
    buttons.className = 'buttons';
    const cancel = button('secondary', text('window.cancel'), 'button');
    buttons.append(cancel, button('primary', text('window.save'), 'submit'));
    form.append(problem, buttons);
    dialog.append(title, form);
    return { dialog, form, problem, cancel };
}

export function isRecordModal(type) {
    return Object.hasOwn(forms, type);
}

/// Resolves when the dialog is gone: `submitted` with the new record's id, or `closed`. `types` are
/// what an activity can be.
export function openRecordModal({ type, prefill }, types) {
    const { dialog, form, problem, cancel } = build(type, prefill, types);
    let result = { status: 'closed' };
    form.addEventListener('submit', async (event) => {
        event.preventDefault();
        try {
            result = { status: 'submitted', id: await save(type, form) };
            dialog.close();
        } catch (error) {
            problem.textContent = error.message;
        }
    });
    cancel.addEventListener('click', () => dialog.close());
    document.body.append(dialog);
    return new Promise((resolve) => {
        dialog.addEventListener('close', () => {
            dialog.remove();
            resolve(result);
        });
        dialog.showModal();
    });
}
