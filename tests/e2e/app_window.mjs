// The emulated Pipedrive with a small app of our own, served here, that uses the vendor's SDK.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import http from "node:http";
import path from "node:path";

import { Program, eventually, freePort, root } from "../programs/programs.mjs";
import { openBrowser, openWindow } from "./browser.mjs";

const sdkFile = path.join(root, "ui/node_modules/@pipedrive/app-extensions-sdk/dist/index.umd.js");

function appPage(isSilent) {
    return `<!doctype html><html lang="en"><title>Test app</title><h1>Test app</h1>
<button>Inside</button>
<script src="/sdk.js"></script><script type="module">
const sdk = new AppExtensionsSDK();
window.sdk = sdk;
window.heard = [];
for (const event of ["visibility", "close_custom_modal", "user_settings_change"]) {
    sdk.listen(event, (message) => window.heard.push([event, message]));
}
if (!${isSilent}) {
    await sdk.initialize({ size: { height: 200, width: 400 } });
    window.ready = true;
}
</script></html>`;
}

export class AppWindow {
    /** Frames that load while this is true never initialise. */
    isSilent = false;
    /** What the app answers for JSON modals: (request, body) => [status, answer]. */
    answer = () => [404, {}];

    static async open(name) {
        const one = new AppWindow();
        const folder = path.join(root, "build/e2e", name);
        rmSync(folder, { recursive: true, force: true });
        mkdirSync(folder, { recursive: true });
        const [app, pipedrive, quickbooks] = [await freePort(), await freePort(), await freePort()];
        one.appUrl = `http://127.0.0.1:${app}`;
        one.pipedrive = `http://127.0.0.1:${pipedrive}`;
        one.server = http.createServer((request, response) => one.#serve(request, response));
        one.server.listen(app, "127.0.0.1");
        one.emulator = new Program(
            "billbridge-emulator",
            ["--pipedrive", `127.0.0.1:${pipedrive}`, "--quickbooks", `127.0.0.1:${quickbooks}`,
                "--app-url", one.appUrl, "--quiet"],
            { logFile: path.join(folder, "emulator.log") },
        );
        await eventually("the emulator", async () =>
            (await fetch(`${one.pipedrive}/_emulator/state`)).ok);
        await one.#install();
        await one.register({ floating_window: "/ui/window" });
        one.browser = await openBrowser();
        return one;
    }

    async close() {
        await this.browser?.close();
        await this.emulator?.stop();
        this.server?.closeAllConnections();
        this.server?.close();
    }

    async control(name, body) {
        const answer = await fetch(`${this.pipedrive}/_emulator/${name}`, {
            method: "POST", body: JSON.stringify(body) });
        assert.equal(answer.status, 200, await answer.text());
    }

    register(extension) {
        return this.control("extension", extension);
    }

    /** A page in a browser window of its own. */
    async page(target) {
        const context = await openWindow(this.browser, { complaints: [] });
        const page = await context.newPage();
        if (target) {
            await page.goto(this.pipedrive + target);
        }
        return page;
    }

    async #serve(request, response) {
        if (request.url.startsWith("/json/")) {
            let body = "";
            for await (const chunk of request) {
                body += chunk;
            }
            const [status, answer] = await this.answer(request, body && JSON.parse(body));
            response.writeHead(status, { "content-type": "application/json" });
            response.end(JSON.stringify(answer));
            return;
        }
        const isSdk = request.url === "/sdk.js";
        response.setHeader("content-type", isSdk ? "text/javascript" : "text/html; charset=utf-8");
        response.end(isSdk ? readFileSync(sdkFile) : appPage(this.isSilent));
    }

    #form(target, fields, headers = {}) {
        const body = new URLSearchParams(fields);
        return fetch(this.pipedrive + target, { method: "POST", body, headers, redirect: "manual" });
    }

    async #install() {
        const redirect = `${this.appUrl}/pipedrive/callback`;
        const allowed = await this.#form("/oauth/authorize", {
            client_id: "pd-client",
            redirect_uri: redirect,
            state: "s",
            decision: "allow",
        });
        const code = new URL(allowed.headers.get("location")).searchParams.get("code");
        const answer = await this.#form(
            "/oauth/token",
            { grant_type: "authorization_code", code, redirect_uri: redirect },
            { authorization: `Basic ${btoa("pd-client:pd-secret")}` },
        );
        const tokens = await answer.json();
        assert.equal(answer.status, 200);
        this.accessToken = tokens.access_token;
    }
}

/** The frame of the app at `where` that is none of `others`, once its SDK has initialised. */
export async function frameAt(page, where, others = []) {
    const frame = await eventually(`a frame at ${where}`, () =>
        page.frames().find((one) => one.url().includes(where) && !others.includes(one)),
    );
    await frame.waitForFunction(() => window.ready);
    return frame;
}

/** The command's answer, or the text of its refusal. */
export function run(frame, command, args) {
    return frame.evaluate(
        ([name, value]) => window.sdk.execute(name, value).then(
            (answer) => ({ answer }),
            (error) => ({ error: error.message }),
        ),
        [command, args],
    );
}

export function heard(frame, event) {
    return frame.evaluate(
        (name) => window.heard.filter(([one]) => one === name).map(([, message]) => message),
        event,
    );
}

export async function heardSome(frame, event, count = 1) {
    return eventually(event, async () => {
        const messages = await heard(frame, event);
        return messages.length >= count && messages;
    });
}

export function height(page, selector) {
    return page.locator(selector).evaluate((frame) => frame.offsetHeight);
}
