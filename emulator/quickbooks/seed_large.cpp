#include "emulator/kit/sample_data.hpp"
#include "emulator/quickbooks/lists/customer.hpp"
#include "emulator/quickbooks/lists/lists.hpp"
#include "emulator/quickbooks/sales/invoice.hpp"
#include "emulator/quickbooks/sales/payment.hpp"
#include "emulator/quickbooks/seed_parts.hpp"

namespace emulator::quickbooks::seed_parts {

namespace {

using kit::Dice;
using std::chrono::days;

constexpr days books_age{730};
/// Income of services and of products, in the sample company's chart of accounts.
constexpr const char* services_account = "1";
constexpr const char* sales_account = "79";
/// The sample company's terms are 1 to 4.
constexpr std::uint32_t terms = 4;

Json reference(std::string_view id)
{
    return Json::Object{{"value", id}};
}

Json customer_body(std::uint32_t number)
{
    const kit::SampleCustomer sample = kit::sample_customer(number);
    Json address = Json::Object{{"Line1", sample.house_number + " " + sample.street},
                                {"City", sample.city},
                                {"CountrySubDivisionCode", sample.state},
                                {"PostalCode", sample.postal_code}};
    return Json::Object{{"DisplayName", sample.company},
                        {"CompanyName", sample.company},
                        {"GivenName", sample.first_name},
                        {"FamilyName", sample.last_name},
                        {"PrimaryEmailAddr", Json::Object{{"Address", sample.email}}},
                        {"PrimaryPhone", Json::Object{{"FreeFormNumber", sample.phone}}},
                        {"SalesTermRef", reference(std::to_string(1 + number % terms))},
                        {"BillAddr", std::move(address)}};
}

Json item_body(std::uint32_t number)
{
    const kit::SampleProduct sample = kit::sample_product(number);
    return Json::Object{
        {"Name", sample.name},
        {"Sku", sample.code},
        {"Description", sample.description},
        {"Taxable", !sample.is_service},
        {"UnitPrice", sample.price},
        {"Type", sample.is_service ? "Service" : "NonInventory"},
        {"IncomeAccountRef", reference(sample.is_service ? services_account : sales_account)}};
}

/// What the customers and items that were added are numbered from.
struct Numbers {
    std::int64_t first_customer = 0;
    std::int64_t first_item = 0;
};

class SaleMaker {
public:
    SaleMaker(const Numbers& numbers, const Size& size, Time now)
        : numbers_(numbers), size_(size), now_(now), dice_(size.invoices)
    {
        for (std::uint32_t i = 0; i < size.items; ++i) {
            products_.push_back(kit::sample_product(i));
        }
    }

    Sale next()
    {
        const std::uint32_t number = made_++;
        Sale sale{.invoice = invoice(),
                  .made = now_ - books_age + books_age * number / size_.invoices};
        settle(sale);
        return sale;
    }

private:
    Json line()
    {
        constexpr std::uint32_t quantity_max = 12;
        const std::uint32_t number = dice_.below(size_.items);
        const kit::SampleProduct& product = products_[number];
        const Decimal quantity(std::int64_t{1 + dice_.below(quantity_max)});
        Json detail;
        detail.set("ItemRef", reference(std::to_string(numbers_.first_item + number)));
        detail.set("Qty", quantity).set("UnitPrice", product.price);
        Json line;
        line.set("Description", product.name).set("Amount", product.price * quantity);
        line.set("DetailType", "SalesItemLineDetail");
        line.set("SalesItemLineDetail", std::move(detail));
        return line;
    }

    Json invoice()
    {
        constexpr std::uint32_t lines_max = 4;
        const auto customer = numbers_.first_customer + dice_.below(size_.customers);
        Json lines = Json::array();
        for (std::uint32_t left = 1 + dice_.below(lines_max); left > 0; --left) {
            lines.push_back(line());
        }
        Json invoice;
        invoice.set("CustomerRef", reference(std::to_string(customer)));
        invoice.set("Line", std::move(lines));
        return invoice;
    }

    /// Most old invoices are paid, most young ones are not yet.
    void settle(Sale& sale)
    {
        constexpr days young{45};
        constexpr std::uint32_t longest_wait = 40; // days until a customer pays
        const bool is_young = now_ - sale.made < young;
        const std::uint32_t chance = dice_.below(100);
        const Time settled = sale.made + days(1 + dice_.below(longest_wait));
        if (settled > now_) {
            return;
        }
        sale.settled = settled;
        if (chance < 2) {
            sale.fate = Sale::Fate::voided;
        } else if (chance < 8) {
            sale.fate = Sale::Fate::partly_paid;
        } else if (chance < (is_young ? 45u : 90u)) {
            sale.fate = Sale::Fate::paid;
        }
    }

    Numbers numbers_;
    Size size_;
    Time now_;
    Dice dice_;
    std::vector<kit::SampleProduct> products_;
    std::uint32_t made_ = 0;
};

Json built(Company& company, const EntityType& type, const Json& body, Time now)
{
    Write write{.company = company, .type = type, .body = body, .now = now, .options = {}};
    auto entity = type.build(write);
    must(entity);
    return *std::move(entity);
}

/// Puts the payment into the books and returns the invoice as it is then.
Json paid(Company& company, Json invoice, const Sale& sale)
{
    const Decimal amount = paid_amount(sale, invoice);
    const Json body = Json::Object{{"CustomerRef", invoice["CustomerRef"]}, {"TotalAmt", amount}};
    // The invoice is not in the books yet, so the payment is applied to it afterwards.
    Json payment = built(company, payment_type, body, sale.settled);
    payment.set("UnappliedAmt", money(Decimal()));
    payment.set("Line", lines_of({{.type = "Invoice", .id = id_of(invoice), .amount = amount}}));
    company.table(payment_type.name).put(payment);
    return settled_document(
        company, std::move(invoice), amount, true, id_of(payment), sale.settled);
}

Json voided(Company& company, const Json& invoice, Time time)
{
    auto empty = invoice_type.voided(company, invoice, time);
    must(empty);
    touch(*empty, time);
    return *std::move(empty);
}

} // namespace

Decimal paid_amount(const Sale& sale, const Json& invoice)
{
    const Decimal total = decimal_of(invoice["TotalAmt"]);
    return sale.fate == Sale::Fate::partly_paid
               ? (total * Decimal::of("0.5")).rounded(money_scale, Rounding::half_up)
               : total;
}

void add_books(Company& company,
               const Size& size,
               Time now,
               const std::function<void(const Sale&)>& sell)
{
    const Numbers numbers{.first_customer = company.next_name,
                          .first_item = company.table(item_type.name).next_id()};
    for (std::uint32_t i = 0; i < size.customers; ++i) {
        must(create(company, customer_type, customer_body(i), now - books_age));
    }
    for (std::uint32_t i = 0; i < size.items; ++i) {
        must(create(company, item_type, item_body(i), now - books_age));
    }
    SaleMaker sales(numbers, size, now);
    for (std::uint32_t i = 0; i < size.invoices; ++i) {
        sell(sales.next());
    }
}

void add_books_at_once(Company& company, const Size& size, Time now)
{
    std::map<std::string, Decimal> owed;
    add_books(company, size, now, [&](const Sale& sale) {
        Json invoice = built(company, invoice_type, sale.invoice, sale.made);
        if (sale.fate == Sale::Fate::voided) {
            invoice = voided(company, invoice, sale.settled);
        } else if (sale.fate != Sale::Fate::open) {
            invoice = paid(company, std::move(invoice), sale);
        }
        owed[referred(invoice, "CustomerRef")] += invoice_type.owed(invoice);
        company.table(invoice_type.name).put(invoice);
    });
    for (const auto& [customer, amount] : owed) {
        add_owed(company, customer, amount);
    }
}

} // namespace emulator::quickbooks::seed_parts
