import { useEffect, useRef } from 'preact/hooks';

import type { Session } from '../../api/session';
import { getSettings } from '../../api/settings';
import { useSurroundings } from '../../app/surroundings';
import { useRemote } from '../../app/use_remote';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { Notice } from '../../parts/notice';
import { Button } from '../../parts/button';
import { PreferencesForm } from './preferences_form';

interface Props {
    session: Session;
    onDirty: (isDirty: boolean) => void;
}

/// What the company has chosen for its invoices. Who may change it is the connected user, and anybody
/// as long as nobody is connected.
export function Preferences({ session: { books }, onDirty }: Props) {
    const { api, words } = useSurroundings();
    const { remote, reload } = useRemote(() => getSettings(api));
    const isOthers = books !== null && books.state !== 'ended' && !books.connected_by_me;
    // Other books, or none, have other lists; what is typed stays.
    const connection = books && `${books.state} ${books.connected_by_id} ${books.connected_at}`;
    const before = useRef(connection);
    useEffect(() => {
        if (before.current !== connection) {
            before.current = connection;
            void reload();
        }
    }, [connection]);

    if (remote.state === 'loading') {
        return <Loading />;
    }
    if (remote.state === 'failed') {
        return <Failure error={remote.error} onRetry={() => void reload()} />;
    }
    const { settings, fields, books_error: booksError } = remote.value;
    return (
        <>
            {isOthers && (
                <Notice tone="info">
                    {words.text('mapping.others', { name: books.connected_by })}
                </Notice>
            )}
            {booksError && (
                <Notice
                    tone="warning"
                    title={words.text('settings.no_lists')}
                    actions={
                        <Button onClick={() => void reload()}>{words.text('app.retry')}</Button>
                    }
                >
                    <p>{booksError}</p>
                </Notice>
            )}
            <PreferencesForm
                saved={settings}
                fields={fields}
                books={remote.value.books}
                readOnly={isOthers}
                onDirty={onDirty}
            />
        </>
    );
}
