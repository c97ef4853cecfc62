#include "emulator/pipedrive/call.hpp"

namespace emulator::pipedrive {

OptionalId path_id(const Call& call, Query& query)
{
    const OptionalId id = parse_integer(call.id);
    if (!id) {
        query.complain("id: Expected number");
    }
    return id;
}

} // namespace emulator::pipedrive
