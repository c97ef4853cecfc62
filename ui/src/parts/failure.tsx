import type { ApiError } from '../api/answer';
import { useSurroundings } from '../app/surroundings';
import { Button } from './button';
import { Connect } from './connect';
import { errorText } from './error_text';
import { Notice } from './notice';

/// The one table that says what a surface offers for each kind of error.
function wayOut(error: ApiError): 'reconnect' | 'settings' | 'retry' | 'none' {
    if (error.key === 'error.reconnect_books') {
        return 'reconnect';
    }
    if (error.key === 'error.books_not_connected') {
        return 'settings';
    }
    switch (error.kind) {
        case 'unavailable':
        case 'rate_limited':
        case 'unauthorized':
        case 'conflict':
            return 'retry';
        case 'invalid':
        case 'rejected':
        case 'forbidden':
        case 'not_found':
            return 'none';
    }
}

interface Props {
    error: ApiError;
    title?: string;
    /// Tries again what failed.
    onRetry: () => void;
    /// Of the button that tries again, where it says something else.
    retryLabel?: string;
}

export function Failure({ error, title, onRetry, retryLabel }: Props) {
    const { words, host } = useSurroundings();
    const offer = wayOut(error);
    return (
        <Notice
            tone={error.kind === 'forbidden' ? 'info' : 'error'}
            {...(title ? { title } : {})}
            actions={
                <>
                    {offer === 'retry' && (
                        <Button onClick={onRetry}>{retryLabel ?? words.text('app.retry')}</Button>
                    )}
                    {offer === 'settings' && (
                        <Button onClick={() => host.openSettings()}>
                            {words.text('app.open_settings')}
                        </Button>
                    )}
                    {offer === 'reconnect' && (
                        <Connect label={words.text('connect.reconnect')} onConnected={onRetry} />
                    )}
                </>
            }
        >
            <p>{errorText(error, words)}</p>
            {error.retry_after !== null && (
                <p>{words.plural('app.retry_after', error.retry_after)}</p>
            )}
            {error.request_id && error.kind === 'unavailable' && (
                <p class="small">{words.text('app.request_id', { id: error.request_id })}</p>
            )}
        </Notice>
    );
}
