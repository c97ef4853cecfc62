#pragma once

#include "core/crm.hpp"
#include "pipedrive/client.hpp"

namespace billbridge::pipedrive {

/// Pipedrive as a `Crm`: API v2 where it exists; users and notes are v1 only (facts 4.1).
class Provider : public Crm {
public:
    /// Pages of one list that are read at most: 20 x 500 entries.
    static constexpr int pages_max = 20;
    /// How many products one request names.
    static constexpr std::size_t products_max = 100;

    explicit Provider(Client client);

    Task<CrmUser> current_user() override;
    Task<Deal> deal(DealId id) override;
    Task<std::vector<DealTitle>> find_deals(std::string text, int limit) override;
    Task<DealOutline> deal_outline(DealId id) override;
    Task<Deal> complete(DealOutline outline) override;
    Task<std::vector<Product>> products(std::vector<ProductId> ids) override;
    Task<std::vector<CrmField>> fields() override;
    Task<NoteId> add_note(DealId deal, std::string html) override;
    Task<std::optional<NoteId>> find_note(DealId deal, std::string marker) override;

private:
    Task<Json::Array> pages(std::string route, std::string path);
    Task<Json> deal_data(DealId id);
    Task<std::vector<DealLine>> lines(DealId id);
    Task<Json::Array> extras(std::string route, std::string path);
    Task<std::optional<Json>> contact(std::string route, std::optional<std::int64_t> id);
    Task<std::vector<CrmField>> fields_of(RecordKind record);

    Client client_;
};

} // namespace billbridge::pipedrive
