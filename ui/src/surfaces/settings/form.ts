import type { BooksChoices, PaymentTerm, Settings, TaxTreatment } from '../../api/settings';

/// QuickBooks' Term.DueDays goes from 0 to 999.
export const termDaysMax = 999;

/// The settings as they stand in the form: the number of days as it was typed.
export interface Form extends Omit<Settings, 'term'> {
    /// `due_on_receipt`, `days`, `end_of_month` or `books:3`.
    term: string;
    days: string;
}

export type Mapped = 'to' | 'address' | 'email' | 'tax_id';

export function formOf({ term, ...settings }: Settings): Form {
    return {
        ...settings,
        term: term.kind === 'books' ? booksTerm(term.id ?? '') : term.kind,
        days: String(term.days),
    };
}

/// The settings that the form stands for; null while its days cannot be read. What the company's tax
/// model does not know is left out.
export function settingsOf(
    { term, days, ...form }: Form,
    books: BooksChoices | null,
): Settings | null {
    const read = termOf(term, days);
    if (!read) {
        return null;
    }
    const settings = { ...form, term: read };
    if (books) {
        const allowed = treatments(books).includes(form.tax_treatment);
        settings.tax_treatment = allowed ? form.tax_treatment : 'exclusive';
        settings.tax_code = books.tax_model === 'global' ? form.tax_code : '';
    }
    return settings;
}

export function booksTerm(id: string): string {
    return `books:${id}`;
}

/// The id of the chosen term of QuickBooks; null where another kind is chosen.
export function booksTermId(term: string): string | null {
    return term.startsWith('books:') ? term.slice('books:'.length) : null;
}

export function countsDays(term: string): boolean {
    return term === 'days' || term === 'end_of_month';
}

/// The number of days, or null where it is none that QuickBooks takes.
export function readDays(text: string): number | null {
    const days = /^\d{1,3}$/.test(text.trim()) ? Number(text) : null;
    return days !== null && days <= termDaysMax ? days : null;
}

function termOf(term: string, days: string): PaymentTerm | null {
    const id = booksTermId(term);
    if (id !== null) {
        return { kind: 'books', days: 0, id };
    }
    if (!countsDays(term)) {
        return { kind: 'due_on_receipt', days: 0, id: null };
    }
    const count = readDays(days);
    return count === null
        ? null
        : { kind: term === 'days' ? 'days' : 'end_of_month', days: count, id: null };
}

/// What a company of this tax model can choose; nothing where it has no tax.
export function treatments(books: BooksChoices): TaxTreatment[] {
    switch (books.tax_model) {
        case 'none':
            return [];
        case 'us_manual':
        case 'us_automated':
            return ['exclusive', 'none'];
        case 'global':
            return ['exclusive', 'inclusive', 'none'];
    }
}

/// The day on which an invoice of `day` falls due; null where only QuickBooks knows, or the days
/// cannot be read.
export function exampleDueDay(
    day: string,
    { term, days }: Pick<Form, 'term' | 'days'>,
): string | null {
    const count = readDays(days);
    const date = new Date(`${day}T00:00:00Z`);
    if (!countsDays(term) || count === null) {
        return null;
    }
    if (term === 'end_of_month') {
        date.setUTCMonth(date.getUTCMonth() + 1, 0);
    }
    date.setUTCDate(date.getUTCDate() + count);
    return date.toISOString().slice(0, 10);
}
