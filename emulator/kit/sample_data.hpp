#pragma once

#include "base/decimal.hpp"

#include <array>
#include <cstdint>
#include <string>

/// Names of a make-believe business for the seed `large`, by number: the same number always means
/// the same thing, so that the customers and items of one vendor are found at the other.
namespace emulator::kit {

/// How much the seed `large` holds beside the rows of `craigs`.
inline constexpr std::uint32_t large_customers = 5'000;
inline constexpr std::uint32_t large_products = 2'000;
inline constexpr std::uint32_t large_invoices = 20'000;
inline constexpr std::uint32_t large_deals = 10'000;

struct SampleCustomer {
    std::string company;
    std::string first_name;
    std::string last_name;
    std::string email;
    std::string phone;
    std::string house_number;
    std::string street;
    std::string city;
    std::string state; ///< "CA"
    std::string postal_code;
};

/// The company names of numbers below `large_customers` differ from each other.
SampleCustomer sample_customer(std::uint32_t number);

struct SampleProduct {
    std::string name;
    std::string code;
    std::string description;
    std::string unit;
    billbridge::Decimal price;
    bool is_service = false; ///< work rather than a thing
};

/// The names of numbers below `large_products` differ from each other.
SampleProduct sample_product(std::uint32_t number);

/// Numbers that look random and are the same each time (SplitMix64 by Sebastiano Vigna).
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    /// From 0 to `sides` - 1.
    std::uint32_t below(std::uint32_t sides);
    /// In so many of a hundred cases.
    bool percent(std::uint32_t chance) { return below(100) < chance; }

private:
    std::uint64_t state_;
};

} // namespace emulator::kit
