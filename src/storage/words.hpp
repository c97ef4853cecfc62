#pragma once

#include "core/records.hpp"
#include "storage/sql.hpp"

#include <array>
#include <string_view>
#include <utility>

/// The words that stand for states in the tables, and the few types that columns are made of.
namespace billbridge::storage {

template <class Enum, std::size_t Count>
using Words = std::array<std::pair<Enum, std::string_view>, Count>;

inline constexpr Words<AccessState, 3> access_words = {
    {{AccessState::active, "active"}, {AccessState::lost, "lost"}, {AccessState::ended, "ended"}}};
inline constexpr Words<IntentState, 4> intent_words = {{{IntentState::planned, "planned"},
                                                        {IntentState::finding_out, "finding_out"},
                                                        {IntentState::created, "created"},
                                                        {IntentState::not_created, "not_created"}}};
inline constexpr Words<JobStep, 6> step_words = {{{JobStep::ensure_payer, "ensure_payer"},
                                                  {JobStep::update_payer, "update_payer"},
                                                  {JobStep::create_invoice, "create_invoice"},
                                                  {JobStep::send_invoice, "send_invoice"},
                                                  {JobStep::write_note, "write_note"},
                                                  {JobStep::done, "done"}}};
inline constexpr Words<LearnedBy, 4> learned_words = {{{LearnedBy::write, "write"},
                                                       {LearnedBy::click, "click"},
                                                       {LearnedBy::webhook, "webhook"},
                                                       {LearnedBy::sweep, "sweep"}}};

inline constexpr Words<TaxTreatment, 3> treatment_words = {{{TaxTreatment::exclusive, "exclusive"},
                                                            {TaxTreatment::inclusive, "inclusive"},
                                                            {TaxTreatment::none, "none"}}};
inline constexpr Words<Discount::Kind, 2> discount_words = {
    {{Discount::Kind::percentage, "percentage"}, {Discount::Kind::amount, "amount"}}};
inline constexpr Words<BooksEntity, 4> entity_words = {{{BooksEntity::invoice, "invoice"},
                                                        {BooksEntity::payment, "payment"},
                                                        {BooksEntity::credit_memo, "credit_memo"},
                                                        {BooksEntity::customer, "customer"}}};
inline constexpr Words<InvoiceAction, 3> action_words = {{{InvoiceAction::void_invoice, "void"},
                                                          {InvoiceAction::delete_invoice, "delete"},
                                                          {InvoiceAction::send_invoice, "send"}}};
inline constexpr Words<EffectState, 3> effect_words = {
    {{EffectState::sent, "sent"}, {EffectState::done, "done"}, {EffectState::refused, "refused"}}};

template <class Enum, std::size_t Count>
std::string word(const Words<Enum, Count>& words, Enum value)
{
    for (const auto& [candidate, text] : words) {
        if (candidate == value) {
            return std::string(text);
        }
    }
    throw StoreFailure("a state without a word");
}

template <class Enum, std::size_t Count>
Enum from_word(const Words<Enum, Count>& words, std::string_view text)
{
    for (const auto& [value, candidate] : words) {
        if (candidate == text) {
            return value;
        }
    }
    throw StoreFailure("not a known state: " + std::string(text));
}

inline std::int64_t to_column(Time time)
{
    return time.time_since_epoch().count();
}

inline Time to_time(std::int64_t milliseconds)
{
    return Time(std::chrono::milliseconds(milliseconds));
}

inline std::int64_t to_column(bool flag)
{
    return flag ? 1 : 0;
}

template <class T>
Value optional_column(const std::optional<T>& value)
{
    return value ? Value(to_string(*value)) : Value(nullptr);
}

} // namespace billbridge::storage
