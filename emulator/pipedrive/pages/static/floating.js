// The app's floating window: draggable, with an icon in the top bar. It is loaded with the page and
// kept in the background; whether it was open survives going to another page.

import { Surface } from './surface.js';
import { text } from './texts.js';

const wasOpenKey = 'floating-window';
const stepPx = 20;

function build(name) {
    const box = document.createElement('section');
    box.className = 'floating-window';
    box.hidden = true;
    box.setAttribute('aria-label', name);
    const head = document.createElement('header');
    head.tabIndex = 0;
    head.setAttribute('role', 'group');
    head.setAttribute('aria-label', text('window.move', { name }));
    const title = document.createElement('h2');
    title.textContent = name;
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'plain';
    close.textContent = '✕';
    close.setAttribute('aria-label', text('window.hide'));
    head.append(title, close);
    const slot = document.createElement('div');
    slot.className = 'surface';
    box.append(head, slot);
    return { box, head, close, slot };
}

function buildIcon(name) {
    const icon = document.createElement('button');
    icon.type = 'button';
    icon.className = 'dock-icon';
    icon.setAttribute('aria-label', name);
    icon.setAttribute('aria-expanded', 'false');
    icon.append(Object.assign(document.createElement('span'), { textContent: name.slice(0, 1) }));
    return icon;
}

function moveTo(box, left, top) {
    const room = (whole, part) => Math.max(0, whole - part);
    const within = (value, most) => Math.min(Math.max(0, value), most);
    box.style.left = `${within(left, room(window.innerWidth, box.offsetWidth))}px`;
    box.style.top = `${within(top, room(window.innerHeight, box.offsetHeight))}px`;
    box.style.right = 'auto';
}

function makeDraggable(box, head) {
    let grip;
    head.addEventListener('pointerdown', (event) => {
        if (event.target.closest('button')) {
            return;
        }
        const { left, top } = box.getBoundingClientRect();
        grip = { x: event.clientX - left, y: event.clientY - top };
        head.setPointerCapture(event.pointerId);
    });
    head.addEventListener('pointermove', ({ clientX, clientY }) => {
        if (grip) {
            moveTo(box, clientX - grip.x, clientY - grip.y);
        }
    });
    head.addEventListener('lostpointercapture', () => (grip = undefined));
    head.addEventListener('keydown', ({ key, target }) => {
        const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
        if (target === head && steps[key]) {
            const { left, top } = box.getBoundingClientRect();
            moveTo(box, left + steps[key][0] * stepPx, top + steps[key][1] * stepPx);
        }
    });
}

/// Badges are capped at 99+, and at 9+ where the icon has no room for two digits; this dock has.
function badgeText(number) {
    return number > 99 ? '99+' : String(number);
}

export class FloatingWindow {
    #parts;
    #icon;
    #surface;
    #name;

    constructor(name) {
        this.#name = name;
        this.#parts = build(name);
        this.#icon = buildIcon(name);
        const { box, head, close } = this.#parts;
        document.querySelector('.topbar nav').after(this.#icon);
        document.body.append(box);
        makeDraggable(box, head);
        close.addEventListener('click', () => this.hide('user'));
        this.#icon.addEventListener('click', () =>
            box.hidden ? this.show('user') : this.hide('user'),
        );
        this.#load();
        if (sessionStorage.getItem(wasOpenKey)) {
            this.show('user');
        }
    }

    get isVisible() {
        return !this.#parts.box.hidden;
    }

    /// Focus mode is off again at every opening.
    show(invoker, context) {
        this.#setVisible(true, { ...context, invoker });
    }

    /// In focus mode only the app can hide it.
    hide(invoker, context) {
        if (invoker !== 'user' || !this.#parts.close.hidden) {
            this.#setVisible(false, { ...context, invoker });
        }
    }

    setFocusMode(isOn) {
        if (!this.isVisible) {
            throw new Error('Focus mode needs a visible floating window');
        }
        this.#parts.close.hidden = isOn;
    }

    setNotification(number) {
        this.#icon.querySelector('.dock-badge')?.remove();
        if (number) {
            const badge = document.createElement('span');
            badge.className = 'dock-badge';
            badge.textContent = badgeText(number);
            this.#icon.append(badge);
        }
        const name = this.#name;
        const label = number ? text('window.badge', { name, number: badgeText(number) }) : name;
        this.#icon.setAttribute('aria-label', label);
    }

    #setVisible(isVisible, context) {
        if (isVisible === this.isVisible) {
            return;
        }
        const { box, close } = this.#parts;
        box.hidden = !isVisible;
        close.hidden = false;
        this.#icon.setAttribute('aria-expanded', String(isVisible));
        if (isVisible) {
            sessionStorage.setItem(wasOpenKey, 'open');
        } else {
            sessionStorage.removeItem(wasOpenKey);
        }
        this.#surface?.emit('visibility', { data: { is_visible: isVisible, context } });
    }

    async #load() {
        this.#surface?.remove();
        this.#surface = await Surface.open(this.#parts.slot, {
            kind: 'floating',
            title: this.#name,
            query: {},
            retry: () => this.#load(),
        });
    }
}
