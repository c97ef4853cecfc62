#include "emulator/quickbooks/lists/named_list.hpp"

#include "emulator/quickbooks/books/references.hpp"

namespace emulator::quickbooks {

namespace {

/// What the vendor appends to the name of what is made inactive (measured for accounts).
constexpr std::string_view inactive_suffix = " (deleted)";

std::shared_ptr<const Json> parent_of(const Write& write)
{
    return write.company.table(write.type.name).find(referred(write.body, "ParentRef"));
}

std::string full_name(const Write& write, const NameRules& rules)
{
    const std::string name = inactive_name(write.body[rules.member].string_or(), write.body);
    const auto parent = parent_of(write);
    return parent == nullptr ? name : (*parent)["FullyQualifiedName"].string_or() + ":" + name;
}

/// How deep the entity would stand; none where it would stand below itself.
std::optional<std::int64_t> depth(const Write& write)
{
    const Table& table = write.company.table(write.type.name);
    std::int64_t levels = 0;
    std::string id = referred(write.body, "ParentRef");
    while (!id.empty()) {
        if (write.old != nullptr && id == id_of(*write.old)) {
            return std::nullopt;
        }
        const auto row = table.find(id);
        id = row == nullptr ? "" : referred(*row, "ParentRef");
        ++levels;
    }
    return levels;
}

std::optional<Fault> check_parent(const Write& write, const NameRules& rules)
{
    if (auto problem = check_reference(write.company, write.body, "ParentRef", write.type.name)) {
        return problem;
    }
    const auto levels = depth(write);
    const bool fits = levels && *levels <= rules.depth_max;
    return fits ? std::nullopt : std::optional(fault("6150", {}, "ParentRef"));
}

} // namespace

std::optional<Fault> check_name(const Write& write, const NameRules& rules)
{
    const std::string name = write.body[rules.member].string_or();
    if (name.empty()) {
        return missing(std::string(rules.member));
    }
    if (name.find_first_of(rules.forbidden) != std::string::npos) {
        return fault("2040", {}, std::string(rules.member));
    }
    if (!rules.sub_member.empty()) {
        if (auto problem = check_parent(write, rules)) {
            return problem;
        }
    }
    const Record* holder = write.company.table(write.type.name).find_label(full_name(write, rules));
    const std::string own = write.old == nullptr ? "" : id_of(*write.old);
    if (holder == nullptr || holder->id() == own) {
        return std::nullopt;
    }
    return fault("6240", "The name supplied already exists. : Id=" + holder->id());
}

void set_name(Json& entity, const Write& write, const NameRules& rules)
{
    const std::string name = inactive_name(write.body[rules.member].string_or(), write.body);
    entity.set(rules.member, name);
    entity.set("Active", write.body["Active"].bool_or(true));
    if (rules.sub_member.empty()) {
        return;
    }
    const auto parent = parent_of(write);
    entity.set(rules.sub_member, parent != nullptr);
    if (parent != nullptr) {
        entity.set("ParentRef",
                   reference_to(id_of(*parent), (*parent)["FullyQualifiedName"].string_or()));
    }
    if (parent != nullptr && rules.shows_level) {
        entity.set("Level", depth(write).value_or(0));
    }
    entity.set("FullyQualifiedName", full_name(write, rules));
}

void rename_children(Company& company,
                     const EntityType& type,
                     std::string_view name_member,
                     const Json& before,
                     const Json& after)
{
    const Json& whole = after["FullyQualifiedName"];
    if (before.is_null() || before["FullyQualifiedName"] == whole) {
        return;
    }
    std::vector<Json> children;
    for (const Record& record : company.table(type.name).records()) {
        Json row = record.json();
        if (referred(row, "ParentRef") == id_of(after)) {
            children.push_back(std::move(row));
        }
    }
    for (const Json& child : children) {
        Json renamed = child;
        renamed.set("ParentRef", reference_to(id_of(after), whole.string_or()));
        renamed.set("FullyQualifiedName", whole.string_or() + ":" + child[name_member].string_or());
        company.table(type.name).put(renamed);
        rename_children(company, type, name_member, child, renamed);
    }
}

std::string inactive_name(std::string name, const Json& body)
{
    const bool is_marked = name.ends_with(inactive_suffix);
    if (body["Active"].bool_or(true)) {
        return is_marked ? name.substr(0, name.size() - inactive_suffix.size()) : name;
    }
    return is_marked ? name : name + std::string(inactive_suffix);
}

} // namespace emulator::quickbooks
