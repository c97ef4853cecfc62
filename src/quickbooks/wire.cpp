#include "quickbooks/wire.hpp"

#include "quickbooks/wire_parts.hpp"

#include <algorithm>

namespace billbridge::quickbooks {

namespace {

// Lengths of facts 3.0 and 3.3, in characters; we cut by bytes at a character's border, which is
// never longer.
constexpr std::size_t display_name_max = 500;
constexpr std::size_t company_name_max = 100;
constexpr std::size_t tax_id_max = 20;

} // namespace

std::string marker(const RequestKey& key)
{
    return std::string(app_mark) + to_string(key);
}

std::string display_name(std::string_view name)
{
    std::string text = cut(name, display_name_max);
    std::ranges::replace_if(
        text, [](char c) { return c == ':' || c == '\t' || c == '\n' || c == '\r'; }, ' ');
    text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
}

Json customer_body(const RequestKey& key,
                   const PayerDetails& details,
                   const Currency& currency,
                   const BooksCompany& company)
{
    Json json;
    const std::string name = display_name(details.name);
    json.set("DisplayName", name);
    set_text(json, "CompanyName", name, company_name_max);
    if (!details.address.empty()) {
        json.set("BillAddr", address_body(details.address));
    }
    if (!details.email.empty()) {
        json.set("PrimaryEmailAddr", email_body(details.email));
    }
    if (company.multicurrency) {
        json.set("CurrencyRef", reference(currency.code()));
    }
    std::string notes;
    if (!details.tax_id.empty() && company.country != "US") {
        json.set("PrimaryTaxIdentifier", cut(details.tax_id, tax_id_max));
    } else if (!details.tax_id.empty()) {
        // A US company has no such field (ResaleNum is for resale certificates).
        notes = "Tax ID: " + details.tax_id + "\n";
    }
    json.set("Notes", notes + marker(key));
    return json;
}

namespace {

/// Whether the masked tax id, `XXXXXX5678`, can be this one.
bool may_be_tax_id(std::string_view masked, std::string_view tax_id)
{
    const auto shown = masked.substr(std::min(masked.find_first_not_of('X'), masked.size()));
    return !shown.empty() && tax_id.ends_with(shown);
}

} // namespace

Json customer_changes(const Json& customer,
                      const PayerDetails& details,
                      const BooksCompany& company)
{
    Json changes;
    const std::string name = display_name(details.name);
    if (!name.empty() && name != customer["DisplayName"].string_or()) {
        changes.set("DisplayName", name);
    }
    if (!details.email.empty() &&
        details.email != customer["PrimaryEmailAddr"]["Address"].string_or()) {
        changes.set("PrimaryEmailAddr", email_body(details.email));
    }
    if (!details.address.empty()) {
        changes.set("BillAddr", address_body(details.address)); // not to be compared: facts 3.1
    }
    const std::string known = customer["PrimaryTaxIdentifier"].string_or();
    if (!details.tax_id.empty() && company.country != "US" &&
        !may_be_tax_id(known, details.tax_id)) {
        changes.set("PrimaryTaxIdentifier", cut(details.tax_id, tax_id_max));
    }
    if (changes.is_null()) {
        return changes;
    }
    changes.set("Id", customer["Id"]).set("SyncToken", customer["SyncToken"]);
    changes.set("sparse", true);
    return changes;
}

Json item_body(const NewItem& item)
{
    Json json;
    json.set("Type", "Service").set("Name", item.name);
    set_text(json, "Sku", item.code, item.code.size());
    set_text(json, "Description", item.description, item.description.size());
    if (item.unit_price) {
        json.set("UnitPrice", *item.unit_price);
    }
    json.set("Taxable", item.taxable);
    json.set("IncomeAccountRef", reference(to_string(item.income_account)));
    return json;
}

Json version_body(const InvoiceId& id, const std::string& version)
{
    Json json;
    json.set("Id", to_string(id)).set("SyncToken", version);
    return json;
}

std::string quoted(std::string_view text)
{
    std::string quoted = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\') {
            quoted += '\\';
        }
        quoted += c;
    }
    return quoted + "'";
}

std::string find_payer_named(std::string_view name)
{
    return "SELECT * FROM Customer WHERE DisplayName = " + quoted(display_name(name)) +
           " AND Active IN (true, false)";
}

std::string find_invoices_of(const PayerId& payer, Date date, int start)
{
    return "SELECT * FROM Invoice WHERE CustomerRef = " + quoted(to_string(payer)) +
           " AND TxnDate = " + quoted(to_string(date)) + " ORDERBY Id DESC STARTPOSITION " +
           std::to_string(start) + " MAXRESULTS " + std::to_string(page_max);
}

std::string find_invoices(const std::vector<InvoiceId>& ids)
{
    std::string list;
    for (const InvoiceId& id : ids) {
        list += (list.empty() ? "" : ", ") + quoted(to_string(id));
    }
    return "SELECT * FROM Invoice WHERE Id IN (" + list + ") MAXRESULTS " +
           std::to_string(page_max);
}

std::string find_invoice_numbered(std::string_view number)
{
    return "SELECT Id FROM Invoice WHERE DocNumber = " + quoted(number) + " MAXRESULTS 1";
}

} // namespace billbridge::quickbooks
