// What the host draws over the page for the app: snackbars, questions and modals.

import { Surface } from './surface.js';
import { text } from './texts.js';

const snackbarMs = 6_000;

function element(tag, className, content) {
    const node = document.createElement(tag);
    node.className = className;
    node.textContent = content ?? '';
    return node;
}

function button(className, label) {
    const node = element('button', className, label);
    node.type = 'button';
    return node;
}

/// A script in an address would run as the window itself.
function isWebAddress(url) {
    return ['http:', 'https:'].includes(URL.parse(url, location.href)?.protocol);
}

/// Above the dialog that was opened last, and inside it: nobody can press what is outside a modal.
function placeOnTop(shelf) {
    const dialog = [...document.querySelectorAll('dialog[open]')].at(-1);
    dialog?.addEventListener('close', () => placeOnTop(shelf), { once: true });
    (dialog ?? document.body).append(shelf);
    shelf.hidePopover();
    shelf.showPopover();
}

export function showSnackbar({ message, link }) {
    if (typeof message !== 'string' || !message) {
        throw new Error('A snackbar needs a message');
    }
    const bar = element('div', 'snackbar', message);
    if (link?.url && isWebAddress(link.url)) {
        const anchor = element('a', '', link.label ?? link.url);
        anchor.href = link.url;
        anchor.target = '_blank';
        anchor.rel = 'noopener';
        bar.append(anchor);
    }
    const shelf = document.getElementById('snackbars');
    shelf.append(bar);
    placeOnTop(shelf);
    setTimeout(() => bar.remove(), snackbarMs);
}

/// Resolves once, when the person has chosen; Escape means no.
export function askConfirmation({ title, description, okText, cancelText, okColor }) {
    if (typeof title !== 'string' || !title) {
        throw new Error('A confirmation needs a title');
    }
    const color = ['primary', 'secondary', 'negative'].includes(okColor) ? okColor : 'negative';
    const dialog = element('dialog', 'confirmation');
    const cancel = button('secondary', cancelText ?? text('window.cancel'));
    const ok = button(color, okText ?? text('window.ok'));
    const row = element('div', 'buttons');
    const heading = element('h2', '', title);
    heading.id = `confirmation-${crypto.randomUUID()}`;
    dialog.setAttribute('aria-labelledby', heading.id);
    row.append(cancel, ok);
    dialog.append(heading, element('p', '', description), row);
    document.body.append(dialog);
    return new Promise((resolve) => {
        cancel.addEventListener('click', () => dialog.close('cancel'));
        ok.addEventListener('click', () => dialog.close('ok'));
        dialog.addEventListener('close', () => {
            dialog.remove();
            resolve({ confirmed: dialog.returnValue === 'ok' });
        });
        dialog.showModal();
    });
}

function modalFrame(name) {
    const dialog = element('dialog', 'app-modal');
    const head = element('header', '');
    const heading = element('h2', '', name);
    const close = button('plain', '✕');
    const slot = element('div', 'surface');
    heading.id = `modal-${crypto.randomUUID()}`;
    dialog.setAttribute('aria-labelledby', heading.id);
    close.setAttribute('aria-label', text('window.close'));
    close.addEventListener('click', () => dialog.close());
    head.append(heading, close);
    dialog.append(head, slot);
    document.body.append(dialog);
    return { dialog, slot };
}

/// Opens the app's modal `action` and resolves when it is gone. The opener, if there is one, hears
/// of the closing first. `query` tells what the modal is about.
export function openModal({ action, query, opener }) {
    const { dialog, slot } = modalFrame(action.name);
    let surface;
    let isOpen = true;
    const load = async () => {
        const opened = await Surface.open(slot, {
            kind: 'modal',
            title: action.name,
            query: { ...query, action: action.id },
            close: () => dialog.close(),
            retry: load,
        });
        surface = opened;
        if (!isOpen) {
            surface?.remove();
        }
    };
    return new Promise((resolve) => {
        dialog.addEventListener('close', () => {
            isOpen = false;
            surface?.remove();
            dialog.remove();
            opener?.emit('close_custom_modal', {});
            resolve({ status: 'closed' });
        });
        dialog.showModal();
        load();
    });
}
