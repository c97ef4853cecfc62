#pragma once

#include "base/secret.hpp"
#include "emulator/kit/courier.hpp"
#include "emulator/quickbooks/books/company.hpp"

#include <deque>
#include <functional>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

namespace emulator::quickbooks {

/// Intuit's webhooks: collects what happens in connected companies for a moment and tells the app
/// in one signed request.
class Notifier {
public:
    enum class Format { cloud_events, classic };

    /// Where and how the app wants to hear.
    struct Settings {
        std::string url; ///< empty: nothing is sent
        billbridge::Secret verifier{"qb-verifier"};
        Format format = Format::cloud_events;
        /// How long changes are collected before they are told.
        std::chrono::milliseconds aggregation{1000};
    };

    Notifier(kit::EmulatorClock& clock, Settings settings, kit::Courier::Send send);

    /// Takes the changes of the companies and sends what is due. Those of companies that the app is
    /// not connected to are told to nobody.
    void tend(std::deque<Company>& companies,
              const std::function<bool(std::string_view realm)>& is_connected);

    /// Sends one event with a signature of another key, once.
    void forge(const std::string& realm, const Change& change);
    /// Everything that is collected, waits or is held goes out now.
    void deliver_now();
    /// Everything that is collected, waits or is held is forgotten.
    void drop_all();

    Settings settings;
    kit::Courier courier;

private:
    /// One thing to tell.
    struct Event {
        std::string realm;
        Change change;
    };

    using Events = std::list<Event>;

    void collect(const std::string& realm, const Change& change);
    kit::Parcel parcel(Events events, const std::string& key) const;
    void post_collected();
    std::string body_of(const Events& events) const;

    kit::EmulatorClock& clock_;
    Events collected_;
    std::unordered_map<std::string, Events::iterator> places_; ///< by what happened to which thing
    Time collected_since_{};
};

} // namespace emulator::quickbooks
