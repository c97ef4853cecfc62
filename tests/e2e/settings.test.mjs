// The settings as people use them: install and connect, choose, try it on a deal, save; a second user,
// handing over and taking over; what was deleted at either vendor; unsaved changes; coming back after
// uninstalling. In both languages and themes, with pictures (build/screenshots/settings).
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";

import { api } from "../programs/people.mjs";
import { World, eventually, root } from "../programs/programs.mjs";
import { seriousFindings } from "./axe.mjs";
import { openBrowser, openWindow, screenshots, takePicture } from "./browser.mjs";

const admin = 815;
const colleague = 816;
const appSettings = "/settings/marketplace/app/pd-client/app-settings";

let browser;
before(async () => {
    mkdirSync(path.join(screenshots, "settings"), { recursive: true });
    browser = await openBrowser();
});
after(() => browser.close());

const languages = {
    en: {
        seed: "craigs",
        admin: "Craig Carlson",
        colleague: "Emily Platt",
        country: "United States",
        currency: "US Dollar (USD)",
        connected: "Connected",
        to: "To",
        taxId: "Tax ID",
        taxIdFallback: "Tax ID, if it is empty",
        email: "Email",
        term: "Payment term",
        days: "Number of days",
        account: "Income account",
        update: "Update the customer in QuickBooks",
        save: "Save",
        saved: "Saved.",
        unsaved: "You have unsaved changes.",
        tryOn: "Try it on a deal",
        disconnect: "Disconnect",
        handOverTo: "Hand over to",
        handOver: "Hand over",
        nobody: /ask a colleague to install Billbridge/,
        second: (name) => `For ${"Craig's Design and Landscaping"} that is ${name}, so you do not see invoices.`,
        ask: (name) => `Ask ${name} to hand the connection over to you.`,
        takeOver: "Take over",
        discard: "Discard your unsaved changes?",
        keepEditing: "Keep editing",
        gone: "This field no longer exists in Pipedrive. Choose another one.",
        refused: "Not saved: This Pipedrive field does not exist any more. Choose another one.",
        termGone: "Not saved: This term was deleted in QuickBooks or is inactive there. Choose another one.",
        draftGone: /The Pipedrive field that fills this was deleted/,
        notInstalled: /no longer has Billbridge installed/,
    },
    pl: {
        seed: "global",
        admin: "Zofia Zielińska",
        colleague: "Bartosz Gąsior",
        country: "Polska",
        currency: "złoty polski (PLN)",
        connected: "Połączono",
        to: "Do",
        taxId: "NIP klienta",
        taxIdFallback: "NIP klienta, jeśli jest puste",
        email: "E-mail",
        term: "Termin płatności",
        days: "Liczba dni",
        account: "Konto przychodów",
        update: "Aktualizuj klienta w QuickBooks",
        save: "Zapisz",
        saved: "Zapisano.",
        unsaved: "Masz niezapisane zmiany.",
        tryOn: "Wypróbuj na szansie sprzedaży",
        disconnect: "Rozłącz",
        handOverTo: "Przekaż osobie",
        handOver: "Przekaż",
        nobody: /poproś najpierw kogoś z firmy o instalację/,
        second: (name) => `W firmie Zielony Kąt Sp. z o.o. to ${name}, dlatego nie widzisz faktur.`,
        ask: (name) => `Poproś o przekazanie połączenia – ma je ${name}.`,
        takeOver: "Przejmij",
        discard: "Odrzucić niezapisane zmiany?",
        keepEditing: "Wróć do edycji",
        gone: "Tego pola nie ma już w Pipedrive. Wybierz inne.",
        refused: "Nie zapisano: Tego pola Pipedrive już nie ma. Wybierz inne.",
        termGone:
            "Nie zapisano: Ten termin płatności usunięto w QuickBooks lub jest tam nieaktywny. Wybierz inny.",
        draftGone: /Pole Pipedrive, które to wypełniało, zostało usunięte/,
        notInstalled: /nie ma już zainstalowanego Billbridge/,
    },
};

async function control(world, vendor, target, body) {
    const options = body && { method: "POST", body: JSON.stringify(body) };
    const answer = await fetch(`${world.urls[vendor]}/_emulator/${target}`, options);
    assert.equal(answer.status, 200, await answer.clone().text());
    return answer.json();
}

const state = (world, wanted) => control(world, "pipedrive", "state", wanted);

/** The marketplace, the consent page, and back in Pipedrive's settings, as whoever is signed in. */
async function install(page, world) {
    await page.goto(`${world.urls.pipedrive}/settings/marketplace`);
    await page.locator(`a[href*="/pipedrive/install"]`).first().click();
    await page.locator(`button[value="allow"]`).click();
    await page.waitForURL(/app-settings/);
}

async function connect(page, frame, texts) {
    const popup = page.waitForEvent("popup");
    await frame.getByRole("button", { name: "QuickBooks" }).click();
    const window = await popup;
    await window.locator(`button[value="connect"]`).click();
    await window.waitForURL(/\/done/);
    await window.close();
    await frame.getByText(texts.connected, { exact: true }).waitFor();
}

/** A person's answer to the question that Pipedrive draws over the page. */
async function answer(page, title, button) {
    const question = page.locator("dialog.confirmation");
    await question.getByRole("heading", { name: title }).waitFor();
    await question.getByRole("button", { name: button }).click();
    await question.waitFor({ state: "detached" });
}

/** A grant of our own with which a test changes what people change in Pipedrive's own settings. */
async function ownToken(world) {
    const form = (target, fields, headers = {}) =>
        fetch(world.urls.pipedrive + target, {
            method: "POST",
            body: new URLSearchParams(fields),
            headers,
            redirect: "manual",
        });
    const redirect = `${world.urls.server}/pipedrive/callback`;
    const fields = { client_id: "pd-client", redirect_uri: redirect, state: "s", decision: "allow" };
    const allowed = await form("/oauth/authorize", fields);
    const code = new URL(allowed.headers.get("location")).searchParams.get("code");
    const basic = { authorization: `Basic ${btoa("pd-client:pd-secret")}` };
    const exchange = { grant_type: "authorization_code", code, redirect_uri: redirect };
    return (await (await form("/oauth/token", exchange, basic)).json()).access_token;
}

async function deleteField(world, token, record, code) {
    const target = `${world.urls.pipedrive}/api/v2/${record}Fields/${code}`;
    const headers = { authorization: `Bearer ${token}` };
    const gone = await fetch(target, { method: "DELETE", headers });
    assert.equal(gone.status, 200, await gone.text());
}

async function chooseDeal(frame, texts) {
    await frame.getByLabel(texts.tryOn).click();
    await frame.locator("[role=option]").first().click();
    await frame.locator(".preview dl").waitFor();
}

/** What the preview says of the due date. */
async function previewedDueDate(frame) {
    return (await frame.locator(".preview dl > div").last().locator("dd").innerText()).trim();
}

for (const [language, texts] of Object.entries(languages)) {
    test(`the settings of a company, from connecting to coming back (${language})`, { timeout: 180_000 }, async (t) => {
        const world = await World.create(path.join(root, "build/worlds", `settings-${language}`));
        t.after(() => world.stop());
        await Promise.all([world.startEmulator(texts.seed), world.startServer()]);
        await control(world, "pipedrive", "scopes", {
            scopes: "base,deals:full,contacts:full,products:read,users:read,admin",
        });
        for (const user of [colleague, admin]) {
            await state(world, { user, language, theme: "light" });
        }
        const complaints = [];
        const context = await openWindow(browser, { complaints });
        t.after(() => context.close());
        const page = await context.newPage();
        const frame = page.frameLocator("iframe");
        const picture = (name) => takePicture(page, `settings/${language}-${name}`);
        /** The whole surface, however long, in both themes; axe looks at each. */
        const look = async (name) => {
            const surface = page.frames().find((one) => one.url().includes("/ui/settings"));
            const high = await surface.evaluate(() => document.documentElement.scrollHeight);
            await page.setViewportSize({ width: 1280, height: Math.max(900, Math.ceil(high / 0.75) + 40) });
            for (const theme of ["light", "dark"]) {
                await surface.evaluate((wanted) => (document.documentElement.dataset.theme = wanted), theme);
                assert.deepEqual(await seriousFindings(surface), []);
                await picture(`${name}-${theme}`);
            }
            await surface.evaluate(() => (document.documentElement.dataset.theme = "light"));
            await page.setViewportSize({ width: 1280, height: 900 });
        };
        const save = async () => {
            await frame.getByRole("button", { name: texts.save, exact: true }).click();
            await frame.getByText(texts.saved).waitFor();
        };
        const settings = async () => (await api(world, "GET", "/settings")).json.settings;
        const reopen = async () => {
            await page.goto(world.urls.pipedrive + appSettings);
            await frame.getByLabel(texts.to, { exact: true }).waitFor();
        };

        await t.test("install, connect, and see what is connected", async () => {
            await install(page, world);
            await frame.getByRole("button", { name: "QuickBooks" }).waitFor();
            await look("not-connected");
            await connect(page, frame, texts);
            await frame.getByText(texts.country, { exact: true }).waitFor();
            await frame.getByText(texts.currency).waitFor();
            await frame.getByText(texts.nobody).waitFor();
        });

        await t.test("choose, try it on a deal, and save", async () => {
            const taxId = frame.getByLabel(texts.taxId, { exact: true });
            const label = await taxId.locator("option", { hasText: "NIP" }).first().innerText();
            await taxId.selectOption({ label });
            await frame.getByLabel(texts.taxIdFallback).selectOption({ index: 1 });
            await frame.getByLabel(texts.days).fill("7");
            await chooseDeal(frame, texts);
            const shown = await previewedDueDate(frame);
            await frame.getByLabel(texts.days).fill("8");
            await eventually("the preview to follow", async () =>
                (await previewedDueDate(frame)) !== shown);
            assert.equal((await settings()).term.days, 14, "nothing is saved by looking");

            const term = frame.getByLabel(texts.term, { exact: true });
            await term.selectOption("books:3");
            await frame.getByLabel(texts.account).selectOption({ index: 1 });
            await frame.getByLabel(texts.update).check();
            await frame.getByText(texts.unsaved).waitFor();
            await look("filled");
            await save();

            const saved = await settings();
            assert.deepEqual(saved.term, { kind: "books", days: 14, id: "3" });
            assert.ok(saved.tax_id.field.startsWith("organization."));
            assert.ok(saved.tax_id.fallback);
            assert.ok(saved.income_account);
            assert.deepEqual(
                [saved.update_payer, saved.write_note],
                [true, true],
            );
            await reopen();
            assert.equal(await term.inputValue(), "books:3");
            assert.ok(await frame.getByLabel(texts.update).isChecked());
        });

        await t.test("unsaved changes are asked for when the page is left", async () => {
            await frame.getByLabel(texts.email, { exact: true }).selectOption("");
            await frame.getByText(texts.unsaved).waitFor();
            const asked = [];
            const stay = async (dialog) => {
                asked.push(dialog.type());
                await dialog.dismiss();
            };
            page.on("dialog", stay);
            await page.locator("a[href='/deals']").first().click();
            await eventually("the browser to ask", () => asked.length > 0);
            assert.deepEqual(asked, ["beforeunload"]);
            assert.equal(await frame.getByLabel(texts.email, { exact: true }).inputValue(), "");
            page.off("dialog", stay);
            page.once("dialog", (dialog) => dialog.accept());
            await reopen();
            assert.equal(
                await frame.getByLabel(texts.email, { exact: true }).inputValue(),
                "person.email",
            );
        });

        await t.test("what was deleted is pointed out, and not saved again", async () => {
            const { tax_id: mapped } = await settings();
            await deleteField(world, await ownToken(world), "organization", mapped.field.split(".")[1]);
            await control(world, "quickbooks", "records/Term/3", { Active: false });
            await frame.getByLabel(texts.update).uncheck();
            await frame.getByRole("button", { name: texts.save, exact: true }).click();
            await frame.getByText(texts.refused).waitFor();
            await picture("refused");

            page.once("dialog", (dialog) => dialog.accept());
            await reopen();
            await frame.getByText(texts.gone).waitFor();
            await look("gone");
            const draft = await api(world, "GET", "/deals/3/draft");
            assert.ok(
                draft.json.problems.some(({ message }) => texts.draftGone.test(message)),
                JSON.stringify(draft.json.problems),
            );

            await frame.getByLabel(texts.taxId, { exact: true }).selectOption("");
            await frame.getByRole("button", { name: texts.save, exact: true }).click();
            await frame.getByText(texts.termGone).waitFor();
            await frame.getByLabel(texts.term, { exact: true }).selectOption("end_of_month");
            await frame.getByLabel(texts.days).fill("10");
            await save();
            assert.deepEqual((await settings()).term, { kind: "end_of_month", days: 10, id: null });
        });

        await t.test("a second user sees who is connected, and gets the connection handed over", async () => {
            await state(world, { user: colleague });
            await install(page, world);
            await frame.getByText(texts.second(texts.admin)).waitFor();
            await frame.getByText(texts.ask(texts.admin)).waitFor();
            assert.ok(await frame.getByLabel(texts.to, { exact: true }).isDisabled());
            assert.equal(await frame.getByRole("button", { name: texts.takeOver }).count(), 0);
            await look("second-user");
            const refused = await api(world, "GET", "/deals/3/draft");
            assert.equal(refused.status, 403);
            assert.match(refused.json.error.message, new RegExp(texts.admin));

            await state(world, { user: admin });
            await reopen();
            await frame.getByLabel(texts.handOverTo).selectOption({ label: texts.colleague });
            await frame.getByLabel(texts.email, { exact: true }).selectOption("");
            await frame.getByRole("button", { name: texts.handOver, exact: true }).click();
            await answer(page, texts.discard, texts.keepEditing);
            await frame.getByLabel(texts.email, { exact: true }).selectOption("person.email");
            await frame.getByRole("button", { name: texts.handOver, exact: true }).click();
            await picture("hand-over-question");
            await answer(page, texts.colleague, texts.handOver);
            await frame.getByText(texts.second(texts.colleague)).waitFor();
            assert.equal((await api(world, "GET", "/deals/3/draft")).status, 403);
            await state(world, { user: colleague });
            assert.equal((await api(world, "GET", "/deals/3/draft")).status, 200);
        });

        await t.test("an administrator takes the connection over", async () => {
            await state(world, { user: admin });
            await reopen();
            await look("administrator");
            await frame.getByRole("button", { name: texts.takeOver }).click();
            await answer(page, texts.colleague, texts.takeOver);
            await frame.getByRole("button", { name: texts.disconnect, exact: true }).waitFor();
            assert.ok(await frame.getByLabel(texts.to, { exact: true }).isEnabled());
            assert.equal((await api(world, "GET", "/deals/3/draft")).status, 200);
        });

        await t.test("nobody without the app gets the connection", async () => {
            await frame.getByLabel(texts.handOverTo).selectOption({ label: texts.colleague });
            await state(world, { user: colleague });
            await fetch(`${world.urls.pipedrive}/settings/marketplace/uninstall`, { method: "POST" });
            await eventually("the uninstallation to arrive", async () => {
                await state(world, { user: admin });
                const { json } = await api(world, "GET", "/users");
                return json.users.length === 1;
            });
            await frame.getByRole("button", { name: texts.handOver, exact: true }).click();
            await answer(page, texts.colleague, texts.handOver);
            await frame.getByText(texts.notInstalled).waitFor();
        });

        await t.test("uninstalling ends the connection; coming back finds the settings again", async () => {
            const before = await settings();
            await page.goto(`${world.urls.pipedrive}/settings/marketplace`);
            await page.locator("form[action$='/uninstall'] button").click();
            await eventually("QuickBooks to be disconnected", async () => {
                const { companies } = await control(world, "quickbooks", "state");
                return companies.length > 0 && !companies.some(({ connected }) => connected);
            });
            await install(page, world);
            await frame.getByRole("button", { name: "QuickBooks" }).waitFor();
            await connect(page, frame, texts);
            assert.deepEqual(await settings(), before);
        });
        // The browser itself reports the three answers by which something was refused.
        const others = complaints.filter((text) => !text.includes("status of 400"));
        assert.deepEqual(others, [], "nothing else in the browser's console");
    });
}
