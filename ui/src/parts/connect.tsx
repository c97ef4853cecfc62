import { useEffect, useState } from 'preact/hooks';

import type { ApiError } from '../api/answer';
import { createConnectLink, getSession, type Session } from '../api/session';
import { useSurroundings } from '../app/surroundings';
import { Button } from './button';
import { errorText } from './error_text';

/// How often to look whether the other window has finished.
const lookEveryMs = 3_000;
/// After that nobody is expected to come back to the other window: QuickBooks' page has expired too.
const waitMaxMs = 15 * 60_000;

type Stage =
    | { stage: 'idle' }
    | { stage: 'opening' }
    | { stage: 'waiting' }
    | { stage: 'blocked'; url: string }
    | { stage: 'failed'; error: ApiError };

interface Props {
    label: string;
    look?: 'primary' | 'secondary';
    onConnected: (session: Session) => void;
}

/// Sends the person to QuickBooks in a window of its own and notices when they have agreed there.
export function Connect({ label, look = 'primary', onConnected }: Props) {
    const { api, words } = useSurroundings();
    const [stage, setStage] = useState<Stage>({ stage: 'idle' });
    const isAway = stage.stage === 'waiting' || stage.stage === 'blocked';
    useReturn(isAway, onConnected, () => setStage({ stage: 'idle' }));

    const connect = async () => {
        // Opened within the click: a browser blocks windows that come after the server's answer.
        const opened = window.open('', '_blank');
        setStage({ stage: 'opening' });
        const link = await createConnectLink(api);
        if (!link.ok) {
            opened?.close();
            setStage({ stage: 'failed', error: link.error });
        } else if (opened && !opened.closed) {
            opened.opener = null;
            opened.location.replace(link.value.url);
            setStage({ stage: 'waiting' });
        } else {
            setStage({ stage: 'blocked', url: link.value.url });
        }
    };
    return (
        <div class="connect">
            <Button look={look} busy={stage.stage === 'opening'} onClick={() => void connect()}>
                {label}
            </Button>
            <div role="status">
                {stage.stage === 'waiting' && <p class="hint">{words.text('connect.waiting')}</p>}
                {stage.stage === 'failed' && (
                    <p class="field-error">{errorText(stage.error, words)}</p>
                )}
                {stage.stage === 'blocked' && (
                    <p class="hint">
                        {words.text('connect.blocked')}{' '}
                        <a class="link" href={stage.url} target="_blank" rel="noopener noreferrer">
                            {words.text('connect.open_window')}
                        </a>
                    </p>
                )}
            </div>
        </div>
    );
}

/// While `waiting`, looks for a working connection every few seconds and whenever the person comes
/// back to this window.
function useReturn(
    waiting: boolean,
    onConnected: (session: Session) => void,
    onGivenUp: () => void,
): void {
    const { api } = useSurroundings();
    useEffect(() => {
        if (!waiting) {
            return undefined;
        }
        let isOver = false;
        const look = async () => {
            const session = await getSession(api);
            if (!isOver && session.ok && session.value.books?.state === 'active') {
                isOver = true;
                onConnected(session.value);
            }
        };
        const onFocus = () => void look();
        const timer = setInterval(onFocus, lookEveryMs);
        const end = setTimeout(onGivenUp, waitMaxMs);
        window.addEventListener('focus', onFocus);
        return () => {
            isOver = true;
            clearInterval(timer);
            clearTimeout(end);
            window.removeEventListener('focus', onFocus);
        };
        // Only `waiting` starts and ends the waiting; the callbacks of that moment are the right ones.
    }, [waiting]);
}
