import { vi } from 'vitest';

import type { Host, Question } from '../host/host';
import type { Subject } from '../host/subject';

interface Wish {
    deal?: number | null;
    /// Where it is not the deal.
    subject?: Subject | null;
}

/// A host in which everything works and which remembers what it was asked for.
export function fakeHost({ deal = 17, subject = ofDeal(deal) }: Wish = {}) {
    return {
        subject,
        deal: subject?.kind === 'deal' ? subject.id : null,
        company: '4711',
        signedToken: vi.fn(async () => 'token'),
        openInvoiceDialog: vi.fn(async () => {}),
        closeDialog: vi.fn(),
        confirm: vi.fn(async (_: Question) => true),
        notify: vi.fn(),
        openSettings: vi.fn(),
        onShown: vi.fn(() => () => {}),
    } satisfies Host;
}

function ofDeal(deal: number | null): Subject | null {
    return deal === null ? null : { kind: 'deal', id: deal };
}
