#pragma once

#include "base/embedded.hpp"

#include <set>
#include <span>
#include <string>
#include <string_view>

namespace billbridge::web {

/// What the JSON API says of itself: OpenAPI 3.1, one document made of the files in `openapi/`.
///
/// `Api` refuses a route that the document does not describe, so the two cannot part.
class ApiDescription {
public:
    /// Joins the files: their paths and their components by kind. Throws `std::logic_error` where a
    /// file is no JSON or two describe the same thing.
    explicit ApiDescription(std::span<const EmbeddedFile> files);

    /// The document, as served at `/api/openapi.json`.
    const std::string& text() const { return text_; }

    /// Every operation, `GET /deals/{deal}/draft`, relative to `/api/v1`.
    const std::set<std::string>& operations() const { return operations_; }

private:
    std::string text_;
    std::set<std::string> operations_;
};

/// The files that are compiled in.
std::span<const EmbeddedFile> embedded_api_description();

} // namespace billbridge::web
