#pragma once

#include "emulator/quickbooks/books/ledger.hpp"

#include <string>
#include <string_view>

namespace emulator::quickbooks {

extern const EntityType attachable_type;

/// Stores the files of an upload, each with its metadata where the request has some. The value is
/// the JSON text of the whole answer: one entry for each file, an Attachable or why there is none.
/// Refuses with 2010 what is no such form.
Outcome<std::string> upload_files(Company& company,
                                  std::string_view content_type,
                                  std::string_view body,
                                  std::string_view host,
                                  Time now);

/// The entity with the address from which its file can be fetched, on this host.
Json with_download(const Json& attachable, std::string_view host, std::string_view realm);

} // namespace emulator::quickbooks
