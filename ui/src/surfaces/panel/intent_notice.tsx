import type { Intent } from '../../api/invoices';
import { useSurroundings } from '../../app/surroundings';
import { errorText } from '../../parts/error_text';
import { Notice } from '../../parts/notice';

/// Whether its outcome is not known yet.
export function isOpen(intent: Intent): boolean {
    return intent.state === 'planned' || intent.state === 'finding_out';
}

/// An invoice that somebody wanted and that is not there: on its way, being looked up, or refused.
export function IntentNotice({ intent }: { intent: Intent }) {
    const { words } = useSurroundings();
    const amount = words.money(intent.expected_total, intent.currency);
    const time = words.instant(intent.created_at);
    if (intent.state === 'created') {
        return null;
    }
    if (intent.state === 'not_created') {
        return (
            <Notice tone="error" title={words.text('panel.not_created', { amount, time })}>
                {intent.error && errorText(intent.error, words)}
            </Notice>
        );
    }
    const title =
        intent.state === 'planned' ? words.text('panel.planned') : words.text('panel.finding_out');
    return (
        <Notice tone="warning" title={title}>
            {words.text('panel.finding_out_text', { amount, time })}
        </Notice>
    );
}
