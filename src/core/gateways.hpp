#pragma once

#include "core/books.hpp"
#include "core/crm.hpp"
#include "core/records.hpp"

#include <memory>

namespace billbridge {

/// Opens the vendors' doors for one grant. What comes back renews its tokens by itself.
class Gateways {
public:
    virtual ~Gateways() = default;

    virtual std::shared_ptr<Crm> crm(const Installation& installation) = 0;
    virtual std::shared_ptr<Books> books(const Connection& connection) = 0;

    /// For a grant that is not stored yet: right after the code was exchanged.
    virtual std::shared_ptr<Crm> crm(const Tokens& fresh) = 0;
    virtual std::shared_ptr<Books> books(const BooksId& id, const Tokens& fresh) = 0;
};

} // namespace billbridge
