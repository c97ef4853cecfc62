#pragma once

#include "core/crm.hpp"
#include "tests/world/trouble.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace billbridge::world {

/// Pipedrive as far as notes and deals go.
class FakeCrm : public Crm {
public:
    Task<CrmUser> current_user() override { co_return user; }
    Task<Deal> deal(DealId) override { co_return deal_; }
    Task<std::vector<CrmField>> fields() override { co_return fields_; }

    Task<std::vector<DealTitle>> find_deals(std::string, int) override
    {
        co_return std::vector<DealTitle>{{deal_.id, deal_.title}};
    }
    Task<DealOutline> deal_outline(DealId) override
    {
        DealOutline outline;
        outline.deal = deal_;
        outline.deal.person.reset();
        outline.deal.organization.reset();
        if (deal_.person) {
            outline.person = deal_.person->id;
        }
        if (deal_.organization) {
            outline.organization = deal_.organization->id;
        }
        co_return outline;
    }
    Task<Deal> complete(DealOutline) override { co_return deal_; }
    Task<std::vector<Product>> products(std::vector<ProductId> ids) override
    {
        ++product_reads;
        std::vector<Product> found;
        for (const Product& product : products_) {
            if (std::ranges::count(ids, product.id) != 0) {
                found.push_back(product);
            }
        }
        co_return found;
    }

    Task<NoteId> add_note(DealId, std::string html) override
    {
        const Trouble trouble = note_script.take();
        if (trouble == Trouble::none || trouble == Trouble::lost_after) {
            notes.push_back(html);
        }
        if (trouble != Trouble::none) {
            co_return fail(error_of(trouble));
        }
        co_return NoteId(static_cast<std::int64_t>(notes.size()));
    }

    Task<std::optional<NoteId>> find_note(DealId, std::string marker) override
    {
        for (std::size_t i = 0; i < notes.size(); ++i) {
            if (notes[i].find(marker) != std::string::npos) {
                co_return NoteId(static_cast<std::int64_t>(i + 1));
            }
        }
        co_return std::nullopt;
    }

    CrmUser user;
    Deal deal_;
    std::vector<CrmField> fields_;
    std::vector<Product> products_;
    int product_reads = 0;
    std::vector<std::string> notes;
    Script note_script;
};

} // namespace billbridge::world
