#pragma once

#include "emulator/pipedrive/records/model.hpp"

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace emulator::pipedrive {

/// One part of v1's `sort=add_time DESC, id ASC`.
struct NoteSort {
    std::string field;
    bool descending = false;
};

/// Reads the `sort` parameter; the reason where it names something that cannot be sorted by.
std::expected<std::vector<NoteSort>, std::string> note_order(std::string_view sort);

/// Sorts by `order`, equal ones by id.
void sort_notes(std::vector<const Note*>& notes, const std::vector<NoteSort>& order);

} // namespace emulator::pipedrive
