import { type ComponentChildren, render } from 'preact';
import { act } from 'preact/test-utils';
import { vi } from 'vitest';

import { Api } from '../api/api';
import { Surface } from '../app/surface';
import type { Host } from '../host/host';
import type { Language } from '../text/language';
import { Words } from '../text/words';
import { fakeHost } from './fake_host';
import { FakeServer } from './fake_server';

interface Setting {
    host?: Host;
    server?: FakeServer;
    language?: Language;
}

/// What an earlier test has left behind: taken away properly, or it would still listen.
let left: HTMLElement | null = null;

/// What a person sees of `children`, and can do with it. Time stands still but for `pass`.
export async function show(children: ComponentChildren, setting: Setting = {}): Promise<Screen> {
    vi.useFakeTimers();
    if (left) {
        render(null, left);
    }
    const root = document.createElement('div');
    left = root;
    document.body.replaceChildren(root);
    const server = setting.server ?? new FakeServer({});
    const host = setting.host ?? fakeHost();
    const words = await Words.load(setting.language ?? 'en');
    const surface = (
        <Surface
            host={host}
            api={new Api(() => host.signedToken(), server.fetch)}
            firstWords={words}
        >
            {children}
        </Surface>
    );
    await act(() => render(surface, root));
    const screen = new Screen(root);
    await screen.pass(0);
    return screen;
}

export class Screen {
    constructor(readonly root: HTMLElement) {}

    /// Everything that is written on it.
    get text(): string {
        return (this.root.textContent ?? '').replace(/\s+/g, ' ');
    }

    /// Lets that much time pass, and whatever is under way come to its end: an answer may show a part
    /// that asks the server in its turn.
    async pass(milliseconds: number): Promise<void> {
        for (const step of [milliseconds, 0, 0, 0]) {
            await act(async () => {
                await vi.advanceTimersByTimeAsync(step);
            });
        }
    }

    button(name: string): HTMLButtonElement {
        return this.one<HTMLButtonElement>('button', (button) => nameOf(button) === name, name);
    }

    hasButton(name: string): boolean {
        return this.all('button').some((button) => nameOf(button) === name);
    }

    /// The control with this label; of several the one at `index`.
    field<T extends HTMLElement = HTMLInputElement>(label: string, index = 0): T {
        const labels = this.all<HTMLLabelElement>('label').filter(
            (candidate) => candidate.textContent === label,
        );
        const id = labels[index]?.htmlFor;
        return this.one<T>('input, select, textarea', (control) => control.id === id, label);
    }

    options(): string[] {
        return this.all('[role=option]').map((option) => option.textContent ?? '');
    }

    async click(element: HTMLElement): Promise<void> {
        await act(() => element.click());
        await this.pass(0);
    }

    async type(field: HTMLElement, value: string): Promise<void> {
        await act(() => {
            (field as HTMLInputElement).value = value;
            const name = field instanceof HTMLSelectElement ? 'change' : 'input';
            field.dispatchEvent(new Event(name, { bubbles: true }));
        });
        await this.pass(0);
    }

    async press(field: HTMLElement, key: string): Promise<KeyboardEvent> {
        const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
        await act(() => void field.dispatchEvent(event));
        await this.pass(0);
        return event;
    }

    async leave(field: HTMLElement): Promise<void> {
        await act(() => field.blur());
        await this.pass(0);
    }

    all<T extends HTMLElement = HTMLElement>(selector: string): T[] {
        return [...this.root.querySelectorAll<T>(selector)];
    }

    private one<T extends HTMLElement>(
        selector: string,
        fits: (element: T) => boolean,
        name: string,
    ): T {
        const found = this.all<T>(selector).find(fits);
        if (!found) {
            throw new Error(`there is no "${name}" in: ${this.text}`);
        }
        return found;
    }
}

function nameOf(button: HTMLElement): string {
    return button.getAttribute('aria-label') ?? button.textContent ?? '';
}
