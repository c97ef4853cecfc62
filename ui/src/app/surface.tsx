import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

import type { Api } from '../api/api';
import type { Host } from '../host/host';
import { languageOf } from '../text/language';
import { Words } from '../text/words';
import { SurroundingsContext } from './surroundings';

interface Props {
    host: Host;
    api: Api;
    firstWords: Words;
    children: ComponentChildren;
}

/// Gives `children` their surroundings, and changes the language under them without losing their state.
export function Surface({ host, api, firstWords, children }: Props) {
    const [words, setWords] = useState(firstWords);
    const speak = async (tag: string) => {
        const language = languageOf(tag);
        if (language !== words.language) {
            const next = await Words.load(language);
            document.documentElement.lang = language;
            setWords(next);
        }
    };
    return (
        <SurroundingsContext.Provider value={{ host, api, words, speak }}>
            {children}
        </SurroundingsContext.Provider>
    );
}
