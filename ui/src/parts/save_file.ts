/// How long the browser may take to begin with a download before its data goes.
const keptMs = 60_000;

/// Saves a file that is in memory, as a press on a link would.
export function saveFile(file: Blob, name: string): void {
    const address = URL.createObjectURL(file);
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), keptMs);
}
