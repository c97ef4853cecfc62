// The real server process is killed (kill -9) at every step of the create-invoice job, started again,
// and asked what became of the order. There must be one customer, one invoice and one note each time.
import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, beforeEach, test } from "node:test";

import { api, connectBooks, installApp } from "../programs/people.mjs";
import { World, eventually, root } from "../programs/programs.mjs";

const deal = 2;
/** A job commits some ten times; a run that this number does not reach would never end. */
const commits_max = 60;

let world;
before(async () => {
    world = await World.create(path.join(root, "build/worlds/crash"));
    await Promise.all([world.startEmulator(), world.startServer()]);
    await installApp(world);
    await connectBooks(world);
    await world.server.stop();
});
// Whatever the test before left behind: nothing runs, nothing fails on purpose.
beforeEach(async () => {
    await world.server.stop("SIGKILL");
    for (const vendor of ["pipedrive", "quickbooks"]) {
        await fetch(`${world.urls[vendor]}/_emulator/faults`, { method: "DELETE" });
    }
});
after(() => world.stop());

const armed = () => path.join(world.folder, "armed");

function killingAt(commit, when) {
    return {
        LD_PRELOAD: path.join(root, "build/release/lib/kill_at_commit.so"),
        BILLBRIDGE_KILL_ARMED: armed(),
        BILLBRIDGE_KILL_AT: String(commit),
        BILLBRIDGE_KILL_WHEN: when,
    };
}

/** Each order is e-mailed to an address of its own. */
const addressOf = (name) => `${name.replaceAll(/[^A-Za-z0-9]/g, "-").toLowerCase()}@crash.test`;

function order(name) {
    return {
        deal,
        deal_title: "Crash",
        contact: null,
        payer: null,
        details: { name, email: "", tax_id: "", address: {} },
        currency: "USD",
        date: "2026-11-20",
        due_date: "2026-12-04",
        send_to: addressOf(name),
        lines: [{ item: "4", item_name: "Design", description: name, quantity: "3", unit_price: "75" }],
    };
}

/** What a page does until it knows: the same order under the same key, again and again. */
function submit(name) {
    return api(world, "POST", "/invoices", {
        body: order(name),
        headers: { "idempotency-key": name },
    });
}

async function json(url, options) {
    return (await fetch(url, options)).json();
}

const records = async (type) => (await json(`${world.urls.quickbooks}/_emulator/records/${type}`))[type];
const notes = async () => (await json(`${world.urls.pipedrive}/_emulator/notes?deal_id=${deal}`)).notes;

const noteOf = async (number) => (await notes()).filter((note) => note.content.includes(` ${number}:`));

/** One of each, and the server says so. Stops the server: that lets a job in hand finish first. */
async function assertExactlyOne(name) {
    const { intent } = await eventually(`the outcome of ${name}`, async () => {
        const { status, json: answer } = await submit(name);
        return status === 200 && answer;
    });
    assert.equal(intent.state, "created", JSON.stringify(intent.error));
    const { number, id } = intent.invoice;
    await eventually(`the note of ${name}`, async () => (await noteOf(number)).length > 0);
    assert.equal(await world.server.stop(), 0, "a stop on request is no failure");

    const invoices = (await records("Invoice")).filter((invoice) =>
        invoice.Line.some((line) => line.Description === name),
    );
    assert.equal(invoices.length, 1, `invoices of ${name}`);
    assert.equal(invoices[0].Id, id);
    assert.equal(invoices[0].TotalAmt, 225);
    const customers = (await records("Customer")).filter((customer) => customer.DisplayName === name);
    assert.equal(customers.length, 1, `customers of ${name}`);
    assert.equal((await noteOf(number)).length, 1, `notes of ${name}`);
    const { emails } = await json(`${world.urls.quickbooks}/_emulator/emails`);
    const sent = emails.filter(({ to }) => to.includes(addressOf(name)));
    assert.deepEqual(sent.map((email) => email.id), [id], `e-mails of ${name}`);
}

/** Runs one order against a server that dies at this commit; false where it lived to the end. */
async function dieAt(commit, when) {
    const name = `Crash ${when} commit ${commit}`;
    rmSync(armed(), { force: true });
    await world.startServer(killingAt(commit, when));
    writeFileSync(armed(), "");
    const before = (await notes()).length;
    await submit(name).catch(() => {}); // the connection may die with the server
    await eventually("the note, or the server's end", async () => {
        return !world.server.isRunning || (await notes()).length > before;
    });
    // A stop lets the job finish, so that its last commit is reached as well.
    const died = (await world.server.stop("SIGTERM")) === "SIGKILL";
    rmSync(armed(), { force: true });
    await world.startServer();
    await assertExactlyOne(name);
    return died;
}

for (const when of ["before", "after"]) {
    test(`killed ${when} each commit, one invoice each time`, { timeout: 300_000 }, async (t) => {
        let deaths = 0;
        while (await dieAt(deaths + 1, when)) {
            deaths += 1;
            assert.ok(deaths < commits_max, "the job never came to its end");
        }
        t.diagnostic(`${deaths} deaths`);
        // submit, claim, and two commits for each of customer, invoice, e-mail and note
        assert.ok(deaths >= 10, `only ${deaths} moments were reached`);
    });
}

const requests = [
    ["customer", "quickbooks", { method: "POST", route: "customer" }],
    ["invoice", "quickbooks", { method: "POST", route: "invoice" }],
    ["e-mail", "quickbooks", { method: "POST", route: "send" }],
    ["note", "pipedrive", { method: "POST", route: "notes" }],
];
for (const [what, vendor, rule] of requests) {
    for (const action of ["hang", "cut_after"]) {
        test(`killed while the ${what}'s answer is missing (${action})`, { timeout: 60_000 }, async () => {
            const name = `Crash ${what} ${action}`;
            const faults = `${world.urls[vendor]}/_emulator/faults`;
            await world.startServer();
            // Twice: on a connection that had been used before, the transport itself asks once more.
            const fault = { ...rule, action, times: 2 };
            await fetch(faults, { method: "POST", body: JSON.stringify(fault) });
            const submitted = submit(name).catch(() => {});
            await eventually("the request that gets no answer", async () => {
                const { faults: rules } = await json(faults);
                return rules[0].seen > 0;
            });
            await world.server.stop("SIGKILL");
            await submitted;
            await fetch(faults, { method: "DELETE" });
            await world.startServer();
            await assertExactlyOne(name);
        });
    }
}
