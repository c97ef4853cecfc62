#include "bench/emulator/emulator_process.hpp"

#include <sched.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <charconv>
#include <csignal>
#include <ctime>
#include <fstream>
#include <stdexcept>
#include <vector>

extern char** environ;

namespace bench {

namespace {

std::chrono::microseconds read_clock(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return std::chrono::seconds(time.tv_sec) +
           std::chrono::duration_cast<std::chrono::microseconds>(
               std::chrono::nanoseconds(time.tv_nsec));
}

/// Runs the program with its standard output in the pipe `output`.
pid_t spawn(std::vector<std::string> arguments, const int (&output)[2])
{
    std::vector<char*> argv;
    for (std::string& argument : arguments) {
        argv.push_back(argument.data());
    }
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, output[0]);
    pid_t process = 0;
    const int failure = posix_spawn(&process, argv[0], &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(output[1]);
    if (failure != 0) {
        close(output[0]);
        throw std::runtime_error("cannot start " + arguments[0]);
    }
    return process;
}

std::string read_line(int file)
{
    std::string line;
    char c = 0;
    while (read(file, &c, 1) == 1 && c != '\n') {
        line += c;
    }
    return line;
}

/// The port of the address that follows `name` in the ready line.
unsigned short port_after(const std::string& line, const std::string& name)
{
    const auto address = line.find(name + " http://");
    const auto colon = address == std::string::npos
                           ? address
                           : line.find(':', address + name.size() + std::string(" http:").size());
    unsigned short port = 0;
    if (colon != std::string::npos) {
        std::from_chars(line.data() + colon + 1, line.data() + line.size(), port);
    }
    if (port == 0) {
        throw std::runtime_error("the emulator did not get ready: " + line);
    }
    return port;
}

} // namespace

std::chrono::microseconds steady_microseconds()
{
    return read_clock(CLOCK_MONOTONIC);
}

void stay_on_processor(unsigned number)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(number, &set);
    sched_setaffinity(0, sizeof set, &set);
}

EmulatorProcess::EmulatorProcess(const std::string& program, const std::string& seed)
{
    int output[2];
    if (pipe(output) != 0) {
        throw std::runtime_error("no pipe");
    }
    const auto begin = steady_microseconds();
    process_ = spawn({program,
                      "--pipedrive",
                      "127.0.0.1:0",
                      "--quickbooks",
                      "127.0.0.1:0",
                      "--seed",
                      seed,
                      "--limits",
                      "off",
                      "--quiet"},
                     output);
    const std::string line = read_line(output[0]);
    start_time_ = steady_microseconds() - begin;
    close(output[0]);
    pipedrive_port_ = port_after(line, "Pipedrive");
    quickbooks_port_ = port_after(line, "QuickBooks");
}

EmulatorProcess::~EmulatorProcess()
{
    kill(process_, SIGTERM);
    waitpid(process_, nullptr, 0);
}

std::chrono::microseconds EmulatorProcess::processor_time() const
{
    clockid_t clock = 0;
    if (clock_getcpuclockid(process_, &clock) != 0) {
        throw std::runtime_error("the emulator is gone");
    }
    return read_clock(clock);
}

std::int64_t EmulatorProcess::resident_kilobytes() const
{
    std::ifstream status("/proc/" + std::to_string(process_) + "/status");
    std::string word;
    std::int64_t kilobytes = 0;
    while (status >> word) {
        if (word == "VmRSS:") {
            status >> kilobytes;
        }
    }
    return kilobytes;
}

} // namespace bench
