#pragma once

#include "base/error.hpp"

#include <string>

namespace billbridge {

/// Something about a draft or an order that a person should see before pressing Create.
struct Problem {
    enum class Weight {
        blocks, ///< the books would refuse: Create is not offered
        warns,  ///< possible, but probably not meant
    };
    Weight weight = Weight::blocks;
    std::string field; ///< what it is about: `payer`, `currency`, `lines[2].item`; empty: the whole
    Message message;   ///< what is wrong and what to do

    friend bool operator==(const Problem&, const Problem&) = default;
};

} // namespace billbridge
