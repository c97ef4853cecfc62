/// What a surface was opened for: one record of Pipedrive.
export interface Subject {
    kind: 'deal' | 'person' | 'organization';
    id: number;
}

const kinds = ['deal', 'person', 'organization'] as const;

function positive(text: unknown): number | null {
    return typeof text === 'string' && /^[1-9]\d{0,15}$/.test(text) ? Number(text) : null;
}

function selected(query: URLSearchParams): Subject | null {
    const kind = kinds.find((it) => it === query.get('resource'));
    const id = positive(query.get('selectedIds'));
    return kind && id !== null ? { kind, id } : null;
}

function handedOver(data: string | null): Subject | null {
    try {
        const handed = JSON.parse(data ?? '') as Record<string, unknown> | null;
        for (const kind of kinds) {
            const id = positive(handed?.[kind]);
            if (id !== null) {
                return { kind, id };
            }
        }
    } catch {
        // Broken data names nothing.
    }
    return null;
}

/// The one record that the address of a surface names: what is selected in Pipedrive, else what the
/// panel handed to the dialog as `{"deal": "17"}`. Null where that is nothing, or several.
export function subjectOf(query: URLSearchParams): Subject | null {
    return selected(query) ?? handedOver(query.get('data'));
}

/// As `subjectOf`, where that is a deal.
export function dealOf(query: URLSearchParams): number | null {
    const subject = subjectOf(query);
    return subject?.kind === 'deal' ? subject.id : null;
}
