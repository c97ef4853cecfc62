#include "key_file.hpp"

#include "base/test_folder.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

using namespace billbridge;
using namespace billbridge::server;
using billbridge::test::Folder;

namespace {

void write(const std::string& path, const std::string& text)
{
    std::ofstream(path) << text;
    std::filesystem::permissions(
        path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

} // namespace

TEST_CASE("a new key is readable by its owner alone, has 32 bytes and differs each time")
{
    const Folder folder;

    REQUIRE(write_new_key_file(folder.file("a")));
    REQUIRE(write_new_key_file(folder.file("b")));

    CHECK(std::filesystem::status(folder.file("a")).permissions() ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
    CHECK(read_key_file(folder.file("a"))->reveal().size() == 32);
    CHECK(*read_key_file(folder.file("a")) != *read_key_file(folder.file("b")));
}

TEST_CASE("a key is never overwritten")
{
    const Folder folder;
    REQUIRE(write_new_key_file(folder.file("a")));
    const Secret before = *read_key_file(folder.file("a"));

    CHECK_FALSE(write_new_key_file(folder.file("a")).has_value());
    CHECK(*read_key_file(folder.file("a")) == before);
}

TEST_CASE("a key that is missing, malformed or open to others is refused with what to do")
{
    const Folder folder;
    write(folder.file("short"), "abcd\n");
    write(folder.file("long"), std::string(66, 'a'));
    write(folder.file("letters"), std::string(64, 'x'));
    write(folder.file("open"), std::string(64, 'a'));
    std::filesystem::permissions(folder.file("open"), std::filesystem::perms(0644));

    CHECK(read_key_file(folder.file("none")).error().cause.find("keys new") != std::string::npos);
    CHECK(read_key_file(folder.file("open")).error().cause.find("chmod 600") != std::string::npos);
    for (const char* name : {"short", "long", "letters"}) {
        CAPTURE(name);
        CHECK_FALSE(read_key_file(folder.file(name)).has_value());
    }
}
