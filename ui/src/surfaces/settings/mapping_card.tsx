import { getSettings } from '../../api/settings';
import type { Session } from '../../api/session';
import { useSurroundings } from '../../app/surroundings';
import { useRemote } from '../../app/use_remote';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { Notice } from '../../parts/notice';
import { MappingForm } from './mapping_form';

/// Which Pipedrive fields fill an invoice. Who may change it is the connected user, and anybody as
/// long as nobody is connected.
export function MappingCard({ session: { books } }: { session: Session }) {
    const { api, words } = useSurroundings();
    const { remote, reload } = useRemote(() => getSettings(api));
    const isOthers = books !== null && books.state !== 'ended' && !books.connected_by_me;
    return (
        <section class="card" aria-labelledby="mapping">
            <h2 class="card-title" id="mapping">
                {words.text('mapping.title')}
            </h2>
            <p class="card-text">{words.text('mapping.text')}</p>
            {isOthers && (
                <Notice tone="info">
                    {words.text('mapping.others', { name: books.connected_by })}
                </Notice>
            )}
            {remote.state === 'loading' && <Loading />}
            {remote.state === 'failed' && (
                <Failure error={remote.error} onRetry={() => void reload()} />
            )}
            {remote.state === 'ready' && (
                <MappingForm
                    saved={remote.value.settings}
                    fields={remote.value.fields}
                    readOnly={isOthers}
                />
            )}
        </section>
    );
}
