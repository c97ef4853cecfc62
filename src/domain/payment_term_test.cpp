#include "domain/payment_term.hpp"

#include <doctest/doctest.h>

using namespace billbridge;
using Kind = PaymentTerm::Kind;

namespace {

std::string due(PaymentTerm term, const char* date, std::vector<BooksTerm> terms = {})
{
    return to_string(due_date(term, Date::of(date), terms));
}

} // namespace

TEST_CASE("an invoice falls due on receipt or so many days after its date")
{
    CHECK(due({Kind::due_on_receipt, 7, {}}, "2026-03-13") == "2026-03-13");
    CHECK(due({Kind::days, 7, {}}, "2026-03-13") == "2026-03-20");
    CHECK(due({Kind::days, 0, {}}, "2026-03-13") == "2026-03-13");
    CHECK(due({Kind::days, 14, {}}, "2026-12-24") == "2027-01-07");
}

TEST_CASE("an invoice falls due so many days after the end of its month")
{
    CHECK(due({Kind::end_of_month, 0, {}}, "2028-02-01") == "2028-02-29");
    CHECK(due({Kind::end_of_month, 10, {}}, "2026-12-31") == "2027-01-10");
}

TEST_CASE("a term of the books counts days, or names a day of the month")
{
    const std::vector<BooksTerm> terms = {{TermId("3"), "Net 30", 30, 1, 0},
                                          {TermId("8"), "On the 31st", std::nullopt, 31, 5}};
    const PaymentTerm net{Kind::books, 0, TermId("3")};
    const PaymentTerm dated{Kind::books, 0, TermId("8")};

    CHECK(due(net, "2026-11-20", terms) == "2026-12-20");
    CHECK(due(dated, "2026-11-20", terms) == "2026-11-30");
    CHECK(due(dated, "2026-11-25", terms) == "2026-11-30");
    CHECK(due(dated, "2026-11-26", terms) == "2026-12-31");
    CHECK(due(dated, "2027-01-31", terms) == "2027-02-28");
}

TEST_CASE("a term that the books no longer have is due on receipt")
{
    CHECK(due({Kind::books, 30, TermId("9")}, "2026-11-20") == "2026-11-20");
}
