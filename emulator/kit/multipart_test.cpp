#include "emulator/kit/multipart.hpp"

#include <doctest/doctest.h>

using emulator::kit::read_multipart;

namespace {

constexpr const char* type = "multipart/form-data; boundary=b";

} // namespace

TEST_CASE("the parts of a form come with names, file names, types and every byte")
{
    const std::string bytes("\0--b\r\n-", 8);

    const auto parts =
        read_multipart("Multipart/Form-Data; charset=utf-8; boundary=\"x y\"",
                       "--x y\r\nContent-Disposition: form-data; name=\"meta\"\r\n\r\n"
                       "{}\r\n--x y\r\ncontent-disposition: form-data; name=file; "
                       "filename=\"a b.bin\"\r\nContent-Type: image/png\r\n\r\n" +
                           bytes + "\r\n--x y--\r\n");

    REQUIRE(parts);
    REQUIRE(parts->size() == 2);
    CHECK(parts->at(0).name == "meta");
    CHECK(parts->at(0).file_name.empty());
    CHECK(parts->at(0).body == "{}");
    CHECK(parts->at(1).name == "file");
    CHECK(parts->at(1).file_name == "a b.bin");
    CHECK(parts->at(1).content_type == "image/png");
    CHECK(parts->at(1).body == bytes);
}

TEST_CASE("a form without parts is a form")
{
    const auto parts = read_multipart(type, "--b--\r\n");

    REQUIRE(parts);
    CHECK(parts->empty());
}

TEST_CASE("what does not keep to its boundary is no form")
{
    for (const char* body : {"",
                             "--",
                             "--b",
                             "--b\r\n",
                             "--c--",
                             "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\nno end",
                             "--b\r\nno headers end\r\n--b--",
                             "--bx\r\n\r\n\r\n--b--"}) {
        CAPTURE(body);

        CHECK_FALSE(read_multipart(type, body));
    }
    CHECK_FALSE(read_multipart("multipart/form-data", "--b--"));
    CHECK_FALSE(read_multipart("application/json; boundary=b", "--b--"));
}
