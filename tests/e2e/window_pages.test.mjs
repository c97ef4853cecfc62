// The pages of the emulated Pipedrive in both languages and both themes, with pictures for people
// who judge the looks; their history under its tabs.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";

import { AppWindow, frameAt, run } from "./app_window.mjs";
import { seriousFindings } from "./axe.mjs";
import { screenshots, takePicture } from "./browser.mjs";

const pages = {
    deals: "/deals",
    people: "/persons/list",
    organizations: "/organizations/list",
    deal: "/deal/1",
    person: "/person/1",
    organization: "/organization/1",
    marketplace: "/settings/marketplace",
    settings: "/settings/marketplace/app/pd-client/app-settings",
    leads: "/leads",
    problem: "/deal/999",
    consent: "/oauth/authorize?client_id=pd-client&redirect_uri=http://127.0.0.1:1/x",
};

let app;

before(async () => {
    app = await AppWindow.open("window_pages");
    mkdirSync(path.join(screenshots, "emulator"), { recursive: true });
    await call("POST", "/v1/notes", { content: "Called <b>Amy</b>", deal_id: 1, pinned_to_deal_flag: true });
    await call("PATCH", "/api/v2/deals/1", { title: "Bird garden", stage_id: 3 });
    await call("PATCH", "/api/v2/deals/1", { expected_close_date: "2027-02-01" });
    await fillIn("activity", { subject: "Measure the pond", due_date: "2027-01-05", deal_id: 1 });
    await app.register({ links: [{ id: "books", name: "Open books", path: "/ui/books" }] });
});

after(() => app?.close());

async function call(method, target, body) {
    const answer = await fetch(app.pipedrive + target, {
        method,
        headers: { authorization: `Bearer ${app.accessToken}`, "content-type": "application/json" },
        body: JSON.stringify(body),
    });
    assert.ok(answer.ok, await answer.text());
}

async function fillIn(resource, body) {
    const answer = await fetch(`${app.pipedrive}/_page/${resource}`, {
        method: "POST", body: JSON.stringify(body) });
    assert.ok(answer.ok, await answer.text());
}

/** Whatever the window draws over its pages. */
async function openEverything(page, panel) {
    await run(panel, "show_snackbar", { message: "OK", link: { url: "https://example.com/", label: "?" } });
    await run(panel, "show_floating_window", {});
    const prefill = { subject: "A", note: "<ul><li>b</li></ul>" };
    run(panel, "open_modal", { type: "activity", prefill }).catch(() => {}); // ends with the page
    await page.locator("dialog").waitFor();
}

for (const language of ["en", "pl"]) {
    for (const theme of ["light", "dark"]) {
        test(`axe finds nothing serious in the pages (${language}, ${theme})`, async () => {
            await app.control("state", { language, theme });
            const page = await app.page();
            const serious = [];
            for (const [name, where] of Object.entries(pages)) {
                await page.goto(app.pipedrive + where);
                await page.waitForLoadState("networkidle").catch(() => {});
                await takePicture(page, `emulator/${name}_${language}_${theme}`);
                serious.push(...(await seriousFindings(page)).map((found) => `${where}: ${found}`));
                assert.equal(await page.locator("html").getAttribute("lang"), language);
                assert.equal(await page.locator(".emulator-notice").isVisible(), true);
            }
            await page.goto(`${app.pipedrive}/deal/1`);
            const panel = await frameAt(page, "/ui/panel");
            await page.locator("details.menu summary.button").click();
            await takePicture(page, `emulator/menu_${language}_${theme}`, { fullPage: false });
            serious.push(...(await seriousFindings(page)));
            await page.keyboard.press("Escape");
            await openEverything(page, panel);
            await takePicture(page, `emulator/dialogs_${language}_${theme}`, { fullPage: false });
            serious.push(...(await seriousFindings(page)));
            await page.keyboard.press("Escape");
            await page.setViewportSize({ width: 390, height: 800 });
            await page.locator("details.menu").last().locator("summary").click();
            await takePicture(page, `emulator/narrow_${language}_${theme}`, { fullPage: false });
            assert.deepEqual(serious, []);
            await page.context().close();
        });
    }
}

test("the history is looked through by its tabs, with mouse and keyboard", async () => {
    await app.control("state", { language: "en", theme: "light" });
    const page = await app.page("/deal/1");
    const shown = () =>
        page.locator(".history > li:visible").evaluateAll((entries) =>
            [...new Set(entries.map((entry) => entry.dataset.kind))].sort());

    assert.deepEqual(await shown(), ["activity", "change", "note"]);
    await page.getByRole("tab", { name: "Notes" }).click();
    assert.deepEqual(await shown(), ["note"]);
    await page.keyboard.press("ArrowRight");
    assert.deepEqual(await shown(), ["activity"]);
    await page.keyboard.press("ArrowRight");
    await page.getByText("There is nothing here yet.").waitFor();
    await page.keyboard.press("End");
    assert.deepEqual(await shown(), []);
    const tab = page.getByRole("tab", { selected: true });
    assert.equal(await tab.textContent(), "Invoices");
    await page.getByRole("tabpanel", { name: "Invoices" }).getByRole("button", { name: "+ Create invoice" }).click();
    await frameAt(page, "/ui/invoice");
    await page.context().close();
});

test("the history keeps up with what happens, under the tab that is open", async () => {
    const page = await app.page("/deal/1");
    await page.getByRole("tab", { name: "Changes" }).click();

    await call("POST", "/v1/notes", { content: "Written meanwhile", deal_id: 1 });
    await call("PATCH", "/api/v2/deals/1", { title: "Renamed meanwhile" });

    await page.getByText("Title: Bird garden → Renamed meanwhile").waitFor();
    assert.equal(await page.getByText("Written meanwhile").isVisible(), false);
    await page.context().close();
});
