#include "emulator/quickbooks/books/ledger.hpp"
#include "emulator/quickbooks/lists/lists.hpp"

namespace emulator::quickbooks {

namespace {

constexpr QueryProperty single_properties[] = {id_property, created_property, updated_property};

constexpr Property info_properties[] = {
    {"Id", Kind::text},
    {"SyncToken", Kind::text},
    {"MetaData"},
    {"domain"},
    {"sparse", Kind::boolean},
    {"CompanyName", Kind::text, 1024},
    {"LegalName", Kind::text, 1024},
    {"CompanyAddr", Kind::object, 0, &address_shape},
    {"CustomerCommunicationAddr", Kind::object, 0, &address_shape},
    {"LegalAddr", Kind::object, 0, &address_shape},
    {"PrimaryPhone", Kind::object, 0, &phone_shape},
    {"CustomerCommunicationEmailAddr", Kind::email},
    {"Email", Kind::email},
    {"WebAddr", Kind::object, 0, &web_shape},
    {"EmployerId", Kind::text},
    {"FiscalYearStartMonth", Kind::text},
    {"CompanyStartDate"},
    {"Country"},
    {"SupportedLanguages"},
    {"DefaultTimeZone"},
    {"NameValue"}};
constexpr Shape info_shape{info_properties};

constexpr Property preferences_properties[] = {{"Id", Kind::text},
                                               {"SyncToken", Kind::text},
                                               {"MetaData"},
                                               {"domain"},
                                               {"sparse", Kind::boolean},
                                               {"AccountingInfoPrefs", Kind::object},
                                               {"ProductAndServicesPrefs", Kind::object},
                                               {"SalesFormsPrefs", Kind::object},
                                               {"EmailMessagesPrefs", Kind::object},
                                               {"VendorAndPurchasesPrefs", Kind::object},
                                               {"TimeTrackingPrefs", Kind::object},
                                               {"TaxPrefs", Kind::object},
                                               {"CurrencyPrefs", Kind::object},
                                               {"ReportPrefs", Kind::object},
                                               {"OtherPrefs", Kind::object}};
constexpr Shape preferences_shape{preferences_properties};

/// The vendor answers countries of the company's addresses in three letters, however they were
/// written; these are the ones that the emulator's companies may have.
constexpr std::pair<std::string_view, std::string_view> countries[] = {{"United States", "USA"},
                                                                       {"US", "USA"},
                                                                       {"Poland", "POL"},
                                                                       {"PL", "POL"},
                                                                       {"Polska", "POL"},
                                                                       {"Germany", "DEU"},
                                                                       {"DE", "DEU"},
                                                                       {"United Kingdom", "GBR"},
                                                                       {"GB", "GBR"},
                                                                       {"Canada", "CAN"},
                                                                       {"CA", "CAN"}};

void shorten_country(Json& entity, std::string_view address)
{
    Json* place = entity.find(address);
    if (place == nullptr) {
        return;
    }
    for (const auto& [name, code] : countries) {
        if ((*place)["Country"].string_or() == name) {
            place->set("Country", code);
        }
    }
}

/// Neither is made by the API, so there is always an old one.
Json changed(const Write& write)
{
    Json entity = *write.old;
    for (const Property& property : write.type.shape->properties) {
        if (property.kind == Kind::any) {
            continue;
        }
        const Json* sent = write.body.find(property.name);
        const bool is_own =
            property.name == "Id" || property.name == "SyncToken" || property.name == "sparse";
        if (sent != nullptr && !sent->is_null() && !is_own) {
            entity.set(property.name, *sent);
        }
    }
    touch(entity, write.now);
    return entity;
}

Outcome<Json> build_info(Write& write)
{
    if (write.old == nullptr) {
        return std::unexpected(unsupported_operation("create"));
    }
    Json info = changed(write);
    for (const std::string_view address :
         {"CompanyAddr", "CustomerCommunicationAddr", "LegalAddr"}) {
        shorten_country(info, address);
    }
    return info;
}

/// Several currencies cannot be switched off again, nor the home currency changed.
void keep_currency(Json& preferences, const Json& old)
{
    if (old["CurrencyPrefs"]["MultiCurrencyEnabled"].bool_or(false)) {
        preferences.set("CurrencyPrefs", old["CurrencyPrefs"]);
        return;
    }
    preferences.find("CurrencyPrefs")->set("HomeCurrency", old["CurrencyPrefs"]["HomeCurrency"]);
}

Outcome<Json> build_preferences(Write& write)
{
    if (write.old == nullptr) {
        return std::unexpected(unsupported_operation("create"));
    }
    Json preferences = *write.old;
    for (const auto& [group, members] : *changed(write).if_object()) {
        const Json* old_group = write.old->find(group);
        if (members.if_object() == nullptr || old_group == nullptr) {
            preferences.set(group, members);
            continue;
        }
        Json merged = *old_group; // members of a group that were not sent stay
        for (const auto& [name, value] : *members.if_object()) {
            merged.set(name, value);
        }
        preferences.set(group, std::move(merged));
    }
    keep_currency(preferences, *write.old);
    return preferences;
}

} // namespace

constexpr EntityType company_info_type{.name = "CompanyInfo",
                                       .properties = single_properties,
                                       .shape = &info_shape,
                                       .build = build_info};
constexpr EntityType preferences_type{.name = "Preferences",
                                      .properties = single_properties,
                                      .shape = &preferences_shape,
                                      .build = build_preferences};

} // namespace emulator::quickbooks
