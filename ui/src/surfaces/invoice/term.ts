import type { PaymentTerm } from '../../api/draft';

/// The day on which an invoice of `date` falls due; null where `date` is no day, or where only the
/// server can tell (a term of the books).
export function dueDate(term: PaymentTerm, date: string): string | null {
    switch (term.kind) {
        case 'due_on_receipt':
            return plusDays(date, 0);
        case 'days':
            return plusDays(date, term.days);
        case 'end_of_month': {
            const end = endOfMonth(date);
            return end && plusDays(end, term.days);
        }
        case 'books':
            return null;
    }
}

/// Names a term among others; empty for none.
export function termKey(term: PaymentTerm | null): string {
    return term ? `${term.kind}:${term.kind === 'books' ? (term.id ?? '') : term.days}` : '';
}

/// The day `days` after `day`; null where that is no day.
export function plusDays(day: string, days: number): string | null {
    const date = new Date(`${day}T00:00:00Z`);
    if (Number.isNaN(date.getTime())) {
        return null;
    }
    date.setUTCDate(date.getUTCDate() + days);
    return date.toISOString().slice(0, 10);
}

function endOfMonth(day: string): string | null {
    const date = new Date(`${day}T00:00:00Z`);
    if (Number.isNaN(date.getTime())) {
        return null;
    }
    date.setUTCMonth(date.getUTCMonth() + 1, 0);
    return date.toISOString().slice(0, 10);
}
