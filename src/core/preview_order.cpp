#include "core/preview_order.hpp"

#include "core/store_value.hpp"

#include <algorithm>

namespace billbridge {

namespace {

/// The problems that stand at no field of `told`.
void add_untold(std::vector<Problem>& told, std::vector<Problem> more)
{
    const std::size_t before = told.size();
    for (Problem& problem : more) {
        const auto same_field = [&](const Problem& one) { return one.field == problem.field; };
        const bool is_told = std::any_of(
            told.begin(), told.begin() + static_cast<std::ptrdiff_t>(before), same_field);
        if (!is_told) {
            told.push_back(std::move(problem));
        }
    }
}

} // namespace

Task<OrderPreview> preview_order(Store& store,
                                 BooksListsCache& lists,
                                 BooksMemory& memory,
                                 Caller caller,
                                 InvoiceOrder order,
                                 std::vector<Problem> unread)
{
    const auto load = [caller](Transaction& tx) { return require_open_connection(tx, caller); };
    CO_TRY(const Connection connection, co_await read_value(store, load));
    OrderPreview preview;
    Preflight books{.company = connection.books};
    const auto known = co_await lists.lists(connection);
    if (known) {
        books.lists = known->get();
    } else if (known.error().kind == ErrorKind::rejected) {
        preview.problems.push_back({Problem::Weight::blocks, "", known.error().message});
    }
    if (order.payer) {
        if (auto payer = co_await memory.payer(connection, *order.payer)) {
            books.payer = *std::move(payer);
        }
    }
    const bool is_foreign = connection.books.multicurrency && !order.currency.empty() &&
                            order.currency != connection.books.home_currency;
    if (is_foreign && !order.exchange_rate) {
        if (auto rate = co_await memory.exchange_rate(connection, order.currency, order.date)) {
            order.exchange_rate = *rate;
        }
    }
    const bool has_number =
        !order.number.empty() && books.lists != nullptr && books.lists->rules.own_numbers;
    if (has_number) {
        const auto taken = co_await memory.number_taken(connection, order.number);
        books.number_taken = taken && *taken;
    }
    const bool by_term = !order.term.value().empty() && books.lists != nullptr;
    if (by_term) {
        const PaymentTerm term{PaymentTerm::Kind::books, 0, order.term};
        order.due_date = due_date(term, order.date, books.lists->terms);
    }
    std::ranges::move(unread, std::back_inserter(preview.problems));
    add_untold(preview.problems, order_problems(order, books));
    preview.totals = totals(order, tax_rules(connection.books, books.lists));
    preview.due_date = order.due_date;
    preview.exchange_rate = is_foreign ? order.exchange_rate : std::nullopt;
    co_return preview;
}

} // namespace billbridge
