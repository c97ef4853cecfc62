#include "net/gzip.hpp"

#include <doctest/doctest.h>
#include <zlib.h>

using namespace billbridge::net;

namespace {

std::string unpacked(const std::string& packed, std::size_t size)
{
    z_stream stream{};
    REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
    std::string bytes(size + 1, '\0');
    std::string input = packed;
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
    stream.avail_out = static_cast<uInt>(bytes.size());
    const int outcome = inflate(&stream, Z_FINISH);
    bytes.resize(stream.total_out);
    inflateEnd(&stream);
    REQUIRE(outcome == Z_STREAM_END);
    return bytes;
}

} // namespace

TEST_CASE("what was packed is unpacked as it was, and texts are smaller")
{
    for (const std::size_t size : {0uz, 1uz, 100uz, 100'000uz}) {
        std::string text;
        while (text.size() < size) {
            text += "invoice " + std::to_string(text.size()) + "\n";
        }
        CAPTURE(size);
        const std::string packed = gzip(text);
        CHECK(unpacked(packed, text.size()) == text);
        CHECK((size < 1000 || packed.size() < text.size() / 2));
    }
}

TEST_CASE("gzip is taken by those who say so and do not refuse it")
{
    for (const char* header :
         {"gzip", "gzip, deflate, br", "br;q=1.0, GZIP;q=0.8", "*", "gzip;q=0.001"}) {
        CAPTURE(std::string(header));
        CHECK(accepts_gzip(header));
    }
    for (const char* header :
         {"", "br", "gzip;q=0", "gzip; q=0.0", "deflate, gzip;q=0.000", "xgzip"}) {
        CAPTURE(std::string(header));
        CHECK_FALSE(accepts_gzip(header));
    }
}
