#pragma once

#include "base/async_mutex.hpp"
#include "base/clock.hpp"
#include "core/gateways.hpp"
#include "domain/books_lists.hpp"

#include <map>
#include <memory>

namespace billbridge {

/// Keeps each company's lists of the books for a while: they change rarely, and reading them costs
/// money and time.
///
/// Threads: the event loop only.
class BooksListsCache {
public:
    /// An entry is read again after this long.
    static constexpr std::chrono::minutes life{10};
    /// How many companies are kept; the one that was read longest ago goes first.
    static constexpr std::size_t companies_max = 1000;

    BooksListsCache(Gateways& gateways, Clock& clock) : gateways_(gateways), clock_(clock) {}

    /// The lists as last read, or read now; several callers at once cause one reading. Fails as
    /// `Books::lists`.
    Task<std::shared_ptr<const BooksLists>> lists(const Connection& connection);

    /// Lists of the books that they belong to.
    struct Known {
        BooksId books;
        std::shared_ptr<const BooksLists> lists; ///< null: none
    };
    /// The company's lists as last read, however old; asks nobody.
    Known known(CompanyId company) const;

    /// The next call reads anew: something in the lists is known to have changed.
    void forget(CompanyId company) { entries_.erase(company); }

private:
    struct Entry {
        BooksId books;
        std::shared_ptr<const BooksLists> lists;
        Time read_at;
    };

    const Entry* fresh(const Connection& connection) const;
    void keep(const Connection& connection, std::shared_ptr<const BooksLists> lists);

    Gateways& gateways_;
    Clock& clock_;
    std::map<CompanyId, Entry> entries_;
    std::map<CompanyId, AsyncMutex> reading_;
};

} // namespace billbridge
