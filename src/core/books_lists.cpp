#include "core/books_lists.hpp"

#include <algorithm>

namespace billbridge {

const BooksListsCache::Entry* BooksListsCache::fresh(const Connection& connection) const
{
    const auto entry = entries_.find(connection.company);
    const bool is_fresh = entry != entries_.end() && entry->second.books == connection.books.id &&
                          clock_.now() < entry->second.read_at + life;
    return is_fresh ? &entry->second : nullptr;
}

BooksListsCache::Known BooksListsCache::known(CompanyId company) const
{
    const auto entry = entries_.find(company);
    return entry == entries_.end() ? Known{} : Known{entry->second.books, entry->second.lists};
}

void BooksListsCache::keep(const Connection& connection, std::shared_ptr<const BooksLists> lists)
{
    entries_[connection.company] = {connection.books.id, std::move(lists), clock_.now()};
    if (entries_.size() > companies_max) {
        entries_.erase(std::ranges::min_element(
            entries_, {}, [](const auto& entry) { return entry.second.read_at; }));
    }
}

Task<std::shared_ptr<const BooksLists>> BooksListsCache::lists(const Connection& connection)
{
    if (const Entry* entry = fresh(connection)) {
        co_return entry->lists;
    }
    AsyncMutex& reading = reading_[connection.company];
    std::optional<AsyncMutex::Guard> guard = co_await reading.lock();
    if (const Entry* entry = fresh(connection)) { // while we waited, another has read them
        co_return entry->lists;
    }
    const std::shared_ptr<Books> books = gateways_.books(connection);
    CO_TRY(BooksLists read, co_await books->lists());
    auto lists = std::make_shared<const BooksLists>(std::move(read));
    keep(connection, lists);
    co_return lists;
}

} // namespace billbridge
