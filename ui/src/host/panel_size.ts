/// Pipedrive gives a panel 100 to 750 pixels and ignores any other wish.
const heightMin = 100;
const heightMax = 750;

/// The height to ask for, for content of this height.
export function panelHeight(content: number): number {
    return Math.min(heightMax, Math.max(heightMin, Math.ceil(content)));
}

/// Calls `resize` with the height that fits `content`, now and whenever that changes.
export function followContent(content: Element, resize: (height: number) => void): void {
    let asked = 0;
    new ResizeObserver(() => {
        const height = panelHeight(content.getBoundingClientRect().height);
        if (height !== asked) {
            asked = height;
            resize(height);
        }
    }).observe(content);
}
