import type { Answer } from './answer';
import type { Api } from './api';
import type { DraftProblem, Totals } from './draft';
import type { Order } from './invoices';

/// What QuickBooks would make of an order.
export interface Preview {
    totals: Totals;
    problems: DraftProblem[];
    /// One for each line of the order.
    lines: Array<{ amount: string }>;
    due_date: string | null;
    exchange_rate: string | null;
}

/// Takes half-typed orders too: what is wrong in one is a problem of its field.
export function previewInvoice(
    api: Api,
    order: Order,
    signal: AbortSignal,
): Promise<Answer<Preview>> {
    return api.request('POST', '/invoices/preview', { body: order, signal });
}
