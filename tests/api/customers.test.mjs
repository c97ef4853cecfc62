// Customers, items, templates and kept drafts over the JSON API, with both vendors behind it: what a
// person who fills in the dialog asks for, and what they get wrong.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, test } from "node:test";

import { api, connectBooks, installApp, orderLine } from "../programs/people.mjs";
import { World, root } from "../programs/programs.mjs";

let world;
const call = (method, route, options) => api(world, method, route, options);
const search = (what, text) => call("GET", `/${what}?text=${encodeURIComponent(text)}`);
const names = (list) => list.map(({ name }) => name);
const newItem = (item) => ({ code: "", description: "", unit_price: "5", income_account: "79", taxable: true, ...item });
const createItem = (key, item) =>
    call("POST", "/items", { body: newItem(item), headers: { "idempotency-key": key } });
const details = (name) => ({
    name, email: "", tax_id: "",
    address: { text: "", street: "", city: "", region: "", postal_code: "", country: "" },
});
const match = async (name) =>
    (await call("POST", "/payers/match", { body: { details: details(name) } })).json.holder;

async function start(seed) {
    world = await World.create(path.join(root, `build/worlds/customers-${seed}`));
    await Promise.all([world.startEmulator(seed), world.startServer()]);
    await installApp(world);
    await connectBooks(world);
}

describe("with the sample company", () => {
    before(() => start("craigs"));
    after(() => world.stop());

    test("customers are found by name, e-mail, phone and number", async () => {
        const amy = "Amy's Bird Sanctuary";
        for (const text of ["amy's bird", "Birds@Intuit", "650) 555-3311", "6505553311"]) {
            const { status, json } = await search("payers", text);
            assert.equal(status, 200);
            assert.ok(names(json.payers).includes(amy), `${text}: ${names(json.payers)}`);
        }
        const { json } = await search("payers", "1");
        assert.ok(names(json.payers).includes(amy));
        const [found] = (await search("payers", amy)).json.payers;
        const { json: read } = await call("GET", `/payers/${found.id}`);
        assert.deepEqual(read.payer, found);
        assert.equal(found.phone, "(650) 555-3311");
        assert.ok(found.address.street);
    });

    test("a contact that was unlinked is not linked any more", async () => {
        const deal = 3;
        const { json: draft } = await call("GET", `/deals/${deal}/draft`);
        const { kind, id } = draft.contact;
        const order = {
            deal, contact: draft.contact, payer: "19", details: draft.details, currency: draft.currency,
            date: draft.date, due_date: draft.due_date,
            lines: draft.lines.map((line) => orderLine(line, { id: "5", name: "Fountain" })),
        };
        await call("POST", "/invoices", { body: order, headers: { "idempotency-key": "to-unlink" } });
        assert.equal((await call("GET", `/deals/${deal}/draft`)).json.payer?.id, "19");

        for (const time of ["once", "again"]) {
            assert.equal((await call("DELETE", `/contacts/${kind}/${id}/link`)).status, 200, time);
        }
        assert.equal((await call("GET", `/deals/${deal}/draft`)).json.payer, null);
        for (const nobody of ["deal/3", "organization/0", "organization/x", "company/1"]) {
            assert.equal((await call("DELETE", `/contacts/${nobody}/link`)).status, 404, nobody);
        }
    });

    test("whatever people type into a search stays a search", async () => {
        for (const text of ["", "a", "'", "\\", "x' OR Id = '1", "%", "🚀", "\t\n", "a\\'b", "-- (", "żółw"]) {
            for (const what of ["payers", "items"]) {
                const { status } = await search(what, text);
                assert.equal(status, 200, `${what} ${JSON.stringify(text)}`);
            }
        }
        const { status, json } = await search("items", "x".repeat(101));
        assert.deepEqual([status, json.error.field], [400, "text"]);
    });

    test("a customer who is not there is not found", async () => {
        assert.equal((await call("GET", "/payers/99999")).status, 404);
        assert.equal((await call("GET", "/payers/abc")).status, 404);
    });

    test("who has a name is told: a customer, or somebody no invoice can have", async () => {
        assert.equal((await match("AMY'S BIRD SANCTUARY")).payer.name, "Amy's Bird Sanctuary");
        assert.deepEqual(await match("Books by Bessie"), { kind: "other", payer: null });
        for (const nobody of ["Nobody & Sons", "", "  ", "🚀", "n".repeat(600)]) {
            assert.equal(await match(nobody), null, nobody);
        }
    });

    test("an item is created once, found by name and code, and its name is taken then", async () => {
        const tile = { name: "Roof 'tile' \\ red", code: "RT-77" };
        const first = await createItem("wish-1", tile);
        const again = await createItem("wish-1", tile);
        assert.equal(first.status, 200, JSON.stringify(first.json));
        assert.equal(again.json.item.id, first.json.item.id);
        for (const text of ["'tile' \\", "rt-77"]) {
            assert.deepEqual(names((await search("items", text)).json.items), [tile.name]);
        }
        const taken = await createItem("wish-2", tile);
        assert.equal(taken.status, 409);
        assert.equal(taken.json.error.key, "error.item_name_taken");
        assert.deepEqual(taken.json.error.holder, { kind: "item", id: first.json.item.id, name: tile.name });
        const other = await createItem("wish-1", { name: "Something else" });
        assert.deepEqual([other.status, other.json.error.field], [400, "Idempotency-Key"]);
    });

    test("an item that QuickBooks would refuse is refused with its field", async () => {
        const bad = {
            name: [{ name: "" }, { name: "Roof:tile" }, { name: "Roof\ttile" }, { name: "n".repeat(101) }],
            code: [{ name: "a", code: "c".repeat(101) }],
            unit_price: [{ name: "a", unit_price: "-1" }, { name: "a", unit_price: "1e30" }, { name: "a", unit_price: "dear" }],
            income_account: [{ name: "a", income_account: null }, { name: "a", income_account: "" }],
        };
        for (const [field, items] of Object.entries(bad)) {
            for (const [i, item] of items.entries()) {
                const { status, json } = await createItem(`bad-${field}-${i}`, item);
                assert.deepEqual([status, json.error?.field], [400, field], JSON.stringify(item));
            }
        }
    });

    test("the draft offers what the deal has and what its products are probably called", async () => {
        const { status, json } = await call("GET", "/deals/1/draft");
        assert.equal(status, 200, JSON.stringify(json));
        assert.ok(json.choices.names.length > 0);
        assert.equal(json.choices.names[0].text, json.details.name);
        assert.ok(json.lines.every((line) => line.product_name));
        // Both sample companies sell the same, so a line's product has an item of its name.
        const [line] = json.lines.filter(({ item }) => item === null);
        const { json: taken } = await createItem("from-line", { name: line.product_name });
        const { id, name } = taken.error.holder;
        assert.deepEqual(line.suggestion, { id, name, reason: "name" });
    });

    test("what a person typed is kept, and two windows do not overwrite each other", async () => {
        const keep = (version, form, deal = 1) =>
            call("PUT", `/deals/${deal}/draft`, { body: { version, form } });
        assert.deepEqual((await keep(0, { memo: "€ 1.10", rate: 1.1 })).json, { version: 1 });
        const { kept } = (await call("GET", "/deals/1/draft")).json;
        assert.deepEqual([kept.version, kept.form], [1, { memo: "€ 1.10", rate: 1.1 }]);
        assert.ok(kept.kept_by);
        const late = await keep(0, {});
        assert.deepEqual([late.status, late.json.error.key], [409, "error.draft_changed"]);
        const large = await keep(1, { memo: "x".repeat(257 * 1024) });
        assert.deepEqual([large.status, large.json.error.key], [400, "error.draft_too_large"]);
        assert.equal((await call("DELETE", "/deals/1/draft")).status, 200);
        assert.equal((await call("GET", "/deals/1/draft")).json.kept, null);
    });

    test("an invoice that would need a second customer of a name says who has it", async () => {
        const { json: draft } = await call("GET", "/deals/1/draft");
        const [item] = (await search("items", "")).json.items;
        const order = async (name) => {
            const body = {
                deal: 1, deal_title: "Taken", contact: null, payer: null, details: details(name),
                currency: draft.currency, date: draft.date, due_date: draft.due_date,
                lines: [orderLine(draft.lines[0], item)],
            };
            const answer = await call("POST", "/invoices", {
                body, headers: { "idempotency-key": `taken ${name}` },
            });
            return answer.json.intent.error;
        };
        const [amy] = (await search("payers", "Amy's")).json.payers;
        const taken = await order(amy.name.toUpperCase());
        assert.equal(taken.key, "error.books_name_taken");
        assert.deepEqual(taken.holder, { kind: "customer", id: amy.id, name: amy.name });
        assert.equal((await order("Books by Bessie")).holder.kind, "other");
    });

    test("templates are kept as a whole", async () => {
        const { json: none } = await call("GET", "/templates");
        assert.deepEqual(none.templates, []);
        const monthly = { name: "Monthly", message: "Thanks", discount: { kind: "percentage", value: "5" } };
        const put = (templates) => call("PUT", "/templates", { body: { templates } });
        const { json } = await put([monthly]);
        assert.ok(json.templates[0].id);
        assert.deepEqual((await call("GET", "/templates")).json, json);
        assert.equal((await call("GET", "/deals/1/draft")).json.templates[0].name, "Monthly");
        const twice = await put([monthly, monthly]);
        assert.deepEqual([twice.status, twice.json.error.field], [400, "templates[1].name"]);
        const gone = await put([{ ...monthly, class: "404" }]);
        assert.deepEqual([gone.status, gone.json.error.key], [400, "error.template_gone"]);
    });
});

describe("with a company outside the US", () => {
    before(() => start("global"));
    after(() => world.stop());

    test("a tax id is shown masked, a name found whatever its letters", async () => {
        const { json } = await search("payers", "ŁĄKA");
        const [payer] = json.payers;
        assert.equal(payer.name, "Ogrody Zielona Łąka Sp. z o.o.");
        assert.match(payer.tax_id_masked, /^X+\d{4,5}$/);
        assert.equal((await match("ogrody zielona łąka sp. z o.o.")).payer.id, payer.id);
    });

    test("an item of the books tells its tax code", async () => {
        const { json } = await search("items", "Doradztwo");
        assert.equal(json.items[0].tax_code, "2");
    });
});
