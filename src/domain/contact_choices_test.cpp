#include "domain/contact_choices.hpp"

#include <doctest/doctest.h>

using namespace billbridge;

namespace {

Deal lees_deal()
{
    Deal deal;
    deal.organization = Organization{OrganizationId(12), "Lee Ltd", {}};
    deal.person = Person{PersonId(31), "Ann Lee", {}};
    return deal;
}

template <class Choice, class Value>
std::vector<std::string> told(const std::vector<Choice>& choices, Value value)
{
    std::vector<std::string> texts;
    for (const Choice& choice : choices) {
        texts.push_back(choice.label.key + ": " + value(choice));
    }
    return texts;
}

std::vector<std::string> told(const std::vector<TextChoice>& choices)
{
    return told(choices, [](const TextChoice& choice) { return choice.text; });
}

std::vector<std::string> told(const std::vector<AddressChoice>& choices)
{
    return told(choices, [](const AddressChoice& choice) { return choice.address.text; });
}

Address typed(const char* text)
{
    Address address;
    address.text = text;
    return address;
}

using Texts = std::vector<std::string>;

} // namespace

TEST_CASE("every name, e-mail and postal address of the deal's contacts is offered once")
{
    Deal deal = lees_deal();
    deal.person->emails = {{"ann@lee.test", "work"},
                           {"Ann@Lee.test", "home"},
                           {"ann@home.test", "home"},
                           {"ann@club.test", "Golf"},
                           {"no address", "work"}};
    deal.organization->fields = {{"address", {"Oak St", typed("Oak St")}},
                                 {"b1", {"office@lee.test", {}}},
                                 {"b2", {"Elm St", typed("Elm St")}},
                                 {"b3", {"Oak St", typed("Oak St")}}};
    deal.fields = {{"d1", {"deal@lee.test", {}}}};

    const ContactChoices choices = contact_choices(deal, {});

    CHECK(told(choices.names) == Texts{"choice.organization: Lee Ltd", "choice.person: Ann Lee"});
    CHECK(told(choices.emails) == Texts{"choice.organization: office@lee.test",
                                        "choice.email_work: ann@lee.test",
                                        "choice.email_home: ann@home.test",
                                        "choice.email_labelled: ann@club.test",
                                        "choice.deal: deal@lee.test"});
    CHECK(choices.emails[3].label.args.at("label") == "Golf");
    CHECK(told(choices.addresses) ==
          Texts{"choice.organization_address: Oak St", "choice.organization: Elm St"});
}

TEST_CASE("what the form begins with stands first, wherever it comes from")
{
    Deal deal = lees_deal();
    deal.person->emails = {{"ann@lee.test", ""}, {"bill@lee.test", "work"}};
    PayerDetails mapped;
    mapped.name = "Ann Lee";
    mapped.email = "bill@lee.test";
    mapped.address = typed("Fir St");

    const ContactChoices choices = contact_choices(deal, mapped);

    CHECK(told(choices.names) == Texts{"choice.person: Ann Lee", "choice.organization: Lee Ltd"});
    CHECK(told(choices.emails) ==
          Texts{"choice.email_work: bill@lee.test", "choice.email: ann@lee.test"});
    CHECK(told(choices.addresses) == Texts{"choice.mapped: Fir St"});
}

TEST_CASE("a deal without contacts offers nothing")
{
    const ContactChoices choices = contact_choices(Deal(), {});

    CHECK(choices.names.empty());
    CHECK(choices.emails.empty());
    CHECK(choices.addresses.empty());
}
