#pragma once

#include "emulator/pipedrive/api/body.hpp"
#include "emulator/pipedrive/api/record_query.hpp"

#include <array>
#include <string_view>

/// What the endpoints of deals, persons, organizations and products have in common needs to know
/// about each.
namespace emulator::pipedrive {

/// The record as API v2 answers it.
Json record_json(const World& world, const Deal& deal, const RecordQuery& wanted = {});
Json record_json(const World& world, const Person& person, const RecordQuery& wanted = {});
Json record_json(const World& world, const Organization& record, const RecordQuery& wanted = {});
Json record_json(const World& world, const Product& product, const RecordQuery& wanted = {});

/// Writes the members of `body` into the record; complains to `body` of what is wrong with them.
void write(Body& body, const Call& call, Deal& deal);
void write(Body& body, const Call& call, Person& person);
void write(Body& body, const Call& call, Organization& organization);
void write(Body& body, const Call& call, Product& product);

/// Takes the record out of the company with what hangs on it.
void take_out(World& world, const Deal& deal);
void take_out(World& world, const Person& person);
void take_out(World& world, const Organization& organization);
void take_out(World& world, const Product& product);

/// `include_fields` of each kind.
extern const std::initializer_list<std::string_view> deal_includable;
extern const std::initializer_list<std::string_view> person_includable;
extern const std::initializer_list<std::string_view> organization_includable;

template <class Record>
struct RecordTraits;

template <>
struct RecordTraits<Deal> {
    static constexpr RecordKind kind = RecordKind::deal;
    static constexpr std::string_view required = "title";
    static constexpr int created = 200;
    static constexpr auto records = &World::deals;
    static auto includable() { return deal_includable; }
};

template <>
struct RecordTraits<Person> {
    static constexpr RecordKind kind = RecordKind::person;
    static constexpr std::string_view required = "name";
    static constexpr int created = 200;
    static constexpr auto records = &World::persons;
    static auto includable() { return person_includable; }
};

template <>
struct RecordTraits<Organization> {
    static constexpr RecordKind kind = RecordKind::organization;
    static constexpr std::string_view required = "name";
    static constexpr int created = 200;
    static constexpr auto records = &World::organizations;
    static auto includable() { return organization_includable; }
};

template <>
struct RecordTraits<Product> {
    static constexpr RecordKind kind = RecordKind::product;
    static constexpr std::string_view required = "name";
    static constexpr int created = 201;
    static constexpr auto records = &World::products;
    static std::initializer_list<std::string_view> includable() { return {}; }
};

/// The company's records of that type.
template <class Record>
auto& records_of(const Call& call)
{
    return call.context.world.*RecordTraits<Record>::records;
}

} // namespace emulator::pipedrive
