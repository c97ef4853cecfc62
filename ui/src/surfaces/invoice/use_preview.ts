import { useEffect, useRef, useState } from 'preact/hooks';

import type { ApiError } from '../../api/answer';
import type { Draft, Totals } from '../../api/draft';
import { type Preview, previewInvoice } from '../../api/preview';
import { useSurroundings } from '../../app/surroundings';
import type { Language } from '../../text/language';
import { asTyped } from '../../text/typed_number';
import type { Change, Form, FormLine } from './form';
import { orderOf } from './order';
import { type ServerProblem, serverProblems } from './problems';

/// Typing pauses this long before the server is asked.
const typingPauseMs = 300;

export interface Previewed {
    /// What QuickBooks will compute; null where nobody has told yet.
    totals: Totals | null;
    problems: readonly ServerProblem[];
    /// What a line comes to. A line that has changed since is not among them.
    amounts: WeakMap<FormLine, string>;
}

export interface PreviewState extends Previewed {
    /// `old`: something has changed since, and the server is being asked. `failed`: it did not answer.
    state: 'current' | 'old' | 'failed';
    error: ApiError | null;
    retry: () => void;
}

interface Asked extends Previewed {
    /// The form that all this is about.
    of: Form | null;
    error: ApiError | null;
}

/// Asks the server what the invoice comes to whenever the form has changed; the latest answer wins.
/// `isTold`: the draft says it already of the form as it is.
export function usePreview(
    draft: Draft,
    form: Form,
    language: Language,
    change: Change,
    isTold: boolean,
): PreviewState {
    const { api } = useSurroundings();
    const isAsked = draft.totals !== null;
    const [asked, setAsked] = useState<Asked>(() => ({
        of: isTold ? form : null,
        totals: draft.totals,
        problems: isTold ? serverProblems(draft.problems, form) : [],
        amounts: isTold ? amountsOf(draft.lines, form) : new WeakMap(),
        error: null,
    }));
    const [attempt, setAttempt] = useState(0);
    const retry = () => setAttempt((before) => before + 1);
    const tried = useRef(attempt);
    const current = useRef(asked);
    current.current = asked;

    useEffect(() => {
        if (!isAsked || (current.current.of === form && !current.current.error)) {
            return undefined;
        }
        // What a person asks for by hand is asked at once.
        const pause = tried.current === attempt ? typingPauseMs : 0;
        tried.current = attempt;
        const wanted = new AbortController();
        const ask = async () => {
            const order = orderOf(form, draft, language);
            const answer = await previewInvoice(api, order, draft.deal, wanted.signal);
            if (wanted.signal.aborted) {
                return;
            }
            if (!answer.ok) {
                setAsked((before) => ({ ...before, of: form, error: answer.error }));
                return;
            }
            const told = withTold(form, draft, answer.value, language);
            setAsked({
                of: told,
                totals: answer.value.totals,
                problems: serverProblems(answer.value.problems, told),
                amounts: amountsOf(answer.value.lines, told),
                error: null,
            });
            change((now) => (now === form ? told : now));
        };
        const timer = setTimeout(() => void ask(), pause);
        return () => {
            clearTimeout(timer);
            wanted.abort();
        };
    }, [form, attempt, isAsked]);

    const isFailed = asked.error !== null && asked.of === form;
    useReturn(isFailed, retry);
    const state = !isAsked || (asked.of === form && !isFailed) ? 'current' : 'old';
    return { ...asked, state: isFailed ? 'failed' : state, retry };
}

/// What only the server can compute: the due date by a term of the books, and the rate of a day.
function withTold(form: Form, draft: Draft, preview: Preview, language: Language): Form {
    const due = form.term?.kind === 'books' ? preview.due_date : null;
    const isForeign = form.currency !== draft.home_currency;
    const rate = isForeign && !form.exchange_rate_is_own ? preview.exchange_rate : null;
    const told = {
        due_date: due ?? form.due_date,
        exchange_rate: rate ? asTyped(rate, language) : form.exchange_rate,
    };
    const isSame = told.due_date === form.due_date && told.exchange_rate === form.exchange_rate;
    return isSame ? form : { ...form, ...told };
}

function amountsOf(lines: Array<{ amount: string }>, form: Form): WeakMap<FormLine, string> {
    const amounts = new WeakMap<FormLine, string>();
    form.lines.forEach((line, index) => {
        const amount = lines[index]?.amount;
        if (amount) {
            amounts.set(line, amount);
        }
    });
    return amounts;
}

/// Tries again when the person comes back to the page: they may have signed in, or be back on line.
function useReturn(isFailed: boolean, retry: () => void): void {
    useEffect(() => {
        if (!isFailed) {
            return undefined;
        }
        window.addEventListener('focus', retry);
        window.addEventListener('online', retry);
        return () => {
            window.removeEventListener('focus', retry);
            window.removeEventListener('online', retry);
        };
    }, [isFailed]);
}
