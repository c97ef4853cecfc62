#include "core/create_item.hpp"
#include "core/kept_drafts.hpp"
#include "core/name_holder.hpp"
#include "core/prepare_draft.hpp"
#include "core/templates.hpp"
#include "tests/world/world.hpp"

#include <doctest/doctest.h>

using namespace billbridge;
using namespace billbridge::world;

namespace {

DealLine line(std::int64_t product, const char* name, std::int64_t variation = 0)
{
    DealLine line;
    line.product = ProductId(product);
    line.variation = variation == 0 ? std::nullopt : std::optional(variation);
    line.name = name;
    line.quantity = Decimal(1);
    line.unit_price = Decimal(5);
    return line;
}

Item item(const char* id, const char* name, bool active = true)
{
    Item item;
    item.id = ItemId(id);
    item.name = name;
    item.active = active;
    return item;
}

Payer payer(const char* id, const char* name)
{
    return {PayerId(id), name, "", Currency::of("USD"), Decimal(), true};
}

struct Rig : World {
    Rig()
    {
        Deal& deal = crm().deal_;
        deal.id = DealId(17);
        deal.currency = "USD";
        deal.organization = Organization{OrganizationId(12), "Lee Ltd", {}};
        deal.organization->fields["name"] = {"Lee Ltd", {}};
    }

    FakeCrm& crm() { return *gateways.crm_; }
    FakeBooks& books() { return *gateways.books_; }

    Result<PreparedDraft> draft()
    {
        return run_task(prepare_draft(
            {gateways, products, *store, clock, lists, memory}, caller(), DealId(17)));
    }

    Result<Item> create(const char* key, const NewItem& item)
    {
        return run_task(create_item(gateways, *store, clock, caller(), RequestKey(key), item));
    }

    Result<std::int64_t> keep(std::int64_t version, const char* form = R"({"memo":"x"})")
    {
        return run_task(
            keep_draft(*store, clock, caller(), DealId(17), version, *Json::parse(form)));
    }

    std::optional<KeptDraft> kept()
    {
        return storage::test::read(*store, [&](Transaction& tx) {
            return find_kept_draft(tx, company, DealId(17), clock.now());
        });
    }

    void link(const ItemLink& link)
    {
        storage::test::write(*store, [&](Transaction& tx) {
            tx.save(company, books().company_.id, link);
        }).value();
    }

    ProductsCache products{clock};
    BooksListsCache lists{gateways, clock};
    BooksMemory memory{gateways, clock};
};

const NewItem tile{"Roof tile", "RT-1", "Red", Decimal(5), AccountId("79"), true};

} // namespace

TEST_CASE("the customer who is probably meant is suggested until a person has linked one")
{
    Rig rig;
    rig.books().payers = {payer("58", "LEE, Limited")};

    const PreparedDraft first = rig.draft().value();
    CHECK_FALSE(first.payer.has_value());
    REQUIRE(first.draft.payer_suggestion.has_value());
    CHECK(first.draft.payer_suggestion->payer.id == PayerId("58"));

    storage::test::write(*rig.store, [&](Transaction& tx) {
        const Contact lee{RecordKind::organization, 12};
        tx.save(rig.company, BooksId("9130"), PayerLink{lee, PayerId("58"), "Lee"});
    }).value();
    rig.books().asked.clear();

    const PreparedDraft linked = rig.draft().value();
    CHECK(linked.payer->name == "LEE, Limited");
    CHECK_FALSE(linked.draft.payer_suggestion.has_value());
    CHECK(rig.books().asked.size() == 1); // nothing is left to be looked for
}

TEST_CASE("a linked item that is gone is told and no longer prefilled; others keep their new name")
{
    Rig rig;
    rig.crm().deal_.lines = {line(5, "Tile"), line(6, "Nail"), line(7, "Pump")};
    rig.books().items = {item("11", "Tile 2.0"), item("12", "Nail", false)};
    rig.link({ProductId(5), 0, ItemId("11"), "Tile"});
    rig.link({ProductId(6), 0, ItemId("12"), "Nail"});
    rig.link({ProductId(7), 0, ItemId("13"), "Pump"});

    const InvoiceDraft draft = rig.draft()->draft;

    CHECK(draft.lines[0].item_name == "Tile 2.0");
    CHECK_FALSE(draft.lines[1].item.has_value());
    CHECK_FALSE(draft.lines[2].item.has_value());
    const auto told = std::ranges::count_if(draft.problems, [](const Problem& problem) {
        return problem.message.key == "problem.item_gone";
    });
    CHECK(told == 2);
}

TEST_CASE("a line suggests what its product is called, or what its other variation is linked to")
{
    Rig rig;
    rig.crm().deal_.lines = {line(5, "Any"), line(6, "Nail", 2)};
    rig.crm().products_ = {{ProductId(5), "Roof tile", "RT-1", {{"USD", Decimal(7)}}}};
    rig.books().items = {item("11", "roof-tile"), item("12", "Steel nail")};
    rig.link({ProductId(6), 1, ItemId("12"), "Steel nail"});

    const InvoiceDraft draft = rig.draft()->draft;

    CHECK(draft.lines[0].product_name == "Roof tile");
    CHECK(draft.lines[0].product_code == "RT-1");
    CHECK(draft.lines[0].product_price == Decimal(7));
    CHECK(draft.lines[0].suggestion ==
          ItemSuggestion{ItemId("11"), "roof-tile", ItemSuggestion::Reason::name});
    CHECK(draft.lines[1].product_name == "Nail"); // deleted from the catalogue since
    CHECK_FALSE(draft.lines[1].product_price.has_value());
    CHECK(draft.lines[1].suggestion ==
          ItemSuggestion{ItemId("12"), "Steel nail", ItemSuggestion::Reason::product});
}

TEST_CASE("products are read once in ten minutes, those that are gone as well")
{
    Rig rig;
    rig.crm().deal_.lines = {line(5, "Tile"), line(6, "Gone")};
    rig.crm().products_ = {{ProductId(5), "Tile", "", {}}};

    rig.draft().value();
    rig.draft().value();
    CHECK(rig.crm().product_reads == 1);
    rig.clock.time += ProductsCache::life;
    rig.draft().value();
    CHECK(rig.crm().product_reads == 2);
}

TEST_CASE(
    "a draft comes without suggestions where the books cannot tell, but not without its links")
{
    Rig rig;
    rig.crm().deal_.lines = {line(5, "Tile")};
    rig.books().look_up_script.next(
        Trouble::lost_before); // nothing is linked: only likeness is asked
    CHECK(rig.draft().has_value());

    rig.link({ProductId(5), 0, ItemId("11"), "Tile"});
    rig.books().look_up_script.next(Trouble::lost_before);
    CHECK(rig.draft().error().kind == ErrorKind::unavailable);
}

TEST_CASE("an item is created once, however often its wish is repeated")
{
    Rig rig;

    const Item first = rig.create("k1", tile).value();
    const Item again = rig.create("k1", tile).value();

    CHECK(first.id == again.id);
    CHECK(rig.books().items.size() == 1);
    CHECK(rig.books().item_writes == 1);
    NewItem other = tile;
    other.name = "Nail";
    CHECK(rig.create("k1", other).error().message.key == "error.idempotency_key_reused");
}

TEST_CASE("an item whose answer was lost is found again, by its key or by its name")
{
    Rig rig;
    rig.books().item_script.next(Trouble::lost_after);
    CHECK(rig.create("k1", tile).error().kind == ErrorKind::unavailable);
    SUBCASE("the books remember the key") {}
    SUBCASE("the books have forgotten the key")
    {
        rig.books().forgets_keys = true;
    }

    CHECK(rig.create("k1", tile)->name == "Roof tile");
    CHECK(rig.books().items.size() == 1);
}

TEST_CASE("a name that another item has is a conflict that tells which, and stays one")
{
    Rig rig;
    rig.books().items = {item("11", "Roof tile")};

    for (int attempt = 0; attempt < 2; ++attempt) {
        const Error taken = rig.create("k1", tile).error();
        CHECK(taken.kind == ErrorKind::conflict);
        CHECK(holder_of(taken) == Holder{Holder::Kind::item, "11", "Roof tile"});
    }
}

TEST_CASE("an item without an account gets that of the settings, which may be missing")
{
    Rig rig;
    NewItem plain = tile;
    plain.income_account = AccountId();

    CHECK(rig.create("k1", plain).error().field == "income_account");
    CHECK(rig.books().item_writes == 0);
}

TEST_CASE("what a person typed is kept until the invoice is ordered")
{
    Rig rig;
    CHECK(rig.keep(0) == 1);
    CHECK(rig.keep(1, R"({"memo":"y"})") == 2);
    CHECK(rig.draft()->kept->form == R"({"memo":"y"})");
    CHECK(rig.draft()->kept_by == "Sam");

    rig.submit("key", rig.order()).value();

    CHECK_FALSE(rig.kept().has_value());
    CHECK(rig.keep(2).error().message.key == "error.draft_changed"); // a window left open
    CHECK(rig.keep(0) == 4);
}

TEST_CASE("of two people who edit one draft the second hears of it")
{
    Rig rig;
    CHECK(rig.keep(0) == 1);
    CHECK(rig.keep(0).error().kind == ErrorKind::conflict);
    CHECK(rig.keep(7).error().kind == ErrorKind::conflict);
    CHECK(rig.kept()->version == 1);
}

TEST_CASE("a kept draft ends after 30 days, and when it is forgotten")
{
    Rig rig;
    rig.keep(0).value();
    rig.clock.time += kept_draft_life;
    CHECK(rig.kept().has_value());
    rig.clock.time += std::chrono::seconds(1);
    CHECK_FALSE(rig.kept().has_value());

    CHECK(rig.keep(1) == 2);
    run_task(forget_draft(*rig.store, rig.clock, rig.caller(), DealId(17))).value();
    CHECK_FALSE(rig.kept().has_value());
    run_task(forget_draft(*rig.store, rig.clock, rig.caller(), DealId(17))).value();
}

TEST_CASE("a form that is too large or none is not kept, nor one of somebody else")
{
    Rig rig;
    const std::string large = R"({"memo":")" + std::string(257 * 1024, 'x') + R"("})";
    CHECK(rig.keep(0, large.c_str()).error().message.key == "error.draft_too_large");
    CHECK(rig.keep(0, "[]").error().kind == ErrorKind::invalid);

    const Caller stranger{CompanyId(4712), rig.sam};
    const auto foreign =
        run_task(keep_draft(*rig.store, rig.clock, stranger, DealId(17), 0, Json::object()));
    CHECK(foreign.error().kind == ErrorKind::conflict);
    CHECK_FALSE(rig.kept().has_value());
}

TEST_CASE("templates keep their ids, new ones get one, and what is gone is told")
{
    Rig rig;
    BooksListsCache lists(rig.gateways, rig.clock);
    rig.books().lists_.classes = {{"7", "Roofing"}};
    int made = 0;
    const auto save = [&](std::vector<InvoiceTemplate> templates) {
        return run_task(save_templates(lists, *rig.store, rig.caller(), std::move(templates), [&] {
            return "id-" + std::to_string(++made);
        }));
    };
    InvoiceTemplate roofing;
    roofing.name = "Roofing";
    roofing.class_id = "7";
    InvoiceTemplate plain;
    plain.id = "guessed";
    plain.name = "Plain";

    auto stored = save({roofing, plain}).value().templates;
    CHECK(stored[0].id == "id-1");
    CHECK(stored[1].id == "id-2");

    rig.books().lists_.classes.clear();
    lists.forget(rig.company);
    stored[1].name = "Simple";
    const KnownTemplates known = save(stored).value();
    CHECK(known.templates[1].id == "id-2");
    CHECK(gone_members(known.templates[0], *known.lists) == std::vector<std::string>{"class"});
    CHECK(rig.draft()->templates.size() == 2);
    CHECK(save({roofing}).error().field == "templates[0].class");
}
