#pragma once

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace fuzz {

/// Ends the process where a promise is broken, so that libFuzzer keeps the input; `what` names the
/// promise, `shown` is what broke it.
inline void require(bool holds, std::string_view what, std::string_view shown = {})
{
    if (holds) {
        return;
    }
    constexpr std::size_t shown_max = 4000;
    const auto part = shown.substr(0, shown_max);
    std::fprintf(stderr,
                 "broken: %.*s\n%.*s\n",
                 static_cast<int>(what.size()),
                 what.data(),
                 static_cast<int>(part.size()),
                 part.data());
    std::abort();
}

} // namespace fuzz
