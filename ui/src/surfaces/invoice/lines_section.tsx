import { useSurroundings } from '../../app/surroundings';
import { Button } from '../../parts/button';
import { withNewLine } from './form';
import type { SectionProps } from './section_props';
import { InvoiceLine } from './invoice_line';
import { messagesFor } from './messages';

/// QuickBooks takes no more lines on one invoice.
const linesMax = 750;

export function LinesSection(props: SectionProps) {
    const { words } = useSurroundings();
    const { form, problems, onChange } = props;
    return (
        <section class="section" aria-labelledby="lines">
            <h2 class="section-title" id="lines">
                {words.text('lines.title')}
            </h2>
            {form.lines.length > 0 && (
                <>
                    {/* Every input below has a label of its own. */}
                    <div class="line-heads" aria-hidden="true">
                        <span>{words.text('lines.description')}</span>
                        <span>{words.text('lines.item')}</span>
                        <span class="number">{words.text('lines.quantity')}</span>
                        <span class="number">{words.text('lines.unit_price')}</span>
                        <span class="number">{words.text('lines.amount')}</span>
                    </div>
                    <ol class="lines">
                        {form.lines.map((line, index) => (
                            <InvoiceLine key={line.key} {...props} line={line} number={index + 1} />
                        ))}
                    </ol>
                </>
            )}
            {messagesFor('lines', problems).map(({ message }) => (
                <p key={message} class="field-error">
                    {message}
                </p>
            ))}
            <div class="actions">
                <Button
                    data-field="lines"
                    disabled={form.lines.length >= linesMax}
                    onClick={() => onChange(withNewLine(form))}
                >
                    {words.text('lines.add')}
                </Button>
            </div>
        </section>
    );
}
