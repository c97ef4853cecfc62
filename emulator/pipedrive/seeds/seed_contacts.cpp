#include "emulator/pipedrive/seeds/seed_parts.hpp"

namespace emulator::pipedrive::seed_parts {

namespace {

using std::chrono::days;

Address us_address(const char* number,
                   const char* route,
                   const char* city,
                   const char* state,
                   const char* postal_code)
{
    const std::string street = std::string(number) + " " + route;
    return {.value = street + ", " + city + ", " + state + " " + postal_code + ", USA",
            .street_number = number,
            .route = route,
            .locality = city,
            .admin_area_level_1 = state,
            .country = "USA",
            .postal_code = postal_code};
}

/// Polish, Greek and Chinese, more than 100 characters: the longest name that QuickBooks takes is
/// 500 characters for a customer and 100 for its company.
constexpr const char* long_name =
    "Przedsiębiorstwo Zieleni Miejskiej „Źródło Łąk i Ogrodów” Spółka z ograniczoną "
    "odpowiedzialnością – Κήποι και Σιντριβάνια της Θεσσαλονίκης – 上海园林景观设计有限公司";

std::vector<Organization> organizations()
{
    return {
        {.id = 1,
         .name = "Amy's Bird Sanctuary",
         .address = us_address("4581", "Finch St.", "Bayshore", "CA", "94326")},
        {.id = 2,
         .name = "Cool Cars",
         .address = us_address("65", "Ocean Dr.", "Half Moon Bay", "CA", "94213")},
        {.id = 3,
         .name = "Rago Travel Agency",
         .address = us_address("753", "Cedar St.", "Bayshore", "CA", "94326")},
        {.id = 4,
         .name = "Paulsen Medical Supplies",
         .address = us_address("900", "Main St.", "Middlefield", "CA", "94303")},
        {.id = 5,
         .name = "Dukes Basketball Camp",
         .address = us_address("25", "Court St.", "Tucson", "AZ", "85719")},
        {.id = 6,
         .name = "Sonnenschein Family Store",
         .address = us_address("5647", "Cypress Hill Ave.", "Middlefield", "CA", "94303")},
        {.id = 7,
         .name = "Weiskopf Consulting",
         .address = us_address("45612", "Main St.", "Bayshore", "CA", "94326")},
        {.id = 8, .name = "Red Rock Diner"},
        {.id = 9,
         .name = long_name,
         // Typed in by hand: the vendor fills the parts only for addresses picked from its map.
         .address = Address{.value = "ul. Świętej Jadwigi 7/3\n31-100 Kraków\nPolska"}},
        {.id = 10,
         .name = "Blumen Weber GmbH",
         .address = Address{.value = "Lindenallee 7, 10115 Berlin, Germany",
                            .street_number = "7",
                            .route = "Lindenallee",
                            .locality = "Berlin",
                            .sublocality = "Mitte",
                            .admin_area_level_1 = "Berlin",
                            .country = "Germany",
                            .postal_code = "10115"}},
        {.id = 11,
         .name = "Freeman Sporting Goods",
         .address = us_address("370", "Easy St.", "Middlefield", "CA", "94482")},
        {.id = 12,
         .name = "Zielony Ogród Sp. z o.o.",
         .address = Address{.value = "ul. Długa 5/12, 31-147 Kraków, Polska",
                            .street_number = "5",
                            .route = "ul. Długa",
                            .subpremise = "12",
                            .locality = "Kraków",
                            .admin_area_level_1 = "Małopolskie",
                            .country = "Polska",
                            .postal_code = "31-147"}},
    };
}

struct PersonRow {
    RecordId id;
    const char* first_name;
    const char* last_name;
    OptionalId org_id;
    std::vector<ContactPoint> emails;
    const char* phone;
};

std::vector<PersonRow> persons()
{
    return {
        {1,
         "Amy",
         "Lauterbach",
         1,
         {{"amy@birdsanctuary.test", false, "home"}, {"Birds@Intuit.com", true, "work"}},
         "(650) 555-3311"},
        {2, "Grace", "Pariente", 2, {{"Cool_Cars@intuit.com", true, "work"}}, "(415) 555-9933"},
        {3, "Katherine", "Rago", 3, {{"rago@travel.test", true, "work"}}, "(650) 555-4711"},
        {4, "Kathy", "Paulsen", 4, {{"medical@paulsen.test", true, "work"}}, "(650) 557-8423"},
        {5, "Peter", "Dukes", 5, {{"Dukes_bball@intuit.com", true, "work"}}, "(520) 420-5638"},
        {6, "Diego", "Rodriguez", {}, {{"Diego@Rodriguez.com", true, "work"}}, "(650) 555-4477"},
        {7, "Russ", "Sonnenschein", 6, {{"Familiystore@intuit.com", true, "work"}}, ""},
        {8, "Nicola", "Weiskopf", 7, {{"Consulting@intuit.com", true, "work"}}, ""},
        {9, "Stephanie", "Martini", 8, {}, "(650) 555-0973"},
        {10, "Żaneta", "Łęcka", 9, {{"zaneta.lecka@zielen.test", true, "work"}}, ""},
        {11,
         "Anna",
         "Weber",
         10,
         {{"rechnung@blumen-weber.example", true, "work"}},
         "+49 30 5550123"},
        {12, "Sasha", "Tillou", 11, {{"Sporting_goods@intuit.com", true, "work"}}, ""},
        {13, "Wojciech", "Źrebiec", 12, {{"wojciech@zielonyogrod.test", true, "work"}}, ""},
    };
}

void set_organization_values(World& world)
{
    constexpr auto kind = RecordKind::organization;
    auto set = [&](RecordId id, std::string_view field_name, Json value) {
        world.organizations.at(id).custom_fields[field_code(world, kind, field_name)] =
            std::move(value);
    };
    set(1, "Billing e-mail", "billing@birdsanctuary.test");
    set(1, "Customer since", "2021-04-12");
    set(1, "Credit limit", Json::Object{{"value", Decimal::of("2500")}, {"currency", "USD"}});
    set(9, "NIP (tax ID)", "527-010-33-91");
    set(12, "NIP (tax ID)", "1234563218");
    set(12, "Billing e-mail", "faktury@zielonyogrod.test");
}

void set_person_values(World& world)
{
    constexpr auto kind = RecordKind::person;
    const Address home = us_address("18", "Heron Lane", "Bayshore", "CA", "94326");
    const Address diego = us_address("321", "Channing", "Palo Alto", "CA", "94303");
    const std::string& mailing = field_code(world, kind, "Mailing address");
    const std::string& language = field_code(world, kind, "Preferred language");
    world.persons.at(1).custom_fields[mailing] = address_value(home);
    world.persons.at(6).custom_fields[mailing] = address_value(diego);
    world.persons.at(1).custom_fields[language] = 31;
    world.persons.at(13).custom_fields[language] = 32;
}

} // namespace

void add_contacts(World& world, Time now)
{
    for (Organization& organization : organizations()) {
        organization.owner_id = admin_id;
        organization.add_time = now - days(200) + days(organization.id);
        organization.update_time = now - days(40);
        world.organizations.emplace(organization.id, std::move(organization));
    }
    for (PersonRow& row : persons()) {
        Person person{.id = row.id,
                      .first_name = row.first_name,
                      .last_name = row.last_name,
                      .owner_id = admin_id,
                      .org_id = row.org_id,
                      .emails = std::move(row.emails),
                      .add_time = now - days(190) + days(row.id),
                      .update_time = now - days(30)};
        if (std::string_view(row.phone) != "") {
            person.phones.push_back({row.phone, true, "work"});
        }
        world.persons.emplace(person.id, std::move(person));
    }
    set_organization_values(world);
    set_person_values(world);
}

} // namespace emulator::pipedrive::seed_parts
