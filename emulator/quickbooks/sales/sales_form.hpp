#pragma once

#include "emulator/quickbooks/books/ledger.hpp"
#include "emulator/quickbooks/sales/sales_lines.hpp"
#include "emulator/quickbooks/sales/sales_tax.hpp"

/// What invoices, credit memos and estimates have in common.
namespace emulator::quickbooks {

/// The parts of a sales form, each checked, before anything is in the books.
struct SalesForm {
    std::shared_ptr<const Json> customer;
    std::string currency;
    Decimal exchange_rate; ///< home units for one unit
    SalesLines lines;
    SalesTax tax;
    Date date;

    Decimal total() const { return lines.net() + tax.total; }
};

/// Checks and reads what all forms have: lines, customer, references, currency, tax, number.
Outcome<SalesForm> read_form(const Write& write);

/// The members up to the dates, in the vendor's order, among them the identity and the number.
/// Takes the next Id and number of a new form.
void set_common(Json& form, const SalesForm& parts, const Write& write);

/// Total, print and e-mail state, e-mail addresses.
void set_totals(Json& form, const SalesForm& parts, const Write& write);

/// A member and its amount in the home currency, where the company has several.
void set_amount(Json& entity,
                const Company& company,
                std::string_view member,
                std::string_view home_member,
                const Decimal& amount);

/// The form with all amounts and quantities zero and the note saying so.
Json emptied(const Json& form);

/// The note of a voided transaction.
std::string voided_note(const std::string& note);

/// The term of the form: sent, the customer's, the company's default; null where there is none.
std::shared_ptr<const Json> term_of(const Company& company, const Json& body, const Json& customer);

/// When an invoice of that day is due by a term: some days later, or on a day of the month.
Date due_date(Date date, const Json& term);

} // namespace emulator::quickbooks
