#pragma once

#include "emulator/kit/courier.hpp"
#include "emulator/pipedrive/records/world.hpp"

#include <functional>
#include <map>
#include <string>

namespace emulator::pipedrive {

/// A subscription of the app to events, webhooks v2.
struct Hook {
    RecordId id = 0;
    RecordId owner_id = 0; ///< who subscribed
    RecordId user_id = 0;  ///< whose permissions decide what it hears
    std::string name;
    std::string url;
    std::string action; ///< "create", "change", "delete" or "*"
    std::string object; ///< "deal" .. or "*"
    std::string version = "2.0";
    std::string http_user;
    std::string http_password;
    Time added;
    std::optional<Time> last_delivery;
    OptionalId last_status;
    int failures = 0;    ///< first attempts in a row that failed
    Time banned_until{}; ///< events before this are lost
    Time last_success{}; ///< the beginning, where there was none yet
};

/// Pipedrive's webhooks: subscriptions, and what is delivered to them.
class Hooks {
public:
    /// By user and app; beyond: 422.
    static constexpr std::size_t hooks_max = 40;

    Hooks(kit::EmulatorClock& clock, kit::Courier::Send send);

    const std::map<RecordId, Hook>& all() const { return hooks_; }
    const Hook& add(Hook hook);
    void remove(RecordId id);
    /// What an uninstall does.
    void remove_of(RecordId owner_id);
    void clear();

    /// Takes the company's changes and sends what is due. Without a subscription the newest changes
    /// stay where they are.
    void tend(World& world);

    kit::Courier courier;

private:
    /// `action` joins what one action caused.
    void tell(const World& world, const Change& change, const std::string& action);
    void note(const kit::Courier::Attempt& attempt);
    void remove_dead();

    kit::EmulatorClock& clock_;
    std::map<RecordId, Hook> hooks_;
    RecordId next_id_ = 501;
};

/// The subscription as the API answers it.
Json hook_json(const World& world, const Hook& hook);

} // namespace emulator::pipedrive
