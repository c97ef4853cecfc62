import { useEffect } from 'preact/hooks';

import { getSession, type Session } from '../../api/session';
import { useSurroundings } from '../../app/surroundings';
import { useRemote } from '../../app/use_remote';
import { Button } from '../../parts/button';
import { Connect } from '../../parts/connect';
import { Failure } from '../../parts/failure';
import { Loading } from '../../parts/loading';
import { Notice } from '../../parts/notice';
import { DealInvoiceList } from './deal_invoice_list';

/// A deal's invoices, or what stands between the person and them.
export function Panel() {
    const { words } = useSurroundings();
    return (
        <main>
            <h1 class="visually-hidden">{words.text('panel.title')}</h1>
            <PanelContent />
        </main>
    );
}

function PanelContent() {
    const { api, host, speak, words } = useSurroundings();
    const session = useRemote(() => getSession(api));
    const language = session.remote.state === 'ready' ? session.remote.value.language : null;
    useEffect(() => {
        if (language) {
            void speak(language);
        }
    }, [language]);

    if (session.remote.state === 'loading') {
        return <Loading />;
    }
    if (session.remote.state === 'failed') {
        return <Failure error={session.remote.error} onRetry={() => void session.reload()} />;
    }
    if (host.deal === null) {
        return <Notice tone="info">{words.text('panel.no_deal')}</Notice>;
    }
    return <Connected session={session.remote.value} deal={host.deal} onSession={session.put} />;
}

interface ConnectedProps {
    session: Session;
    deal: number;
    onSession: (session: Session) => void;
}

function Connected({ session: { books }, deal, onSession }: ConnectedProps) {
    const { host, words } = useSurroundings();
    if (!books || books.state === 'ended') {
        return (
            <Notice
                tone="info"
                title={words.text('panel.not_connected')}
                actions={
                    <Button look="primary" onClick={() => host.openSettings()}>
                        {words.text('app.open_settings')}
                    </Button>
                }
            >
                {words.text('panel.not_connected_text')}
            </Notice>
        );
    }
    if (!books.connected_by_me) {
        return (
            <Notice tone="info" title={words.text('panel.forbidden')}>
                {words.text('panel.forbidden_text', { name: books.connected_by })}
            </Notice>
        );
    }
    const isLost = books.state === 'lost';
    return (
        <>
            {isLost && (
                <Notice
                    tone="warning"
                    title={words.text('connect.lost')}
                    actions={
                        <Connect label={words.text('connect.reconnect')} onConnected={onSession} />
                    }
                >
                    {words.text('connect.lost_text')}
                </Notice>
            )}
            <DealInvoiceList deal={deal} canWrite={!isLost} />
        </>
    );
}
