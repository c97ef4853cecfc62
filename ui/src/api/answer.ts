/// What went wrong, in the words that a surface offers a way out with; docs/http-api.md lists them.
export const errorKinds = [
    'invalid',
    'unauthorized',
    'forbidden',
    'not_found',
    'conflict',
    'rejected',
    'rate_limited',
    'unavailable',
] as const;
export type ErrorKind = (typeof errorKinds)[number];

export interface ApiError {
    kind: ErrorKind;
    /// The server's name for what happened; empty where the server did not answer itself.
    key: string;
    /// For the person, in their language; empty where the server did not answer itself.
    message: string;
    /// The input that is meant, such as `lines[0].quantity`; empty for the whole.
    field: string;
    /// Seconds.
    retry_after: number | null;
    request_id: string;
    /// Who in the books has the name that was wanted; absent where the error is about something else.
    /// `other`: a supplier or an employee.
    holder?: { kind: 'customer' | 'item' | 'other'; id: string; name: string };
}

/// What a call came to. Calls never reject.
export type Answer<T> = { ok: true; value: T } | { ok: false; error: ApiError };

const kindOfStatus: Record<number, ErrorKind> = {
    400: 'invalid',
    401: 'unauthorized',
    403: 'forbidden',
    404: 'not_found',
    409: 'conflict',
    422: 'rejected',
    429: 'rate_limited',
};

/// The server could not be reached, or something in front of it answered in its place.
export function noAnswer(): ApiError {
    return bare('unavailable');
}

/// The error in an answer of this status. An outcome from 500 up is unknown, whatever the body calls
/// it: what was asked for may have happened.
export function errorOf(status: number, body: unknown): ApiError {
    const kind = kindOfStatus[status] ?? (status < 500 ? 'rejected' : 'unavailable');
    const error = (body as { error?: Partial<ApiError> } | null)?.error;
    if (!error || typeof error.message !== 'string') {
        return bare(kind);
    }
    const named = errorKinds.find((candidate) => candidate === error.kind);
    return { ...bare(kind), ...error, kind: status < 500 ? (named ?? kind) : kind };
}

function bare(kind: ErrorKind): ApiError {
    return { kind, key: '', message: '', field: '', retry_after: null, request_id: '' };
}
