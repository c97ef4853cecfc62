// The iframes of the app on this page: creating, sizing, listening, removing.

import { text } from './texts.js';

/// The vendor shows an error in place of a frame that has not initialised by then.
const initializeLimitMs = 10_000;

/// Allowed sizes in pixels. A size outside is ignored, not clamped; a side that is not listed
/// follows the page. A modal is kept inside the window by the style sheet.
const bounds = {
    panel: { height: [100, 750] },
    modal: { width: [320, Infinity], height: [120, Infinity] },
    floating: { width: [200, 800], height: [70, 700] },
    settings: {},
};

const events = new Set(['visibility', 'close_custom_modal', 'user_settings_change']);

const surfaces = new Map();

/// The surface that sent `event`: its id and its window must both fit.
export function senderOf(event) {
    const surface = surfaces.get(event.data?.id);
    return surface?.frame.contentWindow === event.source ? surface : undefined;
}

export function emitToAll(event, message) {
    for (const surface of surfaces.values()) {
        surface.emit(event, message);
    }
}

/// Asks the emulator for a fresh id and address: each load of a frame has its own signed token.
async function requestAddress(query) {
    const answer = await fetch(`/_emulator/surface?${new URLSearchParams(query)}`);
    if (!answer.ok) {
        throw new Error(text('window.no_frame', { status: answer.status }));
    }
    return answer.json();
}

/// What stands in place of something that the app should have given.
export function failureNotice(reason, retry) {
    const notice = document.createElement('div');
    notice.className = 'surface-failure';
    notice.setAttribute('role', 'alert');
    const title = document.createElement('strong');
    title.textContent = text('window.failed');
    const detail = document.createElement('p');
    detail.textContent = reason;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = text('window.try_again');
    button.addEventListener('click', retry);
    notice.append(title, detail, button);
    return notice;
}

/// One iframe, from the moment its address is known until it is removed.
export class Surface {
    #ports = new Map();
    #timer;
    #retry;

    /// Puts a frame into `slot`. `query` names the surface to the emulator; `close` ends a modal;
    /// `retry` is what the error text offers.
    static async open(slot, { kind, title, query, close, retry }) {
        slot.replaceChildren();
        slot.setAttribute('aria-busy', 'true');
        slot.dataset.loading = text('window.loading');
        try {
            const address = await requestAddress({ kind, ...query });
            return new Surface(slot, { kind, title, close, retry, ...address });
        } catch (error) {
            slot.removeAttribute('aria-busy');
            slot.replaceChildren(failureNotice(error.message, retry));
            return undefined;
        }
    }

    constructor(slot, { kind, title, id, url, close, retry }) {
        this.kind = kind;
        this.id = id;
        this.slot = slot;
        this.close = close;
        this.#retry = retry;
        this.frame = document.createElement('iframe');
        this.frame.title = title;
        this.frame.src = url;
        surfaces.set(id, this);
        slot.replaceChildren(this.frame);
        this.#timer = setTimeout(() => this.#fail(), initializeLimitMs);
    }

    initialized() {
        clearTimeout(this.#timer);
        this.slot.removeAttribute('aria-busy');
    }

    resize(size) {
        for (const [side, [least, most]] of Object.entries(bounds[this.kind])) {
            const wanted = Number(size?.[side]);
            if (wanted >= least && wanted <= most) {
                this.frame.style[side] = `${wanted}px`;
            }
        }
    }

    listen(event, port) {
        if (!events.has(event)) {
            port.postMessage({ error: 'Invalid event' });
            return;
        }
        this.#ports.set(event, [...(this.#ports.get(event) ?? []), port]);
    }

    emit(event, message) {
        for (const port of this.#ports.get(event) ?? []) {
            port.postMessage(message);
        }
    }

    remove() {
        clearTimeout(this.#timer);
        surfaces.delete(this.id);
        this.frame.remove();
        for (const port of [...this.#ports.values()].flat()) {
            port.close();
        }
        this.#ports.clear();
    }

    #fail() {
        this.remove();
        this.slot.removeAttribute('aria-busy');
        this.slot.replaceChildren(failureNotice(text('window.no_answer'), this.#retry));
    }
}
