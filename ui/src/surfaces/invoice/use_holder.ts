import { useEffect, useState } from 'preact/hooks';

import { type Holder, matchPayer } from '../../api/customers';
import { useSurroundings } from '../../app/surroundings';
import type { Form } from './form';

const typingPauseMs = 400;

/// Who in the books has the name of the customer that would be created; null where nobody is known to,
/// or where the customer exists. `isAsked`: the server can tell.
export function useHolder(form: Form, isAsked: boolean): Holder | null {
    const { api } = useSurroundings();
    const [found, setFound] = useState<{ name: string; holder: Holder | null } | null>(null);
    const name = form.details.name.trim();
    const isNew = isAsked && form.payer === null && name !== '';
    useEffect(() => {
        if (!isNew || found?.name === name) {
            return undefined;
        }
        const wanted = new AbortController();
        const ask = async () => {
            const answer = await matchPayer(api, form.details, wanted.signal);
            // A look that failed is no reason to stop anybody: QuickBooks has the last word.
            if (!wanted.signal.aborted && answer.ok) {
                setFound({ name, holder: answer.value.holder });
            }
        };
        const timer = setTimeout(() => void ask(), typingPauseMs);
        return () => {
            clearTimeout(timer);
            wanted.abort();
        };
    }, [name, isNew]);
    return isNew && found?.name === name ? found.holder : null;
}
