import type english from '../../../i18n/en/ui.json';
import {
    formatCountry,
    formatCurrency,
    formatDate,
    formatDayOf,
    formatDecimal,
    formatInstant,
    formatMoney,
} from './format';
import { type Language, localeOf } from './language';

type Entry = keyof typeof english;
type Stem<Key> = Key extends `${infer Base}.other` ? Base : never;

/// A text that depends on a count; the catalogue has it once for each form of the language.
export type PluralKey = Stem<Entry>;
/// Any other text.
export type TextKey = Exclude<Entry, `${PluralKey}.${string}`>;
export type Arguments = Readonly<Record<string, string>>;

const catalogues = {
    en: () => import('../../../i18n/en/ui.json'),
    pl: () => import('../../../i18n/pl/ui.json'),
} satisfies Record<Language, () => Promise<{ default: Record<string, string> }>>;

/// Everything that is said to a person, in their language: texts, amounts, days.
export class Words {
    constructor(
        readonly language: Language,
        private readonly texts: Readonly<Record<string, string>>,
        private readonly locale: string,
    ) {}

    static async load(language: Language): Promise<Words> {
        const { default: texts } = await catalogues[language]();
        return new Words(language, texts, localeOf(language, navigator.languages));
    }

    /// The text with its `{name}` arguments filled in.
    text(key: TextKey, args: Arguments = {}): string {
        return this.filled(key, args);
    }

    /// The form of the text that fits `count`, which fills `{count}`.
    plural(key: PluralKey, count: number): string {
        const form = new Intl.PluralRules(this.language).select(count);
        return this.filled(`${key}.${form}`, { count: formatDecimal(String(count), this.locale) });
    }

    money(amount: string, currency: string): string {
        return formatMoney(amount, currency, this.locale);
    }

    country(code: string): string {
        return formatCountry(code, this.locale);
    }

    currency(code: string): string {
        return formatCurrency(code, this.locale);
    }

    date(day: string): string {
        return formatDate(day, this.locale);
    }

    dayOf(instant: string): string {
        return formatDayOf(instant, this.locale);
    }

    instant(instant: string): string {
        return formatInstant(instant, this.locale);
    }

    private filled(key: string, args: Arguments): string {
        const text = this.texts[key] ?? key;
        return text.replace(/\{(\w+)\}/g, (whole, name: string) => args[name] ?? whole);
    }
}
