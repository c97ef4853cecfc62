#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

namespace billbridge {

/// An identifier that cannot be mixed up with another kind: `DealId` and `UserId` do not convert.
template <class Tag, class Rep>
class Id {
public:
    Id() = default;
    explicit Id(Rep value) : value_(std::move(value)) {}

    const Rep& value() const { return value_; }

    friend auto operator<=>(const Id&, const Id&) = default;
    friend bool operator==(const Id&, const Id&) = default;

private:
    Rep value_{};
};

template <class Tag>
using NumberId = Id<Tag, std::int64_t>;
template <class Tag>
using TextId = Id<Tag, std::string>;

template <class Tag>
std::string to_string(const Id<Tag, std::int64_t>& id)
{
    return std::to_string(id.value());
}

template <class Tag>
const std::string& to_string(const Id<Tag, std::string>& id)
{
    return id.value();
}

} // namespace billbridge

template <class Tag, class Rep>
struct std::hash<billbridge::Id<Tag, Rep>> {
    std::size_t operator()(const billbridge::Id<Tag, Rep>& id) const noexcept
    {
        return std::hash<Rep>{}(id.value());
    }
};
