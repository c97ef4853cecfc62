#include "domain/contact_choices.hpp"

#include "domain/invoice_order.hpp"
#include "domain/similar.hpp"

#include <algorithm>

namespace billbridge {

namespace {

const Message of_organization{"choice.organization", {}};
const Message of_person{"choice.person", {}};
const Message of_deal{"choice.deal", {}};

Message email_label(const Person& person, const std::string& label)
{
    if (label == "work") {
        return {"choice.email_work", {{"name", person.name}}};
    }
    if (label == "home") {
        return {"choice.email_home", {{"name", person.name}}};
    }
    if (label == "other") {
        return {"choice.email_other", {{"name", person.name}}};
    }
    if (label.empty()) {
        return {"choice.email", {{"name", person.name}}};
    }
    return {"choice.email_labelled", {{"name", person.name}, {"label", label}}};
}

/// What is the same but for case, blanks and punctuation is offered once.
void offer_name(std::vector<TextChoice>& names, const Message& label, const std::string& name)
{
    const std::string key = name_key(name);
    const bool known = std::ranges::any_of(
        names, [&](const TextChoice& choice) { return name_key(choice.text) == key; });
    if (!key.empty() && !known) {
        names.push_back({label, name});
    }
}

void offer_email(std::vector<TextChoice>& emails, const Message& label, const std::string& email)
{
    // Addresses differ in their signs: those of a name do not count, these do.
    const auto is_same = [&](const TextChoice& choice) {
        return std::ranges::equal(choice.text, email, [](char a, char b) {
            const auto lower = [](char c) {
                return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c;
            };
            return lower(a) == lower(b);
        });
    };
    if (looks_like_email(email) && std::ranges::none_of(emails, is_same)) {
        emails.push_back({label, email});
    }
}

void offer_address(std::vector<AddressChoice>& list, const Message& label, const Address& address)
{
    if (!address.empty() &&
        std::ranges::find(list, address, &AddressChoice::address) == list.end()) {
        list.push_back({label, address});
    }
}

/// The e-mail addresses and postal addresses among a record's fields.
void offer_fields(ContactChoices& choices, const Message& label, const FieldValues& fields)
{
    for (const auto& [code, value] : fields) {
        if (value.address) {
            const bool is_own = code == "address" && label == of_organization;
            offer_address(choices.addresses,
                          is_own ? Message{"choice.organization_address", {}} : label,
                          *value.address);
        } else {
            offer_email(choices.emails, label, value.text);
        }
    }
}

/// Puts the choice that the form begins with at the top.
template <class Choice, class IsMapped>
void put_first(std::vector<Choice>& choices, IsMapped is_mapped)
{
    const auto found = std::ranges::find_if(choices, is_mapped);
    if (found != choices.end()) {
        std::rotate(choices.begin(), found, found + 1);
    }
}

} // namespace

ContactChoices contact_choices(const Deal& deal, const PayerDetails& mapped)
{
    ContactChoices choices;
    if (deal.organization) {
        offer_name(choices.names, of_organization, deal.organization->name);
        const auto own = deal.organization->fields.find("address");
        if (own != deal.organization->fields.end() && own->second.address) {
            offer_address(
                choices.addresses, {"choice.organization_address", {}}, *own->second.address);
        }
        offer_fields(choices, of_organization, deal.organization->fields);
    }
    if (deal.person) {
        offer_name(choices.names, of_person, deal.person->name);
        for (const LabelledEmail& email : deal.person->emails) {
            offer_email(choices.emails, email_label(*deal.person, email.label), email.address);
        }
        offer_fields(choices, of_person, deal.person->fields);
    }
    offer_fields(choices, of_deal, deal.fields);
    offer_name(choices.names, {"choice.mapped", {}}, mapped.name);
    offer_email(choices.emails, {"choice.mapped", {}}, mapped.email);
    offer_address(choices.addresses, {"choice.mapped", {}}, mapped.address);
    put_first(choices.names, [&](const TextChoice& c) { return c.text == mapped.name; });
    put_first(choices.emails, [&](const TextChoice& c) { return c.text == mapped.email; });
    put_first(choices.addresses,
              [&](const AddressChoice& c) { return c.address == mapped.address; });
    return choices;
}

} // namespace billbridge
