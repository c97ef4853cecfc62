#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>
#include <memory>
#include <optional>
#include <type_traits>

namespace billbridge {

/// Runs `blocking` on another executor (a thread pool) and resumes here with its result; what it
/// throws is thrown here. The calling coroutine must not be destroyed meanwhile: join the pool
/// first.
template <class F>
boost::asio::awaitable<std::invoke_result_t<F&>> run_on(boost::asio::any_io_executor where,
                                                        F blocking)
{
    namespace asio = boost::asio;
    const asio::any_io_executor here = co_await asio::this_coro::executor;
    std::optional<std::invoke_result_t<F&>> result;
    std::exception_ptr failure;
    auto begin = [&](auto handler) {
        // The guard keeps the event loop running while it has nothing else to wait for.
        auto resume = std::make_shared<decltype(handler)>(std::move(handler));
        asio::post(where, [&, resume, guard = asio::make_work_guard(here)] {
            try {
                result.emplace(blocking());
            } catch (...) {
                failure = std::current_exception();
            }
            asio::post(guard.get_executor(), [resume] { (*resume)(); });
        });
    };
    co_await asio::async_initiate<decltype(asio::use_awaitable), void()>(begin,
                                                                         asio::use_awaitable);
    if (failure) {
        std::rethrow_exception(failure);
    }
    co_return *std::move(result);
}

} // namespace billbridge
