#include "emulator/pipedrive/history/files.hpp"

#include "emulator/kit/multipart.hpp"
#include "emulator/oauth/form.hpp"
#include "emulator/pipedrive/api/answer.hpp"
#include "emulator/pipedrive/api/paging.hpp"
#include "emulator/pipedrive/api/stamp.hpp"

#include <algorithm>

namespace emulator::pipedrive {

namespace {

using answer::nullable;

template <class Record, class Name>
Json name_of(const std::map<RecordId, Record>& records, OptionalId id, Name record_name)
{
    const Record* record = id ? find(records, *id) : nullptr;
    return record == nullptr ? Json() : Json(record_name(*record));
}

std::string extension(const std::string& file_name)
{
    const std::size_t dot = file_name.rfind('.');
    return dot == std::string::npos ? "" : file_name.substr(dot + 1);
}

Json file_json(const World& world, const File& file)
{
    return Json::Object{
        {"id", file.id},
        {"user_id", file.user_id},
        {"deal_id", nullable(file.deal_id)},
        {"person_id", nullable(file.person_id)},
        {"org_id", nullable(file.org_id)},
        {"product_id", nullable(file.product_id)},
        {"activity_id", nullable(file.activity_id)},
        {"lead_id", nullptr},
        {"add_time", stamp_v1(file.add_time)},
        {"update_time", stamp_v1(file.update_time)},
        {"file_name", file.stored_name},
        {"name", file.name},
        {"file_type", extension(file.name)},
        {"file_size", static_cast<std::int64_t>(file.content.size())},
        {"active_flag", true},
        {"inline_flag", false},
        {"remote_location", ""},
        {"remote_id", ""},
        {"cid", nullptr},
        {"mail_message_id", nullptr},
        {"deal_name",
         name_of(world.deals, file.deal_id, [](const Deal& deal) { return deal.title; })},
        {"person_name",
         name_of(world.persons, file.person_id, [](const Person& it) { return it.name(); })},
        {"org_name",
         name_of(world.organizations,
                 file.org_id,
                 [](const Organization& organization) { return organization.name; })},
        {"product_name",
         name_of(
             world.products, file.product_id, [](const Product& product) { return product.name; })},
        {"url",
         "https://" + world.company.domain + ".pipedrive.com/v1/files/" + std::to_string(file.id) +
             "/download"},
        {"description", file.description.empty() ? Json() : Json(file.description)}};
}

/// Takes the id of a record that exists; false where it does not.
template <class Record>
bool link(const kit::Part& part,
          std::string_view member,
          const std::map<RecordId, Record>& records,
          OptionalId& target)
{
    if (part.name != member || part.body.empty()) {
        return true;
    }
    target = parse_integer(part.body);
    return target && find(records, *target) != nullptr;
}

bool link_all(const World& world, const kit::Part& part, File& file)
{
    return link(part, "deal_id", world.deals, file.deal_id) &&
           link(part, "person_id", world.persons, file.person_id) &&
           link(part, "org_id", world.organizations, file.org_id) &&
           link(part, "product_id", world.products, file.product_id) &&
           link(part, "activity_id", world.activities, file.activity_id);
}

/// `invoice.pdf` becomes `invoice_12.pdf`.
std::string stored_name(const File& file)
{
    const std::size_t dot = std::min(file.name.rfind('.'), file.name.size());
    return file.name.substr(0, dot) + "_" + std::to_string(file.id) + file.name.substr(dot);
}

File* file_of(const Call& call)
{
    const auto id = parse_integer(call.id);
    return id ? find(call.context.world.files, *id) : nullptr;
}

/// `page_answer` makes the answer of the page.
template <class Wanted, class Page>
Response list(const Call& call, Wanted wanted, Page page_answer)
{
    constexpr std::int64_t limit_max = 100;
    const World& world = call.context.world;
    PageV1 page = page_v1_request(call.request);
    page.limit = std::min(page.limit, limit_max);
    std::vector<const File*> found;
    for (const auto& [id, file] : world.files) {
        if (wanted(file)) {
            found.push_back(&file);
        }
    }
    const auto count = static_cast<std::int64_t>(found.size());
    Json items = Json::array();
    for (std::int64_t i = page.start; i < std::min(count, page.start + page.limit); ++i) {
        items.push_back(file_json(world, *found[static_cast<std::size_t>(i)]));
    }
    return page_answer(std::move(items), page.start, page.limit, page.start + page.limit < count);
}

template <class Record>
Response
list_of(const Call& call, const std::map<RecordId, Record>& records, OptionalId File::* member)
{
    const auto id = parse_integer(call.id);
    if (!id || find(records, *id) == nullptr) {
        return answer::not_found();
    }
    return list(call, [&](const File& file) { return file.*member == id; }, answer::page_v1_flat);
}

} // namespace

Response upload_file(const Call& call)
{
    World& world = call.context.world;
    const auto parts =
        kit::read_multipart(call.request.headers.get("content-type"), call.request.body);
    if (!parts) {
        return answer::bad_request("A multipart/form-data body is required");
    }
    File file{.user_id = call.session.user_id, .add_time = call.now(), .update_time = call.now()};
    for (const kit::Part& part : *parts) {
        if (part.name == "file") {
            file.name = part.file_name;
            file.content = part.body;
        } else if (!link_all(world, part, file)) {
            return answer::bad_request(part.name + " does not exist");
        }
    }
    if (file.name.empty()) {
        return answer::bad_request("No file was uploaded");
    }
    file.id = world.new_id("file");
    file.stored_name = stored_name(file);
    const File& stored = world.files.emplace(file.id, std::move(file)).first->second;
    Json created = file_json(world, stored);
    remember(call, "file", stored.id, Action::create, nullptr, created);
    return answer::single(std::move(created));
}

Response list_files(const Call& call)
{
    return list(call, [](const File&) { return true; }, answer::page_v1);
}

Response get_file(const Call& call)
{
    const File* file = file_of(call);
    return file == nullptr ? answer::not_found()
                           : answer::single(file_json(call.context.world, *file));
}

Response download_file(const Call& call)
{
    const File* file = file_of(call);
    if (file == nullptr) {
        return answer::not_found();
    }
    return {.status = 200,
            .headers = {{"content-type", "application/octet-stream"}},
            .body = file->content};
}

Response update_file(const Call& call)
{
    File* file = file_of(call);
    if (file == nullptr) {
        return answer::not_found();
    }
    const Form form = read_form(call.request);
    const World& world = call.context.world;
    Json before = file_json(world, *file);
    if (const auto wanted = form.get("name"); !wanted.empty()) {
        file->name = wanted;
    }
    if (const auto wanted = form.get("description"); !wanted.empty()) {
        file->description = wanted;
    }
    file->update_time = call.now();
    Json after = file_json(world, *file);
    remember(call, "file", file->id, Action::change, std::move(before), after);
    return answer::single(std::move(after));
}

Response delete_file(const Call& call)
{
    const File* file = file_of(call);
    if (file == nullptr) {
        return answer::not_found();
    }
    World& world = call.context.world;
    const RecordId id = file->id;
    remember(call, "file", id, Action::remove, file_json(world, *file), nullptr);
    world.files.erase(id);
    return answer::deleted(id);
}

Response list_deal_files(const Call& call)
{
    return list_of(call, call.context.world.deals, &File::deal_id);
}

Response list_person_files(const Call& call)
{
    return list_of(call, call.context.world.persons, &File::person_id);
}

Response list_organization_files(const Call& call)
{
    return list_of(call, call.context.world.organizations, &File::org_id);
}

} // namespace emulator::pipedrive
