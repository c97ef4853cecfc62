#pragma once

#include "emulator/pipedrive/records/world.hpp"

/// The parts that `seed` puts together, one per file.
namespace emulator::pipedrive::seed_parts {

/// The two users of every seed.
constexpr RecordId admin_id = 815;
constexpr RecordId second_user_id = 816;

/// Organizations and persons.
void add_contacts(World& world, Time now);
/// The catalogue.
void add_products(World& world, Time now);
/// Deals with their products; contacts and catalogue must be there.
void add_deals(World& world, Time now);

/// A Polish company with the customers and products of the Polish books: zlotys, VAT, tax numbers.
void add_polish_business(World& world, Time now);

/// How much is added to the records of `craigs`.
struct Size {
    std::uint32_t customers = 0; ///< organizations, each with one person
    std::uint32_t products = 0;
    std::uint32_t deals = 0;
};

/// Two years of deals with the customers and products that QuickBooks has under the same names.
void add_large_business(World& world, const Size& size, Time now);

/// The day of that time in UTC.
Date day_of(Time time);

/// The code of a custom field of the seed; throws where it has no such field.
const std::string& field_code(const World& world, RecordKind kind, std::string_view field_name);

/// The address as the value of a custom field.
Json address_value(const Address& address);

} // namespace emulator::pipedrive::seed_parts
