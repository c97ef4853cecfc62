#include "core/hear_notices.hpp"

namespace billbridge {

namespace {

struct Heard {
    int stored = 0;
    int known = 0;
    int foreign = 0;
};

void hear(Transaction& tx, const HeardNotice& heard, Time now, Heard& count)
{
    const std::vector<CompanyId> companies = tx.companies(heard.books);
    count.foreign += companies.empty() ? 1 : 0;
    for (const CompanyId company : companies) {
        BooksEvent event;
        event.company = company;
        event.books = heard.books;
        event.id = heard.id;
        event.notice = heard.notice;
        event.received_at = event.due_at = now;
        ++(tx.add(event) ? count.stored : count.known);
    }
}

} // namespace

Task<void> hear_notices(Store& store, Clock& clock, Log& log, std::vector<HeardNotice> notices)
{
    Heard count;
    Store::Body body = [&](Transaction& tx) -> Result<void> {
        const Time now = clock.now();
        tx.forget_events(now - event_remembered);
        for (const HeardNotice& notice : notices) {
            hear(tx, notice, now, count);
        }
        return {};
    };
    CO_TRY_DO(co_await store.write(std::move(body)));
    log.info("notices heard",
             {{"stored", std::to_string(count.stored)},
              {"known", std::to_string(count.known)},
              {"of_unknown_books", std::to_string(count.foreign)}});
    co_return Result<void>{};
}

} // namespace billbridge
