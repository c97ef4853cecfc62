// Debian's Chromium, driven by playwright-core from the front end's packages.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

import { contractOf } from "../clients/contract.mjs";
import { root } from "../programs/programs.mjs";

const { chromium } = createRequire(path.join(root, "ui/package.json"))("playwright-core");

/** Where a person who judges the looks finds the pictures. */
export const screenshots = path.join(root, "build/screenshots");

export async function openBrowser() {
    mkdirSync(screenshots, { recursive: true });
    return chromium.launch({
        executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
        args: [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
        ],
    });
}

/** A window of a laptop; fails the test on whatever a page complains of in its console. */
export async function openWindow(browser, { complaints }) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: false });
    context.setDefaultTimeout(20_000);
    context.on("weberror", (error) => complaints.push(String(error.error())));
    context.on("console", (message) => {
        if (message.type() === "error") {
            complaints.push(message.text());
        }
    });
    keepContract(context);
    return context;
}

const apiBase = "/api/v1";

/** Holds what the pages say to our JSON API against its description; closing fails on what broke it. */
function keepContract(context) {
    const checks = [];
    context.on("response", (response) => {
        if (new URL(response.url()).pathname.startsWith(apiBase)) {
            checks.push(contractComplaints(response));
        }
    });
    const close = context.close.bind(context);
    context.close = async () => {
        const found = (await Promise.all(checks)).flat();
        await close();
        assert.deepEqual(found, [], "the pages and the server keep to the API's description");
    };
}

async function contractComplaints(response) {
    const { origin, pathname } = new URL(response.url());
    const type = response.headers()["content-type"];
    if (type?.startsWith("text/event-stream")) {
        return []; // has no end
    }
    let answered;
    try {
        answered = type?.startsWith("application/json") ? await response.json() : undefined;
    } catch {
        return []; // the page went away before it had the answer
    }
    const request = response.request();
    const contract = await contractOf(origin);
    return contract.complaints({
        method: request.method(),
        path: pathname.slice(apiBase.length),
        status: response.status(),
        type,
        sent: request.postDataJSON() ?? undefined,
        answered,
    });
}

export function takePicture(page, name, { fullPage = true } = {}) {
    return page.screenshot({ path: path.join(screenshots, `${name}.png`), fullPage });
}
