import type { Answer } from './answer';
import type { Api } from './api';
import type { Draft, DraftProblem, Totals } from './draft';
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

/// Takes half-typed orders too: what is wrong in one is a problem of its field. `deal` is what the
/// invoice is compared with.
export function previewInvoice(
    api: Api,
    order: Order,
    { value, currency }: Draft['deal'],
    signal: AbortSignal,
): Promise<Answer<Preview>> {
    const body = { ...order, deal_value: value ? { value, currency } : null };
    return api.request('POST', '/invoices/preview', { body, signal });
}
