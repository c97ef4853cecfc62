// What a caller of the JSON API hears when something is wrong: with their token, with what they ask,
// with either vendor. Each refusal has its status, a kind, a sentence in the person's language and a
// request id that the operator finds in the log.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, beforeEach, test } from "node:test";

import { Visitor, api, connectBooks, frameToken, installApp } from "../programs/people.mjs";
import { Program, World, eventually, root } from "../programs/programs.mjs";

let world;
before(async () => {
    world = await World.create(path.join(root, "build/worlds/trouble"));
    await Promise.all([world.startEmulator(), world.startServer()]);
    await installApp(world);
    await connectBooks(world);
});
after(() => world.stop());
beforeEach(async () => {
    for (const vendor of ["pipedrive", "quickbooks"]) {
        await fetch(`${world.urls[vendor]}/_emulator/faults`, { method: "DELETE" });
    }
});

function fault(vendor, rule) {
    return fetch(`${world.urls[vendor]}/_emulator/faults`, {
        method: "POST",
        body: JSON.stringify({ times: 0, ...rule }),
    });
}

async function request(method, path, { token, headers = {}, body } = {}) {
    const response = await fetch(`${world.urls.server}${path}`, {
        method,
        headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
        body,
    });
    return { status: response.status, json: await response.json().catch(() => null), response };
}

/** The refusal is complete, and the operator finds it. */
async function assertRefused({ status, json }, wanted) {
    assert.equal(status, wanted.status, JSON.stringify(json));
    const { error } = json;
    assert.equal(error.kind, wanted.kind);
    if (wanted.key) {
        assert.equal(error.key, wanted.key);
    }
    assert.ok(error.message.length > 10 && !error.message.includes("{"), error.message);
    assert.ok(!/Error:|undefined|exception/i.test(error.message), error.message);
    await eventually("the log line", () =>
        readFileSync(path.join(world.folder, "server.log"), "utf8").includes(error.request_id),
    );
}

function signed(claims, { key = "pd-secret", header = { alg: "HS256", typ: "JWT" } } = {}) {
    const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const text = `${part(header)}.${part(claims)}`;
    return `${text}.${createHmac("sha256", key).update(text).digest("base64url")}`;
}

const soon = () => Math.floor(Date.now() / 1000) + 200;
const someone = () => ({ userId: 815, companyId: 4711, exp: soon() });

test("a token that is missing, forged, expired or of somebody unknown opens nothing", async () => {
    const bad = {
        missing: undefined,
        "no token at all": "nonsense",
        "another key": signed(someone(), { key: "guess" }),
        "no algorithm": signed(someone(), { header: { alg: "none" } }),
        expired: signed({ ...someone(), exp: soon() - 400 }),
        "another company": signed({ ...someone(), companyId: 4712 }),
        "another user": signed({ ...someone(), userId: 999 }),
        "no claims": signed({ exp: soon() }),
    };
    for (const [what, token] of Object.entries(bad)) {
        for (const [method, route] of [
            ["GET", "/api/v1/session"],
            ["GET", "/api/v1/deals/1/invoices"],
            ["POST", "/api/v1/invoices"],
        ]) {
            const answer = await request(method, route, { token });
            await assertRefused(answer, { status: 401, kind: "unauthorized" });
            assert.ok(answer.json.error.key, what);
        }
    }
    assert.equal((await request("GET", "/api/v1/session", { token: signed(someone()) })).status, 200);
});

test("the company comes from the token, whatever address and body say", async () => {
    const token = await frameToken(world);
    const answer = await request("GET", "/api/v1/session?companyId=4712&company_id=4712", {
        token,
        headers: { "x-company-id": "4712" },
    });
    assert.equal(answer.json.company.id, 4711);
});

test("unknown addresses, wrong methods and broken bodies are told apart", async () => {
    const token = await frameToken(world);
    assert.equal((await request("GET", "/nowhere")).status, 404);
    assert.equal((await request("DELETE", "/api/v1/settings", { token })).status, 405);
    assert.equal((await request("GET", "/api/v1/deals/abc/draft", { token })).status, 404);
    assert.equal((await request("GET", "/api/v1/deals/-1/draft", { token })).status, 404);
    const headers = { "idempotency-key": "k" };
    for (const body of ["", "{", "[]", '"x"', '{"deal":1,"deal":2}', "\xff"]) {
        const answer = await request("POST", "/api/v1/invoices", { token, headers, body });
        await assertRefused(answer, { status: 400, kind: "invalid" });
    }
    const large = await request("POST", "/api/v1/invoices", { token, headers, body: "x".repeat(2_000_000) });
    assert.equal(large.status, 413);
    const search = await api(world, "GET", `/payers?text=${"a".repeat(101)}`);
    await assertRefused(search, { status: 400, kind: "invalid", key: "error.too_long" });
});

test("a deal that is missing, empty or strange is explained", async () => {
    await assertRefused(await api(world, "GET", "/deals/999999/draft"), { status: 404, kind: "not_found" });
    const problems = async (deal) => {
        const { json } = await api(world, "GET", `/deals/${deal}/draft`);
        return json.problems.map((problem) => problem.key);
    };
    assert.deepEqual(await problems(5), ["problem.no_lines"]);
    assert.ok((await problems(7)).includes("error.name_missing"));
    assert.ok((await problems(10)).includes("problem.currency_unknown"));
    assert.ok((await problems(11)).includes("problem.tax_by_books"));
});

function order(change = {}) {
    return {
        deal: 1,
        payer: "3",
        details: { name: "Cool Cars", email: "", tax_id: "", address: {} },
        currency: "USD",
        date: "2026-11-20",
        due_date: "2026-12-04",
        lines: [{ item: "4", description: "Design", quantity: "1", unit_price: "75" }],
        ...change,
    };
}

let wishes = 0;
function submit(body, key = `wish-${++wishes}`) {
    return api(world, "POST", "/invoices", { body, headers: { "idempotency-key": key } });
}

test("an order with a mistake is refused at its field, and nothing is sent", async () => {
    const line = { item: "4", description: "x", quantity: "1", unit_price: "1" };
    const mistakes = [
        [{ lines: [] }, "lines"],
        [{ lines: [{ ...line, item: "" }] }, "lines[0].item"],
        [{ lines: [{ ...line, quantity: "0" }] }, "lines[0].quantity"],
        [{ lines: [{ ...line, quantity: "-2" }] }, "lines[0].quantity"],
        [{ lines: [{ ...line, unit_price: "1.234567" }] }, "lines[0].unit_price"],
        [{ currency: "CRD" }, "currency"],
        [{ due_date: "2026-11-19" }, "due_date"],
        [{ payer: null, details: { name: " " } }, "details.name"],
    ];
    await fetch(`${world.urls.quickbooks}/_emulator/requests`, { method: "DELETE" });
    for (const [change, field] of mistakes) {
        const answer = await submit(order(change));
        await assertRefused(answer, { status: 400, kind: "invalid" });
        assert.equal(answer.json.error.field, field);
    }
    const log = await (await fetch(`${world.urls.quickbooks}/_emulator/requests`)).json();
    assert.ok(!JSON.stringify(log).includes("POST"), "no write reached QuickBooks");
    await assertRefused(await submit(order(), ""), { status: 400, kind: "invalid" });
});

test("a key that is used again for another order is a conflict", async () => {
    assert.equal((await submit(order(), "same")).json.intent.state, "created");
    const other = await submit(order({ currency: "EUR" }), "same");
    await assertRefused(other, { status: 409, kind: "conflict", key: "error.idempotency_key_reused" });
});

/** The reason that an intent gives for not having become an invoice. */
async function refusal(body) {
    const { status, json } = await submit(body);
    assert.equal(status, 200, JSON.stringify(json));
    assert.equal(json.intent.state, "not_created");
    return json.intent.error.key;
}

test("what QuickBooks refuses is translated into what a person can do", async () => {
    assert.equal(await refusal(order({ currency: "EUR" })), "error.books_currency");
    assert.equal(await refusal(order({ payer: "999" })), "error.books_gone_or_inactive");
    const taken = order({ payer: null, details: { name: "cool cars", address: {} } });
    assert.equal(await refusal(taken), "error.books_name_taken");
    const codes = {
        6210: "error.books_closed_period",
        6190: "error.books_subscription",
        6140: "error.books_number_taken",
        5020: "error.books_permission",
    };
    for (const [code, key] of Object.entries(codes)) {
        const body = JSON.stringify({
            Fault: { Error: [{ Message: "M", Detail: "D", code, element: "" }], type: "ValidationFault" },
        });
        await fault("quickbooks", { method: "POST", route: "invoice", action: "status", status: 400, body, times: 1 });
        assert.equal(await refusal(order()), key);
    }
});

test("a vendor that is down, garbled or endless is named; what is stored stays", async () => {
    const before = (await api(world, "GET", "/deals/1/invoices")).json.invoices.length;
    const troubles = [
        { action: "status", status: 503, body: "<html>down</html>" },
        { action: "status", status: 200, body: "<html>maintenance</html>" },
        { action: "garbage" },
        { action: "huge" },
        { action: "cut_before" },
        { action: "cut_after" },
    ];
    for (const rule of troubles) {
        await fault("pipedrive", { route: "deals", ...rule });
        await assertRefused(await api(world, "GET", "/deals/1/draft"), { status: 503, kind: "unavailable" });
        await fetch(`${world.urls.pipedrive}/_emulator/faults`, { method: "DELETE" });
        await fault("quickbooks", { route: "query", ...rule });
        await assertRefused(await api(world, "GET", "/payers?text=a"), { status: 503, kind: "unavailable" });
        await assertRefused(await api(world, "POST", "/deals/1/invoices/refresh"), { status: 503, kind: "unavailable" });
        await fetch(`${world.urls.quickbooks}/_emulator/faults`, { method: "DELETE" });
    }
    const { status, json } = await api(world, "GET", "/deals/1/invoices");
    assert.equal(status, 200);
    assert.equal(json.invoices.length, before);
});

test("a throttled vendor says how long to wait", async () => {
    await fault("quickbooks", { route: "query", action: "status", status: 429, headers: { "Retry-After": "7" } });
    const answer = await api(world, "GET", "/items?text=a");
    await assertRefused(answer, { status: 429, kind: "rate_limited" });
    assert.equal(answer.json.error.retry_after, 7);
});

test("while QuickBooks does not answer a person hears that we are finding out, and then the outcome", async () => {
    // Twice: on a connection that had been used before, the transport itself asks once more.
    await fault("quickbooks", { method: "POST", route: "invoice", action: "cut_after", times: 2 });
    const key = "lost answer";
    const first = await submit(order(), key);
    assert.equal(first.status, 202);
    assert.equal(first.json.intent.state, "finding_out");
    const created = await eventually("the outcome", async () => {
        const { json } = await api(world, "GET", `/intents/${first.json.intent.id}`);
        return json.intent.state === "created" && json.intent;
    });
    const again = await submit(order(), key);
    assert.equal(again.json.intent.invoice.id, created.invoice.id);
});

test("a callback with a wrong state, or without one, connects and installs nothing", async () => {
    const visitor = new Visitor();
    for (const route of ["/quickbooks/callback?code=x&realmId=1&state=forged", "/pipedrive/callback?code=x&state=forged"]) {
        const page = await visitor.visit(`${world.urls.server}${route}`);
        assert.ok(page.address.includes("/done"), page.address);
        assert.match(page.text, /That did not work/);
    }
    const marketplace = await fetch(`${world.urls.server}/pipedrive/callback?code=planted`, { redirect: "manual" });
    assert.equal(marketplace.headers.get("location"), "/pipedrive/install");
    const refused = await visitor.visit(`${world.urls.server}/quickbooks/callback?error=access_denied&state=x`);
    assert.match(refused.text, /Nothing was connected/);
    const link = (await api(world, "POST", "/books/connect-link")).json.url;
    await visitor.visit(link);
    assert.match((await visitor.visit(link)).text, /already used/);
});

test("the uninstall callback needs the app's own credentials", async () => {
    const body = JSON.stringify({ company_id: 4711, user_id: 815 });
    for (const authorization of ["", "Basic x", `Basic ${Buffer.from("pd-client:guess").toString("base64")}`]) {
        const answer = await request("DELETE", "/pipedrive/callback", { headers: { authorization }, body });
        assert.equal(answer.status, 401);
    }
    assert.equal((await api(world, "GET", "/session")).status, 200);
});

test("texts are in the person's language", async () => {
    const token = signed({ ...someone(), exp: 1 });
    const answer = await request("GET", "/api/v1/session", { token, headers: { "accept-language": "pl" } });
    assert.equal(answer.json.error.message, "Sesja wygasła. Odśwież stronę.");
});

test("a connection that QuickBooks ended is a state with a way out; reconnecting resumes", async () => {
    await fetch(`${world.urls.quickbooks}/_emulator/disconnect`, { method: "POST", body: "{}" });
    const answer = await api(world, "GET", "/payers?text=a");
    await assertRefused(answer, { status: 409, kind: "conflict", key: "error.reconnect_books" });
    assert.equal((await api(world, "GET", "/session")).json.books.state, "lost");
    assert.equal((await api(world, "GET", "/deals/1/invoices")).status, 200, "what is stored is still shown");
    await assertRefused(await submit(order()), { status: 409, kind: "conflict", key: "error.reconnect_books" });
    await connectBooks(world);
    assert.equal((await api(world, "GET", "/payers?text=a")).status, 200);
});

test("a wrong configuration is told in full and ends with status 2", async () => {
    const config = path.join(world.folder, "wrong.toml");
    writeFileSync(config, '[server]\nport = "x"\nprot = 1\n[storage]\npath = "a"\n');
    const logFile = path.join(world.folder, "wrong.log");
    const program = new Program("billbridge", ["serve", "--config", config], { logFile });
    assert.equal(await program.exited, 2);
    await eventually("every mistake", () => {
        const text = readFileSync(logFile, "utf8");
        return ["server.port", "server.prot", "server.public_url", "storage.key_file", "pipedrive.client_id", "quickbooks.client_id"].every(
            (mistake) => text.includes(mistake),
        );
    });
});
