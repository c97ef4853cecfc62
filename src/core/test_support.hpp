#pragma once

#include "base/access_tokens.hpp"
#include "base/task.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <optional>
#include <string>
#include <vector>

/// For tests of use cases and adapters.
namespace billbridge::test {

/// Runs a task to its end and returns its result; throws what it throws.
template <class T>
Result<T> run_task(Task<T> task)
{
    boost::asio::io_context loop;
    std::optional<Result<T>> result;
    std::exception_ptr thrown;
    boost::asio::co_spawn(loop, std::move(task), [&](std::exception_ptr failure, Result<T> value) {
        thrown = failure;
        result = std::move(value);
    });
    loop.run();
    if (thrown) {
        std::rethrow_exception(thrown);
    }
    return *std::move(result);
}

/// Hands out "token-1"; after a rejection "token-2", and so on.
class CountingTokens : public AccessTokens {
public:
    Task<Secret> token() override { co_return Secret("token-" + std::to_string(number)); }

    Task<Secret> renewed(Secret rejected) override
    {
        rejections.push_back(rejected.reveal());
        ++number;
        co_return co_await token();
    }

    int number = 1;
    std::vector<std::string> rejections;
};

} // namespace billbridge::test
