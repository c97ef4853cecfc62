// The main job as a person does it, in a real browser: install, connect, settings, a deal, + Invoice,
// link, create; then the panel, the note and the emulated QuickBooks are looked at. In English with an
// existing customer, in Polish with a new one.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";

import { World, root } from "../programs/programs.mjs";
import { openBrowser, openWindow, takePicture } from "./browser.mjs";

let browser;
before(async () => (browser = await openBrowser()));
after(() => browser.close());

const stories = {
    en: {
        deal: 3,
        payer: { search: "Rago", name: "Rago Travel Agency" },
        items: ["Sod", "Trimming", "Sprinkler Heads"],
        texts: {
            connected: "Connected",
            booksConnected: "QuickBooks is connected",
            saved: "Saved.",
            taxId: "Tax ID",
            newInvoice: "+ Invoice",
            create: "Create invoice",
            close: "Close",
            status: "Open",
            note: /Invoice 1038: 1,972\.56\sUSD, due .*, status: Open\./,
        },
        expected: {
            DocNumber: "1038",
            CurrencyRef: "USD",
            TotalAmt: "1972.56", // 1970.78 and 8 % of the taxable 22.20
            customer: "Rago Travel Agency",
            lines: [
                ["14", "128.35", "14.5", "1861.08"],
                ["18", "2.5", "35", "87.5"],
                ["16", "12", "1.85", "22.2"],
            ],
            days: 7,
        },
    },
    pl: {
        deal: 8,
        payer: { create: true, name: "Przedsiębiorstwo Zieleni Miejskiej" },
        items: ["Design", "Rocks"],
        texts: {
            connected: "Połączono",
            booksConnected: "QuickBooks jest połączony",
            saved: "Zapisano.",
            taxId: "NIP klienta",
            newInvoice: "+ Faktura",
            create: "Utwórz fakturę",
            close: "Zamknij",
            status: "Otwarta",
            note: /Faktura 1038: 1148,55\sUSD, termin płatności .*, status: Otwarta\./,
        },
        expected: {
            DocNumber: "1038",
            CurrencyRef: "USD",
            TotalAmt: "1148.55", // 1130.14 and 8 % of the taxable 230.14
            customer: "Przedsiębiorstwo Zieleni Miejskiej",
            lines: [
                ["4", "12", "75", "900"],
                ["13", "3.75", "61.37", "230.14"],
            ],
            days: 7,
        },
    },
};

const json = async (url, options) => (await fetch(url, options)).json();

function post(url, body) {
    return json(url, { method: "POST", body: JSON.stringify(body) });
}

/** The marketplace, the consent page, and back in Pipedrive's settings. */
async function install(page, world) {
    await page.goto(`${world.urls.pipedrive}/settings/marketplace`);
    await page.locator(`a[href*="/pipedrive/install"]`).first().click();
    await page.locator(`button[value="allow"]`).click();
    await page.waitForURL(/app-settings/);
}

/** The settings surface: connect in a window of its own, then choose two fields and save. */
async function connectAndSave(page, texts, language) {
    const frame = page.frameLocator("iframe");
    const popup = page.waitForEvent("popup");
    await frame.getByRole("button", { name: "QuickBooks" }).click();
    const window = await popup;
    await takePicture(window, `${language}-consent`);
    await window.locator(`button[value="connect"]`).click();
    await window.waitForURL(/\/done/);
    await window.getByRole("heading", { name: texts.booksConnected }).waitFor();
    await takePicture(window, `${language}-connected`);
    await window.close();
    await frame.getByText(texts.connected, { exact: true }).waitFor();
    await takePicture(page, `${language}-settings`);
    const taxId = frame.getByLabel(texts.taxId, { exact: true });
    await taxId.selectOption({ label: await taxId.locator("option", { hasText: "NIP" }).first().innerText() });
    await frame.locator(`input[type="number"], input[inputmode="numeric"]`).first().fill("7");
    await frame.locator(`button[type="submit"]`).click();
    await frame.getByText(texts.saved).waitFor();
}

/** Types into a combobox and takes the choice with that text. */
async function choose(dialog, field, text, name) {
    const box = dialog.locator(`[data-field="${field}"]`);
    await box.click();
    await box.fill(text);
    // "+ Create ..." stands below what was found and may name the same text.
    await dialog.locator("[role=option]", { hasText: name }).filter({ hasNotText: "+" }).first().click();
}

async function fillDialog(dialog, story) {
    if (story.payer.search) {
        await choose(dialog, "payer", story.payer.search, story.payer.name);
    }
    for (const [index, item] of story.items.entries()) {
        await choose(dialog, `lines.${index}.item`, item, item);
    }
}

function daysBetween(from, to) {
    return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

for (const [language, story] of Object.entries(stories)) {
    test(`a deal becomes exactly one invoice (${language})`, { timeout: 180_000 }, async (t) => {
        const { texts, expected } = story;
        const world = await World.create(path.join(root, "build/worlds", `e2e-${language}`));
        t.after(() => world.stop());
        await Promise.all([world.startEmulator(), world.startServer()]);
        await post(`${world.urls.pipedrive}/_emulator/state`, { language });
        const records = async (type) =>
            (await json(`${world.urls.quickbooks}/_emulator/records/${type}`))[type];
        const before = await records("Invoice");

        const complaints = [];
        const context = await openWindow(browser, { complaints });
        t.after(() => context.close());
        const page = await context.newPage();
        await install(page, world);
        await connectAndSave(page, texts, language);

        await page.goto(`${world.urls.pipedrive}/deal/${story.deal}`);
        const panel = page.frameLocator(".app-panel iframe");
        await panel.getByRole("button", { name: texts.newInvoice }).click();
        const dialog = page.frameLocator("dialog.app-modal iframe");
        await dialog.locator(`[data-field="payer"]`).waitFor();
        await takePicture(page, `${language}-dialog-empty`);
        await fillDialog(dialog, story);
        await takePicture(page, `${language}-dialog-filled`);
        const create = dialog.getByRole("button", { name: texts.create });
        await create.dblclick();
        await dialog.getByText(expected.DocNumber).first().waitFor();
        await takePicture(page, `${language}-created`);
        await dialog.getByRole("button", { name: texts.close }).click();

        await panel.getByText(expected.DocNumber).first().waitFor();
        await panel.getByText(texts.status, { exact: true }).first().waitFor();
        await page.locator(".history").getByText(texts.note).waitFor();
        await takePicture(page, `${language}-deal`);

        const invoices = await records("Invoice");
        const made = invoices.filter((invoice) => !before.some((known) => known.Id === invoice.Id));
        assert.equal(made.length, 1, "exactly one invoice");
        const [invoice] = made;
        assert.equal(invoice.DocNumber, expected.DocNumber);
        assert.equal(invoice.CurrencyRef.value, expected.CurrencyRef);
        assert.equal(invoice.TotalAmt, Number(expected.TotalAmt));
        assert.ok(invoice.CustomerRef.name.startsWith(expected.customer), invoice.CustomerRef.name);
        assert.equal(daysBetween(invoice.TxnDate, invoice.DueDate), expected.days);
        const lines = invoice.Line.filter((line) => line.DetailType === "SalesItemLineDetail").map((line) => {
            const { ItemRef, Qty, UnitPrice } = line.SalesItemLineDetail;
            return [ItemRef.value, String(Qty), String(UnitPrice), String(line.Amount)];
        });
        assert.deepEqual(lines, expected.lines);
        const customers = await records("Customer");
        const sameName = customers.filter((customer) => customer.Id === invoice.CustomerRef.value);
        assert.equal(sameName.length, 1);

        await t.test("the dark theme, and a payment that Refresh shows", async () => {
            await post(`${world.urls.pipedrive}/_emulator/state`, { theme: "dark" });
            await post(`${world.urls.quickbooks}/_emulator/payments`, { invoice: invoice.Id, amount: "100.00" });
            await page.reload();
            await panel.getByText(expected.DocNumber).first().waitFor();
            await panel.getByRole("button", { name: /Refresh|Odśwież/ }).click();
            await panel.getByText(/Partially paid|Częściowo zapłacona/).first().waitFor();
            await takePicture(page, `${language}-deal-dark`);
            await page.goto(`${world.urls.quickbooks}/app/invoice?txnId=${invoice.Id}`);
            await takePicture(page, `${language}-quickbooks-invoice`);
        });
        assert.deepEqual(complaints, [], "nothing in the browser's console");
    });
}
