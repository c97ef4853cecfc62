#include "key_file.hpp"

#include "crypto/crypto.hpp"
#include "crypto/sealer.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace billbridge::server {

namespace {

/// A file descriptor that closes itself.
class File {
public:
    explicit File(int descriptor) : descriptor_(descriptor) {}
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File()
    {
        if (descriptor_ >= 0) {
            ::close(descriptor_);
        }
    }
    int get() const { return descriptor_; }
    bool is_open() const { return descriptor_ >= 0; }

private:
    int descriptor_;
};

Error key_error(const std::string& path, const std::string& what)
{
    return invalid({"error.internal", {}}, "key file " + path + ": " + what);
}

std::string from_hex(const std::string& text)
{
    const auto digit = [](char c) {
        return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    };
    std::string bytes;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        const int high = digit(text[i]);
        const int low = digit(text[i + 1]);
        if (high < 0 || low < 0) {
            return {};
        }
        bytes += static_cast<char>(high * 16 + low);
    }
    return bytes;
}

} // namespace

Result<Secret> read_key_file(const std::string& path)
{
    const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat status{};
    if (!file.is_open() || ::fstat(file.get(), &status) != 0) {
        return fail(key_error(path,
                              std::string(std::strerror(errno)) +
                                  "; make one with: billbridge keys new " + path));
    }
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return fail(key_error(path, "others can read it; run: chmod 600 " + path));
    }
    std::string text(2 * crypto::Sealer::key_bytes + 2, '\0');
    const auto count = ::read(file.get(), text.data(), text.size());
    text.resize(count < 0 ? 0 : static_cast<std::size_t>(count));
    if (!text.empty() && text.back() == '\n') {
        text.pop_back();
    }
    std::string key = text.size() == 2 * crypto::Sealer::key_bytes ? from_hex(text) : "";
    if (key.size() != crypto::Sealer::key_bytes) {
        return fail(key_error(path, "does not hold a key: 64 hexadecimal digits are wanted"));
    }
    return Secret(std::move(key));
}

Result<void> write_new_key_file(const std::string& path)
{
    const File file(
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (!file.is_open() && errno == EEXIST) {
        return fail(conflict({"error.internal", {}}, path + " exists; a key is never overwritten"));
    }
    const std::string text = crypto::hex(crypto::random_bytes(crypto::Sealer::key_bytes)) + "\n";
    const bool written =
        file.is_open() &&
        ::write(file.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
        ::fsync(file.get()) == 0;
    if (!written) {
        return fail(key_error(path, std::strerror(errno)));
    }
    return {};
}

} // namespace billbridge::server
