#pragma once

#include "core/gateways.hpp"

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

/// Vendors in memory that keep what they were told and fail on command: for scenarios around one
/// machine in the middle. What the vendors really answer is the emulator's business.
namespace billbridge::world {

/// How a call goes wrong.
enum class Trouble {
    none,
    refused,         ///< nothing happened, and they say so
    lost_before,     ///< no answer; nothing happened
    lost_after,      ///< no answer; it happened all the same
    lost_connection, ///< the grant has ended
    throttled,
};

/// Plays one trouble per call, in order; none when the list is empty.
class Script {
public:
    void next(Trouble trouble) { troubles_.push_back(trouble); }

    Trouble take()
    {
        if (troubles_.empty()) {
            return Trouble::none;
        }
        const Trouble trouble = troubles_.front();
        troubles_.pop_front();
        return trouble;
    }

private:
    std::deque<Trouble> troubles_;
};

inline Error error_of(Trouble trouble)
{
    switch (trouble) {
    case Trouble::refused:
        return rejected({"error.books_closed_period", {}}, "code 6210");
    case Trouble::lost_connection:
        return unauthorized({"error.reconnect_books", {}}, "401");
    case Trouble::throttled: {
        Error error{ErrorKind::rate_limited, {"error.books_busy", {}}, "429", {}, {}};
        error.retry_after = std::chrono::seconds(60);
        return error;
    }
    default:
        return unavailable({"error.no_answer", {{"host", "books"}}}, "timed out");
    }
}

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

    Task<std::vector<Item>> find_items(std::string, int) override { co_return std::vector<Item>{}; }

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
        invoice.subtotal = invoice.total = invoice.balance = subtotal(order.lines);
        return invoice;
    }

    BooksCompany company_;
    std::vector<Payer> payers;
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
    BooksLists lists_;
    Script list_script;
};

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
    std::vector<std::string> notes;
    Script note_script;
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
