import { Decimal } from './decimal';
import type { Language } from './language';

/// What separates groups of thousands, and the mark before the decimals, when people of a language
/// type a number. Polish also takes a point, which its keyboards have on the number block.
const habits = {
    en: { groups: /^-?\d{1,3}(,\d{3})+(\.\d+)?$/, separator: /,/g },
    pl: { groups: /^-?\d{1,3}([\s]\d{3})+([.,]\d+)?$/, separator: /\s/g },
} satisfies Record<Language, { groups: RegExp; separator: RegExp }>;

/// Reads a number as a person of `language` types it: `1,234.50` or `1 234,50`. Null where it is none,
/// or where it could be read in two ways.
export function readTyped(text: string, language: Language): Decimal | null {
    const { groups, separator } = habits[language];
    let plain = text.trim();
    if (groups.test(plain)) {
        plain = plain.replace(separator, '');
    }
    if (language === 'pl') {
        plain = plain.replace(',', '.');
    }
    return Decimal.parse(plain);
}

/// The number `text` (`1234.50`) as a person of `language` would type it.
export function asTyped(text: string, language: Language): string {
    return language === 'pl' ? text.replace('.', ',') : text;
}
