// Debian's Chromium, driven by playwright-core from the front end's packages.
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

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
    return context;
}

export function takePicture(page, name, { fullPage = true } = {}) {
    return page.screenshot({ path: path.join(screenshots, `${name}.png`), fullPage });
}
