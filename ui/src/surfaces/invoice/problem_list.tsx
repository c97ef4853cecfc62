import { useState } from 'preact/hooks';

import { useSurroundings } from '../../app/surroundings';
import { ExternalLink } from '../../parts/external_link';
import { Notice } from '../../parts/notice';
import { focusOn } from './focus';
import type { Form } from './form';
import type { Problem } from './problems';

interface Props {
    problems: readonly Problem[];
    form: Form;
}

/// So many entries are shown at once; an import of 750 lines can have as many problems.
const shownMax = 8;

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
    const [isWhole, setWhole] = useState(false);
    const places = new Map(form.lines.map(({ key }, index) => [key, index + 1]));
    const text = ({ target, message }: Problem) => {
        const number = places.get(/^lines\.([^.]+)/.exec(target)?.[1] ?? '');
        return number === undefined
            ? message
            : words.text('invoice.line_problem', { number: String(number), message });
    };
    const isLong = problems.length > shownMax + 1;
    const shown = isLong && !isWhole ? problems.slice(0, shownMax) : problems;
    return (
        <>
            <ul class="problems">
                {shown.map((problem) => (
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
                        )}{' '}
                        {problem.url && (
                            <ExternalLink href={problem.url}>
                                {words.text('problem.fix')}
                            </ExternalLink>
                        )}
                    </li>
                ))}
            </ul>
            {shown.length < problems.length && (
                <button
                    type="button"
                    class="link link-button problems-more"
                    onClick={() => setWhole(true)}
                >
                    {words.plural('invoice.more_problems', problems.length - shown.length)}
                </button>
            )}
        </>
    );
}
