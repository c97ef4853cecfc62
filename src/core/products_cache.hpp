#pragma once

#include "base/clock.hpp"
#include "core/crm.hpp"

#include <map>

namespace billbridge {

/// Keeps products of the CRM's catalogue for a while: a company sells the same ones again and
/// again.
///
/// Threads: the event loop only.
class ProductsCache {
public:
    /// A product is read again after this long.
    static constexpr std::chrono::minutes life{10};
    /// How many products of all companies are kept; beyond, all are forgotten.
    static constexpr std::size_t products_max = 50'000;

    explicit ProductsCache(Clock& clock) : clock_(clock) {}

    /// These products as this user sees them; those that are deleted or hidden are left out. Fails
    /// as `Crm::products`.
    Task<std::vector<Product>>
    products(std::shared_ptr<Crm> crm, CompanyId company, UserId user, std::vector<ProductId> ids);

private:
    struct Entry {
        std::optional<Product> product; ///< empty: there is none
        Time read_at;
    };
    struct Key {
        CompanyId company;
        UserId user;
        ProductId product;

        friend auto operator<=>(const Key&, const Key&) = default;
    };

    Clock& clock_;
    std::map<Key, Entry> entries_;
};

} // namespace billbridge
