import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { type Answer, noAnswer } from '../../api/answer';
import { DraftKeeper, type KeeperState } from './draft_keeper';

const second = 1_000;

/// A keeper whose server answers when `answer` is called.
function keeperAt(version = 0) {
    const sent: Array<{ version: number; form: unknown }> = [];
    const open: Array<(answer: Answer<{ version: number }>) => void> = [];
    const states: Array<KeeperState['state']> = [];
    const keeper = new DraftKeeper(
        version,
        (of, form) => {
            sent.push({ version: of, form });
            return new Promise((resolve) => open.push(resolve));
        },
        ({ state }) => states.push(state),
    );
    const answer = async (what: Answer<{ version: number }>) => {
        open.shift()?.(what);
        await vi.advanceTimersByTimeAsync(0);
    };
    return { keeper, sent, states, answer };
}

function kept(version: number): Answer<{ version: number }> {
    return { ok: true, value: { version } };
}

const conflict: Answer<never> = {
    ok: false,
    error: { ...noAnswer(), kind: 'conflict', key: 'error.draft_changed' },
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a kept draft', () => {
    test('is sent when typing pauses, and only as it is then', async () => {
        const { keeper, sent, states, answer } = keeperAt();

        keeper.changed('a');
        await vi.advanceTimersByTimeAsync(second / 2);
        keeper.changed('ab');
        await vi.advanceTimersByTimeAsync(second);
        await answer(kept(1));

        expect(sent).toEqual([{ version: 0, form: 'ab' }]);
        expect(states).toEqual(['saving', 'kept']);
    });

    test('is sent one at a time, each on top of the last', async () => {
        const { keeper, sent, answer } = keeperAt(3);

        keeper.changed('a');
        await vi.advanceTimersByTimeAsync(second);
        keeper.changed('b');
        await vi.advanceTimersByTimeAsync(second);
        expect(sent).toHaveLength(1);
        await answer(kept(4));

        expect(sent).toEqual([
            { version: 3, form: 'a' },
            { version: 4, form: 'b' },
        ]);
    });

    test('is sent at once where the dialog closes', async () => {
        const { keeper, sent, answer } = keeperAt();

        keeper.changed('a');
        const closing = keeper.flush();
        await vi.advanceTimersByTimeAsync(0);
        await answer(kept(1));
        await closing;

        expect(sent).toHaveLength(1);
        await keeper.flush();
        expect(sent).toHaveLength(1);
    });

    test('goes with the next change where it could not be sent', async () => {
        const { keeper, sent, states, answer } = keeperAt();

        keeper.changed('a');
        await vi.advanceTimersByTimeAsync(second);
        await answer({ ok: false, error: noAnswer() });
        void keeper.flush();
        await vi.advanceTimersByTimeAsync(0);

        expect(states).toEqual(['saving', 'failed', 'saving']);
        expect(sent).toHaveLength(2);
    });

    test('waits for a person where another window kept a newer one', async () => {
        const { keeper, sent, states, answer } = keeperAt();

        keeper.changed('mine');
        await vi.advanceTimersByTimeAsync(second);
        await answer(conflict);
        keeper.changed('mine too');
        await vi.advanceTimersByTimeAsync(5 * second);
        expect(states.at(-1)).toBe('conflict');
        expect(sent).toHaveLength(1);

        keeper.goOn(7);
        await vi.advanceTimersByTimeAsync(second);
        expect(sent[1]).toEqual({ version: 7, form: 'mine too' });
    });

    test('is never sent after the end, for which it waits', async () => {
        const { keeper, sent, answer } = keeperAt();
        let isOver = false;

        keeper.changed('a');
        await vi.advanceTimersByTimeAsync(second);
        keeper.changed('b');
        void keeper.end().then(() => (isOver = true));
        await vi.advanceTimersByTimeAsync(5 * second);
        expect(isOver).toBe(false);
        await answer(kept(1));

        expect(isOver).toBe(true);
        keeper.changed('c');
        await vi.advanceTimersByTimeAsync(5 * second);
        expect(sent).toHaveLength(1);
    });
});
