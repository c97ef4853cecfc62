#pragma once

#include "base/clock.hpp"

#include <string>

namespace billbridge {

/// The kinds of records in the books whose changes concern us.
enum class BooksEntity { invoice, payment, credit_memo, customer };

/// What the books tell of a change: which record, never what changed (facts 8.6).
struct BooksNotice {
    BooksEntity entity = BooksEntity::invoice;
    std::string record; ///< its id in the books
    std::string merged; ///< of a merge: the customer that went into `record`; else empty
    Time changed_at;    ///< by the books' clock
};

} // namespace billbridge
