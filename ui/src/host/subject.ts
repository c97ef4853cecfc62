function positive(text: string | null): number | null {
    return text && /^[1-9]\d{0,15}$/.test(text) ? Number(text) : null;
}

function handedOver(data: string | null): number | null {
    try {
        const { deal } = JSON.parse(data ?? '') as { deal?: unknown };
        return typeof deal === 'string' ? positive(deal) : null;
    } catch {
        return null;
    }
}

/// The one deal that the address of a surface names: what is selected in Pipedrive, else what the
/// panel handed to the dialog. Null where that is no deal, or several.
export function dealOf(query: URLSearchParams): number | null {
    const selected = query.get('resource') === 'deal' ? positive(query.get('selectedIds')) : null;
    return selected ?? handedOver(query.get('data'));
}
