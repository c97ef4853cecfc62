#pragma once

#include "core/store.hpp"

#include <optional>
#include <type_traits>
#include <utility>

/// Transactions that yield a value: `co_await read_value(store, [&](Transaction& tx) ->
/// Result<T>)`.
namespace billbridge {

template <class Body>
using BodyValue = typename std::invoke_result_t<Body&, Transaction&>::value_type;

namespace store_value_detail {

template <class Body>
Store::Body keeping(Body& body, std::optional<BodyValue<Body>>& kept)
{
    return [&body, &kept](Transaction& tx) -> Result<void> {
        auto value = body(tx);
        if (!value) {
            return fail(std::move(value).error());
        }
        kept = *std::move(value);
        return {};
    };
}

} // namespace store_value_detail

template <class Body>
Task<BodyValue<Body>> read_value(Store& store, Body body)
{
    std::optional<BodyValue<Body>> value;
    Store::Body keeping = store_value_detail::keeping(body, value);
    CO_TRY_DO(co_await store.read(std::move(keeping)));
    co_return *std::move(value);
}

template <class Body>
Task<BodyValue<Body>> write_value(Store& store, Body body)
{
    std::optional<BodyValue<Body>> value;
    Store::Body keeping = store_value_detail::keeping(body, value);
    CO_TRY_DO(co_await store.write(std::move(keeping)));
    co_return *std::move(value);
}

} // namespace billbridge
