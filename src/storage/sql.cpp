#include "storage/sql.hpp"

namespace billbridge::storage {

template <class T>
const T& Row::get(std::size_t column) const
{
    const T* value = column < columns_.size() ? std::get_if<T>(&columns_[column]) : nullptr;
    if (value == nullptr) {
        throw StoreFailure("column " + std::to_string(column) + " has another type than expected");
    }
    return *value;
}

bool Row::is_null(std::size_t column) const
{
    return std::holds_alternative<std::nullptr_t>(columns_.at(column));
}

std::int64_t Row::integer(std::size_t column) const
{
    return get<std::int64_t>(column);
}

const std::string& Row::text(std::size_t column) const
{
    return get<std::string>(column);
}

std::optional<std::string> Row::optional_text(std::size_t column) const
{
    return is_null(column) ? std::nullopt : std::optional(text(column));
}

std::string Row::blob(std::size_t column) const
{
    return is_null(column) ? std::string() : get<Blob>(column).bytes;
}

} // namespace billbridge::storage
