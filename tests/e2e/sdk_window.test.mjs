// The emulated Pipedrive window against the vendor's own SDK: a small app, served here, runs the
// commands and hears the events in each surface, with a real browser around it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { eventually } from "../programs/programs.mjs";
import { AppWindow, frameAt, heardSome, height, run } from "./app_window.mjs";
import { takePicture } from "./browser.mjs";

let app;
let pipedrive;

before(async () => {
    app = await AppWindow.open("sdk_window");
    pipedrive = app.pipedrive;
});

after(() => app?.close());

function open(target) {
    return app.page(target);
}

test("a panel shows messages, asks, gets tokens and is sized within its bounds", async () => {
    const page = await open("/deal/1");
    const panel = await frameAt(page, "/ui/panel");

    assert.equal(await height(page, ".app-panel iframe"), 200);
    await run(panel, "resize", { height: 751 });
    await run(panel, "resize", { height: 99 });
    assert.equal(await height(page, ".app-panel iframe"), 200);
    await run(panel, "resize", { height: 300 });
    assert.equal(await height(page, ".app-panel iframe"), 300);

    const link = { url: "https://example.com/", label: "Look" };
    assert.equal((await run(panel, "show_snackbar", { message: "Saved", link })).error, undefined);
    assert.equal(await page.locator(".snackbar a").getAttribute("href"), "https://example.com/");
    await run(panel, "show_snackbar", { message: "No", link: { url: "javascript:1", label: "x" } });
    assert.equal(await page.locator(".snackbar a").count(), 1);
    assert.match((await run(panel, "show_snackbar", {})).error, /message/);

    const { token } = (await run(panel, "get_signed_token")).answer;
    const claims = JSON.parse(Buffer.from(token.split(".")[1], "base64url"));
    assert.deepEqual([claims.userId, claims.companyId, claims.exp - claims.iat], [815, 4711, 300]);
    const { answer } = await run(panel, "get_metadata");
    assert.deepEqual(answer, { windowWidth: 1280, windowHeight: 900 });
    await page.context().close();
});

for (const [where, resource] of [
    ["/person/1", "person"],
    ["/organization/1", "organization"],
]) {
    test(`the panel of the ${resource} page is told which record it is about`, async () => {
        const page = await open(where);
        const panel = await frameAt(page, "/ui/panel");
        const query = new URL(panel.url()).searchParams;

        assert.deepEqual(
            ["resource", "view", "selectedIds", "theme"].map((name) => query.get(name)),
            [resource, "details", "1", "light"],
        );
        assert.equal((await run(panel, "set_notification", { number: 3 })).error, undefined);
        assert.equal(await page.locator(".dock-badge").count(), 0);
        await page.context().close();
    });
}

test("a modal is sized in both directions, and not below the least", async () => {
    const page = await open("/deal/1");
    const panel = await frameAt(page, "/ui/panel");
    const pending = run(panel, "open_modal", { type: "custom_modal", action_id: "invoice" });
    const modal = await frameAt(page, "/ui/invoice");
    const size = () =>
        page.locator(".app-modal iframe").evaluate((it) => [it.offsetWidth, it.offsetHeight]);

    await run(modal, "resize", { width: 500, height: 360 });
    await run(modal, "resize", { width: 319, height: 119 });
    const sized = await size();
    await page.getByRole("button", { name: "Close" }).click();

    assert.deepEqual(sized, [500, 360]);
    assert.deepEqual(await pending, { answer: { status: "closed" } });
    await heardSome(panel, "close_custom_modal");
    await page.context().close();
});

test("a question is answered by its buttons, and Escape means no", async () => {
    const page = await open("/deal/1");
    const panel = await frameAt(page, "/ui/panel");
    const question = { title: "Sure?", description: "Really", okText: "Do it", cancelText: "Stay" };

    for (const [act, confirmed] of [
        [() => page.getByRole("button", { name: "Do it" }).click(), true],
        [() => page.getByRole("button", { name: "Stay" }).click(), false],
        [() => page.keyboard.press("Escape"), false],
    ]) {
        const pending = run(panel, "show_confirmation", question);
        await page.getByRole("dialog", { name: "Sure?" }).waitFor();
        await act();
        assert.deepEqual(await pending, { answer: { confirmed } });
    }
    assert.match((await run(panel, "show_confirmation", {})).error, /title/);
    await page.context().close();
});

test("a custom modal gets its data, closes itself, and its opener hears of it", async () => {
    const page = await open("/deal/1");
    const panel = await frameAt(page, "/ui/panel");

    const pending = run(panel, "open_modal", {
        type: "custom_modal", action_id: "Create invoice", data: { deal: "1" } });
    const modal = await frameAt(page, "/ui/invoice");
    const query = new URL(modal.url()).searchParams;
    await takePicture(page, "emulator/custom_modal");
    await run(modal, "close_modal").catch(() => {}); // the frame goes with its dialog

    assert.equal(query.get("data"), '{"deal":"1"}');
    assert.deepEqual(await pending, { answer: { status: "closed" } });
    await heardSome(panel, "close_custom_modal");
    const unknown = await run(panel, "open_modal", { type: "custom_modal", action_id: "none" });
    assert.match(unknown.error, /no custom modal/);
    assert.match((await run(panel, "open_modal", { type: "table" })).error, /no modal/);
    await page.context().close();
});

/** An entry of the "..." menu. */
async function chooseAction(page, name) {
    await page.locator('summary[aria-label="More actions"]').click();
    await page.locator(".menu .entries").getByText(name, { exact: true }).click();
}

test("an action of the deals list is about the ticked deals, and wants some", async () => {
    const page = await open("/deals");
    const choose = () => chooseAction(page, "Create invoice");

    await choose();
    await page.getByText("Select something first").waitFor();
    await page.locator('[data-select][value="1"]').check();
    await page.locator('[data-select][value="3"]').check();
    await choose();

    const modal = await frameAt(page, "/ui/invoice");
    const query = new URL(modal.url()).searchParams;
    assert.deepEqual(
        ["resource", "view", "selectedIds"].map((name) => query.get(name)),
        ["deal", "list", "1,3"],
    );
    await page.context().close();
});

for (const [where, resource] of [
    ["/persons/list", "person"],
    ["/organizations/list", "organization"],
]) {
    test(`everything in ${where} can be selected, less some`, async () => {
        const page = await open(where);
        await page.locator("[data-select-all]").check();
        await page.locator('[data-select][value="2"]').uncheck();
        await chooseAction(page, "Create invoice");

        const query = new URL((await frameAt(page, "/ui/invoice")).url()).searchParams;
        assert.deepEqual(
            ["resource", "view", "selectedIds", "excludedIds", "filter"].map((name) => query.get(name)),
            [resource, "list", "", "2", '{"everyone":1}'],
        );
        await page.context().close();
    });
}

test("a link action opens the app in a new tab with what it is about", async () => {
    await app.register({ links: [{ id: "books", name: "Open books", path: "/ui/books" }] });
    const page = await open("/deals");
    await chooseAction(page, "Open books");
    await page.getByText("Select something first").waitFor();
    await page.locator('[data-select][value="3"]').check();
    const opened = page.context().waitForEvent("page");
    await chooseAction(page, "Open books");
    const tab = await opened;
    await tab.waitForURL("**/ui/books?*");

    const query = new URL(tab.url()).searchParams;
    assert.deepEqual(
        ["resource", "view", "selectedIds", "userId", "companyId"].map((name) => query.get(name)),
        ["deal", "list", "3", "815", "4711"],
    );
    assert.equal(await tab.evaluate(() => window.opener), null);
    await page.context().close();
    await app.register({ links: [] });
});

test("the form for an activity starts from the prefill, its note made harmless", async () => {
    const page = await open("/deal/1");
    const panel = await frameAt(page, "/ui/panel");
    const pending = run(panel, "open_modal", {
        type: "activity",
        prefill: {
            subject: "Send invoice",
            dueDate: "2027-01-15",
            dueTime: "09:30",
            duration: "00:45",
            note: "<ul><li><b>Paper</b></li></ul><img src=x onerror=alert(1)>",
            description: "By post",
            deal: 1,
            organization: 1,
        },
    });
    const dialog = page.getByRole("dialog", { name: "Add activity" });
    await dialog.waitFor();
    await takePicture(page, "emulator/record_modal_activity");
    assert.equal(await dialog.locator("img").count(), 0);
    await dialog.getByLabel("Type").selectOption("task");
    await dialog.getByRole("button", { name: "Save" }).click();

    const { answer } = await pending;
    assert.equal(answer.status, "submitted");
    assert.equal(typeof answer.id, "number");
    const entry = page.locator('.history [data-kind="activity"]').first();
    await entry.getByText("Send invoice").waitFor();
    assert.match(await entry.innerHTML(), /<b>Task<\/b>.*15 Jan 2027, 09:30.*<li><b>Paper<\/b>/s);
    await page.context().close();
});

test("record modals start from the prefill and answer the new record's id", async () => {
    const page = await open("/deal/1");
    const panel = await frameAt(page, "/ui/panel");
    const records = [
        ["deal", { title: "Koi pond", person: "Kim Koi", organization: "Koi Ltd" }],
        ["person", { name: "Ann Other", organization: "Koi Ltd" }],
        ["organization", { name: "Third Firm" }],
    ];

    for (const [type, prefill] of records) {
        const pending = run(panel, "open_modal", { type, prefill });
        await page.getByRole("dialog", { name: `Add ${type}` }).waitFor();
        await takePicture(page, `emulator/record_modal_${type}`);
        await page.getByRole("button", { name: "Save" }).click();
        const { answer } = await pending;
        assert.equal(answer.status, "submitted");
        const record = await (await fetch(`${pipedrive}/${type}/${answer.id}`)).text();
        assert.ok(record.includes(prefill.title ?? prefill.name));
    }
    const pending = run(panel, "open_modal", { type: "deal" });
    await page.getByRole("dialog", { name: "Add deal" }).waitFor();
    await page.keyboard.press("Escape");
    assert.deepEqual(await pending, { answer: { status: "closed" } });
    await page.context().close();
});

test("a panel hears of collapsing and of the theme", async () => {
    const page = await open("/deal/1");
    const panel = await frameAt(page, "/ui/panel");

    await page.locator("[data-toggle]").click();
    await page.locator("[data-toggle]").click();
    const [hidden, shown] = await heardSome(panel, "visibility", 2);
    await page.locator('summary[title="User menu"]').click();
    await page.getByRole("button", { name: "Dark" }).click();
    const [settings] = await heardSome(panel, "user_settings_change");
    await page.keyboard.press("Escape");
    await takePicture(page, "emulator/deal_dark");
    await page.locator('summary[title="User menu"]').click();
    await page.getByRole("button", { name: "Light" }).click();
    await heardSome(panel, "user_settings_change", 2);

    assert.deepEqual([hidden, shown], [{ data: { is_visible: false } }, { data: { is_visible: true } }]);
    assert.deepEqual(settings, { data: { theme: "dark" } });
    await page.context().close();
});

test("the floating window opens, moves, carries a badge and survives going elsewhere", async () => {
    const page = await open("/deal/1");
    const panel = await frameAt(page, "/ui/panel");
    const frame = await frameAt(page, "/ui/window");
    const box = page.locator(".floating-window");

    assert.match((await run(frame, "set_focus_mode", true)).error, /visible/);
    await run(panel, "show_floating_window", { context: { deal: 1 } });
    const [shown] = await heardSome(frame, "visibility");
    assert.deepEqual(shown, {
        data: { is_visible: true, context: { deal: 1, invoker: "command" } } });
    await run(frame, "resize", { height: 701, width: 801 });
    assert.equal(await height(page, ".floating-window iframe"), 200);
    await run(frame, "resize", { height: 150, width: 300 });
    assert.equal(await height(page, ".floating-window iframe"), 150);

    await run(frame, "set_notification", { number: 120 });
    assert.equal(await page.locator(".dock-badge").textContent(), "99+");
    await takePicture(page, "emulator/floating_window");
    await run(frame, "set_notification", { number: 0 });
    assert.equal(await page.locator(".dock-badge").count(), 0);
    assert.match((await run(frame, "set_notification", { number: -1 })).error, /number/);
    await run(frame, "set_focus_mode", true);
    assert.equal(await box.getByRole("button", { name: "Hide window" }).isVisible(), false);
    await run(frame, "set_focus_mode", false);

    const before = (await box.boundingBox()).x;
    await box.locator("header").focus();
    await page.keyboard.press("ArrowLeft");
    assert.equal((await box.boundingBox()).x, before - 20);

    await page.goto(`${pipedrive}/deals`);
    await frameAt(page, "/ui/window");
    assert.equal(await box.isVisible(), true);
    await box.getByRole("button", { name: "Hide window" }).click();
    const [gone] = await heardSome(await frameAt(page, "/ui/window"), "visibility");
    assert.deepEqual(gone, { data: { is_visible: false, context: { invoker: "user" } } });
    await page.context().close();
});

test("redirect_to leads to records, lists and settings, and nowhere else", async () => {
    const page = await open("/deal/1");
    for (const [args, where] of [
        [{ view: "deals" }, "/deals"],
        [{ view: "organizations", id: 1 }, "/organization/1"],
        [{ view: "contacts", id: 1 }, "/person/1"],
        [{ view: "leads", id: "0f3a" }, "/leads/0f3a"],
        [{ view: "campaigns" }, "/campaigns"],
        [{ view: "projects", id: 2 }, "/projects/2"],
        [{ view: "settings", context: { a: "b" } }, "/app-settings?a=b"],
    ]) {
        await page.goto(`${pipedrive}/deal/1`);
        const panel = await frameAt(page, "/ui/panel");
        const arrival = page.waitForURL(`**${where}`);
        await run(panel, "redirect_to", args).catch(() => {}); // the frame goes with its page
        await arrival;
    }
    await frameAt(page, "/ui/settings");
    await takePicture(page, "emulator/settings");
    await page.goto(`${pipedrive}/deal/1`);
    const panel = await frameAt(page, "/ui/panel");
    assert.match((await run(panel, "redirect_to", { view: "toString" })).error, /no view/);
    await page.context().close();
});
