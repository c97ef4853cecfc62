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

TEST_CASE("a discount stays one, for the order to carry in its price")
{
    DealLine percentage = line("2", "30.23");
    percentage.discount = {Discount::Kind::percentage, Decimal(10)};
    DealLine amount = line("2", "30.00");
    amount.discount = {Discount::Kind::amount, Decimal::of("5.50")};

    const InvoiceDraft draft = draft_invoice(deal_with({percentage, amount}), context());
    const InvoiceOrder order = order_of(draft);

    CHECK(to_string(draft.lines[0].unit_price) == "30.23");
    CHECK(draft.lines[0].discount == percentage.discount);
    CHECK(posted(order.lines[0]).amount == Decimal::of("54.41"));
    CHECK(posted(order.lines[1]).unit_price == Decimal::of("27.25"));
    CHECK(to_string(draft.totals.total) == "108.91");
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

            const PostedLine made = posted(order_of(draft).lines[0]);
            RC_ASSERT(made.amount == expected);
            RC_ASSERT(line_amount(made.quantity, made.unit_price) == expected);
            RC_ASSERT(made.unit_price.scale() <= InvoiceOrder::price_scale_max);
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

namespace {

DealLine taxed(const char* percent, TaxMethod method = TaxMethod::exclusive)
{
    DealLine one = line("1", "123.00");
    one.tax_percent = Decimal::of(percent);
    one.tax_method = method;
    return one;
}

/// A company under VAT with two codes of 0 % and one of 23 %.
DraftContext vat()
{
    auto lists = std::make_shared<BooksLists>();
    lists->rules.tax_model = TaxModel::global;
    lists->rules.discounts = true;
    lists->tax_codes = {{TaxCodeId("5"), "23%", {{"9", "VAT", Decimal(23)}}},
                        {TaxCodeId("6"), "0%", {{"10", "Zero", Decimal(0)}}},
                        {TaxCodeId("7"), "exempt", {{"11", "Exempt", Decimal(0)}}}};
    DraftContext vat = context();
    vat.company.country = "PL";
    vat.lists = lists;
    return vat;
}

} // namespace

TEST_CASE(
    "under VAT a line's code is the one of its percentage, or the company's own among several")
{
    DraftContext books = vat();
    const Deal deal = deal_with({taxed("23"), taxed("0"), taxed("8")});
    const auto codes = [&] {
        Texts list;
        for (const DraftLine& made : draft_invoice(deal, books).lines) {
            list.push_back(to_string(made.tax_code));
        }
        return list;
    };

    CHECK(codes() == Texts{"5", "", ""});
    books.settings.tax_code = TaxCodeId("7");
    CHECK(codes() == Texts{"5", "7", ""});
    CHECK(complaints(draft_invoice(deal, books)) ==
          Texts{"blocks lines[2].tax_code: problem.line_tax_code"});
}

TEST_CASE("a deal that says nothing about tax gets the company's own treatment and code")
{
    DraftContext books = vat();
    books.settings.tax_treatment = TaxTreatment::inclusive;
    books.settings.tax_code = TaxCodeId("5");

    const InvoiceDraft draft = draft_invoice(deal_with({line("1", "123.00")}), books);

    CHECK(draft.tax.treatment == TaxTreatment::inclusive);
    CHECK(draft.lines[0].tax_code == TaxCodeId("5"));
    CHECK(to_string(draft.totals.tax_total) == "23.00");
    CHECK(to_string(draft.totals.total) == "123.00");
}

TEST_CASE("under VAT prices keep the tax that the deal has in them")
{
    const InvoiceDraft draft = draft_invoice(deal_with({taxed("23", TaxMethod::inclusive)}), vat());

    CHECK(draft.tax.treatment == TaxTreatment::inclusive);
    CHECK(to_string(draft.lines[0].unit_price) == "123.00");
    CHECK(complaints(draft).empty());
}

TEST_CASE("in the US the deal's tax says which lines are taxable")
{
    const InvoiceDraft draft = draft_invoice(deal_with({taxed("8"), line("1", "5")}), [] {
        DraftContext books = context();
        books.company.uses_sales_tax = true;
        return books;
    }());

    CHECK(draft.lines[0].taxable == true);
    CHECK(draft.lines[1].taxable == false);
    CHECK_FALSE(draft_invoice(deal_with({line("1", "5")}), context()).lines[0].taxable.has_value());
}

TEST_CASE("the deal's own discounts become the invoice's")
{
    Deal deal = deal_with({line("1", "100.00"), line("1", "100.00")});
    deal.discounts = {{"Loyal", {Discount::Kind::percentage, Decimal(10)}}};
    deal.value = Decimal(180);
    DraftContext books = vat();
    books.settings.tax_treatment = TaxTreatment::none;

    const InvoiceDraft one = draft_invoice(deal, books);
    CHECK(one.discount == Discount{Discount::Kind::percentage, Decimal(10)});
    CHECK(to_string(one.totals.total) == "180.00");
    CHECK(one.deal_difference == Decimal(0));

    deal.discounts.push_back({"Early", {Discount::Kind::amount, Decimal(5)}});
    const InvoiceDraft two = draft_invoice(deal, books);
    CHECK(two.discount == Discount{Discount::Kind::amount, Decimal(25)});
    CHECK(two.deal_difference == Decimal(-5));
}
