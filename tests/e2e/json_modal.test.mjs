// JSON modals of the emulated Pipedrive: drawn from the app's schema, filled from its answers, sent
// back to it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { AppWindow, frameAt, run } from "./app_window.mjs";
import { takePicture } from "./browser.mjs";

const element = ($ref, options) => ({ $ref: `#/definitions/element-${$ref}`, options });
const flavours = ["vanilla", "cranberry"].map((value) => ({ value, label: value }));
const cake = {
    type: "object",
    properties: {
        blocks: {
            type: "object",
            properties: {
                hint: element("text", { value: "Cakes are baked on Fridays." }),
                size: element("input", { label: "Size", message: "S, M or L", isRequired: true }),
                line: element("separator"),
                words: element("textarea", { label: "On the cake", value: "Happy Birthday" }),
                flavour: element("checkbox-group", { label: "Flavour", value: ["cranberry"], items: flavours }),
                day: element("datepicker", { label: "Day", value: "2027-02-27", fetchOnChange: true }),
                delivery: element("select", { label: "Delivery", placeholder: "Choose", items: [] }),
                gift: element("radio-group", {
                    label: "A gift?", value: "no", items: [{ value: "yes", label: "Yes" }, { value: "no", label: "No" }] }),
                paper: element("input", { label: "Paper", visibleOn: { gift: { equals: "yes" } } }),
                deal: element("input", { label: "Hidden", value: "17", visibleOn: "never" }),
            },
        },
        actions: {
            type: "object",
            properties: {
                back: { $ref: "#/definitions/action-secondary", options: { label: "Back", handler: "cancel" } },
                send: { $ref: "#/definitions/action-primary", options: { label: "Order", handler: "request" } },
            },
        },
    },
};
const deliveries = [{ label: "Standard", value: 1 }, { label: "Fast", value: 2 }];
const opening = { data: { blocks: { delivery: { value: 1, items: deliveries } }, actions: {} } };

let app;
let asked = [];

before(async () => {
    app = await AppWindow.open("json_modal");
    await app.register({ json_modals: [{ id: "cake", name: "Order a cake", path: "/json/cake", schema: cake }] });
});

after(() => app?.close());

/** The modal on the deal's page, opened by the panel; `answers` are for GET and for POST. */
async function open({ get = [200, opening], post = [200, { success: { message: "Ordered" } }] }) {
    asked = [];
    app.answer = (request, body) => {
        asked.push({ method: request.method, query: new URL(request.url, app.appUrl).searchParams, body });
        return request.method === "GET" ? get : post;
    };
    const page = await app.page("/deal/1");
    const panel = await frameAt(page, "/ui/panel");
    const pending = run(panel, "open_modal", { type: "json_modal", action_id: "cake" });
    pending.catch(() => {}); // some tests leave the page while it is open
    const dialog = page.getByRole("dialog", { name: "Order a cake" });
    await dialog.waitFor();
    return { page, dialog, pending };
}

test("it is filled in and sent, as shown and as hidden, and tells the opener", async () => {
    const { page, dialog, pending } = await open({});
    await dialog.getByLabel("Size").fill("M");
    await takePicture(page, "emulator/json_modal", { fullPage: false });
    assert.equal(await dialog.getByLabel("Paper").isVisible(), false);
    await dialog.getByLabel("Yes").check();
    await dialog.getByLabel("Paper").fill("red");
    await dialog.getByLabel("vanilla").check();
    await dialog.getByRole("button", { name: "Order" }).click();

    assert.deepEqual(await pending, { answer: { status: "submitted" } });
    await page.getByText("Ordered").waitFor();
    const [first, sent] = asked;
    assert.deepEqual(
        ["resource", "view", "selectedIds", "userId", "companyId", "form", "invoker"].map((name) => first.query.get(name)),
        ["deal", "details", "1", "815", "4711", "", ""]);
    assert.ok(first.query.get("token"));
    assert.deepEqual([sent.method, sent.body], ["POST", {
        size: "M",
        words: "Happy Birthday",
        flavour: ["vanilla", "cranberry"],
        day: "2027-02-27",
        delivery: 1,
        gift: "yes",
        paper: "red",
        deal: "17",
    }]);
    await page.context().close();
});

test("a change that the app wants to hear of is asked about, and what was filled in stays", async () => {
    const { page, dialog } = await open({});
    await dialog.getByLabel("Size").fill("L");
    app.answer = (request) => {
        asked.push({ query: new URL(request.url, app.appUrl).searchParams });
        return [200, { data: { blocks: { delivery: { items: [deliveries[1]] } } } }];
    };
    await dialog.getByLabel("Day").fill("2027-03-01");
    await dialog.getByLabel("Day").press("Tab");
    await dialog.locator("option", { hasText: "Standard" }).waitFor({ state: "detached" });

    const { query } = asked.at(-1);
    assert.equal(query.get("invoker"), "day");
    assert.equal(JSON.parse(query.get("form")).day, "2027-03-01");
    assert.equal(await dialog.getByLabel("Size").inputValue(), "L");
    await page.context().close();
});

test("errors of the app stand at their block or above the buttons", async () => {
    const { page, dialog, pending } = await open({
        post: [200, { data: { blocks: { size: { error: "Too large" } } } }] });
    await dialog.getByLabel("Size").fill("XXL");
    await dialog.getByRole("button", { name: "Order" }).click();
    await dialog.getByText("Too large").waitFor();
    assert.equal(await dialog.getByLabel("Size").inputValue(), "XXL");
    for (const [post, said] of [
        [[200, { error: { message: "The oven is broken" } }], "The oven is broken"],
        [[500, "?"], "Something went wrong"],
        [[200, { data: { blocks: { size: { items: [] } } } }], "Something went wrong"],
    ]) {
        app.answer = () => post;
        await dialog.getByRole("button", { name: "Order" }).click();
        await dialog.getByText(said).waitFor();
    }
    await dialog.getByRole("button", { name: "Back" }).click();
    assert.deepEqual(await pending, { answer: { status: "closed" } });
    await page.context().close();
});

test("an app that fails to open its modal can be asked again", async () => {
    for (const [get, said] of [
        [[401, {}], "lost its connection"],
        [[500, {}], "does not fit"],
        [[200, { data: { blocks: { size: { willNotPass: true } } } }], "no option willNotPass"],
    ]) {
        const { page, dialog } = await open({ get });
        await dialog.getByText(said).waitFor();
        app.answer = () => [200, opening];
        await dialog.getByRole("button", { name: "Try again" }).click();
        await dialog.getByLabel("Size").waitFor();
        await page.context().close();
    }
});

test("it opens from the menus too, and unknown ones are refused", async () => {
    app.answer = () => [200, opening];
    const page = await app.page("/deal/1");
    const panel = await frameAt(page, "/ui/panel");
    const unknown = await run(panel, "open_modal", { type: "json_modal", action_id: "none" });
    await page.locator('summary[aria-label="More actions"]').click();
    await page.locator(".menu .entries").getByText("Order a cake").click();
    await page.getByRole("dialog", { name: "Order a cake" }).getByLabel("Size").waitFor();
    await page.keyboard.press("Escape");

    assert.match(unknown.error, /no JSON modal/);
    assert.equal(await page.locator("dialog").count(), 0);
    await page.context().close();
});
