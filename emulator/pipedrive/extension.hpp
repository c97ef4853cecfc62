#pragma once

#include "emulator/pipedrive/context.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The app extensions that the app has registered, and the addresses of their frames.
namespace emulator::pipedrive {

struct ExtensionAction {
    std::string_view id;
    std::string_view name;
    std::string_view path; ///< below the app's address
};

/// Custom modals, as the developer has named them.
constexpr ExtensionAction extension_actions[] = {{"invoice", "Create invoice", "/ui/invoice"}};
/// The most actions, links and modals together, that an app may have in one view.
constexpr std::size_t actions_max = 3;
/// The custom panel of deal, person and organization pages.
constexpr std::string_view panel_name = "QuickBooks invoices";

/// What a page asks a frame for.
struct SurfaceRequest {
    std::string kind;         ///< `panel`, `modal`, `floating` or `settings`
    std::string resource;     ///< `deal`, `person` or `organization`; only for panels and modals
    std::string view;         ///< `details` or `list`
    std::string selected_ids; ///< with commas; empty where everything is selected
    std::string excluded_ids; ///< of everything; only for lists
    std::string filter;       ///< JSON: what everything is; only for lists
    std::string action;       ///< a modal's or a link's id
    std::string data;         ///< JSON that the opener gave to a modal
};

struct Surface {
    std::string id;  ///< identifies this instance in every message
    std::string url; ///< for the iframe, with a token of its own
};

/// What a page asks for in its query.
SurfaceRequest surface_request(const net::Request& request);

/// The app's address for a link action; none where there is no such action.
///
/// Whether the vendor adds a token is unconfirmed; this emulator does.
std::optional<std::string> link_address(const Context& context, const SurfaceRequest& request);

/// What Pipedrive sends to the app for a JSON modal: a GET for its content, with the form so far
/// and what was changed in it, or a POST with what was filled in. None where there is no such
/// modal.
std::optional<net::ClientRequest> json_modal_request(const Context& context,
                                                     const SurfaceRequest& request,
                                                     const net::Request& from_page);

/// A new instance of a surface; none where there is no such surface.
std::optional<Surface> open_surface(const Context& context, const SurfaceRequest& request);

/// The token that tells the app who is looking: HS256 over user and company, for five minutes.
std::string signed_token(const Context& context);

} // namespace emulator::pipedrive
