#include "core/books_memory.hpp"

namespace billbridge {

namespace {

std::pair<CompanyId, BooksId> of(const Connection& connection)
{
    return {connection.company, connection.books.id};
}

} // namespace

Task<Payer> BooksMemory::payer(const Connection& connection, PayerId id)
{
    const std::tuple key(of(connection), id);
    if (const Payer* known = payers_.find(key, clock_.now())) {
        co_return *known;
    }
    const std::shared_ptr<Books> books = gateways_.books(connection);
    CO_TRY(Payer read, co_await books->payer(std::move(id)));
    payers_.keep(key, read, clock_.now());
    co_return read;
}

void BooksMemory::keep(const Connection& connection, const Payer& payer)
{
    payers_.keep({of(connection), payer.id}, payer, clock_.now());
}

Task<Decimal> BooksMemory::exchange_rate(const Connection& connection, Currency currency, Date date)
{
    const std::tuple key(of(connection), currency, date);
    if (const Decimal* known = rates_.find(key, clock_.now())) {
        co_return *known;
    }
    const std::shared_ptr<Books> books = gateways_.books(connection);
    CO_TRY(const Decimal rate, co_await books->exchange_rate(std::move(currency), date));
    rates_.keep(key, rate, clock_.now());
    co_return rate;
}

Task<bool> BooksMemory::number_taken(const Connection& connection, std::string number)
{
    const std::tuple key(of(connection), number);
    if (const bool* known = numbers_.find(key, clock_.now())) {
        co_return *known;
    }
    const std::shared_ptr<Books> books = gateways_.books(connection);
    CO_TRY(const bool is_taken, co_await books->number_taken(std::move(number)));
    numbers_.keep(key, is_taken, clock_.now());
    co_return is_taken;
}

} // namespace billbridge
