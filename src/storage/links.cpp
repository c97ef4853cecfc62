#include "storage/sql_transaction.hpp"
#include "storage/words.hpp"

#include <algorithm>

namespace billbridge::storage {

namespace {

std::optional<FieldRef> field_ref(const Row& row, std::size_t column)
{
    if (row.is_null(column)) {
        return std::nullopt;
    }
    auto ref = FieldRef::parse(row.text(column));
    if (!ref) {
        throw StoreFailure(ref.error().cause);
    }
    return *std::move(ref);
}

} // namespace

InvoiceSettings SqlTransaction::settings(CompanyId company)
{
    const auto rows =
        session_.run("SELECT to_field, address_field, email_field, tax_id_field, term_days"
                     " FROM settings WHERE company_id = $1",
                     {company.value()});
    InvoiceSettings settings;
    if (!rows.empty()) {
        const Row& row = rows.front();
        settings.to = field_ref(row, 0);
        settings.address = field_ref(row, 1);
        settings.email = field_ref(row, 2);
        settings.tax_id = field_ref(row, 3);
        settings.term.days = static_cast<int>(row.integer(4));
    }
    return settings;
}

void SqlTransaction::save(CompanyId company, const InvoiceSettings& settings)
{
    session_.run(
        "INSERT INTO settings (company_id, to_field, address_field, email_field, tax_id_field,"
        " term_days) VALUES ($1, $2, $3, $4, $5, $6)"
        " ON CONFLICT (company_id) DO UPDATE SET to_field = excluded.to_field,"
        " address_field = excluded.address_field, email_field = excluded.email_field,"
        " tax_id_field = excluded.tax_id_field, term_days = excluded.term_days",
        {company.value(),
         optional_column(settings.to),
         optional_column(settings.address),
         optional_column(settings.email),
         optional_column(settings.tax_id),
         std::int64_t{settings.term.days}});
}

std::optional<PayerLink>
SqlTransaction::payer_link(CompanyId company, const BooksId& books, const Contact& contact)
{
    const auto rows = session_.run(
        "SELECT payer_id, payer_name FROM payer_links"
        " WHERE company_id = $1 AND books_id = $2 AND contact_kind = $3 AND contact_id = $4",
        {company.value(), to_string(books), std::string(name(contact.kind)), contact.id});
    if (rows.empty()) {
        return std::nullopt;
    }
    return PayerLink{contact, PayerId(rows.front().text(0)), rows.front().text(1)};
}

void SqlTransaction::save(CompanyId company, const BooksId& books, const PayerLink& link)
{
    session_.run(
        "INSERT INTO payer_links (company_id, books_id, contact_kind, contact_id, payer_id,"
        " payer_name) VALUES ($1, $2, $3, $4, $5, $6)"
        " ON CONFLICT (company_id, books_id, contact_kind, contact_id)"
        " DO UPDATE SET payer_id = excluded.payer_id, payer_name = excluded.payer_name",
        {company.value(),
         to_string(books),
         std::string(name(link.contact.kind)),
         link.contact.id,
         to_string(link.payer),
         link.payer_name});
}

std::vector<Contact>
SqlTransaction::contacts(CompanyId company, const BooksId& books, const PayerId& payer)
{
    std::vector<Contact> contacts;
    for (const Row& row : session_.run("SELECT contact_kind, contact_id FROM payer_links"
                                       " WHERE company_id = $1 AND books_id = $2 AND payer_id = $3",
                                       {company.value(), to_string(books), to_string(payer)})) {
        auto kind = parse_record_kind(row.text(0));
        if (!kind) {
            throw StoreFailure("a stored link does not read: " + kind.error().cause);
        }
        contacts.push_back({*kind, row.integer(1)});
    }
    return contacts;
}

void SqlTransaction::remove_payer_link(CompanyId company,
                                       const BooksId& books,
                                       const Contact& contact)
{
    session_.run(
        "DELETE FROM payer_links"
        " WHERE company_id = $1 AND books_id = $2 AND contact_kind = $3 AND contact_id = $4",
        {company.value(), to_string(books), std::string(name(contact.kind)), contact.id});
}

std::vector<ItemLink> SqlTransaction::item_links(CompanyId company,
                                                 const BooksId& books,
                                                 const std::vector<ProductId>& products)
{
    // One look-up each: a deal has a handful of products, and a list of variable length would be
    // another statement for every length.
    std::vector<ProductId> wanted = products;
    std::ranges::sort(wanted);
    const auto repeated = std::ranges::unique(wanted);
    wanted.erase(repeated.begin(), repeated.end());
    std::vector<ItemLink> links;
    for (const ProductId product : wanted) {
        for (const Row& row : session_.run(
                 "SELECT variation, item_id, item_name FROM item_links"
                 " WHERE company_id = $1 AND books_id = $2 AND product_id = $3 ORDER BY variation",
                 {company.value(), to_string(books), product.value()})) {
            links.push_back({product, row.integer(0), ItemId(row.text(1)), row.text(2)});
        }
    }
    return links;
}

void SqlTransaction::save(CompanyId company, const BooksId& books, const ItemLink& link)
{
    session_.run("INSERT INTO item_links (company_id, books_id, product_id, variation, item_id,"
                 " item_name) VALUES ($1, $2, $3, $4, $5, $6)"
                 " ON CONFLICT (company_id, books_id, product_id, variation)"
                 " DO UPDATE SET item_id = excluded.item_id, item_name = excluded.item_name",
                 {company.value(),
                  to_string(books),
                  link.product.value(),
                  link.variation,
                  to_string(link.item),
                  link.item_name});
}

} // namespace billbridge::storage
