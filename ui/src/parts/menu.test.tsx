import { afterEach, describe, expect, test, vi } from 'vitest';

import { type Screen, show } from '../testing/screen';
import { Menu } from './menu';

const chosen = vi.fn();

async function open(): Promise<Screen> {
    const screen = await show(
        <Menu
            label="Actions"
            items={[
                { label: 'Send', onChoose: () => chosen('send') },
                { label: 'Void', negative: true, onChoose: () => chosen('void') },
            ]}
        />,
    );
    await screen.click(screen.button('Actions'));
    return screen;
}

function focused(): string {
    return document.activeElement?.textContent ?? '';
}

afterEach(() => {
    vi.useRealTimers();
    chosen.mockReset();
});

describe('a menu', () => {
    test('opens with the focus on its first item and says that it is open', async () => {
        const screen = await open();

        expect(screen.button('Actions').getAttribute('aria-expanded')).toBe('true');
        expect(screen.all('[role=menuitem]').map((item) => item.textContent)).toEqual([
            'Send',
            'Void',
        ]);
        expect(focused()).toBe('Send');
    });

    test('is walked through by the arrow keys, Home and End, round and round', async () => {
        const screen = await open();
        const press = (key: string) =>
            screen.press(document.activeElement as HTMLElement, key).then(focused);

        expect(await press('ArrowDown')).toBe('Void');
        expect(await press('ArrowDown')).toBe('Send');
        expect(await press('ArrowUp')).toBe('Void');
        expect(await press('Home')).toBe('Send');
        expect(await press('End')).toBe('Void');
        expect(await press('x')).toBe('Void');
    });

    test('closes when something is chosen, and gives the focus back', async () => {
        const screen = await open();

        await screen.click(screen.button('Void'));

        expect(chosen).toHaveBeenCalledExactlyOnceWith('void');
        expect(screen.all('[role=menu]')).toEqual([]);
        expect(document.activeElement).toBe(screen.button('Actions'));
    });

    test('closes on Escape, on Tab, on its button and on a click elsewhere', async () => {
        const screen = await open();
        const again = () => screen.click(screen.button('Actions'));
        const isOpen = () => screen.all('[role=menu]').length > 0;

        await screen.press(document.activeElement as HTMLElement, 'Escape');
        expect(isOpen()).toBe(false);
        expect(document.activeElement).toBe(screen.button('Actions'));
        await again();
        const tab = await screen.press(document.activeElement as HTMLElement, 'Tab');
        expect(tab.defaultPrevented).toBe(false);
        expect(isOpen()).toBe(false);
        await again();
        await again();
        expect(isOpen()).toBe(false);
        await again();
        document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
        await screen.pass(0);
        expect(isOpen()).toBe(false);
        expect(chosen).not.toHaveBeenCalled();
    });
});
