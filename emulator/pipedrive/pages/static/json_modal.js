// JSON modals: dialogs that the window draws from the schema that the app registered and from what
// the app answers when it is asked through Pipedrive's server.

import { showSnackbar } from './dialogs.js';
import { Blocks } from './json_blocks.js';
import { failureNotice } from './surface.js';
import { text } from './texts.js';

/// How often the page asks whether the app has answered.
const pollMs = 100;

async function ask(target, options) {
    const answer = await fetch(target, options);
    if (!answer.ok) {
        throw new Error(text('window.not_available'));
    }
    return answer.json();
}

/// The app's status and JSON; status 0 where it did not answer in time.
async function callApp(modal, query, values) {
    const target = `/_page/json-modal/${encodeURIComponent(modal.id)}?${new URLSearchParams(query)}`;
    const body = values && JSON.stringify(values);
    const { ticket } = await ask(target, { method: 'POST', body });
    for (;;) {
        const call = await ask(`/_page/app-call/${ticket}`);
        if (!call.waiting) {
            return call;
        }
        await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
}

/// The primary button sends the form unless its handler says otherwise, the other one closes.
function actionButtons(schema) {
    return Object.values(schema.properties.actions?.properties ?? {}).map(({ $ref, options }) => {
        const isPrimary = $ref === '#/definitions/action-primary';
        const button = document.createElement('button');
        button.type = (options?.handler ?? 'request') === 'cancel' ? 'button' : 'submit';
        button.className = isPrimary ? 'primary' : 'secondary';
        button.textContent = options?.label ?? text(isPrimary ? 'window.save' : 'window.cancel');
        return button;
    });
}

class JsonModal {
    #modal;
    #subject;
    #blocks;
    #dialog = document.createElement('dialog');
    #form = document.createElement('form');
    #status = 'closed';

    constructor(modal, subject) {
        this.#modal = modal;
        this.#subject = subject;
        this.#blocks = new Blocks(modal.schema);
        const heading = document.createElement('h2');
        heading.textContent = modal.name;
        heading.id = `json-${crypto.randomUUID()}`;
        this.#dialog.className = 'confirmation record-modal';
        this.#dialog.setAttribute('aria-labelledby', heading.id);
        this.#dialog.append(heading, this.#form);
        this.#form.addEventListener('submit', (event) => this.#submit(event));
        this.#form.addEventListener('input', () => this.#blocks.showAndHide());
        this.#form.addEventListener('change', ({ target }) => this.#refetch(target));
    }

    /// Resolves when the dialog is gone.
    open() {
        document.body.append(this.#dialog);
        return new Promise((resolve) => {
            this.#dialog.addEventListener('close', () => {
                this.#dialog.remove();
                resolve({ status: this.#status });
            });
            this.#dialog.showModal();
            this.#load({});
        });
    }

    async #load(query) {
        this.#form.setAttribute('aria-busy', 'true');
        try {
            const { status, body } = await callApp(this.#modal, { ...this.#subject, ...query });
            if (status === 401) {
                throw new Error(text('window.lost_connection'));
            }
            if (status !== 200 || !body?.data) {
                throw new Error(text(status === 0 ? 'window.no_answer' : 'window.bad_answer'));
            }
            this.#blocks.merge(body.data.blocks);
            this.#draw();
        } catch (error) {
            this.#form.replaceChildren(failureNotice(error.message, () => this.#load(query)));
        }
        this.#form.removeAttribute('aria-busy');
    }

    #draw() {
        const problem = document.createElement('p');
        problem.className = 'problem';
        problem.setAttribute('role', 'alert');
        const row = document.createElement('div');
        row.className = 'buttons';
        row.append(...actionButtons(this.#modal.schema));
        for (const cancel of row.querySelectorAll('[type=button]')) {
            cancel.addEventListener('click', () => this.#dialog.close());
        }
        this.#form.replaceChildren(...this.#blocks.draw(), problem, row);
    }

    #refetch(control) {
        const block = this.#blocks.refetchedBy(control);
        if (block) {
            this.#load({ form: JSON.stringify(this.#blocks.values()), invoker: block.key });
        }
    }

    async #submit(event) {
        event.preventDefault();
        let body;
        try {
            ({ body } = await callApp(this.#modal, this.#subject, this.#blocks.values()));
            if (body?.data?.blocks) {
                this.#blocks.merge(body.data.blocks);
                this.#draw();
                return;
            }
        } catch {
            body = undefined; // shown below as any other failure
        }
        if (body?.success) {
            this.#succeed(body.success);
        } else {
            const reason = body?.error?.message ?? text('window.failed');
            this.#form.querySelector('[role=alert]').textContent = reason;
        }
    }

    #succeed({ message, link }) {
        this.#status = 'submitted';
        this.#dialog.close();
        if (message) {
            showSnackbar({ message, link: link && { url: link.value, label: link.label } });
        }
    }
}

/// Opens the app's JSON modal about `subject`; resolves with `submitted` or `closed`.
export function openJsonModal(modal, subject) {
    return new JsonModal(modal, subject).open();
}
