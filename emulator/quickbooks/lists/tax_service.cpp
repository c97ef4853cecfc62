#include "emulator/quickbooks/lists/tax_service.hpp"

#include "emulator/quickbooks/lists/lists.hpp"

#include <set>

namespace emulator::quickbooks {

namespace {

constexpr Property detail_properties[] = {{"TaxRateName", Kind::text, 100},
                                          {"TaxRateId", Kind::text},
                                          {"RateValue", Kind::text},
                                          {"TaxAgencyId", Kind::text},
                                          {"TaxApplicableOn", Kind::text}};
constexpr Shape detail_shape{detail_properties};
constexpr Property properties[] = {
    {"TaxCode", Kind::text, 100}, {"TaxCodeId"}, {"TaxRateDetails", Kind::list, 0, &detail_shape}};
constexpr Shape tax_service_shape{properties};

std::optional<Fault> check_new_rate(const Company& company, const Json& detail)
{
    for (const char* member : {"TaxRateName", "RateValue", "TaxAgencyId"}) {
        if (text_of(detail[member]).empty()) {
            return missing(member);
        }
    }
    const auto value = Decimal::parse(text_of(detail["RateValue"]));
    if (!value || value->is_negative() || *value > Decimal(100)) {
        return fault("2080", "Invalid Number : RateValue", "RateValue");
    }
    if (company.table("TaxAgency").record(text_of(detail["TaxAgencyId"])) == nullptr) {
        return invalid_reference("TaxAgencyId", text_of(detail["TaxAgencyId"]));
    }
    if (company.table("TaxRate").find_label(text_of(detail["TaxRateName"])) != nullptr) {
        return fault("6240");
    }
    const std::string side = detail["TaxApplicableOn"].string_or("Sales");
    return side == "Sales" || side == "Purchase"
               ? std::nullopt
               : std::optional(fault("2170", "Invalid Enumeration : " + side, "TaxApplicableOn"));
}

std::optional<Fault> check_detail(const Company& company, const Json& detail)
{
    const std::string id = text_of(detail["TaxRateId"]);
    if (id.empty()) {
        return check_new_rate(company, detail);
    }
    return company.table("TaxRate").record(id) == nullptr
               ? std::optional(invalid_reference("TaxRateId", id))
               : std::nullopt;
}

std::optional<Fault> check_body(const Company& company, const Json& body)
{
    if (auto problem = check(body, tax_service_shape)) {
        return problem;
    }
    const std::string name = body["TaxCode"].string_or();
    const auto* details = body["TaxRateDetails"].if_array();
    if (name.empty() || details == nullptr || details->empty()) {
        return missing(name.empty() ? "TaxCode" : "TaxRateDetails");
    }
    if (company.table("TaxCode").find_label(name) != nullptr) {
        return fault("6240");
    }
    std::set<std::string> seen;
    for (const Json& detail : *details) {
        if (auto problem = check_detail(company, detail)) {
            return problem;
        }
        const std::string key = text_of(detail["TaxRateId"]) + "/" + text_of(detail["TaxRateName"]);
        if (!seen.insert(key).second) {
            return business_fault("A tax rate can be used only once in a tax code.");
        }
    }
    return std::nullopt;
}

/// The rate of the detail, made where it is new.
Json rate_of(Company& company, const Json& detail, Time now)
{
    const std::string id = text_of(detail["TaxRateId"]);
    if (!id.empty()) {
        return *company.table("TaxRate").find(id);
    }
    Json rate = Json::object();
    rate.set("Name", detail["TaxRateName"]).set("Description", detail["TaxRateName"]);
    rate.set("Active", true);
    rate.set("RateValue", Json::number_text(text_of(detail["RateValue"])));
    rate.set("AgencyRef", Json::Object{{"value", text_of(detail["TaxAgencyId"])}});
    rate.set("SpecialTaxType", "NONE").set("DisplayType", "ReadOnly");
    set_identity(rate, std::to_string(company.table("TaxRate").next_id()), now);
    post(company, tax_rate_type, rate, Operation::created, now);
    return rate;
}

/// The sales or the purchase side of a code.
Json rate_list(Company& company, const Json& body, std::string_view side, Time now, Json& answered)
{
    Json list = Json::array();
    std::int64_t order = 0;
    for (const Json& detail : *body["TaxRateDetails"].if_array()) {
        if (detail["TaxApplicableOn"].string_or("Sales") != side) {
            continue;
        }
        const Json rate = rate_of(company, detail, now);
        list.push_back(
            Json::Object{{"TaxRateRef", reference_to(id_of(rate), rate["Name"].string_or())},
                         {"TaxTypeApplicable", "TaxOnAmount"},
                         {"TaxOrder", order++}});
        answered.push_back(Json::Object{{"TaxRateName", rate["Name"]},
                                        {"TaxRateId", id_of(rate)},
                                        {"RateValue", rate["RateValue"]},
                                        {"TaxAgencyId", text_of(rate["AgencyRef"]["value"])},
                                        {"TaxApplicableOn", side}});
    }
    return Json::Object{{"TaxRateDetail", std::move(list)}};
}

} // namespace

Outcome<Json> create_tax_code(Company& company, const Json& body, Time now)
{
    if (!company.has_subscription) {
        return std::unexpected(fault("6190"));
    }
    if (auto problem = check_body(company, body)) {
        return std::unexpected(*std::move(problem));
    }
    Json answered = Json::array();
    Json code = Json::object();
    code.set("Name", body["TaxCode"]).set("Description", body["TaxCode"]);
    code.set("Active", true).set("Hidden", false).set("Taxable", true).set("TaxGroup", true);
    code.set("TaxCodeConfigType", "USER_DEFINED");
    code.set("SalesTaxRateList", rate_list(company, body, "Sales", now, answered));
    code.set("PurchaseTaxRateList", rate_list(company, body, "Purchase", now, answered));
    set_identity(code, std::to_string(company.table("TaxCode").next_id()), now);
    post(company, tax_code_type, code, Operation::created, now);
    return Json::Object{{"TaxCode", body["TaxCode"]},
                        {"TaxCodeId", id_of(code)},
                        {"TaxRateDetails", std::move(answered)}};
}

} // namespace emulator::quickbooks
