import { start } from '../../app/start';
import { InvoiceDialog } from './invoice_dialog';

void start('dialog', InvoiceDialog);
