import { useSurroundings } from '../../app/surroundings';
import { Notice } from '../../parts/notice';
import type { Form } from './form';
import type { Problem } from './problems';

interface Props {
    problems: readonly Problem[];
    form: Form;
}

/// Everything that is wrong in one place; each entry leads to its field.
export function ProblemList({ problems, form }: Props) {
    const { words } = useSurroundings();
    const blocking = problems.filter(({ weight }) => weight === 'blocks');
    const warnings = problems.filter(({ weight }) => weight === 'warns');
    return (
        <>
            {blocking.length > 0 && (
                <Notice tone="error" title={words.text('invoice.to_fix')}>
                    <Entries problems={blocking} form={form} />
                </Notice>
            )}
            {warnings.length > 0 && (
                <Notice tone="warning" title={words.text('invoice.to_check')}>
                    <Entries problems={warnings} form={form} />
                </Notice>
            )}
        </>
    );
}

function Entries({ problems, form }: Props) {
    const { words } = useSurroundings();
    const text = ({ target, message }: Problem) => {
        const key = /^lines\.(\d+)/.exec(target)?.[1];
        const line = form.lines.findIndex((candidate) => candidate.key === key);
        return line < 0
            ? message
            : words.text('invoice.line_problem', { number: String(line + 1), message });
    };
    return (
        <ul class="problems">
            {problems.map((problem) => (
                <li key={problem.target + problem.message}>
                    {problem.target ? (
                        <button
                            type="button"
                            class="link link-button"
                            onClick={() => focusOn(problem.target)}
                        >
                            {text(problem)}
                        </button>
                    ) : (
                        problem.message
                    )}
                </li>
            ))}
        </ul>
    );
}

/// Moves to the input that `target` names; where that is a group (an address), to its first input.
function focusOn(target: string): void {
    const inputs = [...document.querySelectorAll<HTMLElement>('[data-field]')];
    const exact = inputs.find(({ dataset }) => dataset.field === target);
    const within = inputs.find(({ dataset }) => dataset.field?.startsWith(`${target}.`));
    (exact ?? within)?.focus();
}
