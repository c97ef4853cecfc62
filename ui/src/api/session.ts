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
    connected_by_id: number;
    connected_by_me: boolean;
    /// The caller is an administrator and somebody else is connected.
    can_take_over: boolean;
    connected_at: string;
    /// When QuickBooks ends the connection whatever is done; null where it does not tell.
    ends_at: string | null;
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

/// A user of the company who has the app installed.
export interface AppUser {
    id: number;
    name: string;
    is_me: boolean;
    is_admin: boolean;
}

export function getUsers(api: Api): Promise<Answer<{ users: AppUser[] }>> {
    return api.request('GET', '/users');
}

/// Makes that user the connected one.
export function handOverBooks(api: Api, to: number): Promise<Answer<Record<string, never>>> {
    return api.request('POST', '/books/hand-over', { body: { to } });
}

/// Makes the caller, an administrator, the connected user.
export function takeOverBooks(api: Api): Promise<Answer<Record<string, never>>> {
    return api.request('POST', '/books/take-over', { body: {} });
}
