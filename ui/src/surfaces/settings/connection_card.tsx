import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

import type { ApiError } from '../../api/answer';
import { type BooksSession, disconnectBooks, type Session } from '../../api/session';
import { useSurroundings } from '../../app/surroundings';
import { Button } from '../../parts/button';
import { Connect } from '../../parts/connect';
import { errorText } from '../../parts/error_text';
import { Notice } from '../../parts/notice';
import { ConnectedUser } from './connected_user';

interface Props {
    session: Session;
    /// Asks where the page has unsaved changes that a new connected user would lose.
    mayDiscard: () => Promise<boolean>;
    onSession: (session: Session) => void;
    onReload: () => Promise<void>;
}

/// Whether QuickBooks is connected, to what and by whom, and what can be done about it.
export function ConnectionCard(props: Props) {
    const { words } = useSurroundings();
    const { session, onSession } = props;
    const { books } = session;
    return (
        <section class="card" aria-labelledby="connection">
            <h2 class="card-title" id="connection">
                {words.text('connection.title')}
            </h2>
            {!books || books.state === 'ended' ? (
                <NotConnected session={session} onSession={onSession} />
            ) : (
                <ConnectedBooks {...props} books={books} />
            )}
        </section>
    );
}

function NotConnected({ session, onSession }: Pick<Props, 'session' | 'onSession'>) {
    const { words } = useSurroundings();
    return (
        <>
            <p>{words.text('connection.none', { company: session.company.name })}</p>
            <ul class="points">
                <li>{words.text('connection.step_window')}</li>
                <li>{words.text('connection.step_read')}</li>
                <li>{words.text('connection.step_you')}</li>
            </ul>
            <Connect label={words.text('connect.connect')} onConnected={onSession} />
        </>
    );
}

interface BooksProps extends Props {
    books: BooksSession;
}

function ConnectedBooks(props: BooksProps) {
    const { words } = useSurroundings();
    const { books, onSession, onReload } = props;
    const isLost = books.state === 'lost';
    const currency = words.currency(books.home_currency);
    return (
        <>
            {isLost && (
                <Notice tone="warning" title={words.text('connect.lost')}>
                    {books.connected_by_me
                        ? words.text('connect.lost_text')
                        : words.text('connection.lost_other', { name: books.connected_by })}
                </Notice>
            )}
            <dl class="facts">
                <Fact label={words.text('connection.company')}>
                    <strong>{books.company_name}</strong>{' '}
                    {!isLost && (
                        <span class="badge badge-paid">{words.text('connection.active')}</span>
                    )}
                </Fact>
                <Fact label={words.text('connection.country')}>{words.country(books.country)}</Fact>
                <Fact label={words.text('connection.currency')}>
                    {books.multicurrency
                        ? words.text('connection.multicurrency', { currency })
                        : currency}
                </Fact>
                <Fact label={words.text('connection.by')}>
                    {books.connected_by_me
                        ? words.text('connection.by_me', { name: books.connected_by })
                        : books.connected_by}
                </Fact>
                <Fact label={words.text('connection.since')}>
                    {words.dayOf(books.connected_at)}
                </Fact>
                {books.ends_at && !isLost && (
                    <Fact label={words.text('connection.until')}>
                        {words.dayOf(books.ends_at)}{' '}
                        <span class="muted">{words.text('connection.until_hint')}</span>
                    </Fact>
                )}
            </dl>
            {(books.connected_by_me || isLost) && (
                <div class="actions">
                    {isLost && (
                        <Connect label={words.text('connect.reconnect')} onConnected={onSession} />
                    )}
                    {books.connected_by_me && <Disconnect books={books} onReload={onReload} />}
                </div>
            )}
            {(books.connected_by_me || !isLost) && (
                <ConnectedUser key={String(books.connected_by_id)} {...props} />
            )}
        </>
    );
}

function Fact({ label, children }: { label: string; children: ComponentChildren }) {
    return (
        <div>
            <dt>{label}</dt>
            <dd>{children}</dd>
        </div>
    );
}

function Disconnect({ books, onReload }: Pick<BooksProps, 'books' | 'onReload'>) {
    const { api, host, words } = useSurroundings();
    const [isBusy, setBusy] = useState(false);
    const [error, setError] = useState<ApiError | null>(null);

    const disconnect = async () => {
        const question = {
            title: words.text('disconnect.title', { company: books.company_name }),
            description: words.text('disconnect.text'),
            okText: words.text('disconnect.ok'),
            cancelText: words.text('disconnect.cancel'),
        };
        if (!(await host.confirm(question))) {
            return;
        }
        setBusy(true);
        const answer = await disconnectBooks(api);
        setBusy(false);
        setError(answer.ok ? null : answer.error);
        if (answer.ok) {
            host.notify(words.text('disconnect.done'));
            await onReload();
        }
    };
    return (
        <div>
            <Button look="negative" busy={isBusy} onClick={() => void disconnect()}>
                {words.text('disconnect.ok')}
            </Button>
            {error && (
                <p class="field-error" role="alert">
                    {errorText(error, words)}
                </p>
            )}
        </div>
    );
}
