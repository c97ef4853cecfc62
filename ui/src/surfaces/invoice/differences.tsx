import type { Payer } from '../../api/customers';
import type { Details } from '../../api/draft';
import { useSurroundings } from '../../app/surroundings';
import type { TextKey } from '../../text/words';
import { type Difference, differences } from './difference';
import { focusOn } from './focus';

const labels: Record<Difference['member'], TextKey> = {
    name: 'customer.name',
    email: 'customer.email',
    tax_id: 'customer.tax_id',
    address: 'customer.address',
};

interface Props {
    payer: Payer;
    details: Details;
    isSent: boolean;
    onSent: (isSent: boolean) => void;
    onDetails: (part: Partial<Details>) => void;
}

/// What the invoice says of the customer and QuickBooks says differently, side by side.
export function Differences({ payer, details, isSent, onSent, onDetails }: Props) {
    const { words } = useSurroundings();
    const found = differences(details, payer);
    if (found.length === 0) {
        return null;
    }
    return (
        <div class="differences">
            <table>
                <caption>{words.text('differences.title')}</caption>
                <thead>
                    <tr>
                        <td />
                        <th scope="col">{words.text('differences.here')}</th>
                        <th scope="col">{words.text('differences.books')}</th>
                        <td />
                    </tr>
                </thead>
                <tbody>
                    {found.map(({ member, here, books }) => {
                        const label = words.text(labels[member]);
                        const take = theirs(member, payer);
                        return (
                            <tr key={member}>
                                <th scope="row">{label}</th>
                                <td>{here}</td>
                                <td class={books ? '' : 'muted'}>
                                    {books || words.text('differences.none')}
                                </td>
                                <td>
                                    {take && (
                                        <button
                                            type="button"
                                            class="link link-button"
                                            aria-label={words.text('differences.take_one', {
                                                detail: label,
                                            })}
                                            onClick={() => {
                                                onDetails(take);
                                                focusOn(`details.${member}`);
                                            }}
                                        >
                                            {words.text('differences.take')}
                                        </button>
                                    )}
                                </td>
                            </tr>
                        );
                    })}
                </tbody>
            </table>
            <label class="tick">
                <input
                    type="checkbox"
                    data-field="update_payer"
                    checked={isSent}
                    onChange={({ currentTarget }) => onSent(currentTarget.checked)}
                />
                <span>{words.text('differences.send')}</span>
            </label>
            <p class="hint">
                {words.text(isSent ? 'differences.will_change' : 'differences.stays')}
            </p>
        </div>
    );
}

/// QuickBooks' own value, where it can be taken over: a masked number cannot.
function theirs(member: Difference['member'], payer: Payer): Partial<Details> | null {
    switch (member) {
        case 'name':
            return { name: payer.name };
        case 'email':
            return payer.email ? { email: payer.email } : null;
        case 'address':
            return payer.address?.text || payer.address?.street ? { address: payer.address } : null;
        case 'tax_id':
            return null;
    }
}
