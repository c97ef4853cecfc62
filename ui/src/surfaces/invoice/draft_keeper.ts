import type { Answer, ApiError } from '../../api/answer';

export type KeeperState =
    /// Nothing has been typed yet, or it was given up.
    | { state: 'idle' }
    | { state: 'saving' }
    | { state: 'kept' }
    /// The next change, or `flush`, tries again.
    | { state: 'failed'; error: ApiError }
    /// Another window kept something newer. Nothing is sent until somebody decides.
    | { state: 'conflict' };

/// Typing pauses this long before the draft is sent.
const typingPauseMs = 1_000;

/// Keeps what is typed on the server, one call at a time and always the latest.
export class DraftKeeper {
    private pending: { form: unknown } | null = null;
    private timer: ReturnType<typeof setTimeout> | undefined;
    private running: Promise<void> | null = null;
    private isHeld = false;
    private isOver = false;

    constructor(
        /// What the server has, as far as this window knows; 0 for nothing.
        private version: number,
        private readonly send: (
            version: number,
            form: unknown,
        ) => Promise<Answer<{ version: number }>>,
        private readonly tell: (state: KeeperState) => void,
    ) {}

    /// `form` is to be kept, soon.
    changed(form: unknown): void {
        if (this.isOver) {
            return;
        }
        this.pending = { form };
        clearTimeout(this.timer);
        if (!this.isHeld) {
            this.timer = setTimeout(() => void this.flush(), typingPauseMs);
        }
    }

    /// Sends at once what is not kept yet. Resolves when it is kept or could not be.
    async flush(): Promise<void> {
        clearTimeout(this.timer);
        while (this.running) {
            await this.running;
        }
        if (this.pending && !this.isHeld && !this.isOver) {
            this.running = this.keep(this.pending.form);
            await this.running;
        }
    }

    /// The person has decided: `version` is what the server has now, and what is typed here replaces it.
    goOn(version: number): void {
        this.version = version;
        this.isHeld = false;
        this.tell({ state: 'idle' });
        if (this.pending) {
            this.changed(this.pending.form);
        }
    }

    /// Gives up what was not sent yet. Resolves when nothing is under way any more.
    async drop(): Promise<void> {
        clearTimeout(this.timer);
        this.pending = null;
        await this.running;
        this.pending = null;
    }

    /// Nothing is to be kept any more.
    async end(): Promise<void> {
        this.isOver = true;
        await this.drop();
    }

    private async keep(form: unknown): Promise<void> {
        const sent = this.pending;
        this.tell({ state: 'saving' });
        const answer = await this.send(this.version, form);
        this.running = null;
        if (answer.ok) {
            this.version = answer.value.version;
            this.tell({ state: 'kept' });
            if (this.pending === sent) {
                this.pending = null;
            }
        } else if (answer.error.key === 'error.draft_changed') {
            this.isHeld = true;
            this.tell({ state: 'conflict' });
        } else {
            this.tell({ state: 'failed', error: answer.error });
        }
    }
}
