// How long the panel and the invoice dialog take until a person can use them, while both vendors answer
// as slowly as the real ones. Prints medians in milliseconds, counted from when the frame is asked for.
//
//     node bench/pages/pages.mjs [rounds] [vendor delay in milliseconds]
import path from "node:path";

import { openBrowser, openWindow } from "../../tests/e2e/browser.mjs";
import { api, connectBooks, installApp, orderLine } from "../../tests/programs/people.mjs";
import { World, eventually, root } from "../../tests/programs/programs.mjs";

const rounds = Number(process.argv[2] ?? 9);
const delay = Number(process.argv[3] ?? 150);
const deal = 3;

async function makeInvoice(world) {
    const { json: draft } = await api(world, "GET", `/deals/${deal}/draft`);
    await api(world, "POST", "/invoices", {
        headers: { "Idempotency-Key": "for-the-figures" },
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
}

/** Every call of either vendor's API takes this much longer from now on; their pages do not. */
async function slowDown(world) {
    const routes = { pipedrive: ["/api/", "/v1/"], quickbooks: ["/v3/"] };
    for (const [vendor, parts] of Object.entries(routes)) {
        for (const route of parts) {
            await fetch(`${world.urls[vendor]}/_emulator/faults`, {
                method: "POST",
                body: JSON.stringify({ route, times: 0, action: "delay", delay_ms: delay }),
            });
        }
    }
}

/** Milliseconds from the frame's navigation until something matches `selector` in it. */
async function usableAfter(page, where, selector) {
    const frame = await eventually(`a frame at ${where}`, () =>
        page.frames().find((one) => one.url().includes(where)),
    );
    const shown = await frame.waitForFunction(
        (wanted) => document.querySelector(wanted)?.offsetHeight > 0 && performance.now(),
        selector,
        { polling: "raf" },
    );
    return shown.jsonValue();
}

function median(figures) {
    return [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)];
}

const world = await World.create(path.join(root, "build/worlds/bench-pages"));
const browser = await openBrowser();
try {
    await Promise.all([world.startEmulator(), world.startServer()]);
    await installApp(world);
    await connectBooks(world);
    await makeInvoice(world);
    await slowDown(world);
    const panel = [];
    const dialog = [];
    for (let round = 0; round < rounds; ++round) {
        const context = await openWindow(browser, { complaints: [] });
        const page = await context.newPage();
        await page.goto(`${world.urls.pipedrive}/deal/${deal}`);
        panel.push(await usableAfter(page, "/ui/panel", ".invoices li"));
        const frame = page.frames().find((one) => one.url().includes("/ui/panel"));
        await frame.locator(".toolbar .button-primary").click();
        dialog.push(await usableAfter(page, "/ui/invoice", `[data-field="payer"]`));
        await context.close();
    }
    console.log(`vendor delay ${delay} ms, ${rounds} rounds, empty browser caches`);
    console.log(`panel   median ${Math.round(median(panel))} ms, worst ${Math.round(Math.max(...panel))} ms`);
    console.log(`dialog  median ${Math.round(median(dialog))} ms, worst ${Math.round(Math.max(...dialog))} ms`);
} finally {
    await browser.close();
    await world.stop();
}
