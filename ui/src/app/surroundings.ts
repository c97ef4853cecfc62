import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

import type { Api } from '../api/api';
import type { Host } from '../host/host';
import type { Words } from '../text/words';

/// What every part of a surface may use.
export interface Surroundings {
    host: Host;
    api: Api;
    words: Words;
    /// Goes over to another language where `tag` names one.
    speak(tag: string): Promise<void>;
}

export const SurroundingsContext = createContext<Surroundings | null>(null);

export function useSurroundings(): Surroundings {
    const surroundings = useContext(SurroundingsContext);
    if (!surroundings) {
        throw new Error('a part outside of a surface');
    }
    return surroundings;
}
