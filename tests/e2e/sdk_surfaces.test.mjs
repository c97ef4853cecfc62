// Every command and event of the vendor's SDK in each of the four surfaces: panel, custom modal,
// floating window, settings.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";

import { eventually } from "../programs/programs.mjs";
import { AppWindow, frameAt, heard, heardSome, run } from "./app_window.mjs";
import { takePicture } from "./browser.mjs";

const settingsPage = "/settings/marketplace/app/pd-client/app-settings";

/** Where each surface is, how a person gets to it, and which sides of it the app may set. */
const surfaces = {
    panel: { page: "/deal/1", path: "/ui/panel", box: ".app-panel", sides: ["height"] },
    modal: {
        page: "/deal/1",
        path: "/ui/invoice",
        box: ".app-modal",
        sides: ["width", "height"],
        show: (page) => startAction(page),
    },
    floating: {
        page: "/deal/1",
        path: "/ui/window",
        box: ".floating-window",
        sides: ["width", "height"],
        show: (page) => page.locator(".dock-icon").click(),
    },
    settings: { page: settingsPage, path: "/ui/settings", box: ".settings-surface", sides: [] },
};

/** What a command without a result answers. */
const done = { answer: undefined };

let app;

before(async () => {
    app = await AppWindow.open("sdk_surfaces");
});

after(() => app?.close());

beforeEach(async () => {
    app.isSilent = false;
    await app.control("state", { theme: "light", language: "en" });
});

async function startAction(page) {
    await page.locator('summary[aria-label="More actions"]').click();
    await page.locator(".menu [data-action]").click();
}

async function openSurface(name) {
    const surface = surfaces[name];
    const page = await app.page(surface.page);
    await surface.show?.(page);
    return { page, frame: await frameAt(page, surface.path), box: page.locator(surface.box) };
}

/** For every surface: a window of its own, closed afterwards. */
function testEach(what, body, names = Object.keys(surfaces)) {
    for (const name of names) {
        test(`${name}: ${what}`, async () => {
            const opened = await openSurface(name);
            await body({ ...opened, name });
            await opened.page.context().close();
        });
    }
}

/** A theme button is behind a modal's back for the mouse; a script can press it all the same. */
function switchTheme(page, theme) {
    return page.locator(`[data-theme-form] [value=${theme}]`).evaluate((button) => button.click());
}

function sizeOf(box) {
    return box.locator("iframe").evaluate((it) => ({ width: it.offsetWidth, height: it.offsetHeight }));
}

testEach("resize sets the sides that the app may set, within bounds", async ({ frame, box, name }) => {
    const before = await sizeOf(box);
    assert.deepEqual(await run(frame, "resize", { width: 350, height: 333 }), done);
    const after = await sizeOf(box);
    await run(frame, "resize", { width: 10, height: 10 });

    for (const [side, wanted] of [["width", 350], ["height", 333]]) {
        const isSet = surfaces[name].sides.includes(side);
        assert.equal(after[side], isSet ? wanted : before[side], side);
    }
    assert.deepEqual(await sizeOf(box), after);
});

testEach("messages and questions lie above everything", async ({ page, frame }) => {
    assert.deepEqual(await run(frame, "show_snackbar", { message: "Saved" }), done);
    const bar = page.locator(".snackbar", { hasText: "Saved" });
    const isOnTop = await bar.evaluate((it) => {
        const { x, y } = it.getBoundingClientRect();
        return document.elementFromPoint(x + 5, y + 5) === it;
    });
    assert.ok(isOnTop);
    const pending = run(frame, "show_confirmation", { title: "Sure?", okColor: "primary" });
    const dialog = page.getByRole("dialog", { name: "Sure?" });
    await dialog.getByRole("button", { name: "OK" }).click();
    assert.deepEqual(await pending, { answer: { confirmed: true } });
    assert.match((await run(frame, "show_snackbar", {})).error, /message/);
    assert.match((await run(frame, "show_confirmation", {})).error, /title/);
});

testEach("the token is signed anew and the window's size is told", async ({ frame }) => {
    const { token } = (await run(frame, "get_signed_token")).answer;
    const claims = JSON.parse(Buffer.from(token.split(".")[1], "base64url"));

    assert.deepEqual([claims.userId, claims.companyId, claims.exp - claims.iat], [815, 4711, 300]);
    assert.deepEqual((await run(frame, "get_metadata")).answer, {
        windowWidth: 1280, windowHeight: 900 });
});

testEach("modals open above it, close by Escape and tell the opener", async ({ page, frame }) => {
    for (const [type, name] of [
        ["deal", "Add deal"],
        ["person", "Add person"],
        ["organization", "Add organization"],
        ["activity", "Add activity"],
    ]) {
        const pending = run(frame, "open_modal", { type });
        await page.getByRole("dialog", { name }).waitFor();
        await page.keyboard.press("Escape");
        assert.deepEqual(await pending, { answer: { status: "closed" } });
    }
    const pending = run(frame, "open_modal", {
        type: "custom_modal", action_id: "invoice", data: { from: "test" } });
    const modal = await frameAt(page, "/ui/invoice", [frame]);
    assert.equal(new URL(modal.url()).searchParams.get("data"), '{"from":"test"}');
    await run(modal, "close_modal").catch(() => {}); // the frame goes with its dialog
    assert.deepEqual(await pending, { answer: { status: "closed" } });
    await heardSome(frame, "close_custom_modal");
    assert.match((await run(frame, "open_modal", { type: "table" })).error, /no modal/);
    const unknown = { type: "custom_modal", action_id: "none" };
    assert.match((await run(frame, "open_modal", unknown)).error, /no custom modal/);
});

testEach("close_modal closes no surface but a modal", async ({ frame, box }) => {
    assert.deepEqual(await run(frame, "close_modal"), done);
    assert.equal(await box.isVisible(), true);
}, ["panel", "floating", "settings"]);

testEach("the floating window is shown and hidden from anywhere", async ({ page, frame }) => {
    const floating = await frameAt(page, "/ui/window");
    const box = page.locator(".floating-window");

    assert.deepEqual(await run(frame, "show_floating_window", { context: { a: 1 } }), done);
    assert.equal(await box.isVisible(), true);
    assert.deepEqual(await run(frame, "hide_floating_window", {}), done);
    assert.equal(await box.isVisible(), false);
    const [shown, hidden] = await heardSome(floating, "visibility", 2);
    assert.deepEqual(shown.data.context, { a: 1, invoker: "command" });
    assert.deepEqual(hidden.data, { is_visible: false, context: { invoker: "command" } });
}, ["panel", "modal", "settings"]);

testEach("badge and focus mode are the floating window's own", async ({ page, frame, name }) => {
    const isFloating = name === "floating";
    const close = page.locator(".floating-window header button");

    assert.deepEqual(await run(frame, "set_notification", { number: 12 }), done);
    assert.equal(await page.locator(".dock-badge").count(), isFloating ? 1 : 0);
    assert.deepEqual(await run(frame, "set_focus_mode", true), done);
    assert.equal(await close.getAttribute("hidden") !== null, isFloating);
    const refusal = await run(frame, "set_notification", { number: 1.5 });
    assert.equal(refusal.error !== undefined, isFloating);
});

testEach("commands that do not exist are refused, in the frame and by the window", async ({ frame }) => {
    const thrown = await frame.evaluate(() => {
        try {
            window.sdk.execute("explode");
        } catch (error) {
            return error.message;
        }
    });
    const answered = await frame.evaluate(() => new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => resolve(data);
        const id = new URLSearchParams(location.search).get("id");
        window.parent.postMessage({ payload: { type: "command", command: "constructor" }, id }, "*", [port2]);
    }));

    assert.equal(thrown, "Invalid command");
    assert.deepEqual(answered, { error: "Invalid command" });
});

testEach("it hears of the theme", async ({ page, frame }) => {
    assert.equal(new URL(frame.url()).searchParams.get("theme"), "light");
    await switchTheme(page, "dark");
    await switchTheme(page, "light");

    assert.deepEqual(await heardSome(frame, "user_settings_change", 2), [
        { data: { theme: "dark" } }, { data: { theme: "light" } }]);
});

testEach("it hears of its visibility where it can be hidden", async ({ page, frame, name }) => {
    const hide = {
        panel: () => page.locator("[data-toggle]").click(),
        floating: () => page.getByRole("button", { name: "Hide window" }).click(),
    }[name];
    await hide?.();
    await switchTheme(page, "dark"); // heard later than anything before it
    await heardSome(frame, "user_settings_change");

    const last = (await heard(frame, "visibility")).at(-1);
    const wanted = {
        panel: { data: { is_visible: false } },
        floating: { data: { is_visible: false, context: { invoker: "user" } } },
    };
    assert.deepEqual(last, wanted[name]);
});

testEach("redirect_to leads the whole window away", async ({ page, frame }) => {
    const arrival = page.waitForURL("**/organization/1");
    await run(frame, "redirect_to", { view: "organizations", id: 1 }).catch(() => {}); // gone
    await arrival;
});

for (const name of Object.keys(surfaces)) {
    test(`${name}: one that has not initialised after ten seconds is replaced by an error`, async () => {
        const { page: where, path, box: selector, show } = surfaces[name];
        const page = await app.page();
        const start = new Date("2026-11-20T09:00:00Z");
        await page.clock.install({ time: start });
        app.isSilent = true;
        await page.goto(app.pipedrive + where);
        await show?.(page);
        await eventually("the silent frame", () =>
            page.frames().find((one) => one.url().includes(path)));
        await page.clock.pauseAt(new Date(start.getTime() + 3_600_000)); // all that wait fail at once
        const box = page.locator(selector);
        await box.getByText("Something went wrong").waitFor();
        await box.getByText("The app did not answer within 10 seconds.").waitFor();
        await takePicture(page, `emulator/silent_${name}`, { fullPage: false });
        app.isSilent = false;
        await page.clock.resume();
        await box.getByRole("button", { name: "Try again" }).click();

        await frameAt(page, path);
        assert.equal(await box.getByText("Something went wrong").count(), 0);
        await page.context().close();
    });
}

test("a frame has the whole ten seconds, and not one more", async () => {
    const page = await app.page();
    await page.clock.install({ time: new Date("2026-11-20T09:00:00Z") });
    await page.clock.pauseAt(new Date("2026-11-20T09:00:01Z"));
    app.isSilent = true;
    await page.goto(app.pipedrive + settingsPage);
    await page.locator(".settings-surface iframe").waitFor();

    await page.clock.runFor(9_999);
    const failure = page.locator(".settings-surface .surface-failure");
    const early = await failure.count();
    await page.clock.runFor(1);
    await failure.waitFor();

    assert.equal(early, 0);
    await page.context().close();
});

test("the keyboard stays inside a modal, and Escape leads back to where it came from", async () => {
    const page = await app.page("/deal/1");
    await startAction(page);
    await frameAt(page, "/ui/invoice");
    const visited = new Set();
    for (let press = 0; press < 8; ++press) {
        await page.keyboard.press("Tab");
        visited.add(await page.evaluate(() => {
            const at = document.activeElement;
            return at === document.body || document.querySelector(".app-modal").contains(at)
                ? at.tagName
                : `outside: ${at.outerHTML}`;
        }));
    }
    await page.getByRole("button", { name: "Close" }).focus();
    await page.keyboard.press("Escape");
    await page.locator(".app-modal").waitFor({ state: "detached" });

    assert.deepEqual([...visited].filter((one) => one.startsWith("outside")), []);
    assert.ok(visited.has("BUTTON") && visited.has("IFRAME"), [...visited].join());
    const focused = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
    assert.equal(focused, "More actions");
    await page.context().close();
});

test("Escape closes no panel, floating window or settings, but a menu", async () => {
    const page = await app.page("/deal/1");
    await frameAt(page, "/ui/panel");
    await page.locator(".dock-icon").click();
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".floating-window").isVisible(), true);
    await page.locator('summary[aria-label="More actions"]').click();
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".menu [data-action]").isVisible(), false);
    await page.context().close();
});
