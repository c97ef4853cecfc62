import { useEffect, useRef, useState } from 'preact/hooks';

import type { Answer } from '../../api/answer';
import { type Draft, forgetDraft, getDraft, keepDraft } from '../../api/draft';
import { useSurroundings } from '../../app/surroundings';
import type { Language } from '../../text/language';
import { DraftKeeper, type KeeperState } from './draft_keeper';
import { type Form, keptForm } from './form';

export interface Keeping {
    state: KeeperState;
    /// Resolves when everything typed is kept, or could not be.
    flush: () => Promise<void>;
    /// Forgets what was kept. What is typed from now on, into `form`, is kept anew.
    startAnew: (form: Form) => Promise<void>;
    /// What the server has by now.
    other: () => Promise<Answer<Draft>>;
    /// Goes on from `version`, with what was typed here (`isMine`) or without it.
    goOn: (version: number, isMine: boolean) => Promise<void>;
}

/// What the dialog knows of the draft on the server.
export interface KeptDraft {
    /// Something may be kept there.
    isPossible: boolean;
    /// Resolves when no call that keeps it is under way.
    settled: Promise<void>;
}

/// Keeps the form of `draft` on the server while somebody types in it. `first` is the form as the
/// dialog opened with it: there is nothing to keep before it has changed.
export function useKept(
    draft: Draft,
    form: Form,
    first: Form,
    language: Language,
    kept: KeptDraft,
): Keeping {
    const { api } = useSurroundings();
    const deal = draft.deal.id;
    const [state, setState] = useState<KeeperState>({ state: 'idle' });
    const [keeper] = useState(
        () =>
            new DraftKeeper(
                draft.kept?.version ?? 0,
                (version, typed) => keepDraft(api, deal, version, typed),
                setState,
            ),
    );
    const isKept = draft.totals !== null;
    const known = useRef(first);
    useEffect(() => {
        const isChanged = isTyped(form, known.current);
        known.current = form;
        if (isKept && isChanged) {
            keeper.changed(keptForm(form, language));
        }
    }, [form]);
    useEffect(() => {
        // Going to another tab or closing the dialog may be the last that this page hears; on coming back
        // the person may have signed in again.
        const onHidden = () => document.visibilityState === 'hidden' && void keeper.flush();
        const onBack = () => void keeper.flush();
        document.addEventListener('visibilitychange', onHidden);
        window.addEventListener('focus', onBack);
        window.addEventListener('online', onBack);
        return () => {
            document.removeEventListener('visibilitychange', onHidden);
            window.removeEventListener('focus', onBack);
            window.removeEventListener('online', onBack);
            kept.settled = keeper.end();
        };
    }, [keeper]);
    return {
        state,
        flush: () => keeper.flush(),
        startAnew: async (fresh) => {
            known.current = fresh;
            await keeper.drop();
            if ((await forgetDraft(api, deal)).ok) {
                keeper.goOn(0);
            }
        },
        other: () => getDraft(api, deal),
        goOn: async (version, isMine) => {
            if (!isMine) {
                await keeper.drop();
            }
            keeper.goOn(version);
        },
    };
}

/// Whether a person changed something; the server's own due date and rate are no work of theirs.
function isTyped(form: Form, before: Form): boolean {
    const isComputed = (name: keyof Form) =>
        (name === 'due_date' && form.term !== null) ||
        (name === 'exchange_rate' && !form.exchange_rate_is_own);
    return (Object.keys(form) as Array<keyof Form>).some(
        (name) => form[name] !== before[name] && !isComputed(name),
    );
}
