#include "emulator/pipedrive/history/followers.hpp"

#include "emulator/pipedrive/api/stamp.hpp"

namespace emulator::pipedrive {

Json follower_json(const Follower& follower)
{
    return Json::Object{{"user_id", follower.user_id}, {"add_time", stamp_v2(follower.add_time)}};
}

} // namespace emulator::pipedrive
