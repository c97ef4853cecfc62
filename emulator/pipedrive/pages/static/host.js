// The host's side of the app extensions protocol: finds the surfaces in the page, answers the
// commands of the frames and tells them what happens.

import { askConfirmation, openModal, showSnackbar } from './dialogs.js';
import { FloatingWindow } from './floating.js';
import { openJsonModal } from './json_modal.js';
import { isRecordModal, openRecordModal } from './record_modal.js';
import { selected } from './selection.js';
import { Surface, emitToAll, senderOf } from './surface.js';
import { text } from './texts.js';

const host = JSON.parse(document.getElementById('host-data').textContent);

/// What `redirect_to` can reach here: the list of a view, and one record of it.
const views = {
    deals: { list: '/deals', record: '/deal/' },
    contacts: { list: '/persons/list', record: '/person/' },
    organizations: { list: '/organizations/list', record: '/organization/' },
    leads: { list: '/leads', record: '/leads/' },
    campaigns: { list: '/campaigns', record: '/campaigns/' },
    projects: { list: '/projects', record: '/projects/' },
};

function customModal(surface, { action_id: wanted, data }) {
    const action = host.actions.find(({ id, name }) => id === wanted || name === wanted);
    if (!action) {
        throw new Error(`There is no custom modal "${wanted}"`);
    }
    const subject = selected(host.subject) ?? {};
    const query = data === undefined ? subject : { ...subject, data: JSON.stringify(data) };
    return openModal({ action, query, opener: surface });
}

function jsonModal({ action_id: wanted }) {
    const modal = host.jsonModals.find(({ id, name }) => id === wanted || name === wanted);
    if (!modal) {
        throw new Error(`There is no JSON modal "${wanted}"`);
    }
    return openJsonModal(modal, selected(host.subject) ?? {});
}

function addressOf({ view, id, context }) {
    if (view === 'settings') {
        return `${host.settingsPage}?${new URLSearchParams(context ?? {})}`.replace(/\?$/, '');
    }
    if (!Object.hasOwn(views, view)) {
        throw new Error(`The emulator has no view "${view}"`);
    }
    const { list, record } = views[view];
    return id === undefined ? list : record + encodeURIComponent(id);
}

async function signedToken() {
    const answer = await fetch('/_emulator/signed-token');
    if (!answer.ok) {
        throw new Error('The app is not installed for this user');
    }
    return answer.json();
}

/// Runs after the answer to the command has been posted.
function afterwards(work) {
    setTimeout(work, 0);
}

const floating = host.hasFloatingWindow ? new FloatingWindow(host.appName) : undefined;

/// Commands for the floating window's own looks do nothing in other surfaces, yet are answered.
function fromFloatingWindow(surface, work) {
    if (surface.kind === 'floating') {
        work();
    }
}

function notification({ number } = {}) {
    if (number !== undefined && (!Number.isInteger(number) || number < 0)) {
        throw new Error('A notification needs a number of 0 or more');
    }
    floating?.setNotification(number);
}

function focusMode(wanted) {
    if (typeof wanted !== 'boolean') {
        throw new Error('Focus mode is either true or false');
    }
    floating?.setFocusMode(wanted);
}

const commands = {
    initialize(surface, args) {
        surface.initialized();
        surface.resize(args.size);
    },
    resize: (surface, args) => surface.resize(args),
    show_snackbar: (surface, args) => showSnackbar(args),
    show_confirmation: (surface, args) => askConfirmation(args),
    open_modal(surface, args) {
        if (isRecordModal(args.type)) {
            return openRecordModal(args, host.activityTypes);
        }
        if (args.type === 'json_modal') {
            return jsonModal(args);
        }
        if (args.type !== 'custom_modal') {
            throw new Error(`The emulator draws no modal of type "${args.type}"`);
        }
        return customModal(surface, args);
    },
    close_modal: (surface) => afterwards(() => surface.close?.()),
    get_signed_token: signedToken,
    redirect_to(surface, args) {
        const address = addressOf(args);
        afterwards(() => location.assign(address));
    },
    get_metadata: () => ({ windowWidth: window.innerWidth, windowHeight: window.innerHeight }),
    show_floating_window: (surface, { context }) => floating?.show('command', context),
    hide_floating_window: (surface, { context }) => floating?.hide('command', context),
    set_notification: (surface, args) => fromFloatingWindow(surface, () => notification(args)),
    set_focus_mode: (surface, args) => fromFloatingWindow(surface, () => focusMode(args)),
};

/// Posts exactly one answer, whatever the command does. An empty error would read as success.
async function answer(surface, { command, args }, port) {
    let reply;
    try {
        if (!Object.hasOwn(commands, command)) {
            throw new Error('Invalid command');
        }
        reply = { data: await commands[command](surface, args ?? {}) };
    } catch (error) {
        reply = { error: error.message || 'Something went wrong' };
    }
    port.postMessage(reply);
}

window.addEventListener('message', (event) => {
    const surface = senderOf(event);
    const payload = event.data?.payload;
    const port = event.ports[0];
    if (!surface || !port) {
        return; // a stranger, or a track message, which wants no answer
    }
    if (payload?.type === 'command') {
        answer(surface, payload, port);
    } else if (payload?.type === 'listener') {
        surface.listen(payload.event, port);
    }
});

function mountPanel(card) {
    const slot = card.querySelector('.surface');
    const toggle = card.querySelector('[data-toggle]');
    let surface;
    let isLoading = false;
    const load = async () => {
        if (isLoading) {
            return;
        }
        isLoading = true;
        surface?.remove();
        surface = await Surface.open(slot, {
            kind: 'panel',
            title: host.panelName,
            query: host.subject,
            retry: load,
        });
        isLoading = false;
    };
    toggle.addEventListener('click', () => {
        const visible = toggle.getAttribute('aria-expanded') === 'false';
        toggle.setAttribute('aria-expanded', String(visible));
        slot.hidden = !visible;
        surface?.emit('visibility', { data: { is_visible: visible } });
    });
    card.querySelector('[data-reload]').addEventListener('click', load);
    load();
}

function mountSettings(slot) {
    const load = () =>
        Surface.open(slot, { kind: 'settings', title: text('window.app_settings'), query: {}, retry: load });
    load();
}

function selectFirst() {
    showSnackbar({ message: text('window.select_first') });
}

function startAction(id) {
    const query = selected(host.subject);
    const action = host.actions.find((one) => one.id === id);
    if (!query) {
        selectFirst();
    } else if (action) {
        openModal({ action, query });
    } else {
        jsonModal({ action_id: id });
    }
}

/// A link is followed as any other, once it says what it is about.
function startLink(event) {
    const query = selected(host.subject);
    const link = event.currentTarget;
    if (query) {
        link.search = new URLSearchParams(query);
    } else {
        event.preventDefault();
        selectFirst();
    }
}

function mountActions() {
    for (const entry of document.querySelectorAll('[data-action]')) {
        entry.addEventListener('click', () => startAction(entry.dataset.action));
    }
    for (const entry of document.querySelectorAll('[data-link]')) {
        entry.addEventListener('click', startLink);
    }
}

document.querySelectorAll('[data-panel]').forEach(mountPanel);
document.querySelectorAll('[data-settings]').forEach(mountSettings);
mountActions();
document.addEventListener('themechange', ({ detail: theme }) =>
    emitToAll('user_settings_change', { data: { theme } }),
);
