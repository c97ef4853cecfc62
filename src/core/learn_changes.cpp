#include "core/learn_changes.hpp"

#include "core/deal_invoices.hpp"

namespace billbridge {

namespace {

/// Invoices of deals and of linked customers are kept; the rest of the books is not our business.
bool concerns_us(Transaction& tx, const Connection& connection, const Invoice& invoice)
{
    const BooksId& books = connection.books.id;
    return tx.invoice(connection.company, books, invoice.id) ||
           (!invoice.deleted && !tx.contacts(connection.company, books, invoice.payer).empty());
}

} // namespace

void learn_changes(Transaction& tx,
                   const Connection& connection,
                   const BooksChanges& changes,
                   LearnedBy by,
                   Time now)
{
    for (const Payer& payer : changes.payers) {
        relink(tx, connection, payer.id, payer); // it may have another name
    }
    for (const Invoice& invoice : changes.invoices) {
        if (concerns_us(tx, connection, invoice)) {
            learn(tx, connection, std::nullopt, invoice, by, now);
        }
    }
}

void relink(Transaction& tx, const Connection& connection, const PayerId& from, const Payer& payer)
{
    const BooksId& books = connection.books.id;
    for (const Contact& contact : tx.contacts(connection.company, books, from)) {
        tx.save(connection.company, books, PayerLink{contact, payer.id, payer.name});
    }
}

} // namespace billbridge
