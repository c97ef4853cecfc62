#include "emulator/quickbooks/books/ledger.hpp"

namespace emulator::quickbooks {

namespace {

std::int64_t take_id(Company& company, const EntityType& type)
{
    switch (type.numbering) {
    case Numbering::names:
        return company.next_name++;
    case Numbering::transactions:
        return company.next_transaction++;
    case Numbering::own:
        break;
    }
    return company.table(type.name).next_id();
}

std::optional<Fault> check_company(const Company& company)
{
    return company.has_subscription ? std::nullopt : std::optional(fault("6190"));
}

/// What was sent over what is there. A member that was sent as null is cleared.
Json overlaid(const EntityType& type, const Json& old, const Json& sent)
{
    Json merged = Json::object();
    for (const Property& property : type.shape->properties) {
        if (property.kind == Kind::any) {
            continue; // read only
        }
        if (const Json* value = sent.find(property.name)) {
            merged.set(property.name, *value);
        } else if (const Json* kept = old.find(property.name)) {
            merged.set(property.name, *kept);
        }
    }
    // The old amounts would stand in the way of the new ones; the code that they came from stays.
    if (sent.find("TxnTaxDetail") == nullptr && merged.find("TxnTaxDetail") != nullptr) {
        Json kept = Json::object();
        copy_members(kept, merged["TxnTaxDetail"], {"TxnTaxCodeRef"});
        merged.set("TxnTaxDetail", std::move(kept));
    }
    return merged;
}

Outcome<const Record*> put_built(const Write& write, Outcome<Json> built)
{
    if (!built) {
        return std::unexpected(built.error());
    }
    static const Json nothing;
    const Operation operation = write.old == nullptr ? Operation::created : Operation::updated;
    const std::string id = id_of(*built);
    post(write.company, write.type, *built, operation, write.now);
    if (write.type.settle != nullptr) {
        write.type.settle(
            write.company, write.old == nullptr ? nothing : *write.old, *built, write.now);
    }
    return write.company.table(write.type.name).record(id);
}

std::optional<Fault> check_periods(const Company& company, const Json& before, const Json& after)
{
    for (const Json* entity : {&before, &after}) {
        if (auto problem = check_period(company, (*entity)["TxnDate"].string_or())) {
            return problem;
        }
    }
    return std::nullopt;
}

void settle_with_customers(Company& company,
                           const EntityType& type,
                           const Json* before,
                           const Json* after)
{
    if (type.owed == nullptr) {
        return;
    }
    const std::string old_customer = before == nullptr ? "" : referred(*before, "CustomerRef");
    const std::string new_customer = after == nullptr ? "" : referred(*after, "CustomerRef");
    const Decimal old_amount = before == nullptr ? Decimal() : type.owed(*before);
    const Decimal new_amount = after == nullptr ? Decimal() : type.owed(*after);
    if (old_customer == new_customer) {
        add_owed(company, new_customer, new_amount - old_amount);
        return;
    }
    add_owed(company, old_customer, -old_amount);
    add_owed(company, new_customer, new_amount);
}

} // namespace

void add_owed(Company& company, const std::string& customer_id, const Decimal& amount)
{
    if (amount.is_zero() || customer_id.empty()) {
        return;
    }
    Table& customers = company.table("Customer");
    std::string id = customer_id;
    while (const auto customer = customers.find(id)) {
        Json changed = *customer;
        if (id == customer_id) {
            changed.set("Balance", money(decimal_of(changed["Balance"]) + amount));
        }
        changed.set("BalanceWithJobs", money(decimal_of(changed["BalanceWithJobs"]) + amount));
        customers.put(changed);
        id = referred(changed, "ParentRef");
    }
}

void Write::identify(Json& entity) const
{
    if (old == nullptr) {
        set_identity(entity, std::to_string(take_id(company, type)), now);
        return;
    }
    set_identity(entity, id_of(*old), now);
    entity.set("SyncToken", (*old)["SyncToken"]).set("MetaData", (*old)["MetaData"]);
    touch(entity, now);
}

std::optional<Fault> check_period(const Company& company, std::string_view date)
{
    const auto closed =
        Date::parse(company.preferences()["AccountingInfoPrefs"]["BookCloseDate"].string_or());
    const auto day = Date::parse(date);
    return closed && day && *day <= *closed ? std::optional(fault("6200")) : std::nullopt;
}

const Record&
post(Company& company, const EntityType& type, const Json& entity, Operation operation, Time now)
{
    Table& table = company.table(type.name);
    const auto before =
        type.owed == nullptr ? std::shared_ptr<const Json>() : table.find(id_of(entity));
    const Record& record = table.put(entity);
    company.changes.push_back({std::string(type.name), id_of(entity), operation, now});
    settle_with_customers(company, type, before.get(), &entity);
    return record;
}

Outcome<const Record*>
create(Company& company, const EntityType& type, const Json& body, Time now, WriteOptions options)
{
    if (type.build == nullptr || type.shape == nullptr) {
        return std::unexpected(unsupported_operation("create"));
    }
    if (auto problem = check_company(company)) {
        return std::unexpected(*std::move(problem));
    }
    if (auto problem = check(body, *type.shape)) {
        return std::unexpected(*std::move(problem));
    }
    if (auto problem = check_period(company, body["TxnDate"].string_or())) {
        return std::unexpected(*std::move(problem));
    }
    Write write{.company = company, .type = type, .body = body, .now = now, .options = options};
    return put_built(write, type.build(write));
}

Outcome<std::shared_ptr<const Json>>
current(const Company& company, const EntityType& type, const Json& body)
{
    const std::string id = text_of(body["Id"]);
    if (id.empty()) {
        return std::unexpected(missing("Id"));
    }
    auto entity = company.table(type.name).find(id);
    if (entity == nullptr) {
        return std::unexpected(not_there(id));
    }
    if (text_of(body["SyncToken"]).empty()) {
        return std::unexpected(missing("SyncToken"));
    }
    if (text_of(body["SyncToken"]) != (*entity)["SyncToken"].string_or()) {
        return std::unexpected(fault("5010"));
    }
    return entity;
}

Outcome<const Record*>
update(Company& company, const EntityType& type, const Json& body, Time now, WriteOptions options)
{
    if (type.build == nullptr || type.shape == nullptr) {
        return std::unexpected(unsupported_operation("update"));
    }
    if (auto problem = check_company(company)) {
        return std::unexpected(*std::move(problem));
    }
    if (auto problem = check(body, *type.shape)) {
        return std::unexpected(*std::move(problem));
    }
    const auto old = current(company, type, body);
    if (!old) {
        return std::unexpected(old.error());
    }
    const bool is_sparse = body["sparse"].bool_or(false);
    const Json wanted = is_sparse ? overlaid(type, **old, body) : body;
    if (auto problem = check_periods(company, **old, wanted)) {
        return std::unexpected(*std::move(problem));
    }
    Write write{.company = company,
                .type = type,
                .body = wanted,
                .old = old->get(),
                .now = now,
                .options = options};
    return put_built(write, type.build(write));
}

Outcome<Json> remove(Company& company, const EntityType& type, const Json& body, Time now)
{
    if (type.check_removal == nullptr) {
        return std::unexpected(unsupported_operation("delete"));
    }
    if (auto problem = check_company(company)) {
        return std::unexpected(*std::move(problem));
    }
    const auto old = current(company, type, body);
    if (!old) {
        return std::unexpected(old.error());
    }
    if (auto problem = check_period(company, (**old)["TxnDate"].string_or())) {
        return std::unexpected(*std::move(problem));
    }
    if (auto problem = type.check_removal(company, **old)) {
        return std::unexpected(*std::move(problem));
    }
    const std::string id = id_of(**old);
    company.table(type.name).remove(id);
    company.deletions.push_back({std::string(type.name), id, now});
    company.changes.push_back({std::string(type.name), id, Operation::deleted, now});
    settle_with_customers(company, type, old->get(), nullptr);
    if (type.settle != nullptr) {
        type.settle(company, **old, Json(), now);
    }
    return Json::Object{{"domain", "QBO"}, {"status", "Deleted"}, {"Id", id}};
}

Outcome<const Record*>
void_entity(Company& company, const EntityType& type, const Json& body, Time now)
{
    if (type.voided == nullptr) {
        return std::unexpected(unsupported_operation("void"));
    }
    if (auto problem = check_company(company)) {
        return std::unexpected(*std::move(problem));
    }
    const auto old = current(company, type, body);
    if (!old) {
        return std::unexpected(old.error());
    }
    if (auto problem = check_period(company, (**old)["TxnDate"].string_or())) {
        return std::unexpected(*std::move(problem));
    }
    auto voided = type.voided(company, **old, now);
    if (!voided) {
        return std::unexpected(voided.error());
    }
    touch(*voided, now);
    const std::string id = id_of(*voided);
    post(company, type, *voided, Operation::voided, now);
    if (type.settle != nullptr) {
        type.settle(company, **old, *voided, now);
    }
    return company.table(type.name).record(id);
}

} // namespace emulator::quickbooks
