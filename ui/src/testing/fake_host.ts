import { vi } from 'vitest';

import type { Host, Question } from '../host/host';

/// A host in which everything works and which remembers what it was asked for.
export function fakeHost({ deal = 17 }: { deal?: number | null } = {}) {
    return {
        deal,
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
