// What a person does to an invoice from the panel of a deal: send, void, delete, in both languages; and
// what they see where somebody was faster in QuickBooks.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";

import { api, connectBooks, installApp, orderLine } from "../programs/people.mjs";
import { World, root } from "../programs/programs.mjs";
import { openBrowser, openWindow, takePicture } from "./browser.mjs";

let browser;
before(async () => (browser = await openBrowser()));
after(() => browser.close());

const languages = {
    en: {
        menu: /^Actions for invoice/,
        send: "Send by email",
        download: "Download PDF",
        sendTo: "Send to",
        sendNow: "Send",
        void: "Void",
        voided: "Voided",
        delete: "Delete",
        deleted: "Deleted",
    },
    pl: {
        menu: /^Działania na fakturze/,
        send: "Wyślij mailem",
        download: "Pobierz PDF",
        sendTo: "Wyślij do",
        sendNow: "Wyślij",
        void: "Anuluj",
        voided: "Anulowana",
        delete: "Usuń",
        deleted: "Usunięta",
    },
};

const deal = 3;

function control(world, vendor, target, body) {
    const options = body && { method: "POST", body: JSON.stringify(body) };
    return fetch(`${world.urls[vendor]}/_emulator${target}`, options).then((answer) => answer.json());
}

/** An invoice of the deal, made through the JSON API: each line becomes the first item. */
async function makeInvoice(world) {
    const { json: draft } = await api(world, "GET", `/deals/${deal}/draft`);
    const lines = draft.lines.map((line) => orderLine(line, { id: "5", name: "Fountain" }));
    const { json } = await api(world, "POST", "/invoices", {
        headers: { "Idempotency-Key": "for-the-actions" },
        body: {
            deal,
            deal_title: draft.deal.title,
            contact: draft.contact,
            payer: "19",
            details: draft.details,
            currency: draft.currency,
            date: draft.date,
            due_date: draft.due_date,
            lines,
        },
    });
    assert.equal(json.intent?.state, "created", JSON.stringify(json));
    return json.intent.invoice;
}

async function openDeal(t, name, language) {
    const world = await World.create(path.join(root, "build/worlds", name));
    t.after(() => world.stop());
    await Promise.all([world.startEmulator(), world.startServer()]);
    await control(world, "pipedrive", "/state", { language });
    await installApp(world);
    await connectBooks(world);
    const invoice = await makeInvoice(world);
    const complaints = [];
    const context = await openWindow(browser, { complaints });
    t.after(() => context.close());
    const page = await context.newPage();
    await page.goto(`${world.urls.pipedrive}/deal/${deal}`);
    const panel = page.frameLocator(".app-panel iframe");
    await panel.getByText(invoice.number).first().waitFor();
    return { world, invoice, page, panel, complaints };
}

for (const [language, texts] of Object.entries(languages)) {
    test(`an invoice is sent, voided and deleted (${language})`, { timeout: 120_000 }, async (t) => {
        const name = `actions-${language}`;
        const { world, invoice, page, panel, complaints } = await openDeal(t, name, language);
        const choose = async (action) => {
            await panel.getByRole("button", { name: texts.menu }).click();
            await panel.getByRole("menuitem", { name: action, exact: true }).click();
        };
        const confirm = (action) =>
            page.getByRole("button", { name: action, exact: true }).click();
        const stored = async () =>
            (await control(world, "quickbooks", "/records/Invoice")).Invoice.find(
                ({ Id }) => Id === invoice.id,
            );

        await panel.getByRole("button", { name: texts.menu }).click();
        await takePicture(page, `${language}-invoice-menu`);
        await page.keyboard.press("Escape");
        const download = page.waitForEvent("download");
        await choose(texts.download);
        const file = await download;
        assert.equal(file.suggestedFilename(), `invoice-${invoice.number}.pdf`);
        assert.match(await readFile(await file.path(), "latin1"), /^%PDF-/);

        await choose(texts.send);
        await panel.getByLabel(texts.sendTo).fill("ann@lee.test, bob@lee.test");
        await takePicture(page, `${language}-invoice-send`);
        await panel.getByRole("button", { name: texts.sendNow, exact: true }).click();
        await panel.getByLabel(texts.sendTo).waitFor({ state: "detached" });
        const { emails } = await control(world, "quickbooks", "/emails");
        assert.deepEqual(
            emails.map(({ id, to }) => ({ id, to })),
            [{ id: invoice.id, to: ["ann@lee.test", "bob@lee.test"] }],
        );

        await choose(texts.void);
        await takePicture(page, `${language}-invoice-void`);
        await confirm(texts.void);
        await panel.getByText(texts.voided, { exact: true }).waitFor();
        assert.equal((await stored()).TotalAmt, 0);

        await choose(texts.delete);
        await confirm(texts.delete);
        await panel.getByText(texts.deleted, { exact: true }).waitFor();
        assert.equal(await stored(), undefined);
        assert.equal(await panel.getByRole("button", { name: texts.menu }).count(), 0);
        await control(world, "pipedrive", "/state", { theme: "dark" });
        await page.reload();
        await panel.getByText(texts.deleted, { exact: true }).waitFor();
        await takePicture(page, `${language}-invoice-deleted-dark`);
        assert.deepEqual(complaints, [], "nothing in the browser's console");
    });
}

test("an invoice that was paid meanwhile is not voided but shown", { timeout: 120_000 }, async (t) => {
    const { world, invoice, page, panel } = await openDeal(t, "actions-late", "en");
    await control(world, "quickbooks", "/payments", { invoice: invoice.id, amount: "1.00" });

    await panel.getByRole("button", { name: languages.en.menu }).click();
    await panel.getByRole("menuitem", { name: "Void", exact: true }).click();
    await page.getByRole("button", { name: "Void", exact: true }).click();
    await panel.getByText(/Somebody changed this in QuickBooks/).waitFor();
    await takePicture(page, "en-invoice-changed");
    await panel.locator(".action-failure").getByRole("button", { name: "Refresh" }).click();
    await panel.getByText("Partially paid", { exact: true }).waitFor();

    await panel.getByRole("button", { name: languages.en.menu }).click();
    assert.deepEqual(await panel.getByRole("menuitem").allInnerTexts(), ["Send by email", "Download PDF"]);
    const { Invoice } = await control(world, "quickbooks", "/records/Invoice");
    assert.ok(Number(Invoice.find(({ Id }) => Id === invoice.id).TotalAmt) > 0);
});
