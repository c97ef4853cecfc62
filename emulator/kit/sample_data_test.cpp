#include "emulator/kit/sample_data.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace emulator::kit;

TEST_CASE("no two customers and no two products of the seed have the same name")
{
    std::set<std::string> customers;
    std::set<std::string> products;

    for (std::uint32_t i = 0; i < large_customers; ++i) {
        customers.insert(sample_customer(i).company);
    }
    for (std::uint32_t i = 0; i < large_products; ++i) {
        products.insert(sample_product(i).name);
    }

    CHECK(customers.size() == large_customers);
    CHECK(products.size() == large_products);
}

TEST_CASE("the same number is always the same customer and the same product")
{
    CHECK(sample_customer(4711).email == sample_customer(4711).email);
    CHECK(sample_customer(4711).company != sample_customer(4712).company);
    CHECK(sample_product(1234).price == sample_product(1234).price);
}

TEST_CASE("dice of the same seed fall the same way and stay below their sides")
{
    Dice first(7);
    Dice second(7);

    for (int i = 0; i < 100; ++i) {
        const auto number = first.below(6);
        CHECK(number < 6);
        CHECK(number == second.below(6));
    }
}
