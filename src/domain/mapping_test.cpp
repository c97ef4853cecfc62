#include "domain/mapping.hpp"

#include <doctest/doctest.h>

using namespace billbridge;

namespace {

Deal deal_with_both()
{
    Deal deal;
    deal.organization = Organization{OrganizationId(12), "Lee Ltd", {}};
    deal.organization->fields["name"] = {"Lee Ltd", {}};
    deal.organization->fields["address"] = {"12 Oak St",
                                            Address{.text = "12 Oak St", .city = "Rye"}};
    deal.organization->fields["f00d"] = {"PL5260001246", {}};
    deal.person = Person{PersonId(31), "Ann Lee", {}};
    deal.person->fields["name"] = {"Ann Lee", {}};
    deal.person->fields["email"] = {"ann@lee.test", {}};
    deal.fields["title"] = {"Roof repair", {}};
    deal.fields["cafe"] = {"Back door 5", {}};
    return deal;
}

} // namespace

TEST_CASE("the defaults take name and address of the organization and the person's e-mail")
{
    const PayerDetails details = payer_details(deal_with_both(), InvoiceSettings{});

    CHECK(details.name == "Lee Ltd");
    CHECK(details.address.city == "Rye");
    CHECK(details.email == "ann@lee.test");
    CHECK(details.tax_id.empty());
}

TEST_CASE("custom fields of any record fill what they are mapped to")
{
    InvoiceSettings settings;
    settings.tax_id.field = *FieldRef::parse("organization.f00d");
    settings.address.field = *FieldRef::parse("deal.cafe");

    const PayerDetails details = payer_details(deal_with_both(), settings);

    CHECK(details.tax_id == "PL5260001246");
    CHECK(details.address == Address{.text = "Back door 5"});
}

TEST_CASE("without an organization the person's name is taken")
{
    Deal deal = deal_with_both();
    deal.organization.reset();

    const PayerDetails details = payer_details(deal, InvoiceSettings{});

    CHECK(details.name == "Ann Lee");
    CHECK(details.address.empty());
}

TEST_CASE("a mapped field that is gone leaves its detail empty and the name falls back")
{
    InvoiceSettings settings;
    settings.to = {*FieldRef::parse("deal.deleted0field")};

    CHECK(payer_details(deal_with_both(), settings).name == "Lee Ltd");
    CHECK(payer_details(Deal{}, settings) == PayerDetails{});
}

TEST_CASE("a fallback fills in where the first field is empty or its record is missing")
{
    InvoiceSettings settings;
    settings.email = {*FieldRef::parse("organization.f00"), *FieldRef::parse("person.email")};
    settings.address = {*FieldRef::parse("deal.cafe"), *FieldRef::parse("organization.address")};
    Deal deal = deal_with_both();

    CHECK(payer_details(deal, settings).email == "ann@lee.test");
    CHECK(payer_details(deal, settings).address.text == "Back door 5");
    deal.fields.erase("cafe");
    CHECK(payer_details(deal, settings).address.city == "Rye");
    deal.organization.reset();
    CHECK(payer_details(deal, settings).address.empty());
    CHECK(payer_details(deal, InvoiceSettings{}).name == "Ann Lee");
}

TEST_CASE("a detail that is mapped and yet empty is named; one that nobody mapped is not")
{
    using Names = std::vector<std::string_view>;
    InvoiceSettings settings;
    CHECK(empty_details(deal_with_both(), settings).empty());
    settings.tax_id.fallback = *FieldRef::parse("deal.nip");
    CHECK(empty_details(deal_with_both(), settings) == Names{"tax_id"});
    CHECK(empty_details(Deal{}, settings) == Names{"to", "address", "email", "tax_id"});
}

TEST_CASE("a custom field that its record no longer lists is gone; an empty one is not")
{
    const std::string code = "9dc80c50d78a15643bfc4ca79d76156a73a1ca0e";
    InvoiceSettings settings;
    settings.tax_id.fallback = FieldRef{RecordKind::organization, code};
    Deal deal = deal_with_both();
    const auto gone = [&] {
        std::vector<std::string_view> names;
        for (const MappedDetail& detail : gone_details(deal, settings)) {
            names.push_back(detail.invoice_field);
        }
        return names;
    };

    CHECK(gone().empty()); // the CRM did not tell
    deal.organization->custom_codes = {code};
    CHECK(gone().empty());
    deal.organization->custom_codes = std::set<std::string>{};
    CHECK(gone() == std::vector<std::string_view>{"details.tax_id"});
    settings.tax_id.fallback->code = "website"; // a system field that this company's plan lacks
    CHECK(gone().empty());
    settings.tax_id.fallback->code = code;
    deal.organization.reset();
    CHECK(gone().empty());
}

TEST_CASE("a field reference is record, dot, code")
{
    CHECK(to_string(*FieldRef::parse("person.email")) == "person.email");
    for (const char* text : {"", "person", "person.", ".email", "company.name", "Person.email"}) {
        CAPTURE(text);
        CHECK_FALSE(FieldRef::parse(text).has_value());
    }
}
