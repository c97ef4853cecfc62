/// The languages that every text exists in.
export type Language = 'en' | 'pl';

/// The language of a code or a longer tag ("pl-PL"); English for every other.
export function languageOf(tag: string): Language {
    return tag.toLowerCase().startsWith('pl') ? 'pl' : 'en';
}

/// The person's own variety of `language` (en-GB writes dates differently from en-US), else plain.
export function localeOf(language: Language, preferred: readonly string[]): string {
    return preferred.find((tag) => tag.split('-')[0] === language) ?? language;
}
