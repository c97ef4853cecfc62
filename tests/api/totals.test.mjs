// To the cent: what the preview says an invoice comes to is what the books make of it. Orders at random,
// in every tax model, posted through the server to emulated books that compute by themselves.
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";

import { Dice } from "../clients/dice.mjs";
import { api, connectBooks, installApp } from "../programs/people.mjs";
import { World, root } from "../programs/programs.mjs";

const orders = 60;

async function companyOf(t, seed) {
    const world = await World.create(path.join(root, "build/worlds", `totals-${seed}`));
    t.after(() => world.stop());
    await Promise.all([world.startEmulator(seed), world.startServer()]);
    await fetch(`${world.urls.quickbooks}/_emulator/limits`, {
        method: "POST",
        body: JSON.stringify({ on: false }),
    });
    await installApp(world);
    await connectBooks(world);
    const { json: draft } = await api(world, "GET", "/deals/1/draft");
    const { json: items } = await api(world, "GET", "/items?text=");
    const { json: payers } = await api(world, "GET", "/payers?text=");
    return { world, draft, items: items.items, payers: payers.payers.filter(({ active }) => active) };
}

/** A number of so many decimals at most, as a text. */
function decimal(dice, whole, decimals) {
    const scale = dice.between(0, decimals);
    const digits = dice.between(1, 10 ** scale * whole);
    return scale === 0 ? String(digits) : (digits / 10 ** scale).toFixed(scale);
}

function discount(dice) {
    return dice.chance(50)
        ? { kind: "percentage", value: decimal(dice, 30, 2) }
        : { kind: "amount", value: decimal(dice, 1, 2) };
}

function randomLine(dice, { items, draft }) {
    const item = dice.pick(items);
    const isGlobal = draft.tax.model === "global";
    return {
        item: item.id,
        item_name: item.name,
        description: `Line of ${item.name}`,
        quantity: decimal(dice, 40, 3),
        unit_price: decimal(dice, 200, 5),
        discount: dice.chance(40) ? discount(dice) : null,
        tax_code: isGlobal ? dice.pick(draft.tax.codes).id : null,
        taxable: isGlobal ? null : dice.chance(60),
        product: null,
        variation: 0,
    };
}

function randomOrder(dice, company) {
    const { draft } = company;
    const payer = dice.pick(company.payers);
    const treatments = draft.tax.model === "global" ? ["exclusive", "inclusive", "none"] : ["exclusive", "none"];
    const lines = Array.from({ length: dice.between(1, 7) }, () => randomLine(dice, company));
    return {
        deal: draft.deal.id,
        deal_title: draft.deal.title,
        contact: null,
        payer: payer.id,
        details: {},
        currency: payer.currency,
        date: draft.date,
        due_date: draft.date,
        tax: { treatment: dice.pick(treatments), code: draft.tax.model === "us_manual" ? draft.tax.code : null },
        discount: dice.chance(40) ? discount(dice) : null,
        lines,
    };
}

/** What a preview's figures and a stored invoice's have in common. */
async function assertSame(company, order, key) {
    const { world } = company;
    const { json: preview } = await api(world, "POST", "/invoices/preview", { body: order });
    const blocking = preview.problems.filter(({ weight }) => weight === "blocks");
    if (blocking.length > 0) {
        return false; // an amount off a line that is smaller, say
    }
    assert.ok(preview.totals.tax_known, JSON.stringify(preview.totals));
    const { json } = await api(world, "POST", "/invoices", {
        headers: { "Idempotency-Key": key },
        body: order,
    });
    const what = `${key}: ${JSON.stringify(order)}`;
    assert.equal(json.intent?.state, "created", `${JSON.stringify(json.intent?.error ?? json)} ${what}`);
    assert.equal(json.intent.invoice.total, preview.totals.total, what);
    assert.equal(json.intent.invoice.tax, preview.totals.tax_total, what);
    assert.equal(json.intent.expected_total, preview.totals.total, what);
    return true;
}

for (const [seed, model] of [["craigs", "us_manual"], ["global", "global"]]) {
    test(`previews and books agree to the cent (${model})`, { timeout: 240_000 }, async (t) => {
        const company = await companyOf(t, seed);
        assert.equal(company.draft.tax.model, model);
        const dice = new Dice(seed.length * 7919);
        let made = 0;
        for (let number = 0; number < orders; ++number) {
            made += await assertSame(company, randomOrder(dice, company), `${seed}-${number}`);
        }
        t.diagnostic(`${made} of ${orders} orders could be invoices`);
        assert.ok(made > orders / 2, `only ${made} orders could be invoices`);
    });
}
