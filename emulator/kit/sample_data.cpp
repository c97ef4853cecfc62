#include "emulator/kit/sample_data.hpp"

#include <cctype>
#include <numeric>
#include <string_view>

namespace emulator::kit {

using billbridge::Decimal;

namespace {

constexpr std::string_view families[] = {
    "Abbott",   "Alvarez", "Banks",     "Barrera", "Bauer",    "Becker",    "Bishop", "Brandt",
    "Calloway", "Castro",  "Chen",      "Cohen",   "Dalton",   "Delgado",   "Dubois", "Eriksen",
    "Farrow",   "Fischer", "Fontaine",  "Garza",   "Goodwin",  "Haas",      "Hadley", "Hoffman",
    "Ibarra",   "Iverson", "Jablonski", "Jensen",  "Kaminski", "Keller",    "Kimura", "Kowalski",
    "Lambert",  "Larsen",  "Lindqvist", "Lopez",   "Maddox",   "Marchetti", "Mercer", "Moreau",
    "Nakamura", "Nguyen",  "Novak",     "O'Brien", "Okafor",   "Ortega",    "Park",   "Patel",
    "Quigley",  "Ramirez", "Reyes",     "Rossi",   "Sandoval", "Schmidt",   "Silva",  "Sokolov",
    "Tanaka",   "Torres",  "Ueda",      "Vargas",  "Vogel",    "Whitfield", "Yamada", "Zieliński"};
constexpr std::string_view trades[] = {
    "Bakery",    "Builders",    "Catering",      "Clinic",      "Coffee Roasters", "Consulting",
    "Dairy",     "Dental Care", "Design Studio", "Diner",       "Electric",        "Engineering",
    "Farms",     "Fitness",     "Florists",      "Foods",       "Furniture",       "Gallery",
    "Garage",    "Grocers",     "Hardware",      "Hotels",      "Housing",         "Imports",
    "Interiors", "Kennels",     "Landscapes",    "Law Offices", "Logistics",       "Marina",
    "Motors",    "Nursery",     "Optics",        "Orchards",    "Pharmacy",        "Properties",
    "Realty",    "Roofing",     "School",        "Vineyards"};
constexpr std::string_view forms[] = {"LLC", "Inc.", "& Sons", "Group"};
constexpr std::string_view first_names[] = {
    "Ada",  "Ben",  "Carla", "Daniel", "Elena", "Frank", "Grace",  "Hugo",  "Ines", "Jakub",
    "Kira", "Luis", "Maya",  "Noah",   "Olga",  "Pavel", "Quinn",  "Rosa",  "Sam",  "Tomasz",
    "Uma",  "Vera", "Walt",  "Xenia",  "Yusuf", "Zoe",   "Amelia", "Bruno", "Chloé"};
constexpr std::string_view streets[] = {"Alder Way",
                                        "Bay Street",
                                        "Canyon Road",
                                        "Dogwood Lane",
                                        "Elm Street",
                                        "Foothill Blvd.",
                                        "Garden Court",
                                        "Harbor Drive",
                                        "Ivy Terrace",
                                        "Juniper Ave.",
                                        "Kestrel Row",
                                        "Lakeview Drive",
                                        "Main Street",
                                        "Nightingale Ct.",
                                        "Oak Avenue",
                                        "Pacific Hwy.",
                                        "Quarry Road",
                                        "River Street"};

struct Place {
    std::string_view city;
    std::string_view state;
    std::uint32_t postal_code; ///< the first one of the place
};
constexpr Place places[] = {{"Palo Alto", "CA", 94301},
                            {"Bayshore", "CA", 94320},
                            {"Middlefield", "CA", 94340},
                            {"Half Moon Bay", "CA", 94210},
                            {"Denver", "CO", 80202},
                            {"Tucson", "AZ", 85710},
                            {"Portland", "OR", 97201},
                            {"Menlo Park", "CA", 94025},
                            {"San Pablo", "CA", 94806},
                            {"Redwood City", "CA", 94061},
                            {"Sacramento", "CA", 95811}};

constexpr std::string_view materials[] = {
    "Cedar",    "Granite",   "Slate",  "Bronze", "Oak",       "Bamboo",    "Copper",
    "Concrete", "Redwood",   "Marble", "Iron",   "Sandstone", "Teak",      "Steel",
    "Clay",     "Limestone", "Pine",   "Basalt", "Brick",     "Fiberglass"};
constexpr std::string_view things[] = {
    "Arbor",          "Bench",     "Bird Bath",      "Border Stone", "Bridge",
    "Deck Board",     "Edging",    "Fence Panel",    "Fire Pit",     "Fountain",
    "Garden Light",   "Gate",      "Gazebo",         "Gravel",       "Lantern",
    "Paver",          "Pergola",   "Planter",        "Pond Liner",   "Post",
    "Retaining Wall", "Sculpture", "Stepping Stone", "Table",        "Trellis"};
constexpr std::string_view sizes[] = {"small", "medium", "large", "installation"};

/// Both lists of numbers go round in steps that have no factor in common with their length, so that
/// neighbours look unrelated and none comes twice.
constexpr std::uint32_t customer_step = 7'919;
constexpr std::uint32_t product_step = 1'301;

template <std::size_t size>
std::string_view pick(const std::string_view (&words)[size], std::uint32_t& number)
{
    const std::string_view word = words[number % size];
    number /= static_cast<std::uint32_t>(size);
    return word;
}

/// "O'Brien Coffee Roasters" as a mail domain: "obriencoffeeroasters".
std::string domain_of(std::string_view name)
{
    std::string domain;
    for (const char c : name) {
        const bool is_ascii_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (is_ascii_letter) {
            domain += static_cast<char>(std::tolower(c));
        }
    }
    return domain;
}

} // namespace

std::uint32_t Dice::below(std::uint32_t sides)
{
    state_ += 0x9E3779B97F4A7C15u;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    mixed ^= mixed >> 31;
    return static_cast<std::uint32_t>(mixed % sides);
}

SampleCustomer sample_customer(std::uint32_t number)
{
    constexpr auto count = std::size(families) * std::size(trades) * std::size(forms);
    static_assert(count >= large_customers && std::gcd(count, customer_step) == 1);
    auto rest = static_cast<std::uint32_t>(std::uint64_t{number} * customer_step % count);
    const std::string_view family = pick(families, rest);
    const std::string_view trade = pick(trades, rest);
    const std::string_view form = pick(forms, rest);
    Dice dice(number);
    const Place& place = places[dice.below(std::size(places))];
    SampleCustomer customer;
    customer.company = std::string(family) + " " + std::string(trade) + " " + std::string(form);
    customer.first_name = first_names[dice.below(std::size(first_names))];
    customer.last_name = family;
    customer.email = domain_of(customer.first_name) + "@" + domain_of(customer.company) + ".test";
    customer.phone = "(555) 555-" + std::to_string(1000 + number % 9000);
    customer.house_number = std::to_string(1 + dice.below(9800));
    customer.street = streets[dice.below(std::size(streets))];
    customer.city = place.city;
    customer.state = place.state;
    customer.postal_code = std::to_string(place.postal_code + dice.below(20));
    return customer;
}

SampleProduct sample_product(std::uint32_t number)
{
    constexpr auto count = std::size(materials) * std::size(things) * std::size(sizes);
    static_assert(count >= large_products && std::gcd(count, product_step) == 1);
    auto rest = static_cast<std::uint32_t>(std::uint64_t{number} * product_step % count);
    const std::string_view material = pick(materials, rest);
    const std::string_view thing = pick(things, rest);
    const std::string_view size = pick(sizes, rest);
    Dice dice(number);
    SampleProduct product;
    product.is_service = size == "installation";
    product.name = std::string(material) + " " + std::string(thing) + ", " + std::string(size);
    product.code = std::string(material.substr(0, 2)) + std::string(thing.substr(0, 2)) + "-" +
                   std::to_string(1000 + number);
    product.description = product.is_service ? "Work of our own people, material included"
                                             : "Of selected " + std::string(material);
    product.unit = product.is_service ? "h" : "pcs";
    product.price = Decimal(std::int64_t{5 + dice.below(900)}) +
                    Decimal(std::int64_t{dice.below(20) * 5}) * Decimal::of("0.01");
    return product;
}

} // namespace emulator::kit
