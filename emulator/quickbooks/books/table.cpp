#include "emulator/quickbooks/books/table.hpp"

#include "emulator/quickbooks/books/text.hpp"

#include <algorithm>
#include <stdexcept>

namespace emulator::quickbooks {

Record::Record(const EntityType& type, const Json& entity)
    : id_(id_of(entity)), text_(entity.dump())
{
    text_.shrink_to_fit();
    values_.reserve(type.properties.size());
    for (const QueryProperty& property : type.properties) {
        values_.push_back(comparable(entity, property));
    }
}

Json Record::json() const
{
    auto entity = Json::parse(text_);
    if (!entity) {
        throw std::logic_error("a record cannot be read: " + entity.error().cause);
    }
    return *std::move(entity);
}

const Record& Table::put(const Json& entity)
{
    Record record(*type_, entity);
    const auto [it, is_new] = places_.try_emplace(record.id(), records_.size());
    const std::size_t place = it->second;
    if (is_new) {
        records_.push_back(std::move(record));
    } else {
        forget_label(records_[place], place);
        records_[place] = std::move(record);
    }
    remember_label(entity, place);
    highest_id_ = std::max(highest_id_, entity["Id"].int_or(0));
    read_.erase(place);
    return records_[place];
}

void Table::remove(const std::string& id)
{
    const auto it = places_.find(id);
    if (it == places_.end()) {
        return;
    }
    const std::size_t place = it->second;
    forget_label(records_[place], place);
    read_.erase(place);
    records_[place].is_removed_ = true;
    records_[place].text_ = {};
    places_.erase(it);
}

const Record* Table::record(const std::string& id) const
{
    const auto it = places_.find(id);
    return it == places_.end() ? nullptr : &records_[it->second];
}

std::shared_ptr<const Json> Table::find(const std::string& id) const
{
    const auto it = places_.find(id);
    if (it == places_.end()) {
        return nullptr;
    }
    if (type_->numbering == Numbering::transactions) {
        return std::make_shared<const Json>(records_[it->second].json());
    }
    auto& kept = read_[it->second];
    if (kept == nullptr) {
        kept = std::make_shared<const Json>(records_[it->second].json());
    }
    return kept;
}

const Record* Table::find_label(std::string_view label) const
{
    const auto [begin, end] = labels_.equal_range(lower_case(label));
    if (begin == end) {
        return nullptr;
    }
    const auto first =
        std::ranges::min_element(begin, end, {}, [](const auto& entry) { return entry.second; });
    return &records_[first->second];
}

std::vector<const Record*> Table::with_label(std::string_view label) const
{
    std::vector<const Record*> found;
    const auto [begin, end] = labels_.equal_range(lower_case(label));
    for (auto it = begin; it != end; ++it) {
        found.push_back(&records_[it->second]);
    }
    return found;
}

void Table::remember_label(const Json& entity, std::size_t place)
{
    const std::string label = type_->label.empty() ? "" : entity[type_->label].string_or();
    if (!label.empty()) {
        labels_.emplace(lower_case(label), place);
    }
}

void Table::forget_label(const Record& record, std::size_t place)
{
    if (type_->label.empty()) {
        return;
    }
    const auto [begin, end] =
        labels_.equal_range(lower_case(record.json()[type_->label].string_or()));
    const auto it =
        std::find_if(begin, end, [&](const auto& entry) { return entry.second == place; });
    if (it != end) {
        labels_.erase(it);
    }
}

} // namespace emulator::quickbooks
