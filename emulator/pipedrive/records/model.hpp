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
#include <string_view>
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

/// A user who is told about a record.
struct Follower {
    RecordId user_id = 0;
    Time add_time;
};

/// Whom a record is shown to: the entire company, the vendor's default.
constexpr int visible_to_all = 3;

struct Organization {
    RecordId id = 0;
    std::string name;
    RecordId owner_id = 0;
    std::optional<Address> address;
    int visible_to = visible_to_all;
    std::vector<std::int64_t> label_ids;
    std::optional<std::string> website;
    std::optional<std::string> linkedin;
    std::optional<std::int64_t> industry; ///< an option's id
    std::optional<std::int64_t> annual_revenue;
    std::optional<std::int64_t> employee_count;
    std::vector<Follower> followers;
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
    int visible_to = visible_to_all;
    std::vector<std::int64_t> label_ids;
    std::vector<Follower> followers;
    CustomValues custom_fields;
    Time add_time;
    Time update_time;

    std::string name() const;
};

struct Price {
    Decimal price;
    std::string currency;
    Decimal cost = Decimal(0);
    std::optional<Decimal> direct_cost;
    std::string notes;
};

/// A product that comes in sizes or colours has one of these for each, with prices of its own.
struct Variation {
    RecordId id = 0;
    std::string name;
    std::vector<Price> prices;
};

/// How often something is billed.
enum class BillingFrequency { one_time, annually, semi_annually, quarterly, monthly, weekly };

/// `one-time`, `annually`, ...
std::string_view name(BillingFrequency frequency);

/// When a product is billed again.
struct Billing {
    BillingFrequency frequency = BillingFrequency::one_time;
    std::optional<std::int64_t> cycles; ///< none: without end, or once
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
    std::optional<std::int64_t> category; ///< an option's id
    bool is_linkable = true;
    int visible_to = visible_to_all;
    Billing billing;
    std::vector<Variation> variations;
    std::vector<Follower> followers;
    CustomValues custom_fields;
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
    OptionalId variation_id;
    Billing billing;
    std::optional<Date> billing_start_date;
    Time add_time;
    Time update_time;
};

/// The line's amount after its discount, to the cent. Whether the vendor adds exclusive tax here is
/// unconfirmed; this emulator does not.
Decimal sum(const DealProduct& line);

/// A discount on the whole deal, beside those of its lines.
struct DealDiscount {
    std::string id; ///< a UUID
    std::string description;
    DiscountType type = DiscountType::percentage;
    Decimal amount;
    Time created_at;
    RecordId created_by = 0;
    Time updated_at;
    RecordId updated_by = 0;
};

/// A part of the deal's value that is billed on a day.
struct Installment {
    RecordId id = 0;
    std::string description;
    Decimal amount;
    Date billing_date;
};

/// Another person of a deal, beside its contact.
struct Participant {
    RecordId id = 0;
    RecordId person_id = 0;
    RecordId added_by = 0;
    Time add_time;
};

enum class DealStatus { open, won, lost };

struct Deal {
    RecordId id = 0;
    std::string title;
    RecordId owner_id = 0;
    OptionalId person_id;
    OptionalId org_id;
    RecordId stage_id = 0;
    RecordId creator_user_id = 0;
    std::string origin = "ManuallyCreated";
    DealStatus status = DealStatus::open;
    std::string lost_reason;
    std::string currency;
    Decimal plain_value; ///< what was typed in; counts only while there are no products
    TaxMethod tax_method = TaxMethod::exclusive; ///< one for all lines of a deal
    std::vector<DealProduct> products;
    std::vector<DealDiscount> discounts;
    std::vector<Installment> installments;
    std::optional<Date> expected_close_date;
    std::optional<Decimal> probability; ///< percent
    int visible_to = visible_to_all;
    std::vector<std::int64_t> label_ids;
    bool is_archived = false;
    std::optional<Time> archive_time;
    std::optional<Time> stage_change_time;
    std::vector<Follower> followers;
    std::vector<Participant> participants;
    CustomValues custom_fields;
    Time add_time;
    Time update_time;
    std::optional<Time> close_time;
};

/// The sum of the enabled products less the deal's discounts, or what was typed in where there are
/// no products.
///
/// Unconfirmed by the vendor, so chosen here: no tax is included; a recurring line counts once;
/// each discount is taken from the sum of the one-time lines, in percent or as an amount, and never
/// takes more than that sum.
Decimal value(const Deal& deal);

/// What the recurring lines of a deal bring; none where it has none.
struct Recurring {
    Decimal monthly;
    Decimal yearly;
    /// Of the first year: a line that ends earlier brings less.
    Decimal contract;
};
std::optional<Recurring> recurring(const Deal& deal);

/// Something to do or done, such as a call.
struct Activity {
    RecordId id = 0;
    std::string subject;
    std::string type = "call"; ///< the key of an activity type
    RecordId owner_id = 0;
    RecordId creator_user_id = 0;
    OptionalId deal_id;
    OptionalId org_id;
    std::vector<Participant> participants;
    Json attendees = Json::array();
    std::optional<Date> due_date;
    std::string due_time;
    std::string duration;
    bool busy = false;
    bool done = false;
    std::optional<Time> marked_as_done_time;
    std::optional<Address> location;
    std::string public_description;
    std::optional<std::int64_t> priority;
    std::string note; ///< HTML, sanitized
    Time add_time;
    Time update_time;
};

/// What activities can be.
struct ActivityType {
    RecordId id = 0;
    std::string name;
    std::string key;
    std::string icon;
};

/// An uploaded file.
struct File {
    RecordId id = 0;
    RecordId user_id = 0;
    OptionalId deal_id;
    OptionalId person_id;
    OptionalId org_id;
    OptionalId product_id;
    OptionalId activity_id;
    std::string stored_name; ///< unique
    std::string name;        ///< as uploaded, or as renamed
    std::string description;
    std::string content;
    Time add_time;
    Time update_time;
};

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
