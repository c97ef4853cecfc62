import type { Payer } from '../../api/customers';
import type { Address, Details } from '../../api/draft';

/// A detail that the invoice says differently from the customer in the books.
export interface Difference {
    member: 'name' | 'email' | 'tax_id' | 'address';
    here: string;
    /// As the books show it; empty where they have none.
    books: string;
}

/// What `details` says and `payer` says differently. What is blank here says nothing.
export function differences(details: Details, payer: Payer): Difference[] {
    const address = payer.address && {
        member: 'address' as const,
        here: addressText(details.address),
        books: addressText(payer.address),
    };
    const texts: Difference[] = [
        { member: 'name', here: details.name.trim(), books: payer.name },
        { member: 'email', here: details.email.trim(), books: payer.email },
    ];
    const all = address ? [...texts, address] : texts;
    const differing = all.filter(({ here, books }) => here && plain(here) !== plain(books));
    const { tax_id_masked } = payer;
    const taxId = details.tax_id.trim();
    if (taxId && payer.address && !isMaskOf(tax_id_masked, taxId)) {
        differing.push({ member: 'tax_id', here: taxId, books: tax_id_masked });
    }
    return differing;
}

/// One line; the parts where there are any, else the text.
export function addressText({ text, street, postal_code, city, region, country }: Address): string {
    const parts = [street, postal_code, city, region, country].map((part) => part.trim());
    return parts.filter(Boolean).join(', ') || text.trim();
}

/// For comparing: case, blanks and punctuation do not count, and neither does the order of parts.
function plain(text: string): string {
    const words = text
        .toLowerCase()
        .normalize('NFKC')
        .split(/[\s,;.]+/u);
    return words.filter(Boolean).sort().join(' ');
}

/// Whether `taxId` could be what `masked` (`XXXX6789`) hides: only the last characters are known.
function isMaskOf(masked: string, taxId: string): boolean {
    const tail = masked.replace(/^[Xx*]+/, '').replace(/[^\p{L}\p{N}]/gu, '');
    const bare = taxId.replace(/[^\p{L}\p{N}]/gu, '');
    return tail !== '' && bare.toLowerCase().endsWith(tail.toLowerCase());
}
