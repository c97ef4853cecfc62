#include "domain/link.hpp"

namespace billbridge {

std::optional<Contact> contact_of(const Deal& deal)
{
    if (deal.organization) {
        return Contact{RecordKind::organization, deal.organization->id.value()};
    }
    if (deal.person) {
        return Contact{RecordKind::person, deal.person->id.value()};
    }
    return std::nullopt;
}

} // namespace billbridge
