#include "quickbooks/wire.hpp"

#include <algorithm>

namespace billbridge::quickbooks {

namespace {

// Lengths of facts 3.0 and 3.3, in characters; we cut by bytes at a character's border, which is
// never longer.
constexpr std::size_t display_name_max = 500;
constexpr std::size_t company_name_max = 100;
constexpr std::size_t address_line_max = 500;
constexpr std::size_t address_lines_max = 5;
constexpr std::size_t place_max = 255;
constexpr std::size_t postal_code_max = 30;
constexpr std::size_t tax_id_max = 20;
constexpr std::size_t private_note_max = 4000;

std::string cut(std::string_view text, std::size_t max)
{
    if (text.size() > max) {
        std::size_t end = max;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
            --end; // not in the middle of a character
        }
        text = text.substr(0, end);
    }
    return std::string(text);
}

void set_text(Json& json, std::string_view name, std::string_view text, std::size_t max)
{
    if (!text.empty()) {
        json.set(name, cut(text, max));
    }
}

Json reference(std::string_view id)
{
    Json json;
    json.set("value", id);
    return json;
}

/// The typed text, line by line; a long one-line address stays one line.
Json lines_address(std::string_view text)
{
    Json json = Json::object();
    std::size_t number = 0;
    while (!text.empty() && number < address_lines_max) {
        const auto end = std::min(text.find('\n'), text.size());
        const std::string line = cut(text.substr(0, end), address_line_max);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!line.empty() && line != "\r") {
            json.set("Line" + std::to_string(++number), line);
        }
    }
    return json;
}

Json address_body(const Address& address)
{
    if (address.street.empty() && address.city.empty()) {
        return lines_address(address.text);
    }
    Json json = Json::object();
    set_text(json, "Line1", address.street, address_line_max);
    set_text(json, "City", address.city, place_max);
    set_text(json, "CountrySubDivisionCode", address.region, place_max);
    set_text(json, "PostalCode", address.postal_code, postal_code_max);
    set_text(json, "Country", address.country, place_max);
    return json;
}

Json email_body(const std::string& address)
{
    Json json;
    json.set("Address", address);
    return json;
}

Json line_body(const OrderLine& line)
{
    Json detail;
    detail.set("ItemRef", reference(to_string(line.item)));
    detail.set("Qty", line.quantity).set("UnitPrice", line.unit_price);
    Json json;
    json.set("DetailType", "SalesItemLineDetail");
    json.set("Amount", line_amount(line.quantity, line.unit_price));
    set_text(json, "Description", line.description, InvoiceOrder::description_max);
    json.set("SalesItemLineDetail", std::move(detail));
    return json;
}

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

Json invoice_body(const RequestKey& key,
                  const PayerId& payer,
                  const InvoiceOrder& order,
                  const BooksCompany& company)
{
    Json lines = Json::array();
    for (const OrderLine& line : order.lines) {
        lines.push_back(line_body(line));
    }
    Json json;
    json.set("CustomerRef", reference(to_string(payer)));
    json.set("TxnDate", to_string(order.date)).set("DueDate", to_string(order.due_date));
    json.set("Line", std::move(lines));
    if (company.multicurrency) {
        json.set("CurrencyRef", reference(order.currency.code()));
    }
    if (!order.details.email.empty()) {
        json.set("BillEmail", email_body(order.details.email));
    }
    if (!order.details.address.empty()) {
        json.set("BillAddr", address_body(order.details.address));
    }
    if (!company.default_tax_code.empty()) {
        Json tax;
        tax.set("TxnTaxCodeRef", reference(company.default_tax_code));
        json.set("TxnTaxDetail", std::move(tax));
    }
    const std::string note = "Pipedrive deal " + to_string(order.deal) + " | " + marker(key);
    json.set("PrivateNote", cut(note, private_note_max));
    return json;
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

} // namespace billbridge::quickbooks
