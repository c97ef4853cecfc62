#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <string>

namespace bench {

/// A running `billbridge-emulator`, on ports of its own choice, which ends with this object.
class EmulatorProcess {
public:
    /// Starts it and waits until it answers. Throws `std::runtime_error` where it does not get
    /// there.
    EmulatorProcess(const std::string& program, const std::string& seed);
    ~EmulatorProcess();
    EmulatorProcess(const EmulatorProcess&) = delete;
    EmulatorProcess& operator=(const EmulatorProcess&) = delete;

    unsigned short pipedrive_port() const { return pipedrive_port_; }
    unsigned short quickbooks_port() const { return quickbooks_port_; }
    /// From the start of the process to its line `emulator ready`.
    std::chrono::microseconds start_time() const { return start_time_; }
    /// What its threads have used of processors so far.
    std::chrono::microseconds processor_time() const;
    /// VmRSS of proc(5), in kilobytes.
    std::int64_t resident_kilobytes() const;

private:
    pid_t process_ = 0;
    unsigned short pipedrive_port_ = 0;
    unsigned short quickbooks_port_ = 0;
    std::chrono::microseconds start_time_{};
};

/// Time on a clock that is never set.
std::chrono::microseconds steady_microseconds();

/// This process and those that it starts run on that processor alone; without effect where the
/// machine has no such processor.
void stay_on_processor(unsigned number);

} // namespace bench
