import { useCallback, useEffect, useRef } from 'preact/hooks';

import { useSurroundings } from '../../app/surroundings';

export interface Unsaved {
    /// Says whether the form has changes that are not saved.
    note: (isDirty: boolean) => void;
    /// Asks where there are some. Resolves with whether to go on.
    mayDiscard: () => Promise<boolean>;
}

/// Keeps unsaved changes from getting lost: the browser asks before the page is left, closed or
/// reloaded, and the page itself asks before it does something that discards them.
export function useUnsaved(): Unsaved {
    const { host, words } = useSurroundings();
    const isDirty = useRef(false);
    useEffect(() => {
        const ask = (event: BeforeUnloadEvent) => {
            if (isDirty.current) {
                event.preventDefault();
                event.returnValue = true; // what older browsers look at
            }
        };
        window.addEventListener('beforeunload', ask);
        return () => window.removeEventListener('beforeunload', ask);
    }, []);
    const note = useCallback((dirty: boolean) => {
        isDirty.current = dirty;
    }, []);
    const mayDiscard = async () =>
        !isDirty.current ||
        host.confirm({
            title: words.text('settings.discard_title'),
            description: words.text('settings.discard_text'),
            okText: words.text('settings.discard_ok'),
            cancelText: words.text('settings.discard_cancel'),
        });
    return { note, mayDiscard };
}
