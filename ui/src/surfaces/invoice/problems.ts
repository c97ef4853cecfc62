import type { Draft, DraftProblem } from '../../api/draft';
import type { Language } from '../../text/language';
import { Decimal } from '../../text/decimal';
import { readTyped } from '../../text/typed_number';
import type { Arguments, TextKey } from '../../text/words';
import { lineAmount, subtotal } from './amounts';
import type { Form, FormDiscount, FormLine } from './form';

export interface Problem {
    weight: 'blocks' | 'warns';
    /// `payer`, `details.name`, `lines.3.quantity` (by the line's key); empty for the whole.
    target: string;
    message: string;
    /// The page that mends it.
    url?: string;
}

/// A problem that the server found. It holds as long as what it is about has not been changed.
export interface ServerProblem extends Problem {
    about: string;
}

/// QuickBooks' 10.5 format: ten whole digits and five decimals.
const wholeLimit = Decimal.parse('10000000000')!;
const decimalsMax = 5;
const hundred = Decimal.parse('100')!;

/// QuickBooks' longest number of an invoice (facts 3.1, `DocNumber`).
export const numberMax = 21;

/// The inputs in the order in which a person meets them.
const inputs = [
    'payer',
    'details',
    'date',
    'due_date',
    'number',
    'currency',
    'exchange_rate',
    'tax',
    'message',
    'memo',
    'lines',
    'discount',
    'send_to',
];

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

type Found = Pick<DraftProblem, 'field' | 'message'> & Partial<DraftProblem>;

/// What the server found about `form`.
export function serverProblems(found: readonly Found[], form: Form): ServerProblem[] {
    const linesByKey = byKey(form);
    return found.map(({ field, message, weight = 'blocks', fix }) => {
        const target = targetOf(field, form);
        const about = aboutOf(form, target, linesByKey) ?? '';
        return { weight, target, message, about, ...(fix ? { url: fix.url } : {}) };
    });
}

type Lines = ReadonlyMap<string, FormLine>;

function byKey(form: Form): Lines {
    return new Map(form.lines.map((line) => [line.key, line]));
}

/// Everything in the form that a problem of `target` depends on; null where it is gone.
function aboutOf(form: Form, target: string, linesByKey: Lines): string | null {
    const payer = form.payer?.id ?? '';
    const [head = '', key = ''] = target.split('.');
    switch (head) {
        case 'payer':
            return payer;
        case 'currency':
            return JSON.stringify([form.currency, payer]);
        case 'exchange_rate':
            return JSON.stringify([form.exchange_rate, form.currency, form.date]);
        case 'details':
            return JSON.stringify([form.details[key as keyof Form['details']], payer]);
        case 'date':
        case 'due_date':
            return JSON.stringify([form.date, form.due_date]);
        case 'number':
        case 'message':
        case 'memo':
        case 'send_to':
            return form[head] ?? '';
        case 'tax':
            return JSON.stringify([form.treatment, form.tax_code]);
        case 'discount':
            return JSON.stringify([form.discount, aboutAllLines(form)]);
        case 'lines':
            return key ? aboutLine(linesByKey.get(key), form, target) : aboutAllLines(form);
        default:
            return '';
    }
}

function aboutAllLines(form: Form): string {
    return JSON.stringify(form.lines.map((line) => [line.key, line.quantity, line.unit_price]));
}

function aboutLine(line: FormLine | undefined, form: Form, target: string): string | null {
    if (!line) {
        return null;
    }
    const member = target.slice(target.lastIndexOf('.') + 1);
    switch (member) {
        case 'item':
            return JSON.stringify(line.item);
        case 'description':
            return line.description;
        case 'tax_code':
            return JSON.stringify([line.tax_code, form.treatment]);
        default:
            return JSON.stringify([line.quantity, line.unit_price, line.discount]);
    }
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
    const linesByKey = byKey(form);
    const standing = found.filter(
        ({ target, about }) => aboutOf(form, target, linesByKey) === about,
    );
    const covered = new Set(standing.filter(({ target }) => target).map(({ target }) => target));
    const own = [...head(checked), ...lines(checked), ...foot(checked)].filter(
        ({ target }) => !covered.has(target),
    );
    return inOrder(form, [...standing, ...own]);
}

function inOrder(form: Form, problems: Problem[]): Problem[] {
    const places = new Map(form.lines.map(({ key }, index) => [key, index]));
    const position = ({ target }: Problem) => {
        const [name = '', key = ''] = target.split('.');
        return inputs.indexOf(name) * 10_000 + (name === 'lines' ? (places.get(key) ?? -1) : 0);
    };
    return problems
        .map((problem) => ({ problem, at: position(problem) }))
        .sort((a, b) => a.at - b.at)
        .map(({ problem }) => problem);
}

function blocks(target: string, message: string): Problem {
    return { weight: 'blocks', target, message };
}

/// One address as QuickBooks takes it: it asks for '@' and '.' (code 2210); everything finer is its own
/// business.
const email = /^[^\s@,;]+@[^\s,;]*\.[^\s,;]*$/;

function head(checked: Checked): Problem[] {
    const { form, draft, say } = checked;
    const { details, date, due_date } = form;
    const problems: Problem[] = [];
    if (!form.payer && !details.name.trim()) {
        problems.push(blocks('details.name', say('problem.name')));
    }
    if (details.email.trim() && !email.test(details.email.trim())) {
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
    if (draft.numbering.own && form.number.trim().length > numberMax) {
        problems.push(blocks('number', say('problem.number_long', { max: String(numberMax) })));
    }
    return [...problems, ...currency(checked), ...rate(checked)];
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

function rate({ form, draft, language, say }: Checked): Problem[] {
    if (form.currency === draft.home_currency || !form.exchange_rate.trim()) {
        return [];
    }
    const typed = readTyped(form.exchange_rate, language);
    return typed && typed.compare(Decimal.zero) > 0
        ? []
        : [blocks('exchange_rate', say('problem.rate'))];
}

function lines(checked: Checked): Problem[] {
    const { form, language, say } = checked;
    if (form.lines.length === 0) {
        return [blocks('lines', say('problem.no_lines'))];
    }
    const problems = form.lines.flatMap((line) => lineProblems(line, checked));
    // A wrong number in a line is the nearer reason for a negative sum.
    const areNumbersFine = problems.every(({ target }) => /\.(item|tax_code)$/.test(target));
    if (areNumbersFine && subtotal(form, language).compare(Decimal.zero) < 0) {
        problems.push(blocks('lines', say('problem.negative_total')));
    }
    return problems;
}

function lineProblems(line: FormLine, { form, draft, language, say }: Checked): Problem[] {
    const at = (member: string) => `lines.${line.key}.${member}`;
    const problems: Problem[] = [];
    const quantity = readTyped(line.quantity, language);
    const price = readTyped(line.unit_price, language);
    const amount = lineAmount({ ...line, discount: { kind: 'amount', value: '' } }, language);
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
    problems.push(...discount(at('discount'), line.discount, language, say));
    if (!line.item) {
        problems.push(blocks(at('item'), say('problem.item')));
    }
    if (draft.tax.model === 'global' && form.treatment !== 'none' && !line.tax_code) {
        problems.push(blocks(at('tax_code'), say('problem.tax_code')));
    }
    return problems;
}

function discount(
    target: string,
    { kind, value }: FormDiscount,
    language: Language,
    say: Say,
): Problem[] {
    if (!value.trim()) {
        return [];
    }
    const typed = readTyped(value, language);
    if (!typed || !fits(typed)) {
        return [blocks(target, say('problem.number'))];
    }
    const isTooMuch = kind === 'percentage' && typed.compare(hundred) > 0;
    return typed.compare(Decimal.zero) < 0 || isTooMuch
        ? [blocks(target, say(kind === 'percentage' ? 'problem.percent' : 'problem.discount'))]
        : [];
}

function foot({ form, language, say }: Checked): Problem[] {
    return [...discount('discount', form.discount, language, say), ...recipients(form, say)];
}

function recipients({ send_to }: Form, say: Say): Problem[] {
    if (send_to === null) {
        return [];
    }
    const wrong = send_to.split(',').find((one) => !email.test(one.trim()));
    if (wrong === undefined) {
        return [];
    }
    const address = wrong.trim();
    return [
        blocks(
            'send_to',
            address ? say('problem.recipient', { address }) : say('problem.no_recipient'),
        ),
    ];
}

function fits(value: Decimal): boolean {
    const size = value.compare(Decimal.zero) < 0 ? Decimal.zero.minus(value) : value;
    return value.trimmed().scale <= decimalsMax && size.compare(wholeLimit) < 0;
}
