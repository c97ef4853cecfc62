// Every surface in both languages and themes: axe finds nothing serious, nothing is wider than its
// frame, and a picture for people who judge the looks (build/screenshots/surfaces).
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";

import { api, connectBooks, installApp, orderLine } from "../programs/people.mjs";
import { World, eventually, root } from "../programs/programs.mjs";
import { seriousFindings } from "./axe.mjs";
import { openBrowser, openWindow, screenshots, takePicture } from "./browser.mjs";

const deal = 3;

let browser;
/** A company of each language: the app speaks the one that its user had when they installed it. */
const worlds = {};

before(async () => {
    mkdirSync(path.join(screenshots, "surfaces"), { recursive: true });
    browser = await openBrowser();
    for (const language of ["en", "pl"]) {
        const world = await World.create(path.join(root, "build/worlds", `surfaces-${language}`));
        worlds[language] = world;
        await Promise.all([world.startEmulator(), world.startServer()]);
        await look(world, { language });
        await installApp(world);
        await connectBooks(world);
        await makeInvoice(world);
    }
});
after(async () => {
    await browser?.close();
    await Promise.all(Object.values(worlds).map((world) => world.stop()));
});

function look(world, state) {
    const options = { method: "POST", body: JSON.stringify(state) };
    return fetch(`${world.urls.pipedrive}/_emulator/state`, options);
}

async function makeInvoice(world) {
    const { json: draft } = await api(world, "GET", `/deals/${deal}/draft`);
    const { json } = await api(world, "POST", "/invoices", {
        headers: { "Idempotency-Key": "for-the-looks" },
        body: {
            deal,
            contact: draft.contact,
            payer: "19",
            details: draft.details,
            currency: draft.currency,
            date: draft.date,
            due_date: draft.due_date,
            lines: draft.lines.map((line) => orderLine(line, { id: "5", name: "Fountain" })),
        },
    });
    assert.equal(json.intent?.state, "created", JSON.stringify(json));
}

/** How to open each surface; resolves with its frame once it shows what it is for. */
const surfaces = {
    settings: async (page, world) => {
        await page.goto(`${world.urls.pipedrive}/settings/marketplace/app/pd-client/app-settings`);
        const frame = await frameAt(page, "/ui/settings");
        await frame.locator("select").first().waitFor();
        return frame;
    },
    panel: async (page, world) => {
        await page.goto(`${world.urls.pipedrive}/deal/${deal}`);
        const frame = await frameAt(page, "/ui/panel");
        await frame.locator(".invoices li").first().waitFor();
        return frame;
    },
    dialog: async (page, world) => {
        const panel = await surfaces.panel(page, world);
        await panel.locator(".toolbar .button-primary").click();
        const frame = await frameAt(page, "/ui/invoice");
        await frame.locator(`[data-field="payer"]`).waitFor();
        return frame;
    },
};

function frameAt(page, where) {
    return eventually(`a frame at ${where}`, () =>
        page.frames().find((frame) => frame.url().includes(where)),
    );
}

for (const language of ["en", "pl"]) {
    for (const theme of ["light", "dark"]) {
        for (const [name, open] of Object.entries(surfaces)) {
            test(`${name} is sound (${language}, ${theme})`, { timeout: 60_000 }, async (t) => {
                const world = worlds[language];
                await look(world, { theme });
                const complaints = [];
                const context = await openWindow(browser, { complaints });
                t.after(() => context.close());
                const page = await context.newPage();
                const frame = await open(page, world);
                await takePicture(page, `surfaces/${name}_${language}_${theme}`);
                const over = await frame.evaluate(
                    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
                );
                assert.equal(over, 0, "wider than its frame");
                assert.equal(await frame.evaluate(() => document.documentElement.lang), language);
                assert.deepEqual(await seriousFindings(frame), []);
                assert.deepEqual(complaints, []);
            });
        }
    }
}
