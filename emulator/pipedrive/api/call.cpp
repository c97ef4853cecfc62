#include "emulator/pipedrive/api/call.hpp"

namespace emulator::pipedrive {

void remember(
    const Call& call, std::string_view entity, RecordId id, Action action, Json before, Json after)
{
    call.context.world.remember({.entity = std::string(entity),
                                 .id = id,
                                 .action = action,
                                 .before = std::move(before),
                                 .after = std::move(after),
                                 .time = call.now(),
                                 .user_id = call.session.user_id});
}

} // namespace emulator::pipedrive
