#pragma once

#include "net/http.hpp"
#include "text/catalogue.hpp"

namespace billbridge::web {

/// A plain page of ours outside the iframes: what happened, and what to do next.
struct Page {
    Message title;
    Message text;
    std::string request_id; ///< shown for the operator where something failed; else empty
};

net::Response
page(const Page& page, const text::Catalogue& catalogue, text::Language language, int status = 200);

/// An iframe's shell: everything else comes from its script.
struct Surface {
    std::string name;  ///< `settings`, `invoice`, `panel`: also the names of script and title
    std::string theme; ///< `dark` or anything else for light
    std::string invoice_modal;   ///< name of the invoice dialog's modal at the CRM
    std::string frame_ancestors; ///< who may frame it
};

net::Response
surface(const Surface& surface, const text::Catalogue& catalogue, text::Language language);

net::Response redirect(std::string url);

} // namespace billbridge::web
