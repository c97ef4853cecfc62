import { useEffect } from 'preact/hooks';

import { getSession } from '../../api/session';
import { useSurroundings } from '../../app/surroundings';
import { useRemote } from '../../app/use_remote';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { ConnectionCard } from './connection_card';
import { Preferences } from './preferences';
import { useUnsaved } from './use_unsaved';

/// The connection to QuickBooks, and how a deal becomes an invoice.
export function SettingsPage() {
    const { api, speak, words } = useSurroundings();
    const { remote, reload, put } = useRemote(() => getSession(api));
    const unsaved = useUnsaved();
    const language = remote.state === 'ready' ? remote.value.language : null;
    useEffect(() => {
        if (language) {
            void speak(language);
        }
    }, [language]);

    return (
        <main>
            <h1 class="visually-hidden">{words.text('settings.title')}</h1>
            {remote.state === 'loading' && <Loading />}
            {remote.state === 'failed' && (
                <Failure error={remote.error} onRetry={() => void reload()} />
            )}
            {remote.state === 'ready' && (
                <>
                    <ConnectionCard
                        session={remote.value}
                        mayDiscard={unsaved.mayDiscard}
                        onSession={put}
                        onReload={reload}
                    />
                    <Preferences session={remote.value} onDirty={unsaved.note} />
                </>
            )}
        </main>
    );
}
