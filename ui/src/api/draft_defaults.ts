import type { Payer, SentPayer } from './customers';
import { completedPayer } from './customers';
import type { Draft, DraftLine } from './draft';

/// A draft as a server sends it: an older one leaves out what it does not know of.
export type SentDraft = Partial<Omit<Draft, 'deal' | 'lines' | 'payer' | 'payer_suggestion'>> &
    Pick<
        Draft,
        'contact' | 'details' | 'currency' | 'home_currency' | 'date' | 'due_date' | 'problems'
    > & {
        deal: Partial<Draft['deal']> & { id: number; title: string };
        lines: SentLine[];
        payer: SentPayer | null;
        payer_suggestion?: { payer: SentPayer; reason: 'name' | 'email' } | null;
        uses_sales_tax?: boolean;
        term_days?: number;
    };

type SentLine = Partial<DraftLine> & Pick<DraftLine, 'description' | 'quantity' | 'unit_price'>;

/// `sent` with everything in it that the dialog relies on: what is absent means that there is none.
export function completed(sent: SentDraft): Draft {
    const { uses_sales_tax, term_days, payer_suggestion: suggested, ...rest } = sent;
    return {
        choices: { names: [], emails: [], addresses: [] },
        update_payer: false,
        multicurrency: false,
        exchange_rate: null,
        country: '',
        tax: {
            model: uses_sales_tax ? 'us_automated' : 'none',
            treatment: 'exclusive',
            codes: [],
            code: null,
        },
        numbering: { own: false },
        terms: [],
        term: { kind: 'days', days: term_days ?? 0, id: null },
        number: '',
        message: '',
        memo: '',
        template: '',
        templates: [],
        classes: [],
        locations: [],
        discount: null,
        deal_discounts: [],
        installments: [],
        totals: null,
        kept: null,
        ...rest,
        features: {
            discount: false,
            classes: false,
            locations: false,
            card_payment: false,
            bank_payment: false,
            ...sent.features,
        },
        deal: { value: '', currency: sent.currency, ...sent.deal },
        payer: payerOf(sent.payer),
        payer_suggestion: suggested
            ? { ...suggested, payer: completedPayer(suggested.payer) }
            : null,
        lines: sent.lines.map(completedLine),
    };
}

function payerOf(sent: SentPayer | null): Payer | null {
    return sent && completedPayer(sent);
}

function completedLine(sent: SentLine): DraftLine {
    return {
        discount: null,
        tax_code: null,
        taxable: null,
        amount: '',
        product: null,
        variation: 0,
        product_name: '',
        product_code: '',
        product_price: '',
        billing: null,
        item: null,
        suggestion: null,
        ...sent,
    };
}
