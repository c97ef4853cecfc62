import type { FieldMessage } from '../../parts/field';
import type { Problem } from './problems';

/// What is to be said beside the input that `target` names.
export function messagesFor(target: string, problems: readonly Problem[]): FieldMessage[] {
    return problems.filter((problem) => problem.target === target);
}
