// Any bytes to Json::parse: what it accepts survives being written and read again.
#include "base/json.hpp"
#include "fuzz/require.hpp"

#include <cstdint>
#include <string_view>

using billbridge::Json;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto value = Json::parse(text);
    if (!value) {
        return 0;
    }
    const std::string written = value->dump();
    const auto again = Json::parse(written);
    fuzz::require(again.has_value(), "what dump writes is JSON", written);
    fuzz::require(*again == *value, "reading what dump wrote gives the same value", written);
    fuzz::require(again->dump() == written, "writing is the same each time", written);
    return 0;
}
