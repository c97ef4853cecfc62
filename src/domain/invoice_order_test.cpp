#include "domain/invoice_order.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace billbridge;
using Kind = Discount::Kind;

namespace {

OrderLine line(const char* quantity, const char* price)
{
    return {ItemId("11"), "Tile", Decimal::of(quantity), Decimal::of(price)};
}

OrderLine discounted(const char* quantity, const char* price, Kind kind, const char* discount)
{
    OrderLine one = line(quantity, price);
    one.discount = Discount{kind, Decimal::of(discount)};
    return one;
}

} // namespace

TEST_CASE("a line without a discount is posted as it is")
{
    const PostedLine same = posted(line("128.350", "14.50"));

    CHECK(to_string(same.amount) == "1861.08");
    CHECK(same.quantity == Decimal::of("128.35"));
    CHECK(same.unit_price == Decimal::of("14.50"));
    CHECK(same.description == "Tile");
}

TEST_CASE("a discount goes into the price, or into one unit of the whole amount")
{
    const PostedLine in_price = posted(discounted("2", "30.23", Kind::percentage, "10"));
    CHECK(to_string(in_price.amount) == "54.41");
    CHECK(in_price.quantity == Decimal(2));
    CHECK(to_string(in_price.unit_price) == "27.205");

    const PostedLine off = posted(discounted("3", "10", Kind::amount, "0.01"));
    CHECK(to_string(off.amount) == "29.99");
    CHECK(line_amount(off.quantity, off.unit_price) == off.amount);

    const PostedLine whole = posted(discounted("30000", "0.01", Kind::amount, "0.01"));
    CHECK(to_string(whole.amount) == "299.99");
    CHECK(line_amount(whole.quantity, whole.unit_price) == whole.amount);
}

TEST_CASE("what is posted always comes to the discounted amount")
{
    rc::check("quantity x price = amount, to the cent", [] {
        const Decimal quantity(*rc::gen::inRange<std::int64_t>(1, 100'000));
        const Decimal price =
            Decimal(*rc::gen::inRange<std::int64_t>(0, 10'000'000)) * Decimal::of("0.001");
        const Decimal percent =
            Decimal(*rc::gen::inRange<std::int64_t>(0, 10'001)) * Decimal::of("0.01");
        const PostedLine made = posted({ItemId("11"),
                                        "Tile",
                                        quantity,
                                        price,
                                        Discount{Kind::percentage, percent},
                                        {},
                                        std::nullopt});
        RC_ASSERT(line_amount(made.quantity, made.unit_price) == made.amount);
        const Decimal left = (quantity * price * (Decimal(100) - percent))
                                 .divided_by(Decimal(100), 2, Rounding::half_up);
        RC_ASSERT(made.amount == left);
    });
}

TEST_CASE("addresses are separated by commas")
{
    CHECK(are_emails("ann@lee.test"));
    CHECK(are_emails("ann@lee.test, bob@lee.test"));
    CHECK_FALSE(are_emails(""));
    CHECK_FALSE(are_emails("ann@lee.test,"));
    CHECK_FALSE(are_emails("ann@lee.test bob@lee.test"));
}
