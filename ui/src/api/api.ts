import { type Answer, errorOf, noAnswer } from './answer';

/// A call that has not been answered by then is given up; the server's own limits are shorter.
const timeoutMs = 45_000;

export interface Call {
    body?: unknown;
    headers?: Record<string, string>;
    signal?: AbortSignal;
}

/// Gives a token for the server; one made just now where `fresh` is set.
export type TokenSource = (fresh?: boolean) => Promise<string>;

/// Our server's JSON API, as the person whom the host vouches for.
export class Api {
    constructor(
        private readonly token: TokenSource,
        private readonly send: typeof fetch = (...call) => fetch(...call),
    ) {}

    /// One call to `/api/v1` + `path`. Never rejects: where there is no answer, the kind of the error is
    /// `unavailable`, and what was asked for may or may not have happened. A refused token is replaced
    /// by a fresh one and the call repeated once.
    async request<T>(method: string, path: string, call: Call = {}): Promise<Answer<T>> {
        try {
            const response = await this.authorized(method, path, call);
            const body: unknown = await response.json().catch(() => null);
            if (!response.ok) {
                return { ok: false, error: errorOf(response.status, body) };
            }
            return body === null
                ? { ok: false, error: noAnswer() }
                : { ok: true, value: body as T };
        } catch {
            return { ok: false, error: noAnswer() };
        }
    }

    /// A file from `/api/v1` + `path`. Fails as `request` does.
    async download(path: string): Promise<Answer<Blob>> {
        try {
            const response = await this.authorized('GET', path, {});
            if (!response.ok) {
                const body: unknown = await response.json().catch(() => null);
                return { ok: false, error: errorOf(response.status, body) };
            }
            return { ok: true, value: await response.blob() };
        } catch {
            return { ok: false, error: noAnswer() };
        }
    }

    private async authorized(method: string, path: string, call: Call): Promise<Response> {
        const response = await this.attempt(method, path, call, false);
        return response.status === 401 ? this.attempt(method, path, call, true) : response;
    }

    private async attempt(
        method: string,
        path: string,
        { body, headers, signal }: Call,
        fresh: boolean,
    ): Promise<Response> {
        const token = await this.token(fresh);
        signal?.throwIfAborted();
        const deadline = new AbortController();
        const timer = setTimeout(() => deadline.abort(), timeoutMs);
        signal?.addEventListener('abort', () => deadline.abort());
        try {
            return await this.send(`/api/v1${path}`, {
                method,
                headers: {
                    Authorization: `Bearer ${token}`,
                    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
                    ...headers,
                },
                ...(body === undefined ? {} : { body: JSON.stringify(body) }),
                signal: deadline.signal,
            });
        } finally {
            clearTimeout(timer);
        }
    }
}
