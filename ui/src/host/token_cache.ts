/// Pipedrive's tokens live five minutes; an older one than this might die on its way to the server.
const ageMax = 4 * 60 * 1000;

/// Keeps the last token for as long as it is good, and asks once where several calls need one.
export class TokenCache {
    private token: Promise<string> | undefined;
    private asked = 0;

    constructor(
        private readonly ask: () => Promise<string>,
        private readonly now: () => number = Date.now,
    ) {}

    /// `fresh` asks again even where a token is kept: the server refused that one.
    get(fresh = false): Promise<string> {
        if (fresh || !this.token || this.now() - this.asked >= ageMax) {
            this.asked = this.now();
            const token = this.ask();
            this.token = token;
            // A refusal is not kept: the next call asks again.
            token.catch(() => {
                if (this.token === token) {
                    this.token = undefined;
                }
            });
        }
        return this.token;
    }
}
