import type { Order } from '../../api/invoices';

/// One wish for an invoice: its key goes with every repetition, so that it comes true at most once.
export interface Wish {
    key: string;
    /// What was sent under this key and whose outcome is not known; null before anything was sent and
    /// after the server refused without keeping it.
    order: Order | null;
    /// The server's name for it, once the server has said it.
    intent: string | null;
}

/// Keeps the wish of one deal, also over a reload of the dialog.
///
/// A key is made once and kept until the outcome is known: *created* ends the wish, and so does *not
/// created*, which is just as final. Only then does the next press of Create get a new key.
export class WishKeeper {
    private wish: Wish;

    constructor(
        private readonly place: string,
        private readonly storage: Storage | null,
        private readonly newKey: () => string = () => crypto.randomUUID(),
    ) {
        this.wish = this.stored() ?? this.fresh();
    }

    /// What was sent and not answered; null where nothing is open.
    get open(): (Wish & { order: Order }) | null {
        const { order } = this.wish;
        return order && { ...this.wish, order };
    }

    /// About to be sent. Remembered first, so that a lost answer can be asked for again. While a wish
    /// is open, that one is sent again, whatever `order` says.
    sending(order: Order): Wish & { order: Order } {
        this.wish = { ...this.wish, order: this.wish.order ?? order };
        this.store();
        return { ...this.wish, order: this.wish.order ?? order };
    }

    /// The server has taken it and calls it `intent`.
    taken(intent: string): void {
        this.wish = { ...this.wish, intent };
        this.store();
    }

    /// The server refused without keeping anything: the same wish may be worded differently.
    refused(): void {
        this.wish = { ...this.wish, order: null, intent: null };
        this.store();
    }

    /// The outcome is known.
    decided(): void {
        this.wish = this.fresh();
        try {
            this.storage?.removeItem(this.place);
        } catch {
            // As in `store`.
        }
    }

    private fresh(): Wish {
        return { key: this.newKey(), order: null, intent: null };
    }

    private stored(): Wish | null {
        try {
            const wish = JSON.parse(this.storage?.getItem(this.place) ?? 'null') as Wish | null;
            return typeof wish?.key === 'string' ? wish : null;
        } catch {
            return null;
        }
    }

    private store(): void {
        try {
            this.storage?.setItem(this.place, JSON.stringify(this.wish));
        } catch {
            // A browser that keeps nothing for frames: the wish lives as long as this dialog.
        }
    }
}

/// The storage of this tab; null where the browser refuses it to frames.
export function tabStorage(): Storage | null {
    try {
        return window.sessionStorage;
    } catch {
        return null;
    }
}
