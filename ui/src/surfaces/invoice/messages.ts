import type { FieldMessage } from '../../parts/field';
import type { Problem } from './problems';

/// What is to be said beside the input that `target` names.
export function messagesFor(target: string, problems: readonly Problem[]): FieldMessage[] {
    return problems.filter((problem) => problem.target === target);
}

const none: readonly Problem[] = [];

/// The problems of each line by the line's key. A line whose problems are as they were `before` keeps
/// its very list, so that nothing of it needs drawing.
export function problemsByLine(
    problems: readonly Problem[],
    before: ReadonlyMap<string, readonly Problem[]>,
): Map<string, readonly Problem[]> {
    const now = new Map<string, Problem[]>();
    for (const problem of problems) {
        const key = /^lines\.([^.]+)\./.exec(problem.target)?.[1];
        if (key !== undefined) {
            now.set(key, [...(now.get(key) ?? []), problem]);
        }
    }
    return new Map(
        [...now].map(([key, list]) => {
            const old = before.get(key) ?? none;
            return [key, areSame(list, old) ? old : list];
        }),
    );
}

/// Stands for the problems of a line that has none.
export const noProblems = none;

function areSame(one: readonly Problem[], other: readonly Problem[]): boolean {
    return (
        one.length === other.length &&
        one.every(
            ({ target, message, weight }, index) =>
                target === other[index]?.target &&
                message === other[index].message &&
                weight === other[index].weight,
        )
    );
}
