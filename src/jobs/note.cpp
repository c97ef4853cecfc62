#include "jobs/note.hpp"

#include "base/html.hpp"
#include "text/format.hpp"

namespace billbridge::jobs {

Message status_text(InvoiceStatus status)
{
    switch (status) {
    case InvoiceStatus::open:
        return {"status.open", {}};
    case InvoiceStatus::partially_paid:
        return {"status.partially_paid", {}};
    case InvoiceStatus::paid:
        return {"status.paid", {}};
    case InvoiceStatus::overdue:
        return {"status.overdue", {}};
    case InvoiceStatus::voided:
        return {"status.voided", {}};
    case InvoiceStatus::deleted:
        return {"status.deleted", {}};
    }
    return {};
}

std::string note_marker(const ShownInvoice& invoice)
{
    // With the closing quote, so that invoice 147 is not found in the link of invoice 1471.
    return escape_html(invoice.url) + "\"";
}

std::string
note_html(const ShownInvoice& shown, const text::Catalogue& catalogue, text::Language language)
{
    const Invoice& invoice = shown.known.invoice;
    Message message{"note.invoice_without_due_date", {}};
    message.args["number"] =
        invoice.number.empty() ? catalogue.text({"note.unnumbered", {}}, language) : invoice.number;
    message.args["total"] = text::format(Money{invoice.total, invoice.currency}, language);
    message.args["status"] = catalogue.text(status_text(shown.status), language);
    if (invoice.due_date) {
        message.key = "note.invoice";
        message.args["due_date"] = text::format(*invoice.due_date, language);
    }
    return "<p>" + escape_html(catalogue.text(message, language)) + " <a href=\"" +
           note_marker(shown) + ">" + escape_html(catalogue.text({"note.open", {}}, language)) +
           "</a></p>";
}

} // namespace billbridge::jobs
