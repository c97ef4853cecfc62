#include "emulator/pipedrive/records/change.hpp"

namespace emulator::pipedrive {

std::string_view name(Action action)
{
    switch (action) {
    case Action::create:
        return "create";
    case Action::change:
        return "change";
    case Action::remove:
        return "delete";
    case Action::merge:
        return "merge";
    }
    return "";
}

} // namespace emulator::pipedrive
