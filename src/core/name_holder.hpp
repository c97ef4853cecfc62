#pragma once

#include "base/error.hpp"

#include <optional>
#include <string>

namespace billbridge {

/// Who has a name that was wanted, as it travels with the failure that says so.
struct Holder {
    enum class Kind {
        customer,
        item,
        other, ///< a vendor or an employee
    };
    Kind kind = Kind::other;
    std::string id; ///< empty for `other`
    std::string name;

    friend bool operator==(const Holder&, const Holder&) = default;
};

/// Puts the holder among the message's arguments, which are stored with an intent's error.
void put_holder(Error& error, const Holder& holder);

/// The holder that `put_holder` put there.
std::optional<Holder> holder_of(const Error& error);

/// `customer`, `item`, `other`.
std::string_view name(Holder::Kind kind);

} // namespace billbridge
