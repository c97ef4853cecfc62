import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

import type { Answer, ApiError } from '../api/answer';

/// Something that is fetched when a part appears.
export type Remote<T> =
    { state: 'loading' } | { state: 'failed'; error: ApiError } | { state: 'ready'; value: T };

/// Fetches once, and again on `reload`, which keeps showing the value meanwhile; after a failure it
/// shows loading again. An answer that was overtaken by a later call is dropped.
export function useRemote<T>(fetch: () => Promise<Answer<T>>): {
    remote: Remote<T>;
    reload: () => Promise<void>;
    put: (value: T) => void;
} {
    const [remote, setRemote] = useState<Remote<T>>({ state: 'loading' });
    const latest = useRef(0);
    const current = useRef(fetch);
    current.current = fetch;

    const put = useCallback((value: T) => {
        latest.current += 1;
        setRemote({ state: 'ready', value });
    }, []);
    const reload = useCallback(async () => {
        const call = ++latest.current;
        setRemote((before) => (before.state === 'failed' ? { state: 'loading' } : before));
        const answer = await current.current();
        if (call === latest.current) {
            setRemote(
                answer.ok
                    ? { state: 'ready', value: answer.value }
                    : { state: 'failed', error: answer.error },
            );
        }
    }, []);
    useEffect(() => {
        void reload();
        return () => {
            latest.current += 1;
        };
    }, [reload]);
    return { remote, reload, put };
}
