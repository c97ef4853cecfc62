// How much may be asked of both emulated vendors, as the emulator starts without any option.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { Company, refusal } from "./pipedrive.mjs";
import { Books, realms } from "./quickbooks.mjs";

let vendor;
afterEach(() => vendor.stop());

const statement = { BatchItemRequest: [{ bId: "1", Query: "select * from Term" }] };

/** QuickBooks in a program of its own, so that no other test has used up anything. */
async function startBooks() {
    vendor = await Books.start("limits_quickbooks", { limits: "on" });
    await vendor.connect();
    await vendor.control("POST", "/clock", { stopped: true }); // however slow the machine is
    return vendor;
}

/** Asks so many times, ten at a time, which is what is allowed. */
async function ask(count, once) {
    const answers = [];
    while (answers.length < count) {
        const some = Math.min(10, count - answers.length);
        answers.push(...(await Promise.all(Array.from({ length: some }, once))));
    }
    return answers;
}

/** The refusal of a company that has asked too much, in the gateway's form. */
function assertThrottled({ status, code, message, isGateway }) {
    assert.deepEqual(
        [status, code, message, isGateway],
        [429, "3001", "message=ThrottleExceeded; errorCode=003001; statusCode=429", true],
    );
}

test("QuickBooks: 500 requests a minute of a company, and not one more", async () => {
    const books = await startBooks();
    await ask(499, () => books.call("getCustomer", "1"));
    await books.call("createCustomer", { DisplayName: "The 500th" });

    assertThrottled(await books.refused("getCustomer", "1"));
    assertThrottled(await books.refused("createCustomer", { DisplayName: "The 501st" }));
    const { status, headers } = await books.raw("GET", "/preferences");
    assert.deepEqual([status, headers.get("retry-after")], [429, null]);
    const { Customer } = await books.control("GET", "/records/Customer");
    assert.equal(Customer.filter(({ DisplayName }) => DisplayName.startsWith("The 50")).length, 1);

    await books.control("POST", "/clock", { advance_seconds: 60 });
    await books.call("getCustomer", "1");
});

test("QuickBooks: what one company has used up is no other's loss", async () => {
    const books = await startBooks();
    await ask(500, () => books.call("getCustomer", "1"));
    const { token } = books.client;
    await books.authorize(realms.second);
    await books.call("createCustomer", { DisplayName: "Over there" });

    assertThrottled(await books.rawRefusal("GET", "/customer/1", { token, realm: realms.first }));
    const { companies } = await books.control("GET", "/limits");
    assert.equal(companies[realms.first].minute, 500);
    assert.equal(companies[realms.second].minute, 1);
});

test("QuickBooks: the minute rolls", async () => {
    const books = await startBooks();
    await ask(300, () => books.call("getCustomer", "1"));
    await books.control("POST", "/clock", { advance_seconds: 40 });
    await ask(200, () => books.call("getCustomer", "1"));
    assertThrottled(await books.refused("getCustomer", "1"));

    // The first 300 are a minute old now, the other 200 are not.
    await books.control("POST", "/clock", { advance_seconds: 20 });
    await ask(300, () => books.call("getCustomer", "1"));
    assertThrottled(await books.refused("getCustomer", "1"));
});

test("QuickBooks: 120 batches a minute, while other requests go on", async () => {
    const books = await startBooks();
    const batch = () => books.raw("POST", "/batch", { body: statement });
    const answers = await ask(120, batch);
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);

    assertThrottled(await books.rawRefusal("POST", "/batch", { body: statement }));
    await books.call("getCustomer", "1");
    await books.control("POST", "/clock", { advance_seconds: 60 });
    assert.equal((await batch()).status, 200);
});

test("QuickBooks: ten requests at a time, the eleventh is refused at once", async () => {
    const books = await startBooks();
    const { token } = books.client;
    await books.authorize(realms.second);
    await books.control("POST", "/faults", { path: realms.first, action: "hang", times: 10 });

    // Ten of these are never answered.
    const stop = new AbortController();
    const url = `${books.url}/v3/company/${realms.first}/customer/1`;
    const headers = { accept: "application/json", authorization: `Bearer ${token}` };
    const asked = Array.from({ length: 11 }, () => fetch(url, { headers, signal: stop.signal }));
    const first = await Promise.race(asked);
    const { fault } = await first.json();

    assert.deepEqual([first.status, fault.error[0].code], [429, "3001"]);
    assertThrottled(await books.rawRefusal("GET", "/customer/1", { token, realm: realms.first }));
    assert.equal((await books.raw("GET", "/preferences")).status, 200);
    assert.equal((await fetch(`${books.url}/app/invoices`)).status, 200);
    stop.abort();
    await Promise.allSettled(asked);
});

test("QuickBooks: ten at a time are answered", async () => {
    const books = await startBooks();
    await books.control("POST", "/faults", { action: "delay", delay_ms: 100, times: 0 });
    const answers = await ask(20, () => books.raw("GET", "/preferences"));

    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
});

test("QuickBooks: a refusal says when to come back, where that is wished", async () => {
    const books = await startBooks();
    await books.control("POST", "/limits", { retry_after: true });
    await ask(500, () => books.call("getCustomer", "1"));
    const { status, headers } = await books.raw("GET", "/preferences");

    assert.deepEqual([status, headers.get("retry-after")], [429, "60"]);
});

/** Pipedrive, and a function that stops its clock at so many seconds from now. */
async function startCompany() {
    vendor = await Company.start("limits_pipedrive", { limits: "on" });
    await vendor.connect();
    const start = Date.now();
    const at = (seconds) =>
        vendor.control("/clock", {
            set: new Date(start + seconds * 1000).toISOString(),
            stopped: true,
        });
    return { company: vendor, at };
}

test("Pipedrive: 160 requests of a token within two seconds", async () => {
    const { company, at } = await startCompany();
    const deals = company.v2("DealsApi");
    const raw = () =>
        fetch(`${company.url}/api/v2/deals/1`, {
            headers: { authorization: `Bearer ${company.token}` },
        });
    const limits = ({ headers }) =>
        ["limit", "remaining", "reset"].map((name) => headers.get(`x-ratelimit-${name}`));
    await at(0);
    const first = await raw();
    for (let count = 2; count <= 159; ++count) {
        await deals.getDeal({ id: 1 });
    }
    const last = await raw();
    const over = await raw();
    const refused = await refusal(deals.updateDeal({ id: 1, UpdateDealRequest: { title: "No" } }));
    await at(1);
    const still = await raw();
    await at(3);
    const again = await raw();

    assert.deepEqual([first.status, limits(first)], [200, ["160", "159", "2"]]);
    assert.deepEqual([last.status, limits(last)], [200, ["160", "0", "2"]]);
    assert.deepEqual([over.status, limits(over)], [429, ["160", "0", "2"]]);
    const body = await over.json();
    assert.deepEqual([body.success, body.error], [false, "request over limit"]);
    assert.deepEqual([refused.status, refused.body], [429, body]);
    assert.equal(still.status, 429);
    assert.equal(again.status, 200);
    assert.notEqual((await again.json()).data.title, "No");
});

test("Pipedrive: the pages and the sign-in have no limit", async () => {
    const { company, at } = await startCompany();
    await at(0);
    for (let count = 1; count <= 160; ++count) {
        await company.v2("DealsApi").getDeal({ id: 1 });
    }
    assert.equal((await refusal(company.v2("DealsApi").getDeal({ id: 1 }))).status, 429);

    assert.equal((await fetch(`${company.url}/deal/1`)).status, 200);
    await company.connect(); // another token
    await company.v2("DealsApi").getDeal({ id: 1 });
});
