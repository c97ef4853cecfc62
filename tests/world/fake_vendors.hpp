#pragma once

#include "core/gateways.hpp"
#include "core/name_holder.hpp"
#include "tests/world/fake_crm.hpp"
#include "tests/world/trouble.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

/// Vendors in memory that keep what they were told and fail on command: for scenarios around one
/// machine in the middle. What the vendors really answer is the emulator's business.
namespace billbridge::world {

/// QuickBooks as far as the create-invoice job goes: remembers keys, or forgets them on demand.
class FakeBooks : public Books {
public:
    Task<BooksCompany> company() override { co_return company_; }

    Task<BooksLists> lists() override
    {
        ++list_reads;
        const Trouble trouble = list_script.take();
        if (trouble != Trouble::none) {
            co_return fail(error_of(trouble));
        }
        co_return lists_;
    }

    Task<std::vector<Payer>> find_payers(std::string, int) override { co_return payers; }

    Task<Payer> payer(PayerId id) override
    {
        for (const Payer& payer : payers) {
            if (payer.id == id) {
                co_return payer;
            }
        }
        co_return fail(not_found({"error.books_gone_or_inactive", {}}));
    }

    Task<std::optional<Payer>> find_payer(RequestKey key, std::string) override
    {
        ++look_ups;
        const auto found = payer_by_key.find(key);
        co_return found == payer_by_key.end() ? std::nullopt : std::optional(payers[found->second]);
    }

    Task<Payer> create_payer(RequestKey key, PayerDetails details, Currency currency) override
    {
        const Trouble trouble = payer_script.take();
        if (trouble != Trouble::none && trouble != Trouble::lost_after) {
            co_return fail(error_of(trouble));
        }
        if (!payer_by_key.contains(key)) {
            payer_by_key[key] = payers.size();
            payers.push_back({PayerId(std::to_string(58 + payers.size())),
                              details.name,
                              details.email,
                              currency,
                              Decimal(),
                              true});
        }
        if (trouble == Trouble::lost_after) {
            co_return fail(error_of(trouble));
        }
        co_return payers[payer_by_key[key]];
    }

    Task<std::vector<Item>> find_items(std::string, int) override { co_return items; }

    Task<std::optional<NameHolder>> name_holder(std::string name) override
    {
        for (const Payer& payer : payers) {
            if (payer.name == name) {
                co_return NameHolder{payer};
            }
        }
        co_return std::nullopt;
    }

    Task<Item> create_item(RequestKey key, NewItem item) override
    {
        ++item_writes;
        const Trouble trouble = item_script.take();
        if (trouble != Trouble::none && trouble != Trouble::lost_after) {
            co_return fail(error_of(trouble));
        }
        if (forgets_keys || !item_by_key.contains(key)) {
            const auto holder = std::ranges::find(items, item.name, &Item::name);
            if (holder != items.end()) {
                Error taken = conflict({"error.item_name_taken", {{"name", item.name}}}, "6240");
                put_holder(taken, {Holder::Kind::item, to_string(holder->id), holder->name});
                co_return fail(std::move(taken));
            }
            item_by_key[key] = items.size();
            Item made;
            made.id = ItemId(std::to_string(31 + items.size()));
            made.name = item.name;
            made.code = item.code;
            made.description = item.description;
            made.unit_price = item.unit_price;
            items.push_back(made);
        }
        if (trouble == Trouble::lost_after) {
            co_return fail(error_of(trouble));
        }
        co_return items[item_by_key[key]];
    }

    Task<BooksFindings> look_up(BooksQuestions questions) override
    {
        asked.push_back(questions);
        const Trouble trouble = look_up_script.take();
        if (trouble != Trouble::none) {
            co_return fail(error_of(trouble));
        }
        BooksFindings findings;
        for (const Payer& payer : payers) {
            const bool is_asked = std::ranges::count(questions.payers, payer.id) != 0;
            if (is_asked) {
                findings.payers.push_back(payer);
            }
            if (!questions.payer_name.empty() && payer.active) {
                findings.similar_payers.push_back(payer);
            }
        }
        for (const Item& item : items) {
            if (std::ranges::count(questions.items, item.id) != 0) {
                findings.items.push_back(item);
            }
            if (!questions.item_names.empty() && item.active) {
                findings.similar_items.push_back(item);
            }
        }
        co_return findings;
    }

    Task<Payer> update_payer(RequestKey key, PayerId id, PayerDetails details) override
    {
        const Trouble trouble = update_script.take();
        if (trouble != Trouble::none && trouble != Trouble::lost_after) {
            co_return fail(error_of(trouble));
        }
        updates.push_back({key, id, details});
        if (trouble == Trouble::lost_after) {
            co_return fail(error_of(trouble));
        }
        co_return co_await payer(id);
    }

    Task<Decimal> exchange_rate(Currency, Date) override
    {
        ++rate_reads;
        co_return rate;
    }

    Task<bool> number_taken(std::string number) override
    {
        ++number_reads;
        co_return numbers_taken.contains(number);
    }

    Task<Invoice> create_invoice(RequestKey key, PayerId payer, const InvoiceOrder& order) override
    {
        sent_keys.push_back(key);
        const Trouble trouble = invoice_script.take();
        if (trouble != Trouble::none && trouble != Trouble::lost_after) {
            co_return fail(error_of(trouble));
        }
        if (forgets_keys || !invoice_by_key.contains(key)) {
            invoice_by_key[key] = invoices_.size();
            invoices_.push_back(made(payer, order));
        }
        if (trouble == Trouble::lost_after) {
            co_return fail(error_of(trouble));
        }
        co_return invoices_[invoice_by_key[key]];
    }

    Task<std::optional<Invoice>> find_invoice(RequestKey key, PayerId, Date) override
    {
        ++look_ups;
        const auto found = invoice_by_key.find(key);
        co_return found == invoice_by_key.end() ? std::nullopt
                                                : std::optional(invoices_[found->second]);
    }

    Task<std::vector<Invoice>> invoices(std::vector<InvoiceId> ids) override
    {
        reads.push_back(ids.size());
        const Trouble trouble = read_script.take();
        if (trouble != Trouble::none) {
            co_return fail(error_of(trouble));
        }
        std::vector<Invoice> list;
        for (const InvoiceId& id : ids) {
            Invoice gone;
            gone.id = id;
            gone.deleted = true;
            for (const Invoice& invoice : invoices_) {
                gone = invoice.id == id && !invoice.deleted ? invoice : gone;
            }
            list.push_back(gone);
        }
        co_return list;
    }

    Task<BooksChanges> changes_since(Time since) override
    {
        asked_since.push_back(since);
        const Trouble trouble = read_script.take();
        if (trouble != Trouble::none) {
            co_return fail(error_of(trouble));
        }
        co_return BooksChanges{invoices_, payers, changes_complete};
    }

    Task<Invoice> void_invoice(RequestKey key, InvoiceId id, std::string version) override
    {
        co_return change(key, id, version, [](Invoice& invoice) {
            invoice.voided = true;
            invoice.total = invoice.balance = Decimal();
        });
    }

    Task<void> delete_invoice(RequestKey key, InvoiceId id, std::string version) override
    {
        const auto gone =
            change(key, id, version, [](Invoice& invoice) { invoice.deleted = true; });
        if (!gone) {
            co_return fail(gone.error());
        }
        co_return Result<void>{};
    }

    Task<Invoice> send_invoice(RequestKey key, InvoiceId id, std::string send_to) override
    {
        co_return change(key, id, std::nullopt, [&](Invoice&) { sent_to.push_back(send_to); });
    }

    /// What a key has done once it does not do again.
    Result<Invoice> change(const RequestKey& key,
                           const InvoiceId& id,
                           const std::optional<std::string>& version,
                           const std::function<void(Invoice&)>& how)
    {
        const Trouble trouble = change_script.take();
        if (trouble != Trouble::none && trouble != Trouble::lost_after) {
            return fail(error_of(trouble));
        }
        const auto found = std::ranges::find(invoices_, id, &Invoice::id);
        const bool is_new = !change_keys.contains(key);
        if (is_new && (found == invoices_.end() || found->deleted)) {
            return fail(not_found({"error.books_gone_or_inactive", {}}));
        }
        if (is_new && version && found->version != *version) {
            return fail(conflict({"error.books_changed_meanwhile", {}}, "code 5010"));
        }
        if (is_new) {
            change_keys.insert(key);
            how(*found);
            found->version += "'";
        }
        if (trouble == Trouble::lost_after) {
            return fail(error_of(trouble));
        }
        return *found;
    }

    Task<std::string> invoice_pdf(InvoiceId id) override
    {
        const auto found = std::ranges::find(invoices_, id, &Invoice::id);
        if (found == invoices_.end() || found->deleted) {
            co_return fail(not_found({"error.books_gone_or_inactive", {}}));
        }
        co_return "%PDF-1.7 " + found->number;
    }

    std::string invoice_url(const InvoiceId& id) const override
    {
        return "https://qbo/" + to_string(id);
    }

    Invoice made(const PayerId& payer, const InvoiceOrder& order) const
    {
        Invoice invoice;
        invoice.id = InvoiceId(std::to_string(147 + invoices_.size()));
        invoice.number = std::to_string(1038 + invoices_.size());
        invoice.payer = payer;
        invoice.payer_name = "Lee Ltd";
        invoice.currency = order.currency;
        invoice.date = order.date;
        invoice.due_date = order.due_date;
        invoice.subtotal = invoice.total = invoice.balance = totals(order, {}).total;
        return invoice;
    }

    BooksCompany company_;
    std::vector<Payer> payers;
    std::vector<Item> items;
    std::map<RequestKey, std::size_t> item_by_key;
    Script item_script;
    int item_writes = 0;
    std::vector<BooksQuestions> asked;
    Script look_up_script;
    std::vector<Invoice> invoices_;
    std::map<RequestKey, std::size_t> payer_by_key;
    std::map<RequestKey, std::size_t> invoice_by_key;
    std::vector<RequestKey> sent_keys;
    Script payer_script;
    Script invoice_script;
    Script change_script;
    Script read_script;            ///< of reads of invoices and of changes
    std::vector<Time> asked_since; ///< by `changes_since`
    bool changes_complete = true;
    std::vector<std::size_t> reads; ///< how many invoices each read asked for
    std::set<RequestKey> change_keys;
    std::vector<std::string> sent_to;
    bool forgets_keys = false; ///< as after the time for which QuickBooks remembers request ids
    int look_ups = 0;
    int list_reads = 0;
    struct Update {
        RequestKey key;
        PayerId payer;
        PayerDetails details;
    };
    std::vector<Update> updates;
    Script update_script;
    Decimal rate = Decimal::of("1.08");
    int rate_reads = 0;
    std::set<std::string> numbers_taken;
    int number_reads = 0;
    BooksLists lists_;
    Script list_script;
};

/// An authorization server that counts.
class FakeAuthorizer : public Authorizer {
public:
    Task<std::string> authorize_url(std::string state) override
    {
        co_return "https://auth?state=" + state;
    }

    Task<Tokens> exchange(std::string code) override
    {
        if (code != "good") {
            co_return fail(unauthorized({"error.connect_link", {}}, "invalid_grant"));
        }
        co_return tokens();
    }

    Task<Tokens> refresh(Secret refresh_token) override
    {
        refreshed.push_back(refresh_token.reveal());
        if (on_refresh) {
            on_refresh();
        }
        const Trouble trouble = script.take();
        if (trouble != Trouble::none) {
            co_return fail(error_of(trouble));
        }
        co_return tokens();
    }

    Task<void> revoke(Secret refresh_token) override
    {
        revoked.push_back(refresh_token.reveal());
        co_return Result<void>{};
    }

    Tokens tokens()
    {
        const std::string number = std::to_string(++issued);
        return {Secret("access-" + number),
                Secret("refresh-" + number),
                std::chrono::seconds(3600),
                "https://acme.pipedrive.com"};
    }

    std::function<void()> on_refresh; ///< while the vendor thinks
    int issued = 0;
    std::vector<std::string> refreshed;
    std::vector<std::string> revoked;
    Script script;
};

class FakeGateways : public Gateways {
public:
    std::shared_ptr<Crm> crm(const Installation&) override { return crm_; }
    std::shared_ptr<Books> books(const Connection&) override { return books_; }
    std::shared_ptr<Crm> crm(const Tokens&) override { return crm_; }
    std::shared_ptr<Books> books(const BooksId&, const Tokens&) override { return books_; }

    std::shared_ptr<FakeCrm> crm_ = std::make_shared<FakeCrm>();
    std::shared_ptr<FakeBooks> books_ = std::make_shared<FakeBooks>();
};

} // namespace billbridge::world
