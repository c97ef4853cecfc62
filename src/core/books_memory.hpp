#pragma once

#include "base/clock.hpp"
#include "core/gateways.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

namespace billbridge {

/// Values that were read a while ago, the oldest going first beyond `size_max`.
template <class Key, class Value>
class ShortMemory {
public:
    ShortMemory(std::chrono::minutes life, std::size_t size_max) : life_(life), size_max_(size_max)
    {
    }

    const Value* find(const Key& key, Time now) const
    {
        const auto entry = entries_.find(key);
        const bool is_fresh = entry != entries_.end() && now < entry->second.at + life_;
        return is_fresh ? &entry->second.value : nullptr;
    }

    void keep(const Key& key, Value value, Time now)
    {
        entries_.insert_or_assign(key, Entry{std::move(value), now});
        if (entries_.size() > size_max_) {
            entries_.erase(
                std::ranges::min_element(entries_, {}, [](const auto& e) { return e.second.at; }));
        }
    }

private:
    struct Entry {
        Value value;
        Time at;
    };
    std::chrono::minutes life_;
    std::size_t size_max_;
    std::map<Key, Entry> entries_;
};

/// What an open dialog asks the books for again and again: the customer, the day's exchange rate,
/// whether a number is taken. Kept for minutes, so that a preview after each keystroke costs
/// nothing.
///
/// Threads: the event loop only. Every call fails as the call of `Books` that it stands for.
class BooksMemory {
public:
    static constexpr std::chrono::minutes life{5};
    static constexpr std::size_t size_max = 5000;

    BooksMemory(Gateways& gateways, Clock& clock) : gateways_(gateways), clock_(clock) {}

    Task<Payer> payer(const Connection& connection, PayerId id);
    /// `payer` was read just now by somebody else.
    void keep(const Connection& connection, const Payer& payer);
    Task<Decimal> exchange_rate(const Connection& connection, Currency currency, Date date);
    Task<bool> number_taken(const Connection& connection, std::string number);

private:
    using Of = std::pair<CompanyId, BooksId>;

    Gateways& gateways_;
    Clock& clock_;
    ShortMemory<std::tuple<Of, PayerId>, Payer> payers_{life, size_max};
    ShortMemory<std::tuple<Of, Currency, Date>, Decimal> rates_{life, size_max};
    ShortMemory<std::tuple<Of, std::string>, bool> numbers_{life, size_max};
};

} // namespace billbridge
