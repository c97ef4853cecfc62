import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { Answer } from '../api/answer';
import { noAnswer } from '../api/answer';
import { type Screen, show } from '../testing/screen';
import { type Choice, Combobox } from './combobox';
import { Field } from './field';

const fruit: Array<Choice<string>> = ['Apple', 'Apricot', 'Plum'].map((label) => ({
    id: label.toLowerCase(),
    label,
    value: label,
}));

const find = vi.fn<(text: string, signal: AbortSignal) => Promise<Answer<typeof fruit>>>();
const onChoose = vi.fn<(value: string) => void>();
const typingPause = 250;

async function box(always: typeof fruit = []): Promise<Screen> {
    return show(
        <Field label="Fruit">
            {(control) => (
                <Combobox
                    control={control}
                    field="fruit"
                    shown="Plum"
                    chosen="plum"
                    find={find}
                    always={always}
                    onChoose={onChoose}
                />
            )}
        </Field>,
    );
}

function activeOption(screen: Screen): string | null {
    const id = screen.field('Fruit').getAttribute('aria-activedescendant');
    return id && (document.getElementById(id)?.textContent ?? null);
}

describe('a combobox', () => {
    beforeEach(() => {
        onChoose.mockReset();
        find.mockReset().mockImplementation(async (text) => ({
            ok: true,
            value: fruit.filter(({ label }) => label.toLowerCase().includes(text.toLowerCase())),
        }));
    });
    afterEach(() => {
        vi.useRealTimers();
    });

    test('is closed and shows what is chosen', async () => {
        const screen = await box();

        expect(screen.field('Fruit').value).toBe('Plum');
        expect(screen.field('Fruit').getAttribute('aria-expanded')).toBe('false');
        expect(find).not.toHaveBeenCalled();
    });

    test('opens with the arrow key and lists everything', async () => {
        const screen = await box();

        await screen.press(screen.field('Fruit'), 'ArrowDown');

        expect(screen.options()).toEqual(['Apple', 'Apricot', 'Plum']);
        expect(screen.field('Fruit').getAttribute('aria-expanded')).toBe('true');
        expect(activeOption(screen)).toBeNull();
    });

    test('searches once when typing pauses, and says how much it found', async () => {
        const screen = await box();

        await screen.type(screen.field('Fruit'), 'a');
        await screen.type(screen.field('Fruit'), 'ap');
        await screen.pass(typingPause);

        expect(find.mock.calls.map(([text]) => text)).toEqual(['ap']);
        expect(screen.options()).toEqual(['Apple', 'Apricot']);
        expect(screen.text).toContain('2 results');
    });

    test('marks the first result after typing, so that Enter takes it', async () => {
        const screen = await box();
        await screen.type(screen.field('Fruit'), 'apr');
        await screen.pass(typingPause);

        expect(activeOption(screen)).toBe('Apricot');
        await screen.press(screen.field('Fruit'), 'Enter');

        expect(onChoose.mock.calls).toEqual([['Apricot']]);
        expect(screen.options()).toEqual([]);
    });

    test('walks with the arrow keys, round both ends', async () => {
        const screen = await box();
        const field = screen.field('Fruit');
        await screen.press(field, 'ArrowDown');

        await screen.press(field, 'ArrowUp');
        expect(activeOption(screen)).toBe('Plum');
        await screen.press(field, 'ArrowDown');
        expect(activeOption(screen)).toBe('Apple');
        await screen.press(field, 'ArrowDown');
        expect(activeOption(screen)).toBe('Apricot');
    });

    test('chooses nothing on Enter while nothing is marked, and keeps Enter from the form', async () => {
        const screen = await box();
        await screen.press(screen.field('Fruit'), 'ArrowDown');

        const enter = await screen.press(screen.field('Fruit'), 'Enter');

        expect(onChoose).not.toHaveBeenCalled();
        expect(enter.defaultPrevented).toBe(true);
    });

    test('closes on Escape and shows again what is chosen', async () => {
        const screen = await box();
        await screen.type(screen.field('Fruit'), 'ap');
        await screen.pass(typingPause);

        await screen.press(screen.field('Fruit'), 'Escape');

        expect(screen.options()).toEqual([]);
        expect(screen.field('Fruit').value).toBe('Plum');
        expect(onChoose).not.toHaveBeenCalled();
    });

    test('forgets on leaving what was typed and not chosen', async () => {
        const screen = await box();
        screen.field('Fruit').focus();
        await screen.type(screen.field('Fruit'), 'something');

        await screen.leave(screen.field('Fruit'));

        expect(screen.field('Fruit').value).toBe('Plum');
        expect(onChoose).not.toHaveBeenCalled();
    });

    test('chooses by a click', async () => {
        const screen = await box();
        await screen.click(screen.field('Fruit'));

        await screen.click(screen.all('[role=option]')[1]!);

        expect(onChoose.mock.calls).toEqual([['Apricot']]);
    });

    test('says where nothing was found, and still offers what is always there', async () => {
        const screen = await box([{ id: 'new', label: 'Another fruit', value: 'new' }]);

        await screen.type(screen.field('Fruit'), 'stone');
        await screen.pass(typingPause);

        expect(screen.text).toContain('Nothing found');
        expect(screen.options()).toEqual(['Another fruit']);
        expect(activeOption(screen)).toBeNull();
    });

    test('says why a search failed', async () => {
        find.mockResolvedValue({ ok: false, error: { ...noAnswer(), message: 'Not just now.' } });
        const screen = await box();

        await screen.click(screen.field('Fruit'));

        expect(screen.text).toContain('Not just now.');
    });

    test('drops the answer to a search that was overtaken', async () => {
        let answerFirst: (answer: Answer<typeof fruit>) => void = () => {};
        find.mockImplementationOnce(() => new Promise((resolve) => (answerFirst = resolve)));
        const screen = await box();
        await screen.click(screen.field('Fruit'));
        await screen.type(screen.field('Fruit'), 'plum');
        await screen.pass(typingPause);

        answerFirst({ ok: true, value: fruit });
        await screen.pass(0);

        expect(screen.options()).toEqual(['Plum']);
        expect(find.mock.calls[0]?.[1].aborted).toBe(true);
    });

    test('tells the chosen option and its own label to assistive technology', async () => {
        const screen = await box();
        const field = screen.field('Fruit');

        await screen.press(field, 'ArrowDown');

        const selected = screen.all('[role=option][aria-selected=true]');
        expect(selected.map((option) => option.textContent)).toEqual(['Plum']);
        expect(field.getAttribute('role')).toBe('combobox');
        expect(document.getElementById(field.getAttribute('aria-controls')!)).not.toBeNull();
    });
});
