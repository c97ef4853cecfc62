import { useState } from 'preact/hooks';

import type { ApiError } from '../../api/answer';
import {
    type AppUser,
    type BooksSession,
    getUsers,
    handOverBooks,
    type Session,
    takeOverBooks,
} from '../../api/session';
import { useSurroundings } from '../../app/surroundings';
import { useRemote } from '../../app/use_remote';
import { Button } from '../../parts/button';
import { errorText } from '../../parts/error_text';
import { Failure } from '../../parts/failure';
import { Field } from '../../parts/field';
import { Loading } from '../../parts/loading';

interface Props {
    session: Session;
    books: BooksSession;
    mayDiscard: () => Promise<boolean>;
    onReload: () => Promise<void>;
}

/// Whose connection it is, why only they see invoices, and how it becomes another one's.
export function ConnectedUser(props: Props) {
    const { api, words } = useSurroundings();
    const { session, books } = props;
    const { remote, reload } = useRemote(() => getUsers(api));
    const args = { name: books.connected_by, company: session.company.name };
    return (
        <section class="subsection" aria-labelledby="connected-user">
            <h3 class="subsection-title" id="connected-user">
                {words.text('connected.title')}
            </h3>
            <p>
                {words.text(books.connected_by_me ? 'connected.by_me' : 'connected.by_other', args)}
            </p>
            {remote.state === 'loading' && <Loading />}
            {remote.state === 'failed' && (
                <Failure error={remote.error} onRetry={() => void reload()} />
            )}
            {remote.state === 'ready' &&
                (books.connected_by_me ? (
                    <HandOver {...props} users={remote.value.users} onRefused={reload} />
                ) : (
                    <TakeOver {...props} users={remote.value.users} />
                ))}
        </section>
    );
}

/// Asks, does, tells; keeps what went wrong.
function useChange({ mayDiscard, onReload }: Props) {
    const { host } = useSurroundings();
    const [isBusy, setBusy] = useState(false);
    const [error, setError] = useState<ApiError | null>(null);
    const run = async (
        question: { title: string; description: string; okText: string; cancelText: string },
        change: () => ReturnType<typeof takeOverBooks>,
        done: string,
    ) => {
        if (!(await mayDiscard()) || !(await host.confirm({ ...question, isHarmless: true }))) {
            return;
        }
        setBusy(true);
        setError(null);
        const answer = await change();
        setBusy(false);
        if (answer.ok) {
            host.notify(done);
            await onReload();
        } else {
            setError(answer.error);
        }
    };
    return { isBusy, error, run };
}

function HandOver(props: Props & { users: AppUser[]; onRefused: () => Promise<void> }) {
    const { api, words } = useSurroundings();
    const { isBusy, error, run } = useChange(props);
    const [chosen, setChosen] = useState('');
    const others = props.users.filter(({ is_me: isMe }) => !isMe);
    const heir = others.find(({ id }) => String(id) === chosen);
    if (others.length === 0) {
        return <p class="hint">{words.text('hand_over.nobody')}</p>;
    }
    const handOver = (to: AppUser) =>
        run(
            {
                title: words.text('hand_over.title', { name: to.name }),
                description: words.text('hand_over.text', { name: to.name }),
                okText: words.text('hand_over.ok'),
                cancelText: words.text('hand_over.cancel'),
            },
            () => handOverBooks(api, to.id),
            words.text('hand_over.done', { name: to.name }),
        );
    return (
        <Field
            label={words.text('hand_over.label')}
            hint={words.text('hand_over.hint')}
            messages={error ? [{ weight: 'blocks', message: errorText(error, words) }] : []}
        >
            {(control) => (
                <div class="pair pair-button">
                    <select
                        {...control}
                        class="input"
                        value={chosen}
                        onChange={({ currentTarget }) => setChosen(currentTarget.value)}
                    >
                        <option value="">{words.text('hand_over.choose')}</option>
                        {others.map(({ id, name }) => (
                            <option key={id} value={String(id)}>
                                {name}
                            </option>
                        ))}
                    </select>
                    <Button
                        busy={isBusy}
                        disabled={!heir}
                        onClick={() => heir && void handOver(heir)}
                    >
                        {words.text('hand_over.ok')}
                    </Button>
                </div>
            )}
        </Field>
    );
}

function TakeOver(props: Props & { users: AppUser[] }) {
    const { api, words } = useSurroundings();
    const { isBusy, error, run } = useChange(props);
    const { books, users } = props;
    const name = books.connected_by;
    const admins = users.filter((user) => user.is_admin && !user.is_me).map((user) => user.name);
    if (!books.can_take_over) {
        return (
            <p>
                {words.text('take_over.ask', { name })}{' '}
                {admins.length > 0 && words.text('take_over.admins', { names: admins.join(', ') })}
            </p>
        );
    }
    const takeOver = () =>
        run(
            {
                title: words.text('take_over.title', { name }),
                description: words.text('take_over.text', { name }),
                okText: words.text('take_over.ok'),
                cancelText: words.text('take_over.cancel'),
            },
            () => takeOverBooks(api),
            words.text('take_over.done'),
        );
    return (
        <>
            <p>{words.text('take_over.hint')}</p>
            <div>
                <Button busy={isBusy} onClick={() => void takeOver()}>
                    {words.text('take_over.ok')}
                </Button>
            </div>
            {error && (
                <p class="field-error" role="alert">
                    {errorText(error, words)}
                </p>
            )}
        </>
    );
}
