// Preloaded into the server by the crash test: counts the commits of SQLite (in WAL mode: writes to
// the
// `-wal` file, then one sync) and kills the process at the one that BILLBRIDGE_KILL_AT names,
// either `before` its first byte is written, so that nothing of it remains, or `after` it is safe
// on disk. That reaches each moment between two steps of a job without a line in the product.
//
// Killing between write and sync would be no third case: a killed process, unlike a lost machine,
// leaves what it has written to the kernel.
#include <dlfcn.h>
#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <string_view>

namespace {

// SQLite is used by one thread at a time, so plain variables will do.
bool in_commit = false;
int commits = 0;

std::string_view environment(const char* name)
{
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view() : value;
}

/// Counting begins when the test has made the file: starting up commits as well.
bool is_armed()
{
    const std::string path(environment("BILLBRIDGE_KILL_ARMED"));
    return ::access(path.c_str(), F_OK) == 0;
}

bool is_wal(int file)
{
    char path[4096];
    const std::string link = "/proc/self/fd/" + std::to_string(file);
    const auto length = ::readlink(link.c_str(), path, sizeof path);
    return length > 0 && std::string_view(path, static_cast<std::size_t>(length)).ends_with("-wal");
}

void die_if_it_is_time(std::string_view when)
{
    if (environment("BILLBRIDGE_KILL_WHEN") == when &&
        environment("BILLBRIDGE_KILL_AT") == std::to_string(commits)) {
        ::kill(::getpid(), SIGKILL);
    }
}

void before_write(int file)
{
    if (!in_commit && is_armed() && is_wal(file)) {
        in_commit = true;
        ++commits;
        die_if_it_is_time("before");
    }
}

void after_sync()
{
    if (in_commit) {
        in_commit = false;
        die_if_it_is_time("after");
    }
}

template <class Function>
Function real(const char* name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

int sync(const char* name, int file)
{
    const int result = real<int (*)(int)>(name)(file);
    after_sync();
    return result;
}

ssize_t write_at(const char* name, int file, const void* bytes, size_t count, off_t offset)
{
    before_write(file);
    return real<ssize_t (*)(int, const void*, size_t, off_t)>(name)(file, bytes, count, offset);
}

} // namespace

extern "C" {

int fdatasync(int file)
{
    return sync("fdatasync", file);
}

int fsync(int file)
{
    return sync("fsync", file);
}

ssize_t pwrite(int file, const void* bytes, size_t count, off_t offset)
{
    return write_at("pwrite", file, bytes, count, offset);
}

ssize_t pwrite64(int file, const void* bytes, size_t count, off_t offset)
{
    return write_at("pwrite64", file, bytes, count, offset);
}

ssize_t write(int file, const void* bytes, size_t count)
{
    before_write(file);
    return real<ssize_t (*)(int, const void*, size_t)>("write")(file, bytes, count);
}
}
