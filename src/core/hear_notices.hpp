#pragma once

#include "base/clock.hpp"
#include "base/log.hpp"
#include "core/store.hpp"

#include <string_view>
#include <vector>

namespace billbridge {

/// A notice as it arrived: of which books, and by which name it is known when it comes again.
struct HeardNotice {
    BooksId books;
    std::string id;
    BooksNotice notice;
};

/// Reads what the books post. Fails with `unauthorized` where the signature is not theirs, with
/// `invalid` where a signed message is none that we understand.
using NoticeReader = std::function<Result<std::vector<HeardNotice>>(std::string_view signature,
                                                                    std::string_view body)>;

/// Done events are known as repeated for this long: longer than the books repeat one (facts 8.6).
constexpr std::chrono::hours event_remembered{24 * 30};

/// Stores notices as events of each company that is connected to their books; known ones and those
/// of books that nobody is connected to are dropped. They are on disk when this returns.
/// Fails with `unavailable` where the store fails.
Task<void> hear_notices(Store& store, Clock& clock, Log& log, std::vector<HeardNotice> notices);

} // namespace billbridge
