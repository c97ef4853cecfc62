import type { Answer } from './answer';
import type { Api } from './api';

export interface BooksSession {
    /// `lost`: access was withdrawn and reconnecting brings it back; `ended`: disconnected on purpose.
    state: 'active' | 'lost' | 'ended';
    company_name: string;
    country: string;
    home_currency: string;
    multicurrency: boolean;
    connected_by: string;
    connected_by_me: boolean;
    connected_at: string;
}

export interface Session {
    user: { id: number; name: string; is_admin: boolean };
    company: { id: number; name: string };
    language: string;
    /// Null where nothing was ever connected.
    books: BooksSession | null;
}

export function getSession(api: Api): Promise<Answer<Session>> {
    return api.request('GET', '/session');
}

/// The address that connects QuickBooks: for a new window, good for five minutes and once.
export function createConnectLink(api: Api): Promise<Answer<{ url: string }>> {
    return api.request('POST', '/books/connect-link');
}

export function disconnectBooks(api: Api): Promise<Answer<Record<string, never>>> {
    return api.request('DELETE', '/books');
}
