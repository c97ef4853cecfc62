// The invoice dialog in Pipedrive's window, with answers of the server that a small company never has:
// everything that an invoice can have at once, and 750 lines. What the server computes is tested there.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, test } from "node:test";

import { connectBooks, installApp } from "../programs/people.mjs";
import { World, root } from "../programs/programs.mjs";
import { openBrowser, openWindow, takePicture } from "./browser.mjs";

const axe = readFileSync(createRequire(path.join(root, "ui/package.json")).resolve("axe-core"), "utf8");

let browser;
let world;
before(async () => {
    browser = await openBrowser();
    world = await World.create(path.join(root, "build/worlds/e2e-dialog"));
    await Promise.all([world.startEmulator(), world.startServer()]);
    await installApp(world);
    await connectBooks(world);
});
after(async () => {
    await browser?.close();
    await world?.stop();
});

const address = (street, city) => ({
    text: `${street}, ${city}`, street, city, region: "CA", postal_code: "94085", country: "USA",
});

const payer = {
    id: "58", name: "Lee Limited", email: "books@lee.test", phone: "(650) 555-1234", currency: "USD",
    balance: "1250.40", active: true, tax_id_masked: "XXXX6789", address: address("99 Old Rd", "San Mateo"),
    notes: "",
};

const line = (part = {}) => ({
    description: "Roof tile", quantity: "2", unit_price: "30.23", discount: null, tax_code: "5", taxable: true,
    amount: "60.46", product: 5, variation: 0, product_name: "Roof tile", product_code: "RT-1",
    product_price: "30.23", billing: null, item: { id: "11", name: "Pump" }, suggestion: null, ...part,
});

const totals = {
    subtotal: "1720.46", discount: "86.02",
    tax: [{ name: "20.0% S", percent: "20", net: "1634.44", amount: "326.89" }],
    tax_known: true, tax_total: "326.89", total: "1961.33", deal_difference: "241.33",
};

const template = {
    id: "t1", name: "Retainer", message: "Thank you.", memo: "", term: null, discount: null,
    card_payment: false, bank_payment: false, class: "", location: "", email_subject: "", email_text: "",
};

const rich = {
    deal: { id: 3, title: "Roof repair", value: "1720.00", currency: "USD" },
    contact: { kind: "organization", id: 12 },
    details: {
        name: "Lee Ltd", email: "ann@lee.test", tax_id: "525-000-12-34", address: address("12 Oak St", "Sunnyvale"),
    },
    choices: {
        names: [{ label: "Organization", text: "Lee Ltd" }, { label: "Person", text: "Ann Lee" }],
        emails: [],
        addresses: [{ label: "Person", address: address("7 Elm St", "Reno") }],
    },
    payer, payer_suggestion: null, update_payer: false,
    currency: "USD", home_currency: "USD", multicurrency: true, exchange_rate: null, country: "GB",
    tax: { model: "global", treatment: "exclusive", codes: [{ id: "5", name: "20.0% S", percent: "20" }], code: null },
    numbering: { own: true },
    terms: [{ id: "3", name: "Net 30" }], term: { kind: "days", days: 14, id: null },
    date: "2026-11-20", due_date: "2026-12-04", number: "", message: "", memo: "",
    template: "", templates: [template],
    features: { discount: true, classes: true, locations: false, card_payment: true, bank_payment: true },
    classes: [{ id: "9", name: "Landscaping" }], locations: [],
    lines: [
        line(),
        line({
            description: "Garden care", quantity: "12", unit_price: "150", item: null,
            billing: { frequency: "monthly", cycles: 12, start: "2026-12-01" },
            suggestion: { id: "12", name: "Gardening", reason: "name" },
        }),
    ],
    discount: { kind: "percentage", value: "5" },
    deal_discounts: [{ description: "Loyal customer", kind: "percentage", value: "5" }],
    installments: [{ id: 1, description: "Deposit", amount: "500", billing_date: "2026-12-01" }],
    totals, problems: [], kept: null,
};

/** The dialog of a deal whose draft is `draft`; `calls` are what it asks the server for. */
async function openDialog(t, draft, { language = "en", theme = "light" } = {}) {
    await fetch(`${world.urls.pipedrive}/_emulator/state`, {
        method: "POST", body: JSON.stringify({ language, theme }),
    });
    const complaints = [];
    const context = await openWindow(browser, { complaints });
    t.after(() => context.close());
    const calls = [];
    const answers = {
        "GET /session": () => ({
            user: { id: 1, name: "Sam", is_admin: true }, company: { id: 1, name: "Acme" }, language,
            books: {
                state: "active", company_name: "Craig's", country: "GB", home_currency: "USD", multicurrency: true,
                connected_by: "Sam", connected_by_id: 1, connected_by_me: true, can_take_over: false,
                connected_at: "2026-11-20T09:00:00Z", ends_at: null,
            },
        }),
        "GET /deals/3/draft": () => draft,
        "PUT /deals/3/draft": ({ version }) => ({ version: version + 1 }),
        "DELETE /deals/3/draft": () => ({}),
        "GET /templates": () => ({ templates: draft.templates }),
        "POST /payers/match": () => ({ holder: null }),
        "POST /invoices/preview": (order) => ({
            totals, problems: [], lines: order.lines.map(() => ({ amount: "60.46" })),
            due_date: order.due_date, exchange_rate: null,
        }),
        "POST /invoices": () => ({
            intent: {
                id: "i1", state: "created", created_at: "2026-11-20T09:00:00Z", expected_total: "1961.33",
                currency: "USD", error: null, sent: true, send_error: null, payer_error: null,
                invoice: {
                    id: "147", number: "1038", payer_name: "Lee Limited", status: "open", currency: "USD",
                    total: "1961.33", tax: "326.89", balance: "1961.33", date: "2026-11-20",
                    due_date: "2026-12-04", as_of: "2026-11-20T09:00:00Z", learned_by: "write",
                    url: "https://books.test/147", version: "0", actions: [],
                },
            },
        }),
    };
    await context.route("**/api/v1/**", (route) => {
        const request = route.request();
        const name = `${request.method()} ${new URL(request.url()).pathname.replace("/api/v1", "")}`;
        const answer = answers[name];
        if (!answer) {
            return route.continue();
        }
        const body = request.postDataJSON();
        calls.push({ name, body });
        return route.fulfill({ json: answer(body) });
    });
    const page = await context.newPage();
    await page.goto(`${world.urls.pipedrive}/deal/3`);
    const panel = page.frameLocator(".app-panel iframe");
    await panel.getByRole("button", { name: /\+ Invoice|\+ Faktura/ }).click();
    const dialog = page.frameLocator("dialog.app-modal iframe");
    await dialog.locator('[data-field="payer"]').waitFor();
    const frame = page.frames().find((one) => one.url().includes("/ui/invoice"));
    const named = (name) => calls.filter((call) => call.name === name);
    return { page, dialog, frame, named, complaints };
}

async function violations(frame) {
    await frame.evaluate(axe);
    const { violations: found } = await frame.evaluate(() => window.axe.run());
    return found
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

for (const [language, theme] of [["en", "light"], ["pl", "dark"]]) {
    test(`everything at once is legible and has its labels (${language}, ${theme})`, { timeout: 60_000 }, async (t) => {
        const { page, dialog, frame, complaints } = await openDialog(t, rich, { language, theme });
        await dialog.locator('[data-field="template.save"]').click();
        await dialog.locator('[data-field="send"]').click();
        await dialog.locator('[data-field="send_to"]').waitFor();

        assert.deepEqual(await violations(frame), []);
        await takePicture(page, `${language}-dialog-${theme}-top`);
        await dialog.locator('[data-field="lines.1.item"]').scrollIntoViewIfNeeded();
        await takePicture(page, `${language}-dialog-${theme}-lines`);
        await dialog.locator('[data-field="discount"]').scrollIntoViewIfNeeded();
        await takePicture(page, `${language}-dialog-${theme}-totals`);
        assert.deepEqual(complaints, []);
    });
}

test("the keyboard alone makes and sends an invoice", { timeout: 60_000 }, async (t) => {
    const { page, dialog, frame, named, complaints } = await openDialog(t, rich);
    const focused = () => frame.evaluate(() => document.activeElement?.dataset.field ?? "");
    const tabTo = async (field) => {
        for (let presses = 0; (await focused()) !== field; ++presses) {
            assert.ok(presses < 120, `Tab never comes to ${field}`);
            await page.keyboard.press("Tab");
        }
    };
    await dialog.locator('[data-field="payer"]').focus();

    await tabTo("lines.1.up");
    await page.keyboard.press("Enter");
    await frame.waitForFunction(() => document.activeElement.dataset.field === "lines.1.down");
    await dialog.getByRole("button", { name: "Accept the suggestion" }).focus();
    await page.keyboard.press("Enter");
    await tabTo("send");
    await page.keyboard.press("Enter");
    await frame.waitForFunction(() => document.activeElement.dataset.field === "send_to");
    await page.keyboard.press("Enter");
    assert.equal(named("POST /invoices").length, 0, "Enter in a field makes no invoice");
    await dialog.getByRole("button", { name: "Create and send" }).focus();
    await page.keyboard.press("Enter");
    await dialog.getByText("The invoice was sent").waitFor();
    await takePicture(page, "en-dialog-sent");

    const [{ body: order }] = named("POST /invoices");
    assert.deepEqual(order.lines.map(({ item }) => item), ["12", "11"]);
    assert.equal(order.send_to, "ann@lee.test");
    assert.deepEqual(complaints, []);
});

test("750 lines can be typed in", { timeout: 60_000 }, async (t) => {
    const lines = Array.from({ length: 750 }, (_, index) => line({ description: `Tile ${index + 1}` }));
    const { page, dialog, named, complaints } = await openDialog(t, { ...rich, lines, installments: [] });
    const quantity = dialog.locator('[data-field="lines.700.quantity"]');

    await quantity.fill("3");
    await page.keyboard.press("Tab");
    await page.keyboard.type("12.5");
    await dialog.getByText("Your changes are kept.").waitFor();

    await takePicture(page, "en-dialog-750");
    const kept = named("PUT /deals/3/draft").at(-1).body.form.form.lines;
    assert.equal(kept.length, 750);
    assert.deepEqual([kept[700].quantity, kept[700].unit_price], ["3", "12.5"]);
    assert.equal(named("POST /invoices/preview").at(-1).body.lines[700].unit_price, "12.5");
    assert.deepEqual(complaints, []);
});
