import { Decimal } from './decimal';

/// The parts of a number's text in some style, for digits that a float could not hold: whole digits go
/// through BigInt, the fraction is put in as it stands.
function exactly(value: Decimal, locale: string, options: Intl.NumberFormatOptions): string {
    const text = value.toString();
    const negative = text.startsWith('-');
    const [digits = '0', fraction = ''] = text.replace('-', '').split('.');
    const whole = BigInt(digits);
    const format = new Intl.NumberFormat(locale, {
        ...options,
        minimumFractionDigits: value.scale,
        maximumFractionDigits: value.scale,
    });
    // There is no negative zero among the whole numbers: -0.5 borrows its sign from -1.
    const borrowed = negative && whole === 0n;
    return format
        .formatToParts(negative ? (borrowed ? -1n : -whole) : whole)
        .map(({ type, value: part }) => {
            if (type === 'fraction') {
                return fraction;
            }
            return type === 'integer' && borrowed ? '0' : part;
        })
        .join('');
}

/// `1234.5` as people of `locale` read it. A text that is no number comes back as it is.
export function formatDecimal(text: string, locale: string): string {
    const value = Decimal.parse(text);
    return value ? exactly(value, locale, {}) : text;
}

/// An amount with its currency, exact to its last digit. A currency that is no ISO code (Pipedrive
/// allows own ones) stands behind the number as it is.
export function formatMoney(text: string, currency: string, locale: string): string {
    const value = Decimal.parse(text);
    if (!value) {
        return `${text}\u00a0${currency}`;
    }
    if (!/^[A-Z]{3}$/.test(currency)) {
        return `${exactly(value, locale, {})}\u00a0${currency}`;
    }
    return exactly(value, locale, { style: 'currency', currency });
}

/// The country of a two-letter code, as people of `locale` call it; any other text as it is.
export function formatCountry(code: string, locale: string): string {
    return nameOf('region', code, locale);
}

/// A currency with its code: "US Dollar (USD)"; one that nobody knows as its code alone.
export function formatCurrency(code: string, locale: string): string {
    const name = nameOf('currency', code, locale);
    return name === code ? code : `${name} (${code})`;
}

function nameOf(type: 'region' | 'currency', code: string, locale: string): string {
    try {
        return new Intl.DisplayNames(locale, { type }).of(code) ?? code;
    } catch {
        return code;
    }
}

/// The day `2026-11-20`; it has no time zone, so none may shift it.
export function formatDate(day: string, locale: string): string {
    const date = new Date(`${day}T00:00:00Z`);
    return Number.isNaN(date.getTime())
        ? day
        : new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(date);
}

/// The day of an instant, in the person's own time zone.
export function formatDayOf(instant: string, locale: string): string {
    const date = new Date(instant);
    return Number.isNaN(date.getTime())
        ? instant
        : new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(date);
}

/// An instant of these days, in the person's own time zone.
export function formatInstant(instant: string, locale: string): string {
    const date = new Date(instant);
    return Number.isNaN(date.getTime())
        ? instant
        : new Intl.DateTimeFormat(locale, {
              day: 'numeric',
              month: 'short',
              hour: 'numeric',
              minute: '2-digit',
          }).format(date);
}
