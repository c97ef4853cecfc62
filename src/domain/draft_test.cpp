#include "domain/invoice_draft.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace billbridge;

namespace {

DealLine line(const char* quantity, const char* price)
{
    DealLine line;
    line.product = ProductId(5);
    line.name = "Roof tile";
    line.quantity = Decimal::of(quantity);
    line.unit_price = Decimal::of(price);
    return line;
}

Deal deal_with(std::vector<DealLine> lines)
{
    Deal deal;
    deal.id = DealId(17);
    deal.title = "Roof repair";
    deal.currency = "USD";
    deal.organization = Organization{OrganizationId(12), "Lee Ltd", {{"name", {"Lee Ltd", {}}}}};
    deal.lines = std::move(lines);
    return deal;
}

DraftContext context()
{
    DraftContext context;
    context.company.country = "US";
    context.company.home_currency = Currency::of("USD");
    context.today = Date::of("2026-03-13");
    context.settings.term.days = 7;
    context.item_links = {{ProductId(5), 0, ItemId("11"), "Pump"}};
    return context;
}

std::vector<std::string> complaints(const InvoiceDraft& draft)
{
    std::vector<std::string> texts;
    for (const auto& problem : draft.problems) {
        texts.push_back((problem.weight == Problem::Weight::blocks ? "blocks " : "warns ") +
                        problem.field + ": " + problem.message.key);
    }
    return texts;
}

using Texts = std::vector<std::string>;

} // namespace

TEST_CASE("a detail whose Pipedrive field was deleted is pointed out")
{
    DraftContext settings = context();
    settings.settings.tax_id.field =
        FieldRef{RecordKind::organization, "9dc80c50d78a15643bfc4ca79d76156a73a1ca0e"};
    Deal deal = deal_with({line("2", "30.23")});
    deal.organization->custom_codes.emplace();

    CHECK(complaints(draft_invoice(deal, settings)) ==
          Texts{"warns details.tax_id: problem.field_gone"});
}

TEST_CASE("a plain deal becomes a draft without problems, due after the term")
{
    const InvoiceDraft draft = draft_invoice(deal_with({line("2", "30.23")}), context());

    CHECK(complaints(draft).empty());
    CHECK(to_string(draft.due_date) == "2026-03-20");
    CHECK(draft.details.name == "Lee Ltd");
    REQUIRE(draft.lines.size() == 1);
    CHECK(draft.lines[0].item == ItemId("11"));
    CHECK(to_string(draft.lines[0].unit_price) == "30.23");
}

TEST_CASE("disabled lines are not invoiced and comments join the description")
{
    DealLine disabled = line("1", "5");
    disabled.enabled = false;
    DealLine commented = line("1", "5");
    commented.comment = "red";

    const InvoiceDraft draft = draft_invoice(deal_with({disabled, commented}), context());

    REQUIRE(draft.lines.size() == 1);
    CHECK(draft.lines[0].description == "Roof tile\nred");
}

TEST_CASE("a discount is carried by the price")
{
    DealLine percentage = line("2", "30.23");
    percentage.discount = {Discount::Kind::percentage, Decimal(10)};
    DealLine amount = line("2", "30.00");
    amount.discount = {Discount::Kind::amount, Decimal::of("5.50")};

    const InvoiceDraft draft = draft_invoice(deal_with({percentage, amount}), context());

    CHECK(line_amount(draft.lines[0].quantity, draft.lines[0].unit_price) == Decimal::of("54.41"));
    CHECK(draft.lines[0].quantity == Decimal(2));
    CHECK(draft.lines[1].unit_price == Decimal::of("27.25"));
}

TEST_CASE("where no price gives the discounted amount to the cent, one unit carries it")
{
    DealLine odd = line("30000", "0.01");
    odd.discount = {Discount::Kind::amount, Decimal::of("0.01")};

    const InvoiceDraft draft = draft_invoice(deal_with({odd}), context());

    CHECK(draft.lines[0].quantity == Decimal(1));
    CHECK(draft.lines[0].unit_price == Decimal::of("299.99"));
    CHECK(draft.lines[0].description == "30000 x Roof tile");
}

TEST_CASE(
    "tax inside the price is taken out, because QuickBooks adds its own, and the person is told")
{
    DealLine taxed = line("1", "123.00");
    taxed.tax_method = TaxMethod::inclusive;
    taxed.tax_percent = Decimal(23);

    const InvoiceDraft draft = draft_invoice(deal_with({taxed}), context());

    CHECK(draft.lines[0].unit_price == Decimal(100));
    CHECK(complaints(draft) == Texts{"warns : problem.tax_by_books"});
}

TEST_CASE("any discounted line keeps its amount to the cent")
{
    const bool held =
        rc::check("amount of the draft line = discounted amount of the deal line", [] {
            DealLine deal_line = line("1", "1");
            deal_line.quantity =
                Decimal(*rc::gen::inRange<std::int64_t>(1, 5'000'000)) * Decimal::of("0.001");
            deal_line.unit_price =
                Decimal(*rc::gen::inRange<std::int64_t>(1, 9'999'999)) * Decimal::of("0.001");
            const Decimal percent =
                Decimal(*rc::gen::inRange<std::int64_t>(1, 9'999)) * Decimal::of("0.01");
            deal_line.discount = {Discount::Kind::percentage, percent};
            const Decimal expected =
                (deal_line.quantity * deal_line.unit_price * (Decimal(100) - percent))
                    .divided_by(Decimal(100), 2, Rounding::half_up);

            const InvoiceDraft draft = draft_invoice(deal_with({deal_line}), context());

            RC_ASSERT(line_amount(draft.lines[0].quantity, draft.lines[0].unit_price) == expected);
            RC_ASSERT(draft.lines[0].unit_price.scale() <= InvoiceOrder::price_scale_max);
        });
    CHECK(held);
}

TEST_CASE("each problem names its field and its weight")
{
    DraftContext unlinked = context();
    unlinked.item_links.clear();
    CHECK(
        complaints(draft_invoice(deal_with({line("0", "5"), line("1", "0.0000001")}), unlinked)) ==
        Texts{"blocks lines[0].item: problem.line_not_linked",
              "blocks lines[0].quantity: error.quantity",
              "blocks lines[1].item: problem.line_not_linked",
              "blocks lines[1].unit_price: error.amount_format"});

    CHECK(complaints(draft_invoice(deal_with({}), context())) ==
          Texts{"blocks lines: problem.no_lines"});

    Deal nobody = deal_with({line("1", "5")});
    nobody.organization.reset();
    CHECK(complaints(draft_invoice(nobody, context())) ==
          Texts{"blocks details.name: error.name_missing"});
}

TEST_CASE("currency problems: unknown, not enabled, not the customer's")
{
    Deal deal = deal_with({line("1", "5")});
    DraftContext euro_payer = context();
    euro_payer.company.multicurrency = true;
    euro_payer.payer = Payer{PayerId("58"), "Lee Ltd", "", Currency::of("EUR"), Decimal(), true};

    CHECK(complaints(draft_invoice(deal, euro_payer)) ==
          Texts{"blocks currency: problem.currency_differs"});
    deal.currency = "EUR";
    CHECK(complaints(draft_invoice(deal, euro_payer)).empty());
    CHECK(complaints(draft_invoice(deal, context())) ==
          Texts{"blocks currency: problem.currency_not_enabled"});
    deal.currency = "users";
    CHECK(complaints(draft_invoice(deal, context())) ==
          Texts{"blocks currency: problem.currency_unknown"});
}

TEST_CASE("an inactive customer blocks and an earlier invoice of the deal warns, unless it is gone")
{
    DraftContext busy = context();
    busy.payer = Payer{PayerId("58"), "Lee Ltd", "", Currency::of("USD"), Decimal(), false};
    KnownInvoice earlier;
    earlier.invoice.number = "1038";
    KnownInvoice voided = earlier;
    voided.invoice.voided = true;
    busy.invoices = {earlier, voided};

    CHECK(complaints(draft_invoice(deal_with({line("1", "5")}), busy)) ==
          Texts{"warns : problem.already_invoiced", "blocks payer: problem.payer_inactive"});
}

TEST_CASE("a discount that no line can have blocks instead of making up a price")
{
    DealLine absurd = line("1", "5");
    absurd.discount = {Discount::Kind::percentage, Decimal(101)};
    DealLine huge = line("1", "5");
    huge.discount = {Discount::Kind::amount, Decimal(999'999'999'999'999'999)};

    CHECK(complaints(draft_invoice(deal_with({absurd, huge}), context())) ==
          Texts{"blocks lines[0].unit_price: problem.line_discount",
                "blocks lines[1].unit_price: problem.line_discount"});
}
