import type { ComponentChildren } from 'preact';

/// A link out of Pipedrive, which always opens a new tab: a frame cannot show other vendors' pages.
/// An address that is not on the web is shown as plain text.
export function ExternalLink({ href, children }: { href: string; children: ComponentChildren }) {
    if (!/^https?:\/\//.test(href)) {
        return <span>{children}</span>;
    }
    return (
        <a class="link" href={href} target="_blank" rel="noopener noreferrer">
            {children} <span aria-hidden="true">↗</span>
        </a>
    );
}
