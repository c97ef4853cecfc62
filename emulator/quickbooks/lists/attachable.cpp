#include "emulator/quickbooks/lists/attachable.hpp"

#include "emulator/kit/multipart.hpp"

#include <map>

namespace emulator::quickbooks {

namespace {

using enum ValueKind;

constexpr QueryProperty query_properties[] = {id_property,
                                              {"FileName", text},
                                              {"Note", text},
                                              {"ContentType", text},
                                              {"Size", number},
                                              {"AttachableRef.EntityRef.Type", text, false},
                                              {"AttachableRef.EntityRef.value", id, false},
                                              created_property,
                                              updated_property};

constexpr Property entity_ref_properties[] = {
    {"type", Kind::text}, {"value", Kind::text}, {"name"}};
constexpr Shape entity_ref_shape{entity_ref_properties};
constexpr Property ref_properties[] = {{"EntityRef", Kind::object, 0, &entity_ref_shape},
                                       {"LineInfo", Kind::text},
                                       {"IncludeOnSend", Kind::boolean},
                                       {"Inactive", Kind::boolean},
                                       {"NoRefOnly", Kind::boolean},
                                       {"CustomField"},
                                       {"Ref"}};
constexpr Shape ref_shape{ref_properties};
constexpr Property properties[] = {{"Id", Kind::text},
                                   {"SyncToken", Kind::text},
                                   {"MetaData"},
                                   {"domain"},
                                   {"sparse", Kind::boolean},
                                   {"status"},
                                   {"FileName", Kind::text, 1000},
                                   {"Note", Kind::text, 2000},
                                   {"Category", Kind::text, 100},
                                   {"ContentType", Kind::text, 100},
                                   {"Tag", Kind::text, 2000},
                                   {"Lat", Kind::text},
                                   {"Long", Kind::text},
                                   {"PlaceName", Kind::text, 2000},
                                   {"AttachableRef", Kind::list, 0, &ref_shape},
                                   {"Size"},
                                   {"FileAccessUri"},
                                   {"TempDownloadUri"},
                                   {"ThumbnailFileAccessUri"},
                                   {"ThumbnailTempDownloadUri"}};
constexpr Shape attachable_shape{properties};

std::optional<Fault> check_refs(const Write& write)
{
    const auto* refs = write.body["AttachableRef"].if_array();
    for (const Json& ref : refs == nullptr ? Json::Array() : *refs) {
        const Json& target = ref["EntityRef"];
        const EntityType* type = find_entity_type(target["type"].string_or());
        if (type == nullptr ||
            write.company.table(type->name).record(text_of(target["value"])) == nullptr) {
            return invalid_reference("EntityRef", text_of(target["value"]));
        }
    }
    return std::nullopt;
}

Outcome<Json> build(Write& write)
{
    const Json& body = write.body;
    const bool has_file = !body["FileName"].string_or().empty();
    if (!has_file && body["Note"].string_or().empty()) {
        return std::unexpected(
            business_fault("You must have at least a note string or file attachment."));
    }
    if (auto problem = check_refs(write)) {
        return std::unexpected(*std::move(problem));
    }
    Json attachable = Json::object();
    copy_members(attachable, body, {"AttachableRef", "FileName", "Note", "Category"});
    copy_members(attachable, body, {"ContentType", "Tag", "Lat", "Long", "PlaceName"});
    if (write.old != nullptr) {
        copy_members(attachable, *write.old, {"FileName", "ContentType", "Size", "FileAccessUri"});
    }
    write.identify(attachable);
    return attachable;
}

void settle(Company& company, const Json& before, const Json& after, Time)
{
    if (after.is_null()) {
        company.files.erase(id_of(before));
    }
}

std::optional<Fault> check_removal(const Company&, const Json&)
{
    return std::nullopt;
}

/// The two parts that belong together, by the number at the end of their names.
struct Upload {
    const kit::Part* metadata = nullptr;
    const kit::Part* content = nullptr;
};

std::map<std::string, Upload> uploads_in(const std::vector<kit::Part>& parts)
{
    constexpr std::string_view metadata = "file_metadata_";
    constexpr std::string_view content = "file_content_";
    std::map<std::string, Upload> uploads;
    for (const kit::Part& part : parts) {
        if (part.name.starts_with(metadata)) {
            uploads[part.name.substr(metadata.size())].metadata = &part;
        } else if (part.name.starts_with(content)) {
            uploads[part.name.substr(content.size())].content = &part;
        }
    }
    return uploads;
}

Outcome<Json> metadata_of(const Upload& upload)
{
    Json body = Json::object();
    if (upload.metadata != nullptr) {
        auto sent = Json::parse(upload.metadata->body);
        if (!sent || sent->if_object() == nullptr) {
            return std::unexpected(fault("2010", "The metadata is no JSON object"));
        }
        body = *std::move(sent);
    }
    if (upload.content == nullptr) {
        return std::unexpected(missing("file_content"));
    }
    if (body["FileName"].string_or().empty()) {
        body.set("FileName", upload.content->file_name);
    }
    if (body["ContentType"].string_or().empty()) {
        body.set("ContentType", upload.content->content_type);
    }
    return body;
}

Outcome<Json> store(Company& company, const Upload& upload, std::string_view host, Time now)
{
    const auto body = metadata_of(upload);
    if (!body) {
        return std::unexpected(body.error());
    }
    const auto made = create(company, attachable_type, *body, now);
    if (!made) {
        return std::unexpected(made.error());
    }
    Json attachable = (*made)->json();
    const std::string file = id_of(attachable);
    attachable.set("Size", static_cast<std::int64_t>(upload.content->body.size()));
    attachable.set("FileAccessUri", "/v3/company/" + company.realm + "/download/" + file);
    company.table("Attachable").put(attachable);
    company.files[file] = {(*body)["ContentType"].string_or(), upload.content->body};
    return with_download(attachable, host, company.realm);
}

} // namespace

constexpr EntityType attachable_type{.name = "Attachable",
                                     .properties = query_properties,
                                     .shape = &attachable_shape,
                                     .build = build,
                                     .settle = settle,
                                     .check_removal = check_removal};

Outcome<std::string> upload_files(Company& company,
                                  std::string_view content_type,
                                  std::string_view body,
                                  std::string_view host,
                                  Time now)
{
    const auto parts = kit::read_multipart(content_type, body);
    if (!parts) {
        return std::unexpected(fault("2010", "The request is no multipart form"));
    }
    std::string answers;
    for (const auto& [number, upload] : uploads_in(*parts)) {
        auto stored = store(company, upload, host, now);
        const Json entry =
            stored ? Json(Json::Object{{"Attachable", *std::move(stored)}})
                   : Json(Json::Object{{"Fault", fault_body(stored.error(), stamp(now))["Fault"]}});
        answers += (answers.empty() ? "" : ",") + entry.dump();
    }
    if (answers.empty()) {
        return std::unexpected(missing("file_content"));
    }
    return "{\"AttachableResponse\":[" + answers + "],\"time\":\"" + stamp_with_milliseconds(now) +
           "\"}";
}

Json with_download(const Json& attachable, std::string_view host, std::string_view realm)
{
    Json shown = attachable;
    if (!attachable["FileAccessUri"].is_null()) {
        shown.set("TempDownloadUri",
                  "http://" + std::string(host) + "/files/" + std::string(realm) + "/" +
                      id_of(attachable));
    }
    return shown;
}

} // namespace emulator::quickbooks
