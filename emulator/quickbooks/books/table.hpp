#pragma once

#include "emulator/quickbooks/books/entity_type.hpp"

#include <deque>
#include <memory>
#include <ranges>
#include <string>
#include <unordered_map>
#include <vector>

namespace emulator::quickbooks {

/// One entity in the books: its JSON text, as it is answered, and the values that queries compare.
/// Twenty thousand invoices fit into memory so, and reading one is copying its text.
class Record {
public:
    Record(const EntityType& type, const Json& entity);

    const std::string& text() const { return text_; }
    /// Read anew from the text each time.
    Json json() const;
    const std::string& id() const { return id_; }
    /// For the property at that place in the type.
    const Comparable& value(std::size_t property) const { return values_[property]; }
    const Comparable& last_update() const { return values_.back(); }

private:
    friend class Table;

    std::string id_;
    std::string text_;
    std::vector<Comparable> values_;
    bool is_removed_ = false;
};

/// The entities of one type, in the order in which they were made.
class Table {
public:
    explicit Table(const EntityType& type) : type_(&type) {}

    const EntityType& type() const { return *type_; }

    /// Adds the entity, or puts it in place of the one that has its Id.
    const Record& put(const Json& entity);
    void remove(const std::string& id);

    const Record* record(const std::string& id) const;
    /// Null where there is none. Lists keep what was read once, transactions do not.
    std::shared_ptr<const Json> find(const std::string& id) const;
    /// The first one that has that label (`EntityType::label`), letters' case aside; null where
    /// there is none.
    const Record* find_label(std::string_view label) const;
    /// All that have that label, in no order.
    std::vector<const Record*> with_label(std::string_view label) const;

    std::size_t size() const { return places_.size(); }
    bool empty() const { return places_.empty(); }
    /// In the order in which they were made.
    auto records() const
    {
        return std::views::filter(records_,
                                  [](const Record& record) { return !record.is_removed_; });
    }
    /// What `Numbering::own` gives next.
    std::int64_t next_id() const { return highest_id_ + 1; }

private:
    void remember_label(const Json& entity, std::size_t place);
    void forget_label(const Record& record, std::size_t place);

    const EntityType* type_;
    std::deque<Record> records_; ///< removed ones stay, empty
    std::unordered_map<std::string, std::size_t> places_;
    std::unordered_multimap<std::string, std::size_t> labels_;
    std::int64_t highest_id_ = 0;
    mutable std::unordered_map<std::size_t, std::shared_ptr<const Json>> read_;
};

} // namespace emulator::quickbooks
