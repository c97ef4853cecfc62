// The settings and the connection over the JSON API: what each call refuses, by which field, and that
// nothing is changed then. Both vendors, the second user and the uninstallation are the emulator's.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";

import { api, connectBooks, frameToken, installApp } from "../programs/people.mjs";
import { World, root } from "../programs/programs.mjs";

const admin = 815;
const colleague = 816;
const stranger = 9999;

let world;
/** The settings as they are at first; every test leaves them so. */
let first;

before(async () => {
    world = await World.create(path.join(root, "build/worlds/settings-api"));
    await Promise.all([world.startEmulator(), world.startServer()]);
    await installApp(world);
    await connectBooks(world);
    await signIn(colleague);
    await installApp(world);
    await signIn(admin);
    first = (await api(world, "GET", "/settings")).json.settings;
});
after(() => world.stop());

function signIn(user) {
    const body = JSON.stringify({ user });
    return fetch(`${world.urls.pipedrive}/_emulator/state`, { method: "POST", body });
}

/** A request whose body may be anything. */
async function send(method, target, body) {
    const response = await fetch(`${world.urls.server}/api/v1${target}`, {
        method,
        headers: {
            authorization: `Bearer ${await frameToken(world)}`,
            "content-type": "application/json",
        },
        body: typeof body === "string" ? body : JSON.stringify(body),
    });
    return { status: response.status, json: await response.json() };
}

function assertRefused({ status, json }, wantedStatus, field, key) {
    assert.equal(status, wantedStatus, JSON.stringify(json));
    assert.equal(json.error.field, field);
    if (key) {
        assert.equal(json.error.key, key);
    }
    assert.ok(json.error.message.length > 10 && !json.error.message.includes("{"));
}

test("settings that make no sense are refused by their field, and nothing is saved", async () => {
    const broken = [
        [{ to: { field: "company.name", fallback: null } }, "to.field"],
        [{ to: { field: null, fallback: 5 } }, "to.fallback"],
        [{ to: "organization.name" }, "to"],
        [{ address: { field: "organization.nowhere", fallback: null } }, "address.field"],
        [{ email: undefined }, "email"],
        [{ term: { kind: "weeks", days: 1, id: null } }, "term.kind"],
        [{ term: { kind: "days", days: 1000, id: null } }, "term.days"],
        [{ term: { kind: "books", days: 0, id: "" } }, "term.id"],
        [{ term: { kind: "books", days: 0, id: "999" } }, "term", "error.term_gone"],
        [{ term: null }, "term.kind"],
        [{ tax_treatment: "inclusive" }, "tax_treatment", "error.tax_inclusive"],
        [{ tax_treatment: "vat" }, "tax_treatment"],
        [{ tax_code: "999" }, "tax_code", "error.tax_code_gone"],
        [{ income_account: "999" }, "income_account", "error.income_account_gone"],
        [{ income_account: "7".repeat(51) }, "income_account"],
        [{ write_note: "yes" }, "write_note"],
        [{ attach_pdf: null }, "attach_pdf"],
    ];
    for (const [part, field, key] of broken) {
        assertRefused(await send("PUT", "/settings", { ...first, ...part }), 400, field, key);
    }
    for (const body of ["", "[]", "null", "{", `{"to":`]) {
        assert.equal((await send("PUT", "/settings", body)).status, 400, body);
    }
    assert.deepEqual((await api(world, "GET", "/settings")).json.settings, first);
});

test("a term that was made inactive a moment ago is refused, although it was chosen before", async () => {
    const chosen = { ...first, term: { kind: "books", days: 0, id: "3" } };
    assert.equal((await api(world, "PUT", "/settings", { body: chosen })).status, 200);
    await fetch(`${world.urls.quickbooks}/_emulator/records/Term/3`, {
        method: "POST",
        body: JSON.stringify({ Active: false }),
    });

    assertRefused(await send("PUT", "/settings", chosen), 400, "term", "error.term_gone");
    const { books } = (await api(world, "GET", "/settings")).json;
    assert.ok(books.terms.length > 0 && !books.terms.some(({ id }) => id === "3"));
    assert.equal((await api(world, "PUT", "/settings", { body: first })).status, 200);
});

test("a preview needs a deal that can be seen and settings that can be read", async () => {
    const good = { deal: 3, settings: first };
    const { status, json } = await api(world, "POST", "/settings/preview", { body: good });
    assert.equal(status, 200);
    assert.equal(json.deal.id, 3);
    assert.deepEqual(json.missing, []);

    const preview = (body) => send("POST", "/settings/preview", body);
    assertRefused(await preview({ settings: first }), 400, "deal");
    assertRefused(await preview({ ...good, deal: "x" }), 400, "deal");
    assertRefused(await preview({ deal: 3 }), 400, "settings.to");
    const tooLong = { ...first, term: { kind: "days", days: 1000, id: null } };
    assertRefused(await preview({ deal: 3, settings: tooLong }), 400, "settings.term.days");
    assertRefused(await preview({ ...good, deal: 987654 }), 404, "");
    assert.equal((await preview("[]")).status, 400);
});

test("deals are found by title; a text that is too long is refused", async () => {
    const all = (await api(world, "GET", "/deals?text=")).json.deals;
    assert.ok(all.length > 3 && all.length <= 20);
    const [{ id, title }] = all;
    const found = (await api(world, "GET", `/deals?text=${encodeURIComponent(title)}`)).json.deals;
    assert.ok(found.some((deal) => deal.id === id));
    assert.deepEqual((await api(world, "GET", "/deals?text=x")).json.deals, []);
    assert.equal((await api(world, "GET", "/deals?text=%C5%82")).status, 200);
    assertRefused(await send("GET", `/deals?text=${"a".repeat(101)}`), 400, "text");
});

test("nobody but the connected user hands over, and not to just anybody", async () => {
    const handOver = (body) => send("POST", "/books/hand-over", body);
    for (const body of [{}, { to: null }, { to: "x" }, { to: -1 }, { to: stranger }]) {
        assertRefused(await handOver(body), 400, "to", "error.hand_over_unknown");
    }
    assert.equal((await handOver("nonsense")).status, 400);
    await signIn(colleague);
    assertRefused(await handOver({ to: colleague }), 403, "", "error.not_connected_user");
    await signIn(admin);
    assert.ok((await api(world, "GET", "/session")).json.books.connected_by_me);
});

test("only an administrator takes over; the colleague's settings are closed to others", async () => {
    await signIn(colleague);
    assertRefused(await send("POST", "/books/take-over", {}), 403, "", "error.take_over_admin");
    assertRefused(await send("PUT", "/settings", first), 403, "", "error.settings_of_other");
    assert.equal((await api(world, "GET", "/session")).json.books.can_take_over, false);
    await signIn(admin);
    const users = (await api(world, "GET", "/users")).json.users;
    assert.deepEqual(
        users.map(({ id, is_me, is_admin }) => [id, is_me, is_admin]),
        [
            [admin, true, true],
            [colleague, false, false],
        ],
    );

    assert.equal((await api(world, "POST", "/books/hand-over", { body: { to: colleague } })).status, 200);
    const { books } = (await api(world, "GET", "/session")).json;
    assert.deepEqual(
        [books.connected_by_id, books.connected_by_me, books.can_take_over],
        [colleague, false, true],
    );
    assertRefused(await send("PUT", "/settings", first), 403, "", "error.settings_of_other");
    assert.equal((await api(world, "POST", "/books/take-over", { body: {} })).status, 200);
    assert.equal((await api(world, "PUT", "/settings", { body: first })).status, 200);
});

test("without QuickBooks nothing of it can be chosen, and there is nothing to hand over", async () => {
    assert.equal((await api(world, "DELETE", "/books")).status, 200);
    const { settings, books, books_error } = (await api(world, "GET", "/settings")).json;
    assert.deepEqual([settings, books, books_error], [first, null, null]);
    const account = { ...first, income_account: "79" };
    assertRefused(await send("PUT", "/settings", account), 400, "income_account", "error.setting_needs_books");
    assert.equal((await api(world, "PUT", "/settings", { body: first })).status, 200);
    for (const [call, body] of [["hand-over", { to: colleague }], ["take-over", {}]]) {
        const refused = await send("POST", `/books/${call}`, body);
        assertRefused(refused, 409, "", "error.books_not_connected");
    }
});
