// The window's own dialogs that create a deal, a person or an organization for the app.

import { text } from './texts.js';

const organization = ['organization', text('window.organization')];
const forms = {
    deal: {
        heading: text('window.add_deal'),
        fields: [['title', text('window.title')], ['person', text('window.person')], organization],
    },
    person: {
        heading: text('window.add_person'),
        fields: [['name', text('window.person_name')], organization],
    },
    organization: {
        heading: text('window.add_organization'),
        fields: [['name', text('window.name')]],
    },
};

export function isRecordModal(type) {
    return Object.hasOwn(forms, type);
}

function field(name, label, value, isRequired) {
    const row = document.createElement('label');
    const input = document.createElement('input');
    input.name = name;
    input.value = value ?? '';
    input.required = isRequired;
    row.append(label, input);
    return row;
}

function button(className, label, type) {
    return Object.assign(document.createElement('button'), { className, textContent: label, type });
}

async function save(type, form) {
    const answer = await fetch(`/_page/${type}`, {
        method: 'POST',
        body: JSON.stringify(Object.fromEntries(new FormData(form))),
    });
    const body = await answer.json();
    if (!answer.ok) {
        throw new Error(body.error ?? text('window.not_saved'));
    }
    return body.data.id;
}

function build(type, prefill) {
    const { heading, fields } = forms[type];
    const dialog = document.createElement('dialog');
    dialog.className = 'confirmation record-modal';
    const title = document.createElement('h2');
    title.textContent = heading;
    title.id = `record-${crypto.randomUUID()}`;
    dialog.setAttribute('aria-labelledby', title.id);
    const form = document.createElement('form');
    form.append(...fields.map(([name, label], at) => field(name, label, prefill?.[name], at === 0)));
    const problem = document.createElement('p');
    problem.setAttribute('role', 'alert');
    const row = document.createElement('div');
    row.className = 'buttons';
    const cancel = button('secondary', text('window.cancel'), 'button');
    row.append(cancel, button('primary', text('window.save'), 'submit'));
    form.append(problem, row);
    dialog.append(title, form);
    return { dialog, form, problem, cancel };
}

/// Resolves when the dialog is gone: `submitted` with the new record's id, or `closed`.
export function openRecordModal({ type, prefill }) {
    const { dialog, form, problem, cancel } = build(type, prefill);
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
