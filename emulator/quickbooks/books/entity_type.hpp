#pragma once

#include "emulator/quickbooks/books/comparable.hpp"
#include "emulator/quickbooks/books/shape.hpp"

#include <span>
#include <string_view>

namespace emulator::quickbooks {

struct Company;
struct Write;

/// Where the ids of a type come from.
enum class Numbering {
    own,          ///< 1, 2, 3 .. of this type
    names,        ///< customers, vendors and employees together
    transactions, ///< all transactions together
};

/// One type of entity: its members, what can be asked of it and how a write makes one. The engine
/// (`ledger.hpp`, `query.hpp`, `api.cpp`) does for all types what this declares.
struct EntityType {
    std::string_view name; ///< "CreditMemo"; in addresses "creditmemo"
    /// What conditions may name; the first is Id, the last the time of the last change.
    std::span<const QueryProperty> properties;
    /// Members of a request; null for what cannot be written. Others are refused (2010).
    const Shape* shape = nullptr;
    Numbering numbering = Numbering::own;
    /// The member that others must not share or are found by; empty where there is none.
    std::string_view label = {};
    /// Has `Active`; queries mean the active ones; cannot be deleted.
    bool is_name_list = false;
    /// Makes the entity of a create or an update, or refuses; nothing is changed before it is sure
    /// to succeed. Null for what cannot be written.
    Outcome<Json> (*build)(Write& write) = nullptr;
    /// After it is in the books: what changes elsewhere. `before` is null for a new entity. May be
    /// null.
    void (*settle)(Company& company, const Json& before, const Json& after, Time now) = nullptr;
    /// What the customer owes by this entity, in its currency; may be null.
    Decimal (*owed)(const Json& entity) = nullptr;
    /// The amounts are zero afterwards; null where it cannot be voided.
    Outcome<Json> (*voided)(Company& company, const Json& entity, Time now) = nullptr;
    /// Why it cannot be deleted now. Null where it can never be deleted.
    std::optional<Fault> (*check_removal)(const Company& company, const Json& entity) = nullptr;
    /// Has a PDF and can be sent by e-mail.
    bool is_document = false;
};

inline constexpr QueryProperty id_property{"Id", ValueKind::id};
inline constexpr QueryProperty created_property{"MetaData.CreateTime", ValueKind::instant};
inline constexpr QueryProperty updated_property{"MetaData.LastUpdatedTime", ValueKind::instant};

std::span<const EntityType* const> entity_types();

/// The type of that name, in whatever case; null where there is none.
const EntityType* find_entity_type(std::string_view name);
/// The type of that name; throws `std::invalid_argument` where there is none.
const EntityType& entity_type(std::string_view name);

} // namespace emulator::quickbooks
