#pragma once

#include "core/books.hpp"
#include "quickbooks/client.hpp"

namespace billbridge::quickbooks {

/// A QuickBooks company as `Books`.
class Provider : public Books {
public:
    /// Pages of a customer's invoices of one day that are searched at most: 10,000 invoices.
    static constexpr int pages_max = 10;
    /// How many ids one query names: the statement stays far below any address limit.
    static constexpr std::size_t ids_max = 100;

    /// `company` as it was read when the books were connected (only its id is needed for reading
    /// it); `app_url` is where people open QuickBooks.
    Provider(Client client, BooksCompany company, std::string app_url);

    Task<BooksCompany> company() override;
    Task<BooksLists> lists() override;
    Task<std::vector<Payer>> find_payers(std::string text, int limit) override;
    Task<Payer> payer(PayerId id) override;
    Task<std::optional<Payer>> find_payer(RequestKey key, std::string name) override;
    Task<Payer> create_payer(RequestKey key, PayerDetails details, Currency currency) override;
    Task<std::optional<NameHolder>> name_holder(std::string name) override;
    Task<Payer> update_payer(RequestKey key, PayerId id, PayerDetails details) override;
    Task<Decimal> exchange_rate(Currency currency, Date date) override;
    Task<bool> number_taken(std::string number) override;
    Task<std::vector<Item>> find_items(std::string text, int limit) override;
    Task<Item> create_item(RequestKey key, NewItem item) override;
    Task<BooksFindings> look_up(BooksQuestions questions) override;
    Task<Invoice> create_invoice(RequestKey key, PayerId payer, const InvoiceOrder& order) override;
    Task<std::optional<Invoice>> find_invoice(RequestKey key, PayerId payer, Date date) override;
    Task<std::vector<Invoice>> invoices(std::vector<InvoiceId> ids) override;
    Task<BooksChanges> changes_since(Time since) override;
    Task<Invoice> void_invoice(RequestKey key, InvoiceId id, std::string version) override;
    Task<void> delete_invoice(RequestKey key, InvoiceId id, std::string version) override;
    Task<Invoice> send_invoice(RequestKey key, InvoiceId id, std::string send_to) override;
    Task<std::string> invoice_pdf(InvoiceId id) override;
    std::string invoice_url(const InvoiceId& id) const override;

private:
    Task<std::vector<Json>> answers(std::vector<std::string> statements);
    Routine tell_holder(Error& error, std::string name);

    Client client_;
    BooksCompany company_;
    std::string app_url_;
};

} // namespace billbridge::quickbooks
