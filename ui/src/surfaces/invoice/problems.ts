import type { Draft } from '../../api/draft';
import type { Language } from '../../text/language';
import { Decimal } from '../../text/decimal';
import { readTyped } from '../../text/typed_number';
import type { Arguments, TextKey } from '../../text/words';
import { type Form, type FormLine, lineAmount, subtotal } from './form';

export interface Problem {
    weight: 'blocks' | 'warns';
    /// `payer`, `details.name`, `lines.3.quantity` (by the line's key); empty for the whole.
    target: string;
    message: string;
}

/// A problem that the server found. It holds as long as what it is about has not been changed.
export interface ServerProblem extends Problem {
    about: string;
}

/// QuickBooks' 10.5 format: ten whole digits and five decimals.
const wholeLimit = Decimal.parse('10000000000')!;
const decimalsMax = 5;

/// The inputs in the order in which a person meets them.
const inputs = ['payer', 'details', 'date', 'due_date', 'currency', 'lines'];

// --- what the server found ---

/// The server's name of an input (`lines[0].item`) as the form's (`lines.<key>.item`).
export function targetOf(field: string, form: Form): string {
    return field.replace(/^lines\[(\d+)\]/, (whole, index: string) => {
        const line = form.lines[Number(index)];
        return line ? `lines.${line.key}` : whole;
    });
}

/// Whether `field` is an input of the form: whether changing something can settle a problem of it.
export function isInput(field: string, form: Form): boolean {
    const [name = '', key = ''] = targetOf(field, form).split('.');
    const isGoneLine =
        name === 'lines' && key !== '' && !form.lines.some((line) => line.key === key);
    return inputs.includes(name) && !isGoneLine;
}

export function serverProblem(
    problem: { weight?: Problem['weight']; field: string; message: string },
    form: Form,
): ServerProblem {
    const target = targetOf(problem.field, form);
    const { weight = 'blocks', message } = problem;
    return { weight, target, message, about: aboutOf(form, target) ?? '' };
}

/// Everything in the form that a problem of `target` depends on; null where it is gone.
function aboutOf(form: Form, target: string): string | null {
    const payer = form.payer?.id ?? '';
    const [head = '', key = ''] = target.split('.');
    switch (head) {
        case 'payer':
            return payer;
        case 'currency':
            return JSON.stringify([form.currency, payer]);
        case 'details':
            return JSON.stringify([form.details[key as keyof Form['details']], payer]);
        case 'date':
        case 'due_date':
            return JSON.stringify([form.date, form.due_date]);
        case 'lines':
            return aboutLines(form, key, target);
        default:
            return '';
    }
}

function aboutLines(form: Form, key: string, target: string): string | null {
    if (!key) {
        return JSON.stringify(form.lines.map((line) => [line.key, line.quantity, line.unit_price]));
    }
    const line = form.lines.find((candidate) => candidate.key === key);
    if (!line) {
        return null;
    }
    const { item, description, quantity, unit_price } = line;
    if (target.endsWith('.item')) {
        return JSON.stringify(item);
    }
    return JSON.stringify(target.endsWith('.description') ? description : [quantity, unit_price]);
}

// --- what the form shows by itself ---

export type Say = (key: TextKey, args?: Arguments) => string;

interface Checked {
    form: Form;
    draft: Draft;
    language: Language;
    say: Say;
}

/// Everything that is wrong now, in the order in which a person meets the fields. What the server
/// found about a field hides our own finding about it: its words are the better ones.
export function problemsOf(checked: Checked, found: readonly ServerProblem[]): Problem[] {
    const { form } = checked;
    const standing = found.filter(({ target, about }) => aboutOf(form, target) === about);
    const covered = new Set(standing.filter(({ target }) => target).map(({ target }) => target));
    const own = [...head(checked), ...lines(checked)].filter(({ target }) => !covered.has(target));
    return inOrder(form, [...standing, ...own]);
}

function inOrder(form: Form, problems: Problem[]): Problem[] {
    const position = ({ target }: Problem) => {
        const [name = '', key = ''] = target.split('.');
        const line =
            name === 'lines' ? form.lines.findIndex((candidate) => candidate.key === key) : 0;
        return inputs.indexOf(name) * 10_000 + line;
    };
    return problems
        .map((problem) => ({ problem, at: position(problem) }))
        .sort((a, b) => a.at - b.at)
        .map(({ problem }) => problem);
}

function blocks(target: string, message: string): Problem {
    return { weight: 'blocks', target, message };
}

function head(checked: Checked): Problem[] {
    const { form, say } = checked;
    const { details, date, due_date } = form;
    const problems: Problem[] = [];
    if (!form.payer && !details.name.trim()) {
        problems.push(blocks('details.name', say('problem.name')));
    }
    // QuickBooks asks for '@' and '.' (code 2210); everything finer is its own business.
    if (details.email.trim() && !/^[^\s@]+@\S*\.\S*$/.test(details.email.trim())) {
        problems.push(blocks('details.email', say('problem.email')));
    }
    if (!date) {
        problems.push(blocks('date', say('problem.date')));
    }
    if (!due_date) {
        problems.push(blocks('due_date', say('problem.date')));
    } else if (due_date < date) {
        problems.push(blocks('due_date', say('problem.due_date')));
    }
    return [...problems, ...currency(checked)];
}

function currency({ form, draft, say }: Checked): Problem[] {
    const home = draft.home_currency;
    if (!/^[A-Z]{3}$/.test(form.currency)) {
        return [blocks('currency', say('problem.currency_unknown', { currency: form.currency }))];
    }
    if (!draft.multicurrency && form.currency !== home) {
        const args = { currency: form.currency, home };
        return [blocks('currency', say('problem.currency_not_enabled', args))];
    }
    if (form.payer && form.payer.currency !== form.currency) {
        const args = {
            currency: form.currency,
            name: form.payer.name,
            payer_currency: form.payer.currency,
        };
        return [blocks('currency', say('problem.currency_differs', args))];
    }
    return [];
}

function lines(checked: Checked): Problem[] {
    const { form, language, say } = checked;
    if (form.lines.length === 0) {
        return [blocks('lines', say('problem.no_lines'))];
    }
    const problems = form.lines.flatMap((line) => lineProblems(line, checked));
    // A wrong number in a line is the nearer reason for a negative sum.
    const areNumbersFine = problems.every(({ target }) => target.endsWith('.item'));
    if (areNumbersFine && subtotal(form, language).compare(Decimal.zero) < 0) {
        problems.push(blocks('lines', say('problem.negative_total')));
    }
    return problems;
}

function lineProblems(line: FormLine, { language, say }: Checked): Problem[] {
    const at = (member: string) => `lines.${line.key}.${member}`;
    const problems: Problem[] = [];
    const quantity = readTyped(line.quantity, language);
    const price = readTyped(line.unit_price, language);
    const amount = lineAmount(line, language);
    if (!quantity) {
        problems.push(blocks(at('quantity'), say('problem.number')));
    } else if (quantity.compare(Decimal.zero) <= 0) {
        problems.push(blocks(at('quantity'), say('problem.quantity')));
    } else if (!fits(quantity)) {
        problems.push(blocks(at('quantity'), say('problem.amount_format')));
    }
    if (!price) {
        problems.push(blocks(at('unit_price'), say('problem.number')));
    } else if (!fits(price) || (amount && !fits(amount))) {
        problems.push(blocks(at('unit_price'), say('problem.amount_format')));
    }
    if (!line.item) {
        problems.push(blocks(at('item'), say('problem.item')));
    }
    return problems;
}

function fits(value: Decimal): boolean {
    const size = value.compare(Decimal.zero) < 0 ? Decimal.zero.minus(value) : value;
    return value.trimmed().scale <= decimalsMax && size.compare(wholeLimit) < 0;
}
