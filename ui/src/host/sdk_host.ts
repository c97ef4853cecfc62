import AppExtensionsSDK, {
    Color,
    Command,
    Event,
    Modal,
    View,
} from '@pipedrive/app-extensions-sdk';

import type { Host, Question, SurfaceKind } from './host';
import { followContent } from './panel_size';
import { dealOf, type Subject, subjectOf } from './subject';
import { TokenCache } from './token_cache';

/// Sizes in pixels before the content is known. The dialog then fits itself into the window.
const firstSize = {
    panel: { height: 160 },
    dialog: { width: 960, height: 900 },
    settings: {},
} satisfies Record<SurfaceKind, { width?: number; height?: number }>;

/// What the dialog leaves free of Pipedrive's window, for the frame that Pipedrive draws around it.
const dialogMargin = { width: 64, height: 120 };
/// Pipedrive's least size of a dialog.
const dialogMin = { width: 320, height: 120 };

/// Whether Pipedrive opened this page: its iframes carry an id that the SDK needs.
export function isInsideHost(): boolean {
    return new URLSearchParams(location.search).has('id');
}

/// Reports to Pipedrive first of all, because it shows an error in our place after ten seconds. Keeps
/// the page's theme, and a panel's height, in step from then on.
export async function connectHost(kind: SurfaceKind): Promise<Host> {
    const sdk = new AppExtensionsSDK();
    await sdk.initialize({ size: firstSize[kind] });
    document.documentElement.dataset.theme = sdk.userSettings.theme;
    // The SDK stores the whole message in `userSettings` here, so only the argument tells the theme.
    sdk.listen(Event.USER_SETTINGS_CHANGE, ({ data }) => {
        if (data) {
            document.documentElement.dataset.theme = data.theme;
        }
    });
    if (kind === 'panel') {
        followContent(document.getElementById('app')!, (height) => {
            void sdk.execute(Command.RESIZE, { height });
        });
    } else if (kind === 'dialog') {
        void fitWindow(sdk);
    }
    return new SdkHost(sdk, new URLSearchParams(location.search));
}

async function fitWindow(sdk: AppExtensionsSDK): Promise<void> {
    const { windowWidth, windowHeight } = await sdk.execute(Command.GET_METADATA);
    const { width, height } = firstSize.dialog;
    await sdk.execute(Command.RESIZE, {
        width: Math.max(dialogMin.width, Math.min(width, windowWidth - dialogMargin.width)),
        height: Math.max(dialogMin.height, Math.min(height, windowHeight - dialogMargin.height)),
    });
}

class SdkHost implements Host {
    readonly subject: Subject | null;
    readonly deal: number | null;
    readonly company: string;
    private readonly tokens: TokenCache;

    constructor(
        private readonly sdk: AppExtensionsSDK,
        query: URLSearchParams,
    ) {
        this.subject = subjectOf(query);
        this.deal = dealOf(query);
        this.company = query.get('companyId') ?? '';
        this.tokens = new TokenCache(async () => {
            const { token } = await sdk.execute(Command.GET_SIGNED_TOKEN);
            return token;
        });
    }

    signedToken(fresh = false): Promise<string> {
        return this.tokens.get(fresh);
    }

    async openInvoiceDialog(): Promise<void> {
        await this.sdk.execute(Command.OPEN_MODAL, {
            type: Modal.CUSTOM_MODAL,
            action_id: document.documentElement.dataset.invoiceModal ?? '',
            data: { deal: String(this.deal) },
        });
    }

    closeDialog(): void {
        void this.sdk.execute(Command.CLOSE_MODAL);
    }

    async confirm({ isHarmless = false, ...question }: Question): Promise<boolean> {
        const { confirmed } = await this.sdk.execute(Command.SHOW_CONFIRMATION, {
            ...question,
            okColor: isHarmless ? Color.PRIMARY : Color.NEGATIVE,
        });
        return confirmed;
    }

    notify(message: string): void {
        void this.sdk.execute(Command.SHOW_SNACKBAR, { message });
    }

    openSettings(): void {
        void this.sdk.execute(Command.REDIRECT_TO, { view: View.SETTINGS });
    }

    onShown(callback: () => void): () => void {
        return this.sdk.listen(Event.VISIBILITY, ({ data }) => {
            if (data?.is_visible) {
                callback();
            }
        });
    }
}
