// Preloaded into the server by the crash test: counts what SQLite syncs to disk and kills the
// process at the one that BILLBRIDGE_KILL_AT names, before or after the data is safe. Every commit
// ends in such a sync, so this reaches each moment between two steps of a job without a line in the
// product.
#include <dlfcn.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

using Sync = int (*)(int);

std::atomic<int> seen{0};

const char* environment(const char* name)
{
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

/// Counting begins when the test has made the file: starting up syncs as well.
bool is_armed()
{
    return ::access(environment("BILLBRIDGE_KILL_ARMED"), F_OK) == 0;
}

int sync_or_die(const char* name, int file)
{
    const auto real = reinterpret_cast<Sync>(::dlsym(RTLD_NEXT, name));
    if (!is_armed() || std::to_string(++seen) != environment("BILLBRIDGE_KILL_AT")) {
        return real(file);
    }
    if (std::strcmp(environment("BILLBRIDGE_KILL_WHEN"), "after") == 0) {
        real(file);
    }
    ::kill(::getpid(), SIGKILL);
    return 0;
}

} // namespace

extern "C" int fdatasync(int file)
{
    return sync_or_die("fdatasync", file);
}

extern "C" int fsync(int file)
{
    return sync_or_die("fsync", file);
}
