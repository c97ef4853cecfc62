#pragma once

#include "base/result.hpp"

#include <boost/asio/awaitable.hpp>

namespace billbridge {

/// A coroutine on the event loop that yields a `T` or an `Error`. Reference parameters of a task
/// live until it completes: right for `co_await f(x)`, values for a spawned root.
template <class T>
using Task = boost::asio::awaitable<Result<T>>;

/// A coroutine that cannot fail: sleeping, and the roots that the event loop starts.
using Routine = boost::asio::awaitable<void>;

} // namespace billbridge
