#include "web/invoice_routes.hpp"

#include "core/act_on_invoice.hpp"
#include "core/store_value.hpp"
#include "core/submit.hpp"
#include "crypto/crypto.hpp"
#include "web/money_wire.hpp"
#include "web/order_wire.hpp"
#include "web/request.hpp"
#include "web/wire.hpp"

#include <algorithm>

namespace billbridge::web {

namespace {

/// How often to look whether the job has come to an end.
constexpr std::chrono::milliseconds outcome_poll{20};

std::string_view name(IntentState state)
{
    switch (state) {
    case IntentState::planned:
        return "planned";
    case IntentState::finding_out:
        return "finding_out";
    case IntentState::created:
        return "created";
    case IntentState::not_created:
        return "not_created";
    }
    return {};
}

Json intent_json(const Intent& intent,
                 const Json& invoice,
                 const text::Catalogue& catalogue,
                 const Call& call)
{
    Json json;
    json.set("id", to_string(intent.id)).set("state", name(intent.state));
    json.set("created_at", to_text(intent.created_at));
    json.set("expected_total",
             intent.expected_total ? Json(to_string(*intent.expected_total)) : Json());
    json.set("currency", intent.order.currency.code());
    json.set("invoice", invoice);
    const auto why = [&](const std::optional<Error>& error) {
        return error ? error_json(*error, catalogue, call.session.language, call.request.id)
                     : Json();
    };
    json.set("error", why(intent.error));
    json.set("sent", intent.emailed ? Json(*intent.emailed) : Json());
    json.set("send_error", why(intent.email_error));
    json.set("payer_error", why(intent.payer_error));
    return json;
}

Json sums_json(const std::vector<InvoiceSums>& all)
{
    Json list = Json::array();
    for (const InvoiceSums& sums : all) {
        Json json;
        json.set("currency", sums.currency.code());
        json.set("outstanding", to_string(sums.outstanding));
        json.set("overdue", to_string(sums.overdue)).set("paid", to_string(sums.paid));
        list.push_back(std::move(json));
    }
    return list;
}

Json deal_invoices_json(const DealInvoices& list,
                        const text::Catalogue& catalogue,
                        const Call& call)
{
    Json invoices = Json::array();
    for (const ShownInvoice& invoice : list.invoices) {
        invoices.push_back(invoice_json(invoice));
    }
    Json intents = Json::array();
    for (const Intent& intent : list.intents) {
        intents.push_back(intent_json(intent, Json(), catalogue, call));
    }
    Json json;
    json.set("invoices", std::move(invoices)).set("intents", std::move(intents));
    json.set("sums", sums_json(list.sums));
    return json;
}

/// "invoice-1038.pdf"; of a number only what every file system takes.
std::string file_name(std::string_view number)
{
    std::string name = "invoice";
    std::string safe;
    for (const char c : number) {
        const bool is_plain =
            (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
        safe += is_plain ? c : '_';
    }
    return name + (safe.empty() ? "" : "-" + safe) + ".pdf";
}

} // namespace

InvoiceRoutes::InvoiceRoutes(Gateways& gateways,
                             Store& store,
                             Clock& clock,
                             BooksListsCache& lists,
                             BooksMemory& memory,
                             InvoiceJobs& jobs)
    : gateways_(gateways), store_(store), clock_(clock), lists_(lists), memory_(memory),
      jobs_(jobs), products_(clock)
{
}

void InvoiceRoutes::add_to(Api& api)
{
    const text::Catalogue& texts = api.catalogue();
    api.add("GET", "/deals/{deal}/draft", [this, &texts](Call call) {
        return draft(std::move(call), texts);
    });
    api.add(
        "POST", "/invoices", [this, &texts](Call call) { return create(std::move(call), texts); });
    api.add("POST", "/invoices/preview", [this, &texts](Call call) {
        return preview(std::move(call), texts);
    });
    api.add("GET", "/intents/{intent}", [this, &texts](Call call) {
        return intent(std::move(call), texts);
    });
    api.add("GET", "/deals/{deal}/invoices", [this, &texts](Call call) {
        return list(std::move(call), texts);
    });
    api.add("GET", "/invoices/{invoice}/pdf", [this](Call call) { return pdf(std::move(call)); });
    api.add(
        "POST", "/invoices/{invoice}/{action}", [this](Call call) { return act(std::move(call)); });
    api.add("POST", "/deals/{deal}/invoices/refresh", [this, &texts](Call call) {
        return refresh(std::move(call), texts);
    });
}

Task<Answer> InvoiceRoutes::draft(Call call, const text::Catalogue& catalogue)
{
    CO_TRY(const std::int64_t deal, number_in_path(call, "deal"));
    CO_TRY(const PreparedDraft prepared,
           co_await prepare_draft({gateways_, products_, store_, clock_, lists_, memory_},
                                  call.session.caller,
                                  DealId(deal)));
    co_return Answer{draft_json(prepared, catalogue, call.session.language)};
}

Task<Answer> InvoiceRoutes::create(Call call, const text::Catalogue& catalogue)
{
    const Caller caller = call.session.caller;
    CO_TRY(const Json body, json_body(call.request));
    Submission submission;
    submission.idempotency_key = call.request.headers.get("Idempotency-Key");
    submission.fingerprint = crypto::hex(crypto::sha256(body.dump()));
    submission.new_id = IntentId(crypto::random_uuid());
    CO_TRY(submission.order, order_from_json(body));
    submission.lists = lists_.known(caller.company);
    CO_TRY(const Intent submitted,
           co_await submit_invoice(store_, clock_, caller, std::move(submission)));
    const bool open =
        submitted.state == IntentState::planned || submitted.state == IntentState::finding_out;
    if (open) {
        jobs_.start(caller.company, submitted.id);
        const Time until = clock_.now() + outcome_wait;
        while (jobs_.is_running(submitted.id) && clock_.now() < until) {
            co_await clock_.sleep_until(clock_.now() + outcome_poll);
        }
    }
    co_return co_await intent_answer(std::move(call), submitted.id, catalogue);
}

Task<Answer> InvoiceRoutes::preview(Call call, const text::Catalogue& catalogue)
{
    CO_TRY(const Json body, json_body(call.request));
    CO_TRY(const ReadOrder read, read_order(body));
    CO_TRY(const OrderPreview preview,
           co_await preview_order(
               store_, lists_, memory_, call.session.caller, read.order, read.problems));
    co_return Answer{
        preview_json(preview, read.order, body["deal_value"], catalogue, call.session.language)};
}

Task<Answer> InvoiceRoutes::intent(Call call, const text::Catalogue& catalogue)
{
    IntentId id(call.values.find("intent")->second);
    co_return co_await intent_answer(std::move(call), std::move(id), catalogue);
}

Task<Answer> InvoiceRoutes::intent_answer(Call call, IntentId id, const text::Catalogue& catalogue)
{
    const Caller caller = call.session.caller;
    const auto body = [&](Transaction& tx) -> Result<Intent> {
        TRY_DO(require_connection(tx, caller));
        auto intent = tx.intent(caller.company, id);
        if (!intent) {
            return fail(not_found({"error.unknown_intent", {}}));
        }
        return *std::move(intent);
    };
    CO_TRY(const Intent intent, co_await read_value(store_, body));
    Json invoice;
    if (intent.invoice) {
        CO_TRY(const DealInvoices list,
               co_await deal_invoices(gateways_, store_, clock_, caller, intent.order.deal));
        const auto found = std::ranges::find_if(list.invoices, [&](const ShownInvoice& shown) {
            return shown.known.invoice.id == *intent.invoice;
        });
        if (found != list.invoices.end()) {
            invoice = invoice_json(*found);
        }
    }
    const bool decided =
        intent.state == IntentState::created || intent.state == IntentState::not_created;
    Json json = intent_json(intent, invoice, catalogue, call);
    co_return Answer{Json(Json::Object{{"intent", std::move(json)}}), decided ? 200 : 202};
}

Task<Answer> InvoiceRoutes::list(Call call, const text::Catalogue& catalogue)
{
    CO_TRY(const std::int64_t deal, number_in_path(call, "deal"));
    CO_TRY(const DealInvoices list,
           co_await deal_invoices(gateways_, store_, clock_, call.session.caller, DealId(deal)));
    co_return Answer{deal_invoices_json(list, catalogue, call)};
}

Task<Answer> InvoiceRoutes::refresh(Call call, const text::Catalogue& catalogue)
{
    CO_TRY(const std::int64_t deal, number_in_path(call, "deal"));
    CO_TRY(const DealInvoices list,
           co_await refresh_invoices(gateways_, store_, clock_, call.session.caller, DealId(deal)));
    co_return Answer{deal_invoices_json(list, catalogue, call)};
}

Task<Answer> InvoiceRoutes::pdf(Call call)
{
    InvoiceId id(call.values.find("invoice")->second);
    CO_TRY(InvoicePdf pdf,
           co_await invoice_pdf(gateways_, store_, call.session.caller, std::move(id)));
    co_return Answer{.file = File{file_name(pdf.number), "application/pdf", std::move(pdf.bytes)}};
}

Task<Answer> InvoiceRoutes::act(Call call)
{
    const Caller caller = call.session.caller;
    const std::string idempotency_key(call.request.headers.get("Idempotency-Key"));
    CO_TRY_DO(check_idempotency_key(idempotency_key));
    CO_TRY(const Json body, json_body(call.request));
    ActionWish wish;
    wish.key = request_key(caller, idempotency_key);
    wish.invoice = InvoiceId(call.values.find("invoice")->second);
    CO_TRY(wish.action, parse_invoice_action(call.values.find("action")->second));
    CO_TRY(wish.version, text_member(body, "version"));
    CO_TRY(wish.send_to, text_member(body, "send_to"));
    CO_TRY(const ShownInvoice invoice,
           co_await act_on_invoice(gateways_, store_, clock_, caller, wish));
    co_return Answer{Json(Json::Object{{"invoice", invoice_json(invoice)}})};
}

} // namespace billbridge::web
