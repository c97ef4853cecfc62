#pragma once

#include "base/clock.hpp"
#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/json.hpp"

#include <boost/describe/class.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// What one Pipedrive company holds, as the emulator keeps it. Names are the vendor's; rendering to
/// JSON is the business of the file that answers for the entity.
namespace emulator::pipedrive {

using billbridge::Date;
using billbridge::Decimal;
using billbridge::Json;
using billbridge::Time;

using RecordId = std::int64_t;
using OptionalId = std::optional<RecordId>;

/// The values of custom fields by field code, each in the shape that API v2 answers. A code that is
/// missing means an empty field.
using CustomValues = std::map<std::string, Json>;

/// A postal address; member names are the vendor's JSON names.
struct Address {
    std::string value; ///< the free text, the only part that people must fill in
    std::string street_number;
    std::string route;
    std::string subpremise;
    std::string locality;
    std::string sublocality;
    std::string admin_area_level_1; ///< state
    std::string admin_area_level_2; ///< county
    std::string country;            ///< a name, not a code
    std::string postal_code;
};
BOOST_DESCRIBE_STRUCT(Address,
                      (),
                      (value,
                       street_number,
                       route,
                       subpremise,
                       locality,
                       sublocality,
                       admin_area_level_1,
                       admin_area_level_2,
                       country,
                       postal_code))

enum class Theme { light, dark };

struct User {
    RecordId id = 0;
    std::string name;
    std::string email;
    bool is_admin = false;
    std::string language = "en"; ///< `en` or `pl`
    Theme theme = Theme::light;
};

struct Company {
    RecordId id = 0;
    std::string name;
    std::string domain;
    std::string country;
    std::string default_currency;
    std::string timezone_name;
    std::string timezone_offset;
};

struct Currency {
    RecordId id = 0;
    std::string code;
    std::string name;
    int decimal_points = 2;
    std::string symbol;
    bool is_custom = false; ///< made by the company: the code is not ISO 4217
};

struct Stage {
    RecordId id = 0;
    std::string name;
};

struct ContactPoint {
    std::string value;
    bool primary = false;
    std::string label;
};
BOOST_DESCRIBE_STRUCT(ContactPoint, (), (value, primary, label))

struct Organization {
    RecordId id = 0;
    std::string name;
    RecordId owner_id = 0;
    std::optional<Address> address;
    CustomValues custom_fields;
    Time add_time;
    Time update_time;
};

struct Person {
    RecordId id = 0;
    std::string first_name;
    std::string last_name;
    RecordId owner_id = 0;
    OptionalId org_id;
    std::vector<ContactPoint> emails;
    std::vector<ContactPoint> phones;
    CustomValues custom_fields;
    Time add_time;
    Time update_time;

    std::string name() const;
};

struct Price {
    Decimal price;
    std::string currency;
};

struct Product {
    RecordId id = 0;
    std::string name;
    std::string code;
    std::string description;
    std::string unit;
    Decimal tax; ///< percent
    std::vector<Price> prices;
    RecordId owner_id = 0;
    Time add_time;
    Time update_time;
};

enum class DiscountType { percentage, amount };
enum class TaxMethod { exclusive, inclusive, none };

/// A product attached to a deal.
struct DealProduct {
    RecordId id = 0;
    RecordId product_id = 0;
    std::string name; ///< the product's name when it was attached
    Decimal item_price;
    Decimal quantity;
    Decimal discount;
    DiscountType discount_type = DiscountType::percentage;
    Decimal tax; ///< percent
    std::string comments;
    bool is_enabled = true;
    Time add_time;
    Time update_time;
};

/// The line's amount after its discount, to the cent. Whether the vendor adds exclusive tax here is
/// unconfirmed; this emulator does not.
Decimal sum(const DealProduct& line);

enum class DealStatus { open, won, lost };

struct Deal {
    RecordId id = 0;
    std::string title;
    RecordId owner_id = 0;
    OptionalId person_id;
    OptionalId org_id;
    RecordId stage_id = 0;
    DealStatus status = DealStatus::open;
    std::string lost_reason;
    std::string currency;
    Decimal plain_value; ///< what was typed in; counts only while there are no products
    TaxMethod tax_method = TaxMethod::exclusive; ///< one for all lines of a deal
    std::vector<DealProduct> products;
    std::optional<Date> expected_close_date;
    CustomValues custom_fields;
    Time add_time;
    Time update_time;
    std::optional<Time> close_time;
};

/// The sum of the enabled products, or what was typed in where there are none. Which taxes the
/// vendor includes is unconfirmed; this emulator includes none.
Decimal value(const Deal& deal);

struct Note {
    RecordId id = 0;
    std::string content; ///< HTML, sanitized
    RecordId user_id = 0;
    OptionalId last_update_user_id;
    OptionalId deal_id;
    OptionalId person_id;
    OptionalId org_id;
    bool pinned_to_deal = false;
    bool pinned_to_person = false;
    bool pinned_to_organization = false;
    Time add_time;
    Time update_time;
};

} // namespace emulator::pipedrive
