#include "emulator/quickbooks/seed.hpp"

#include "emulator/kit/sample_data.hpp"
#include "emulator/quickbooks/lists/customer.hpp"
#include "emulator/quickbooks/sales/estimate.hpp"
#include "emulator/quickbooks/sales/invoice.hpp"
#include "emulator/quickbooks/sales/payment.hpp"
#include "emulator/quickbooks/sales/transaction_links.hpp"
#include "emulator/quickbooks/seed_files.hpp"
#include "emulator/quickbooks/seed_parts.hpp"

#include <algorithm>
#include <stdexcept>

namespace emulator::quickbooks {

namespace {

using seed_parts::must;

// Realms have 16 to 19 digits, more than a double holds exactly.
constexpr const char* craigs_realm = "4620816365002617531";
constexpr const char* global_realm = "4620816365002617563";
constexpr const char* empty_realm = "4620816365002617549";

constexpr std::chrono::days names_age{60};
constexpr std::chrono::days old_invoice_age{45};
constexpr std::chrono::days payment_age{10};
constexpr std::chrono::days new_invoice_age{5};

Json read_seed(std::string_view name)
{
    const std::string file_name = std::string(name) + ".json";
    const auto files = seed_files();
    const auto file = std::ranges::find(files, file_name, &EmbeddedFile::name);
    if (file == files.end()) {
        throw std::logic_error("no seed file " + file_name);
    }
    auto json = Json::parse(file->bytes);
    if (!json) {
        throw std::logic_error(file_name + ": " + json.error().cause);
    }
    return *std::move(json);
}

/// What a seed row leaves to every entity.
Json with_identity(const Json& row, Time made)
{
    Json entity = row;
    set_identity(entity, id_of(row), made);
    return entity;
}

void add_customers(Company& company, const Json& rows, Time made)
{
    for (const Json& row : *rows.if_array()) {
        Json body = row;
        body.erase("Id");
        company.next_name = row["Id"].int_or(0);
        must(create(company, customer_type, body, made));
    }
}

/// The rows of a file, without transactions. Customers are made as by the API: they need
/// preferences, currencies and terms first.
Company seeded_company(std::string_view file, const char* realm, Time made)
{
    const Json seed = read_seed(file);
    Company company(realm);
    for (const auto& [entity, rows] : *seed.if_object()) {
        if (entity == customer_type.name) {
            continue;
        }
        for (const Json& row : *rows.if_array()) {
            company.table(entity).put(with_identity(row, made));
        }
    }
    if (const Json* customers = seed.find(customer_type.name)) {
        add_customers(company, *customers, made);
    }
    return company;
}

struct SampleLine {
    const char* item;
    const char* description;
    const char* quantity;
    const char* price;
    const char* amount;
};

Json sample_invoice(const char* customer,
                    const char* number,
                    std::initializer_list<SampleLine> lines)
{
    Json list = Json::array();
    for (const SampleLine& line : lines) {
        const Json detail = Json::Object{{"ItemRef", Json::Object{{"value", line.item}}},
                                         {"UnitPrice", Json::number_text(line.price)},
                                         {"Qty", Json::number_text(line.quantity)},
                                         {"TaxCodeRef", Json::Object{{"value", "TAX"}}}};
        list.push_back(Json::Object{{"Description", line.description},
                                    {"Amount", Json::number_text(line.amount)},
                                    {"DetailType", "SalesItemLineDetail"},
                                    {"SalesItemLineDetail", detail}});
    }
    const Json california = Json::Object{{"TxnTaxCodeRef", Json::Object{{"value", "2"}}}};
    return Json::Object{
        {"CustomerRef", Json::Object{{"value", customer}}},
        {"DocNumber", number},
        {"TxnTaxDetail", california},
        {"CustomerMemo",
         Json::Object{{"value", "Thank you for your business and have a great day!"}}},
        {"Line", std::move(list)}};
}

/// A change without an effect, as by a person who saved the form once more.
void touch_invoice(Company& company, const std::string& id, Time now)
{
    Json invoice = *company.table("Invoice").find(id);
    touch(invoice, now);
    post(company, invoice_type, invoice, Operation::updated, now);
}

/// Invoice 67 with its payment 101, and invoice 130 of estimate 100, as in the vendor's sample
/// company.
void add_transactions(Company& company, Time now)
{
    company.next_transaction = 67;
    const Json first = sample_invoice("1",
                                      "1021",
                                      {{"15", "2 cubic ft. bag", "15", "10", "150.00"},
                                       {"5", "Rock Fountain", "1", "275", "275.00"}});
    must(create(company, invoice_type, first, now - old_invoice_age));
    Json second =
        sample_invoice("24",
                       "1037",
                       {{"5", "Rock Fountain", "1", "275", "275.00"},
                        {"11", "Fountain Pump", "1", "12.75", "12.75"},
                        {"3", "Concrete for fountain installation", "5", "9.5", "47.50"}});
    company.next_transaction = 100;
    must(create(company, estimate_type, second, now - payment_age));
    company.next_transaction = 101;
    record_payment(company, "67", Decimal::of("220.00"), now - payment_age).value();
    touch_invoice(company, "67", now - payment_age);

    company.next_transaction = 130;
    second.set("LinkedTxn", Json::Array{transaction_link("Estimate", "100")});
    must(create(company, invoice_type, second, now - new_invoice_age));
}

Company craigs_company(Time now)
{
    Company company = seeded_company("craigs", craigs_realm, now - names_age);
    add_transactions(company, now);
    // Where the vendor's own sample company begins; 58 is the customer in euros.
    company.next_name = 59;
    company.next_transaction = 146;
    company.next_document = 1038;
    company.changes.clear(); // nobody listened
    return company;
}

/// A line of the Polish company: item, quantity, price and amount, tax code.
Json polish_line(
    const char* item, const char* quantity, const char* price, const char* amount, const char* code)
{
    const Json detail = Json::Object{{"ItemRef", Json::Object{{"value", item}}},
                                     {"UnitPrice", Json::number_text(price)},
                                     {"Qty", Json::number_text(quantity)},
                                     {"TaxCodeRef", Json::Object{{"value", code}}}};
    return Json::Object{{"Amount", Json::number_text(amount)},
                        {"DetailType", "SalesItemLineDetail"},
                        {"SalesItemLineDetail", detail}};
}

Json polish_invoice(const char* customer, Json::Array lines)
{
    return Json::Object{{"CustomerRef", Json::Object{{"value", customer}}},
                        {"CustomerMemo", Json::Object{{"value", "Dziękujemy za współpracę."}}},
                        {"Line", std::move(lines)}};
}

/// One overdue and partly paid, one open, one in euros.
void add_polish_transactions(Company& company, Time now)
{
    must(create(company,
                invoice_type,
                polish_invoice("1",
                               {polish_line("1", "1", "1200", "1200", "2"),
                                polish_line("5", "12", "42.9", "514.80", "3")}),
                now - old_invoice_age));
    record_payment(company, "1", Decimal::of("1000.00"), now - payment_age).value();
    must(create(company,
                invoice_type,
                polish_invoice("4", {polish_line("7", "10", "59", "590", "4")}),
                now - new_invoice_age));
    Json foreign = polish_invoice("11", {polish_line("10", "1", "850", "850", "5")});
    foreign.set("CurrencyRef", Json::Object{{"value", "EUR"}});
    must(create(company, invoice_type, foreign, now - new_invoice_age));
}

/// Polish VAT, zlotys at home, euros and dollars beside.
Company global_company(Time now)
{
    Company company = seeded_company("global", global_realm, now - names_age);
    add_polish_transactions(company, now);
    company.next_name = 13;
    company.changes.clear(); // nobody listened
    return company;
}

} // namespace

std::deque<Company> seeded_companies(std::string_view name, Time now)
{
    std::deque<Company> companies;
    if (name == "craigs" || name == "large") {
        companies.push_back(craigs_company(now));
    }
    if (name == "global") {
        companies.push_back(global_company(now));
    }
    if (name == "large") {
        seed_parts::add_books_at_once(companies.front(),
                                      {.customers = kit::large_customers,
                                       .items = kit::large_products,
                                       .invoices = kit::large_invoices},
                                      now);
        companies.front().changes.clear(); // nobody listened
    }
    if (!companies.empty() || name == "empty") {
        companies.push_back(seeded_company("empty", empty_realm, now - names_age));
    }
    return companies;
}

} // namespace emulator::quickbooks
