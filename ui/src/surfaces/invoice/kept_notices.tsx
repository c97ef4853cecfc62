import type { Kept } from '../../api/draft';
import { useSurroundings } from '../../app/surroundings';
import { Button } from '../../parts/button';
import { Notice } from '../../parts/notice';

interface ResumedProps {
    kept: Kept;
    /// The name of the person here.
    me: string;
    onAnew: () => void;
}

/// The dialog goes on with what was typed earlier.
export function Resumed({ kept, me, onAnew }: ResumedProps) {
    const { words } = useSurroundings();
    const isMine = kept.kept_by === '' || kept.kept_by === me;
    const args = { time: words.instant(kept.kept_at), name: kept.kept_by };
    return (
        <Notice
            tone="info"
            title={isMine ? words.text('kept.begun', args) : words.text('kept.begun_by', args)}
            actions={<Button onClick={onAnew}>{words.text('kept.anew')}</Button>}
        >
            <p>{words.text('kept.text')}</p>
        </Notice>
    );
}

interface ConflictProps {
    isBusy: boolean;
    onTheirs: () => void;
    onMine: () => void;
}

/// Another window kept a newer draft of this deal.
export function DraftConflict({ isBusy, onTheirs, onMine }: ConflictProps) {
    const { words } = useSurroundings();
    return (
        <Notice
            tone="warning"
            title={words.text('kept.conflict')}
            actions={
                <>
                    <Button busy={isBusy} onClick={onTheirs}>
                        {words.text('kept.theirs')}
                    </Button>
                    <Button busy={isBusy} onClick={onMine}>
                        {words.text('kept.mine')}
                    </Button>
                </>
            }
        >
            <p>{words.text('kept.conflict_text')}</p>
        </Notice>
    );
}
