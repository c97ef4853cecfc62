#include "storage/settings_json.hpp"
#include "storage/sql_transaction.hpp"
#include "storage/words.hpp"

#include <algorithm>

namespace billbridge::storage {

InvoiceSettings SqlTransaction::settings(CompanyId company)
{
    const auto rows =
        session_.run("SELECT document FROM settings WHERE company_id = $1", {company.value()});
    return rows.empty() ? InvoiceSettings{} : settings_from_text(rows.front().text(0));
}

void SqlTransaction::save(CompanyId company, const InvoiceSettings& settings)
{
    session_.run("INSERT INTO settings (company_id, document) VALUES ($1, $2)"
                 " ON CONFLICT (company_id) DO UPDATE SET document = excluded.document",
                 {company.value(), to_text(settings)});
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
