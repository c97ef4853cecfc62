/// Moves to the input that `target` names; where that is a group (an address), to its first input.
export function focusOn(target: string): void {
    const inputs = [...document.querySelectorAll<HTMLElement>('[data-field]')];
    const exact = inputs.find(({ dataset }) => dataset.field === target);
    const within = inputs.find(({ dataset }) => dataset.field?.startsWith(`${target}.`));
    (exact ?? within)?.focus();
}
