import { useSurroundings } from '../../app/surroundings';

interface Props<T> {
    /// What is chosen, for those who cannot see where this stands.
    label: string;
    choices: ReadonlyArray<{ label: string; text: string; value: T }>;
    /// What the field says now.
    text: string;
    onChoose: (value: T) => void;
}

/// The other values that the deal offers for a field. Not there where it offers nothing else.
export function ChoicePicker<T>({ label, choices, text, onChoose }: Props<T>) {
    const { words } = useSurroundings();
    if (choices.every((choice) => choice.text === text)) {
        return null;
    }
    return (
        <select
            class="picker"
            aria-label={words.text('choices.label', { detail: label })}
            value=""
            onChange={({ currentTarget }) => {
                const chosen = choices[Number(currentTarget.value)];
                currentTarget.value = '';
                if (chosen) {
                    onChoose(chosen.value);
                }
            }}
        >
            <option value="">{words.plural('choices.count', choices.length)}</option>
            {choices.map((choice, index) => (
                <option key={choice.label + choice.text} value={String(index)}>
                    {choice.label}: {choice.text}
                </option>
            ))}
        </select>
    );
}
