#include "quickbooks/translate.hpp"

#include "base/zone.hpp"
#include "quickbooks/wire.hpp"

#include <algorithm>

namespace billbridge::quickbooks {

namespace {

Error strange(const char* what, const Json& json)
{
    return unavailable({"error.books_unavailable", {}},
                       std::string("quickbooks: ") + what + ": " + json.dump().substr(0, 200));
}

Result<std::string> required_text(const Json& json, std::string_view name, const char* what)
{
    const auto* text = json[name].if_string();
    if (text == nullptr || text->empty()) {
        return fail(strange(what, json));
    }
    return *text;
}

Decimal decimal_or_zero(const Json& json)
{
    return json.decimal().value_or(Decimal());
}

Result<Currency> currency_of(const Json& json, const Currency& home)
{
    const Json& code = json["CurrencyRef"]["value"];
    return code.is_null() ? Result<Currency>(home) : Currency::parse(code.string_or());
}

/// The lines that people typed, and the parts that stand in members of their own.
Address address_of(const Json& json)
{
    Address address;
    for (const char* line : {"Line1", "Line2", "Line3", "Line4", "Line5"}) {
        const std::string text = json[line].string_or();
        address.street += (address.street.empty() || text.empty() ? "" : "\n") + text;
    }
    address.city = json["City"].string_or();
    address.region = json["CountrySubDivisionCode"].string_or();
    address.postal_code = json["PostalCode"].string_or();
    address.country = json["Country"].string_or();
    return address;
}

/// QuickBooks masks it, all but the last characters (facts 3.3); should it not, we do.
std::string masked(const std::string& tax_id)
{
    constexpr std::size_t visible = 5;
    if (tax_id.starts_with("XX") || tax_id.size() <= visible) {
        return tax_id;
    }
    return std::string(tax_id.size() - visible, 'X') + tax_id.substr(tax_id.size() - visible);
}

/// What people wrote: without the line that marks a customer as made by a key of ours.
std::string notes_of(std::string_view notes)
{
    std::string kept;
    while (!notes.empty()) {
        const auto end = std::min(notes.find('\n'), notes.size());
        const std::string_view line = notes.substr(0, end);
        notes.remove_prefix(std::min(end + 1, notes.size()));
        if (!line.starts_with(app_mark)) {
            kept += (kept.empty() ? "" : "\n") + std::string(line);
        }
    }
    return kept;
}

bool is_zero(const Json& json)
{
    return decimal_or_zero(json).is_zero();
}

/// A voided invoice has no status member: all amounts are zero and the note begins with "Voided"
/// (facts 6.1, rule 2). Both must hold, because a person can type that word.
bool is_voided(const Json& invoice)
{
    const auto* lines = invoice["Line"].if_array();
    const bool empty_lines =
        lines == nullptr || std::ranges::all_of(*lines, [](const Json& line) {
            return is_zero(line["Amount"]) && is_zero(line["SalesItemLineDetail"]["Qty"]);
        });
    return is_zero(invoice["TotalAmt"]) && empty_lines &&
           invoice["PrivateNote"].string_or().starts_with("Voided");
}

/// QuickBooks' own subtotal line; it generates one on every invoice.
Decimal subtotal_of(const Json& invoice, const Decimal& total, const Decimal& tax)
{
    if (const auto* lines = invoice["Line"].if_array()) {
        for (const Json& line : *lines) {
            if (line["DetailType"].string_or() == "SubTotalLineDetail") {
                return decimal_or_zero(line["Amount"]);
            }
        }
    }
    return total - tax;
}

} // namespace

Result<BooksCompany> company_of(const BooksId& id, const Json& info, const Json& preferences)
{
    BooksCompany company;
    company.id = id;
    company.name = info["CompanyName"].string_or(info["LegalName"].string_or());
    TRY(company.country, required_text(info, "Country", "a company without country"));
    const Json& currency = preferences["CurrencyPrefs"];
    company.multicurrency = currency["MultiCurrencyEnabled"].bool_or(false);
    // A company that never touched currencies may name none; the US sandbox is the case seen.
    auto home = Currency::parse(
        currency["HomeCurrency"]["value"].string_or(company.country == "US" ? "USD" : ""));
    if (!home) {
        return fail(strange("a company without home currency", preferences));
    }
    company.home_currency = *std::move(home);
    const std::string zone = info["DefaultTimeZone"].string_or();
    company.time_zone = is_known_zone(zone) ? zone : std::string();
    const Json& tax = preferences["TaxPrefs"];
    company.uses_sales_tax = tax["UsingSalesTax"].bool_or(false);
    // Present: automated sales tax, which chooses the code itself (facts 3.10, 4.2).
    if (company.uses_sales_tax && tax["PartnerTaxEnabled"].is_null()) {
        company.default_tax_code = tax["TaxGroupCodeRef"]["value"].string_or();
    }
    return company;
}

Result<Payer> payer_of(const Json& customer, const Currency& home)
{
    Payer payer;
    TRY(const std::string id, required_text(customer, "Id", "a customer without Id"));
    payer.id = PayerId(id);
    payer.name = customer["DisplayName"].string_or();
    payer.email = customer["PrimaryEmailAddr"]["Address"].string_or();
    TRY(payer.currency, currency_of(customer, home));
    payer.balance = decimal_or_zero(customer["Balance"]);
    payer.active = customer["Active"].bool_or(true);
    payer.phone = customer["PrimaryPhone"]["FreeFormNumber"].string_or(
        customer["Mobile"]["FreeFormNumber"].string_or());
    payer.tax_id_masked = masked(customer["PrimaryTaxIdentifier"].string_or());
    payer.address = address_of(customer["BillAddr"]);
    payer.notes = notes_of(customer["Notes"].string_or());
    return payer;
}

Result<Item> item_of(const Json& json)
{
    Item item;
    TRY(const std::string id, required_text(json, "Id", "an item without Id"));
    item.id = ItemId(id);
    item.name = json["FullyQualifiedName"].string_or(json["Name"].string_or());
    item.description = json["Description"].string_or();
    if (!json["UnitPrice"].is_null()) {
        item.unit_price = decimal_or_zero(json["UnitPrice"]);
    }
    item.taxable = json["Taxable"].bool_or(false);
    item.code = json["Sku"].string_or();
    item.tax_code_id = json["SalesTaxCodeRef"]["value"].string_or();
    item.active = json["Active"].bool_or(true);
    return item;
}

Result<Invoice> invoice_of(const Json& json, const Currency& home)
{
    Invoice invoice;
    TRY(const std::string id, required_text(json, "Id", "an invoice without Id"));
    TRY(const std::string day, required_text(json, "TxnDate", "an invoice without TxnDate"));
    const auto date = Date::parse(day);
    const auto total = json["TotalAmt"].decimal();
    const auto balance = json["Balance"].decimal();
    if (!date || !total || !balance) {
        return fail(strange("an invoice without date or amounts", json));
    }
    invoice.id = InvoiceId(id);
    invoice.payer = PayerId(json["CustomerRef"]["value"].string_or());
    invoice.payer_name = json["CustomerRef"]["name"].string_or();
    invoice.number = json["DocNumber"].string_or();
    invoice.version = json["SyncToken"].string_or();
    TRY(invoice.currency, currency_of(json, home));
    invoice.date = *date;
    if (const auto due = Date::parse(json["DueDate"].string_or())) {
        invoice.due_date = *due;
    }
    // QuickBooks writes 100.0 or 25; two decimals are what people read.
    const auto cents = [](const Decimal& value) { return value.rounded(2, Rounding::half_up); };
    invoice.total = cents(*total);
    invoice.balance = cents(*balance);
    invoice.tax = cents(decimal_or_zero(json["TxnTaxDetail"]["TotalTax"]));
    invoice.subtotal = cents(subtotal_of(json, invoice.total, invoice.tax));
    invoice.voided = is_voided(json);
    return invoice;
}

namespace {

/// One answer holds at most so many objects (facts 5.8).
constexpr std::size_t changes_max = 1000;

Result<Invoice> changed_invoice(const Json& row, const Currency& home)
{
    if (row["status"].string_or() != "Deleted") {
        return invoice_of(row, home);
    }
    Invoice gone;
    gone.id = InvoiceId(row["Id"].string_or());
    gone.deleted = true;
    return gone;
}

} // namespace

Result<BooksChanges> changes_of(const Json& answer, const Currency& home)
{
    const auto* responses = answer["CDCResponse"].if_array();
    if (responses == nullptr || responses->empty()) {
        return fail(unavailable({"error.books_unavailable", {}}, "quickbooks: no CDCResponse"));
    }
    const auto* types = responses->front()["QueryResponse"].if_array();
    BooksChanges changes;
    for (const Json& type : types == nullptr ? Json::Array{} : *types) {
        const auto* invoices = type["Invoice"].if_array();
        for (const Json& row : invoices == nullptr ? Json::Array{} : *invoices) {
            TRY(Invoice invoice, changed_invoice(row, home));
            changes.invoices.push_back(std::move(invoice));
        }
        const auto* customers = type["Customer"].if_array();
        for (const Json& row : customers == nullptr ? Json::Array{} : *customers) {
            if (row["status"].string_or() != "Deleted") {
                TRY(Payer payer, payer_of(row, home));
                changes.payers.push_back(std::move(payer));
            }
        }
    }
    changes.complete = changes.invoices.size() + changes.payers.size() < changes_max;
    return changes;
}

} // namespace billbridge::quickbooks
