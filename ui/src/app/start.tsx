import '../styles/app.css';

import { type ComponentType, render } from 'preact';

import { Api } from '../api/api';
import type { SurfaceKind } from '../host/host';
import { connectHost, isInsideHost } from '../host/sdk_host';
import { Notice } from '../parts/notice';
import { languageOf } from '../text/language';
import { Words } from '../text/words';
import { Surface } from './surface';

/// Starts one surface in the shell that the server wrote (see README.md). Reports to the host before
/// anything is loaded.
export async function start(kind: SurfaceKind, Content: ComponentType): Promise<void> {
    const root = document.getElementById('app')!;
    root.className = kind;
    const connecting = isInsideHost() ? connectHost(kind) : null;
    const words = await Words.load(languageOf(document.documentElement.lang));
    if (!connecting) {
        render(<Notice tone="info">{words.text('app.outside')}</Notice>, root);
        return;
    }
    try {
        const host = await connecting;
        const api = new Api((fresh) => host.signedToken(fresh));
        render(
            <Surface host={host} api={api} firstWords={words}>
                <Content />
            </Surface>,
            root,
        );
    } catch {
        render(<Notice tone="error">{words.text('app.no_host')}</Notice>, root);
    }
}
