import { describe, expect, test } from 'vitest';

import english from '../../../i18n/en/ui.json';
import polish from '../../../i18n/pl/ui.json';
import { Words } from './words';

const catalogues: Record<string, Record<string, string>> = { en: english, pl: polish };

/// The plural forms that whole numbers need.
const forms: Record<string, string[]> = {
    en: ['one', 'other'],
    pl: ['one', 'few', 'many', 'other'],
};
const form = /\.(one|few|many|other)$/;

function stems(texts: Record<string, string>): string[] {
    return [...new Set(Object.keys(texts).map((key) => key.replace(form, '')))].sort();
}

const sources = import.meta.glob<string>(
    ['../**/*.{ts,tsx}', '!../**/*.test.*', '!../testing/**'],
    {
        query: '?raw',
        import: 'default',
        eager: true,
    },
);
const code = Object.values(sources).join('\n');

function argumentsOf(text: string): string[] {
    return [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort();
}

describe('the catalogues', () => {
    test('have the same keys in every language', () => {
        expect(stems(polish)).toEqual(stems(english));
    });

    test.each(Object.keys(catalogues))('have every plural form of %s', (language) => {
        const texts = catalogues[language]!;
        const plurals = [...new Set(Object.keys(texts).filter((key) => form.test(key)))];
        const wanted = [...new Set(plurals.map((key) => key.replace(form, '')))].flatMap((stem) =>
            forms[language]!.map((name) => `${stem}.${name}`),
        );

        expect(plurals.sort()).toEqual(wanted.sort());
    });

    test('take the same arguments in every language', () => {
        const differing = Object.entries(english as Record<string, string>).filter(
            ([key, text]) =>
                argumentsOf(text).join() !==
                argumentsOf((polish as Record<string, string>)[key] ?? '').join(),
        );

        expect(differing).toEqual([]);
    });

    test('have no empty text', () => {
        const empty = [...Object.values(english), ...Object.values(polish)].filter(
            (text) => text.trim() === '',
        );

        expect(empty).toEqual([]);
    });

    test('have no text that nothing uses', () => {
        const unused = stems(english).filter((stem) => !code.includes(`'${stem}'`));

        expect(unused).toEqual([]);
    });

    test('have every text that the code asks for', () => {
        const asked = [...code.matchAll(/\b(?:text|say|plural)\(\s*'([^']+)'/g)].map(
            ([, key]) => key!,
        );
        const known = stems(english);

        expect(asked.length).toBeGreaterThan(100);
        expect(asked.filter((key) => !known.includes(key))).toEqual([]);
    });
});

describe('words', () => {
    test('fill in their arguments and leave what nobody gave', () => {
        const words = new Words('en', { 'app.request_id': '{id} of {name}' }, 'en');

        expect(words.text('app.request_id', { id: '6f0c' })).toBe('6f0c of {name}');
    });

    test('do not fill in what stands in an argument', () => {
        const words = new Words('en', { 'app.request_id': '{id}' }, 'en');

        expect(words.text('app.request_id', { id: '{id}{id}' })).toBe('{id}{id}');
    });

    test.each([
        [1, '1 wynik'],
        [2, '2 wyniki'],
        [5, '5 wyników'],
        [12, '12 wyników'],
        [22, '22 wyniki'],
    ])('count %d in Polish', async (count, text) => {
        const words = await Words.load('pl');

        expect(words.plural('combobox.found', count)).toBe(text);
    });
});
