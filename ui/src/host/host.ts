import type { Subject } from './subject';

/// What the page around us can do. Everything the surfaces know of Pipedrive is here; `sdk_host.ts`
/// does it through Pipedrive's SDK, tests through a plain object.
export interface Host {
    /// The record that this surface was opened for; null where there is none, or several.
    readonly subject: Subject | null;
    /// The deal of `subject`; null where it was opened for something else.
    readonly deal: number | null;
    /// Tells one company's remembered data from another's in the same browser. Proves nothing.
    readonly company: string;

    /// A token for our own API, a few minutes old at most; one made just now where `fresh` is set.
    /// Rejects where the host gives none.
    signedToken(fresh?: boolean): Promise<string>;
    /// Resolves when the dialog is gone again.
    openInvoiceDialog(): Promise<void>;
    closeDialog(): void;
    /// Asks over the whole page. Resolves with the answer.
    confirm(question: Question): Promise<boolean>;
    /// Shows a short message at the edge of the page.
    notify(message: string): void;
    openSettings(): void;
    /// Calls back whenever the person makes the surface visible again, until the answer is called.
    onShown(callback: () => void): () => void;
}

export interface Question {
    title: string;
    description: string;
    okText: string;
    cancelText: string;
    /// Nothing is lost by agreeing, so the button that agrees does not warn.
    isHarmless?: boolean;
}

/// Where a surface is drawn: a panel follows its content, a dialog has a size of its own, the settings
/// fill the page that Pipedrive gives them.
export type SurfaceKind = 'panel' | 'dialog' | 'settings';
