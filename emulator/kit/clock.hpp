#pragma once

#include "base/clock.hpp"

#include <chrono>
#include <optional>

namespace emulator::kit {

using billbridge::Time;

/// The vendors' time: that of another clock, moved by an offset that the control API sets, so that
/// a token's hour passes at once, or standing still. Both vendors of one emulator share it.
class EmulatorClock {
public:
    /// Follows `real`, which must outlive this.
    explicit EmulatorClock(const billbridge::Clock& real) : real_(&real) {}
    /// Stands still at `start` until it is set or advanced.
    explicit EmulatorClock(Time start) : stopped_at_(start) {}

    Time now() const { return base() + offset_; }
    void set(Time time) { offset_ = time - base(); }
    void advance(std::chrono::milliseconds by) { offset_ += by; }
    /// From now on only `set` and `advance` move it.
    void stop() { stopped_at_ = base(); }
    /// Goes on from where it stands, where it follows another clock.
    void go()
    {
        if (real_ != nullptr) {
            const Time time = now();
            stopped_at_.reset();
            set(time);
        }
    }
    bool is_stopped() const { return stopped_at_.has_value(); }
    /// Back to the time of the other clock.
    void reset()
    {
        go();
        offset_ = {};
    }

private:
    Time base() const { return stopped_at_ ? *stopped_at_ : real_->now(); }

    const billbridge::Clock* real_ = nullptr;
    std::optional<Time> stopped_at_;
    std::chrono::milliseconds offset_{};
};

} // namespace emulator::kit
