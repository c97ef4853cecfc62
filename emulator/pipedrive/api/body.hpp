#pragma once

#include "emulator/pipedrive/api/call.hpp"

#include <expected>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace emulator::pipedrive {

// "varchar (255)", by the field types.
constexpr std::size_t varchar_max = 255;
// "text (65k)", by the field types.
constexpr std::size_t text_max = 65'535;

/// The JSON of a write, or the vendor's refusal: 415 where it says that it is something else, 400
/// where it is no JSON.
std::expected<Json, Response> read_json(const Call& call);

/// The same where it must be an object.
std::expected<Json, Response> read_object(const Call& call);

/// Typed members of a body of API v2, which refuses what has the wrong type: a number in a string
/// is no number. An absent member leaves its target as it is; reading goes on after a mistake and
/// `problem` then tells the first one. Members that nobody reads are ignored, as the vendor does
/// with custom fields that stand outside `custom_fields` (unconfirmed for other members).
class Body {
public:
    /// `object` must outlive this.
    explicit Body(const Json& object) : object_(object) {}

    const Json* find(std::string_view name) const { return object_.find(name); }
    bool has(std::string_view name) const { return find(name) != nullptr; }

    /// Complains of a member that is missing.
    void require(std::initializer_list<std::string_view> names);

    void text(std::string_view name, std::string& target, std::size_t size_max = varchar_max);
    /// null clears.
    void text(std::string_view name,
              std::optional<std::string>& target,
              std::size_t size_max = varchar_max);
    /// A text that must say something.
    void title(std::string_view name, std::string& target);
    void boolean(std::string_view name, bool& target);
    void integer(std::string_view name, std::int64_t& target);
    /// null clears.
    void integer(std::string_view name, std::optional<std::int64_t>& target);
    void number(std::string_view name, Decimal& target);
    /// null clears.
    void number(std::string_view name, std::optional<Decimal>& target);
    /// `YYYY-MM-DD`; null clears.
    void date(std::string_view name, std::optional<Date>& target);
    /// As API v2 writes times; null clears.
    void time(std::string_view name, std::optional<Time>& target);
    void integers(std::string_view name, std::vector<std::int64_t>& target);
    /// One of the words, as its position.
    void choice(std::string_view name,
                std::initializer_list<std::string_view> words,
                std::size_t& target);
    /// null clears. Address parts that are left out become empty: the vendor does not parse the
    /// free text.
    void address(std::string_view name, std::optional<Address>& target);

    /// The id of a record that exists.
    template <class Record>
    void
    reference(std::string_view name, const std::map<RecordId, Record>& records, OptionalId& target)
    {
        OptionalId id;
        integer(name, id);
        if (id && !records.contains(*id)) {
            complain(std::string(name) + ": Not found");
        } else if (has(name)) {
            target = id;
        }
    }
    template <class Record>
    void
    reference(std::string_view name, const std::map<RecordId, Record>& records, RecordId& target)
    {
        OptionalId id;
        reference(name, records, id);
        take(name, id, target);
    }
    void user(std::string_view name, const World& world, RecordId& target);

    void complain(std::string problem);
    const std::string& problem() const { return problem_; }

private:
    /// The member, unless it is absent; null where it is null.
    const Json* value(std::string_view name) const;
    void take(std::string_view name, OptionalId id, RecordId& target);
    void wrong(std::string_view name, std::string_view expected);

    const Json& object_;
    std::string problem_;
};

/// A whole JSON number; none for everything else.
std::optional<std::int64_t> strict_integer(const Json& value);

/// Reads an address; the reason where it is none.
std::expected<Address, std::string> read_address(const Json& value);

} // namespace emulator::pipedrive
