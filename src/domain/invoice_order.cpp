#include "domain/invoice_order.hpp"

#include <algorithm>

namespace billbridge {

namespace {

/// QuickBooks' 10.5 format: ten whole digits.
const Decimal amount_limit = Decimal(10'000'000'000);

Error too_long(std::string field, std::size_t max)
{
    return invalid({"error.too_long", {{"max", std::to_string(max)}}}, {}, std::move(field));
}

Result<void> check_details(const PayerDetails& details, bool creates_payer)
{
    const bool blank = details.name.find_first_not_of(" \t\r\n") == std::string::npos;
    if (creates_payer && blank) {
        return fail(invalid({"error.name_missing", {}}, {}, "details.name"));
    }
    if (details.name.size() > InvoiceOrder::name_max) {
        return fail(too_long("details.name", InvoiceOrder::name_max));
    }
    if (details.email.size() > InvoiceOrder::email_max) {
        return fail(too_long("details.email", InvoiceOrder::email_max));
    }
    if (!details.email.empty() && !looks_like_email(details.email)) {
        return fail(invalid({"error.email", {}}, {}, "details.email"));
    }
    if (details.tax_id.size() > InvoiceOrder::tax_id_max) {
        return fail(too_long("details.tax_id", InvoiceOrder::tax_id_max));
    }
    const Address& address = details.address;
    if (address.text.size() + address.street.size() + address.city.size() + address.region.size() +
            address.postal_code.size() + address.country.size() >
        InvoiceOrder::address_max) {
        return fail(too_long("details.address", InvoiceOrder::address_max));
    }
    return {};
}

Result<void> check_line(const OrderLine& line)
{
    if (line.item.value().empty()) {
        return fail(invalid({"problem.line_not_linked", {}}, {}, "item"));
    }
    if (line.description.size() > InvoiceOrder::description_max) {
        return fail(too_long("description", InvoiceOrder::description_max));
    }
    return check_amounts(line.quantity, line.unit_price);
}

} // namespace

Decimal line_amount(const Decimal& quantity, const Decimal& unit_price)
{
    return (quantity * unit_price).rounded(2, Rounding::half_up);
}

bool looks_like_email(std::string_view text)
{
    // QuickBooks asks for '@' and '.'; everything finer is its own business.
    const auto at = text.find('@');
    return at != std::string_view::npos && at > 0 && text.find('.', at) != std::string_view::npos &&
           text.find_first_of(" \t\r\n") == std::string_view::npos;
}

Decimal subtotal(const std::vector<OrderLine>& lines)
{
    Decimal sum = Decimal().rounded(2, Rounding::half_up);
    for (const auto& line : lines) {
        sum += line_amount(line.quantity, line.unit_price);
    }
    return sum;
}

Result<void> check_amounts(const Decimal& quantity, const Decimal& unit_price)
{
    if (quantity <= Decimal(0)) {
        return fail(invalid({"error.quantity", {}}, {}, "quantity"));
    }
    const auto fits = [](const Decimal& value) {
        return value.trimmed().scale() <= InvoiceOrder::price_scale_max && value < amount_limit &&
               -value < amount_limit;
    };
    if (!fits(quantity)) {
        return fail(invalid({"error.amount_format", {}}, {}, "quantity"));
    }
    if (!fits(unit_price) || !fits(line_amount(quantity, unit_price))) {
        return fail(invalid({"error.amount_format", {}}, {}, "unit_price"));
    }
    return {};
}

Result<void> check_currency(const Currency& currency, const BooksCompany& company)
{
    if (!company.multicurrency && currency != company.home_currency) {
        return fail(
            invalid({"problem.currency_not_enabled",
                     {{"currency", currency.code()}, {"home", company.home_currency.code()}}},
                    {},
                    "currency"));
    }
    return {};
}

Result<void> check_tax_model(const BooksCompany& company)
{
    // Outside the US every line needs a tax code of that country (QuickBooks: global tax model).
    if (company.country != "US" && company.uses_sales_tax) {
        return fail(invalid({"problem.tax_model", {{"country", company.country}}}));
    }
    return {};
}

Result<void> check_order(const InvoiceOrder& order, const BooksCompany& company)
{
    TRY_DO(check_tax_model(company));
    TRY_DO(check_details(order.details, !order.payer));
    TRY_DO(check_currency(order.currency, company));
    if (order.due_date < order.date) {
        return fail(invalid({"error.due_date", {}}, {}, "due_date"));
    }
    if (order.lines.empty()) {
        return fail(invalid({"problem.no_lines", {}}, {}, "lines"));
    }
    if (order.lines.size() > InvoiceOrder::lines_max) {
        return fail(
            invalid({"error.too_many_lines", {{"max", std::to_string(InvoiceOrder::lines_max)}}},
                    {},
                    "lines"));
    }
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
        if (auto line = check_line(order.lines[i]); !line) {
            Error error = std::move(line).error();
            error.field = "lines[" + std::to_string(i) + "]." + error.field;
            return fail(std::move(error));
        }
    }
    if (subtotal(order.lines).is_negative()) {
        return fail(invalid({"problem.negative_total", {}}, {}, "lines"));
    }
    return {};
}

} // namespace billbridge
