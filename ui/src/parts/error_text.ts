import type { ApiError } from '../api/answer';
import type { Words } from '../text/words';

/// What to tell a person about `error`: the server's sentence, or ours where it sent none.
export function errorText(error: ApiError, words: Words): string {
    if (error.key === 'error.session') {
        return words.text('app.session_expired');
    }
    if (error.message) {
        return error.message;
    }
    return words.text(error.kind === 'unavailable' ? 'app.unavailable' : 'app.unexpected');
}
