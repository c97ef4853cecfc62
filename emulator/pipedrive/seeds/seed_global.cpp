#include "emulator/pipedrive/seeds/seed_parts.hpp"

#include <array>

namespace emulator::pipedrive::seed_parts {

namespace {

using std::chrono::days;

struct ContactRow {
    const char* organization;
    const char* nip; ///< empty where there is none
    const char* route;
    const char* number;
    const char* city;
    const char* postal_code;
    const char* country;
    const char* first_name;
    const char* last_name;
    const char* email;
};

/// The customers of the Polish books, under the same names, tax numbers and addresses.
constexpr ContactRow contacts[] = {
    {"Ogrody Zielona Łąka Sp. z o.o.",
     "9990000103",
     "ul. Kwiatowa",
     "12",
     "Kraków",
     "30-001",
     "Polska",
     "Anna",
     "Wójcik",
     "biuro@zielona-laka.example"},
    {"Piekarnia Pod Złotym Kłosem",
     "9990000209",
     "ul. Młyńska",
     "3/5",
     "Poznań",
     "61-730",
     "Polska",
     "Marek",
     "Dąbrowski",
     "zamowienia@zlotyklos.example"},
    {"Żółw & Żyrafa Przedszkole",
     "9990000304",
     "ul. Słoneczna",
     "8",
     "Łódź",
     "90-230",
     "Polska",
     "Katarzyna",
     "Żukowska",
     "kontakt@zolwizyrafa.example"},
    {"Księgarnia Ćwierćnuta",
     "9990000416",
     "Rynek Główny",
     "21",
     "Wrocław",
     "50-101",
     "Polska",
     "Paweł",
     "Łukasik",
     "sklep@cwiercnuta.example"},
    {"Hotel Pod Świerkiem S.A.",
     "9990000505",
     "ul. Krupówki",
     "40",
     "Zakopane",
     "34-500",
     "Polska",
     "Joanna",
     "Świątek",
     "recepcja@podswierkiem.example"},
    {"Gartenbau Müller GmbH",
     "DE999000011",
     "Gärtnerweg",
     "5",
     "Görlitz",
     "02826",
     "Niemcy",
     "Jürgen",
     "Müller",
     "rechnung@gartenbau-mueller.example"},
    // Not yet a customer in the books.
    {"Pracownia Ceramiki Gliniany Miś",
     "9990006005",
     "ul. Garncarska",
     "14",
     "Bolesławiec",
     "59-700",
     "Polska",
     "Agnieszka",
     "Ćwik",
     "pracownia@glinianymis.example"},
};

struct ProductRow {
    const char* name;
    const char* code;
    const char* unit;
    const char* price;
    const char* tax;
};

constexpr ProductRow products[] = {
    {"Projekt ogrodu", "PRJ-1", "szt.", "1200", "23"},
    {"Pielęgnacja zieleni", "PZ-1", "mies.", "450", "8"},
    {"Koszenie trawnika", "KT-1", "100 m²", "35.5", "8"},
    {"Doradztwo", "DOR-1", "godz.", "180", "23"},
    {"Sadzonka jabłoni", "SJ-2", "szt.", "42.9", "8"},
    {"Miód lipowy 900 g", "ML-900", "szt.", "39.99", "5"},
    {"Poradnik ogrodnika", "PO-1", "szt.", "59", "5"},
    {"Donica ceramiczna", "DC-40", "szt.", "129.99", "23"},
    {"Szkolenie pracowników", "SZK-1", "dzień", "900", "0"},
};

struct LineRow {
    std::size_t product;
    const char* quantity;
};

struct DealRow {
    const char* title;
    std::size_t contact;
    RecordId stage;
    const char* currency;
    TaxMethod tax_method;
    std::vector<LineRow> lines;
};

std::vector<DealRow> deals()
{
    using enum TaxMethod;
    return {
        {"Ogród przy siedzibie", 0, 3, "PLN", exclusive, {{0, "1"}, {4, "12"}, {7, "3"}}},
        {"Skrzynki z miodem dla gości", 1, 2, "PLN", inclusive, {{5, "24"}, {6, "6"}}},
        {"Plac zabaw w cieniu jabłoni", 2, 4, "PLN", exclusive, {{4, "7"}, {2, "12.5"}}},
        {"Szkolenie i poradniki", 3, 1, "PLN", exclusive, {{8, "2"}, {6, "15"}}},
        {"Pielęgnacja parku hotelowego", 4, 3, "PLN", none, {{1, "3"}, {3, "4.5"}}},
        {"Donice do Görlitz", 5, 2, "EUR", none, {{7, "8"}}},
        {"Zieleń na dziedzińcu pracowni", 6, 1, "PLN", exclusive, {{1, "1"}, {7, "2"}}},
    };
}

RecordId id_of(std::size_t place)
{
    return static_cast<RecordId>(place) + 1;
}

void add_contact(World& world, std::size_t place, Time now)
{
    const ContactRow& row = contacts[place];
    const std::string street = std::string(row.route) + " " + row.number;
    const std::string town = std::string(row.postal_code) + " " + row.city;
    Organization organization{.id = id_of(place),
                              .name = row.organization,
                              .owner_id = admin_id,
                              .address = Address{.value = street + ", " + town + ", " + row.country,
                                                 .street_number = row.number,
                                                 .route = row.route,
                                                 .locality = row.city,
                                                 .country = row.country,
                                                 .postal_code = row.postal_code},
                              .add_time = now - days(200),
                              .update_time = now - days(40)};
    organization.custom_fields[field_code(world, RecordKind::organization, "NIP (tax ID)")] =
        row.nip;
    world.organizations.emplace(organization.id, std::move(organization));
    Person person{.id = id_of(place),
                  .first_name = row.first_name,
                  .last_name = row.last_name,
                  .owner_id = admin_id,
                  .org_id = id_of(place),
                  .emails = {{row.email, true, "work"}},
                  .add_time = now - days(190),
                  .update_time = now - days(30)};
    world.persons.emplace(person.id, std::move(person));
}

void add_product(World& world, std::size_t place, Time now)
{
    const ProductRow& row = products[place];
    // About four zlotys to the euro, in round prices.
    const Decimal euros =
        (Decimal::of(row.price) * Decimal::of("0.25")).rounded(2, billbridge::Rounding::half_up);
    Product product{.id = id_of(place),
                    .name = row.name,
                    .code = row.code,
                    .unit = row.unit,
                    .tax = Decimal::of(row.tax),
                    .prices = {{.price = Decimal::of(row.price), .currency = "PLN"},
                               {.price = euros, .currency = "EUR"}},
                    .owner_id = admin_id,
                    .add_time = now - days(300),
                    .update_time = now - days(100)};
    world.products.emplace(product.id, std::move(product));
}

DealProduct attached(const World& world, const DealRow& deal, const LineRow& row, RecordId id)
{
    const Product& product = world.products.at(id_of(row.product));
    const std::size_t price = std::string_view(deal.currency) == "EUR" ? 1 : 0;
    const bool is_taxed = deal.tax_method != TaxMethod::none;
    return {.id = id,
            .product_id = product.id,
            .name = product.name,
            .item_price = product.prices.at(price).price,
            .quantity = Decimal::of(row.quantity),
            .tax = is_taxed ? product.tax : Decimal()};
}

void set_company(World& world)
{
    world.company.name = "Zielony Kąt Sp. z o.o.";
    world.company.domain = "zielonykat";
    world.company.country = "PL";
    world.company.default_currency = "PLN";
    world.company.timezone_name = "Europe/Warsaw";
    world.company.timezone_offset = "+01:00";
    world.users = {{.id = admin_id,
                    .name = "Zofia Zielińska",
                    .email = "zofia@zielony-kat.example",
                    .is_admin = true,
                    .language = "pl"},
                   {.id = second_user_id,
                    .name = "Bartosz Gąsior",
                    .email = "bartosz@zielony-kat.example",
                    .language = "pl"}};
    world.pipeline_name = "Zieleń";
    constexpr std::array names = {
        "Kwalifikacja", "Wizja lokalna", "Oferta", "Negocjacje", "Umówione prace"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        world.stages.at(i).name = names[i];
    }
}

} // namespace

void add_polish_business(World& world, Time now)
{
    set_company(world);
    for (std::size_t i = 0; i < std::size(contacts); ++i) {
        add_contact(world, i, now);
    }
    for (std::size_t i = 0; i < std::size(products); ++i) {
        add_product(world, i, now);
    }
    RecordId deal_id = 1;
    RecordId line_id = 1;
    for (const DealRow& row : deals()) {
        const Time added = now - days(40) + days(deal_id);
        Deal deal{.id = deal_id++,
                  .title = row.title,
                  .owner_id = admin_id,
                  .person_id = id_of(row.contact),
                  .org_id = id_of(row.contact),
                  .stage_id = row.stage,
                  .currency = row.currency,
                  .tax_method = row.tax_method,
                  .add_time = added,
                  .update_time = added + days(10)};
        for (const LineRow& line : row.lines) {
            deal.products.push_back(attached(world, row, line, line_id++));
            deal.products.back().add_time = added;
            deal.products.back().update_time = added;
        }
        deal.expected_close_date = day_of(now + days(14));
        world.deals.emplace(deal.id, std::move(deal));
    }
}

} // namespace emulator::pipedrive::seed_parts
