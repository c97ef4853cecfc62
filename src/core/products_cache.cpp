#include "core/products_cache.hpp"

#include <algorithm>

namespace billbridge {

Task<std::vector<Product>> ProductsCache::products(std::shared_ptr<Crm> crm,
                                                   CompanyId company,
                                                   UserId user,
                                                   std::vector<ProductId> ids)
{
    std::vector<Product> found;
    std::vector<ProductId> missing;
    for (const ProductId id : ids) {
        const auto entry = entries_.find({company, user, id});
        const bool is_fresh =
            entry != entries_.end() && clock_.now() < entry->second.read_at + life;
        if (!is_fresh) {
            missing.push_back(id);
        } else if (entry->second.product) {
            found.push_back(*entry->second.product);
        }
    }
    if (missing.empty()) {
        co_return found;
    }
    CO_TRY(const std::vector<Product> read, co_await crm->products(missing));
    if (entries_.size() + missing.size() > products_max) {
        entries_.clear();
    }
    for (const ProductId id : missing) {
        entries_[{company, user, id}] = {std::nullopt, clock_.now()};
    }
    for (const Product& product : read) {
        entries_[{company, user, product.id}] = {product, clock_.now()};
        found.push_back(product);
    }
    co_return found;
}

} // namespace billbridge
