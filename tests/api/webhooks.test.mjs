// What QuickBooks tells of changes, with whole programs: the emulator posts, the server stores, reads and
// knows; forged and malformed notices open nothing.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";

import { api, connectBooks, installApp, orderLine } from "../programs/people.mjs";
import { World, eventually, root } from "../programs/programs.mjs";

let world;
before(async () => {
    world = await World.create(path.join(root, "build/worlds/webhooks"));
    await Promise.all([world.startEmulator(), world.startServer()]);
    await installApp(world);
    await connectBooks(world);
});
after(() => world.stop());

const log = () => readFileSync(path.join(world.folder, "server.log"), "utf8");

function post(body, verifier = "qb-verifier") {
    const signature = createHmac("sha256", verifier).update(body).digest("base64");
    return fetch(`${world.urls.server}/webhooks/quickbooks`, {
        method: "POST",
        headers: { "intuit-signature": signature, "content-type": "application/json" },
        body,
    });
}

function event(id, realm = "1") {
    return {
        specversion: "1.0",
        id,
        type: "qbo.invoice.updated.v1",
        time: new Date().toISOString(),
        intuitentityid: "130",
        intuitaccountid: realm,
    };
}

test("a signed notice of unknown books is acknowledged, logged and dropped", async () => {
    assert.equal((await post(JSON.stringify([event("a")]))).status, 200);
    assert.match(log(), /"of_unknown_books":"1"/);
});

test("forged, malformed and oversized notices are refused", async () => {
    assert.equal((await post(JSON.stringify([event("b")]), "guess")).status, 401);
    assert.equal((await post("{broken")).status, 400);
    const large = await post("x".repeat(10_000_000)).then(
        ({ status }) => status,
        () => "connection closed",
    );
    assert.ok([413, "connection closed"].includes(large), large);
    const unsigned = await fetch(`${world.urls.server}/webhooks/quickbooks`, { method: "POST", body: "[]" });
    assert.equal(unsigned.status, 401);
});

test("a forged notice of the emulator is refused, too", async () => {
    const refused = () => log().split("intuit-signature is wrong").length;
    const before = refused();
    await fetch(`${world.urls.quickbooks}/_emulator/webhooks/forge`, {
        method: "POST",
        body: JSON.stringify({ entity: "Invoice", id: "130" }),
    });
    await eventually("the refusal", () => refused() > before);
});

async function makeInvoice(deal) {
    const { json: draft } = await api(world, "GET", `/deals/${deal}/draft`);
    const lines = draft.lines.map((line) => orderLine(line, { id: "5", name: "Fountain" }));
    const { contact, details, currency, date, due_date } = draft;
    const { json } = await api(world, "POST", "/invoices", {
        headers: { "Idempotency-Key": "for-the-webhooks" },
        body: { deal, deal_title: "", contact, payer: "19", details, currency, date, due_date, lines },
    });
    assert.equal(json.intent?.state, "created", JSON.stringify(json));
    return json.intent.invoice;
}

test("a payment recorded in QuickBooks is known here without anybody asking", async () => {
    const invoice = await makeInvoice(3);
    const id = typeof invoice === "string" ? invoice : invoice.id;
    await fetch(`${world.urls.quickbooks}/_emulator/payments`, {
        method: "POST",
        body: JSON.stringify({ invoice: id, amount: "1.00" }),
    });
    await eventually("the payment", async () => {
        const { json } = await api(world, "GET", "/deals/3/invoices");
        return json.invoices.find((known) => known.id === id)?.status === "partially_paid";
    });
    assert.match(log(), /"lag_ms"/);
});
