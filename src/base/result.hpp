#pragma once

#include "base/error.hpp"

#include <expected>
#include <utility>

namespace billbridge {

/// A value, or the reason why there is none. Expected failures travel in it; a broken assumption
/// throws, and stops at one of three boundaries: HTTP request, job attempt, `main`.
template <class T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> fail(Error error)
{
    return std::unexpected<Error>(std::move(error));
}

} // namespace billbridge

#define BB_CONCAT_INNER(a, b) a##b
#define BB_CONCAT(a, b) BB_CONCAT_INNER(a, b)
#define BB_TRY(return_word, declaration, expression, temporary)                                    \
    auto temporary = (expression);                                                                 \
    if (!temporary) {                                                                              \
        return_word ::billbridge::fail(std::move(temporary).error());                              \
    }                                                                                              \
    declaration = *std::move(temporary)

/// `TRY(auto x, f())`: x is the value of f(), or this function returns f()'s error.
/// The expansion is plain statements, so it works with references and move-only values.
#define TRY(declaration, expression)                                                               \
    BB_TRY(return, declaration, expression, BB_CONCAT(bb_try_, __LINE__))

/// The same in a coroutine: `CO_TRY(Deal deal, co_await crm.deal(id))`.
#define CO_TRY(declaration, expression)                                                            \
    BB_TRY(co_return, declaration, expression, BB_CONCAT(bb_try_, __LINE__))

/// For a `Result<void>`: returns its error, or goes on.
#define TRY_DO(expression)                                                                         \
    if (auto bb_done = (expression); !bb_done)                                                     \
    return ::billbridge::fail(std::move(bb_done).error())

#define CO_TRY_DO(expression)                                                                      \
    if (auto bb_done = (expression); !bb_done)                                                     \
    co_return ::billbridge::fail(std::move(bb_done).error())
