#pragma once

#include "emulator/quickbooks/books/company.hpp"

/// Every change of a company's books goes through here, whether the API, a page or the control API
/// asks for it.
namespace emulator::quickbooks {

/// What a request may say beside its body.
struct WriteOptions {
    bool allow_duplicate_number = false; ///< `include=allowduplicatedocnum`
};

/// One create or update on its way into the books.
struct Write {
    Company& company;
    const EntityType& type;
    const Json& body;          ///< of a sparse update: what is there with what was sent over it
    const Json* old = nullptr; ///< what is there, of an update
    Time now;
    WriteOptions options;

    /// Adds domain, sparse, Id, SyncToken and MetaData: those of a new entity, or those of the old
    /// one after a change.
    void identify(Json& entity) const;
};

/// Creates an entity as a POST without Id does.
Outcome<const Record*> create(Company& company,
                              const EntityType& type,
                              const Json& body,
                              Time now,
                              WriteOptions options = {});

/// Changes an entity as a POST with Id and SyncToken does. With `"sparse": true`, members that were
/// not sent stay; lists are replaced as a whole. Otherwise they are cleared.
Outcome<const Record*> update(Company& company,
                              const EntityType& type,
                              const Json& body,
                              Time now,
                              WriteOptions options = {});

/// Removes an entity; the answer is its stub, `{"domain":"QBO","status":"Deleted","Id":".."}`.
Outcome<Json> remove(Company& company, const EntityType& type, const Json& body, Time now);

/// Voids a transaction: its amounts are zero, its links are gone.
Outcome<const Record*>
void_entity(Company& company, const EntityType& type, const Json& body, Time now);

/// Puts an entity into the books as it is. What its customer owes follows, and the change is
/// remembered.
const Record&
post(Company& company, const EntityType& type, const Json& entity, Operation operation, Time now);

/// The customer owes so much more, and so do all above it with their jobs.
void add_owed(Company& company, const std::string& customer_id, const Decimal& amount);

/// The entity that the request's Id and SyncToken name: 2020 without an Id, 2030 for what is no id,
/// 610 where there is none, 5010 where it has changed meanwhile.
Outcome<std::shared_ptr<const Json>>
current(const Company& company, const EntityType& type, const Json& body);

/// Whether transactions of that day may still change: 6200 once the books are closed.
std::optional<Fault> check_period(const Company& company, std::string_view date);

} // namespace emulator::quickbooks
