// The webhooks of the emulated QuickBooks, heard by an app over real sockets.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, afterEach, before, beforeEach, test } from "node:test";

import { Listener, allTold, courier, isDue } from "./listener.mjs";
import { Books, invoiceOf, realms } from "./quickbooks.mjs";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const minute = 60;
const hour = 60 * minute;

let app;
beforeEach(async () => (app = await Listener.start()));
afterEach(() => app.stop());

let books;

before(async () => (books = await Books.start("webhooks_quickbooks")));
after(() => books.stop());
beforeEach(async () => {
    await set({ hold: false, duplicate: false, reorder: false, lose: 0, url: "" });
    await books.connect();
    await set({ url: app.url, format: "cloudevents", aggregation_ms: 0 });
});

const set = (settings) => books.control("POST", "/webhooks", settings);
const advance = (seconds) => books.control("POST", "/clock", { advance_seconds: seconds });
const newCustomer = (DisplayName) => books.call("createCustomer", { DisplayName });

/** `type id` of every event that was heard, in order. */
function told(entity = "") {
    return app.requests
        .flatMap(({ json }) => json)
        .filter(({ type }) => type.startsWith(`qbo.${entity}`))
        .map(({ type, intuitentityid: id }) => `${type.split(".").slice(1, 3).join(".")} ${id}`);
}

/** The state once an attempt has failed and the next one waits. */
const failed = (attempts) =>
    courier(books.url, ({ pending }) => pending[0]?.attempt === attempts + 1);

test("an event is signed over its raw body and has all members", async () => {
    const { Id, MetaData } = await newCustomer("Zażółć & Söhne");

    const [{ method, path, headers, body, json }] = await app.heard(1);
    const signature = createHmac("sha256", "qb-verifier").update(body).digest("base64");
    assert.deepEqual([method, path], ["POST", "/hooks"]);
    assert.equal(headers["intuit-signature"], signature);
    assert.equal(headers["content-type"], "application/json; charset=utf-8");
    assert.equal(headers["accept"], "application/json");
    assert.equal(headers["user-agent"], "intuit_notification_server/0.1");
    assert.equal(headers["intuit-notification-schema-version"], "0.1");
    assert.match(headers["intuit-t-id"], uuid);
    assert.match(headers["intuit-created-time"], /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4}$/);

    assert.equal(json.length, 1);
    const [{ id, source, time, ...rest }] = json;
    assert.match(id, uuid);
    assert.match(source, /^intuit\.[A-Za-z0-9+/]{43}=$/);
    assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,9}Z$/);
    assert.equal(Math.trunc(Date.parse(time) / 1000), Date.parse(MetaData.LastUpdatedTime) / 1000);
    assert.deepEqual(rest, {
        specversion: "1.0",
        type: "qbo.customer.created.v1",
        datacontenttype: "application/json",
        intuitentityid: Id,
        intuitaccountid: realms.first,
        data: {},
    });
});

test("the classic payload groups by company", async () => {
    await books.authorize(realms.second);
    await set({ format: "classic", aggregation_ms: 60_000 });
    const there = await newCustomer("There");
    await books.authorize(realms.first);
    const here = await newCustomer("Here");
    await books.call("updateCustomer", { Id: here.Id, SyncToken: "0", sparse: true, Notes: "x" });
    await advance(minute);

    const [{ headers, body, json }] = await app.heard(1);
    const signature = createHmac("sha256", "qb-verifier").update(body).digest("base64");
    assert.equal(headers["intuit-signature"], signature);
    for (const { dataChangeEvent } of json.eventNotifications) {
        for (const entity of dataChangeEvent.entities) {
            assert.match(entity.lastUpdated, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
            delete entity.lastUpdated;
        }
    }
    assert.deepEqual(json, {
        eventNotifications: [
            {
                realmId: realms.second,
                dataChangeEvent: {
                    entities: [{ name: "Customer", id: there.Id, operation: "Create" }],
                },
            },
            {
                realmId: realms.first,
                dataChangeEvent: {
                    entities: [
                        { name: "Customer", id: here.Id, operation: "Create" },
                        { name: "Customer", id: here.Id, operation: "Update" },
                    ],
                },
            },
        ],
    });
});

test("the classic payload has the vendor's words for each operation", async () => {
    await set({ format: "classic", aggregation_ms: 60_000 });
    const { Id } = await books.call("createInvoice", invoiceOf(10));
    await books.raw("POST", `/invoice/${Id}/send`, {
        query: { sendTo: "a@example.com" },
        headers: { "content-type": "application/octet-stream" },
    });
    await books.call("voidInvoice", { Id, SyncToken: "1" });
    await books.call("deleteInvoice", { Id, SyncToken: "2" });
    await books.raw("POST", "/companycurrency", { body: { Code: "CHF" } });
    await advance(minute);

    const [{ json }] = await app.heard(1);
    assert.deepEqual(
        json.eventNotifications[0].dataChangeEvent.entities.map(({ name, operation }) => [
            name,
            operation,
        ]),
        [
            ["Invoice", "Create"],
            ["Invoice", "Emailed"],
            ["Invoice", "Void"],
            ["Invoice", "Delete"],
            ["Currency", "Create"],
        ],
    );
});

test("what happens within a moment shares one request, the same thing once", async () => {
    await books.authorize(realms.second);
    await set({ aggregation_ms: 60_000 });
    const there = await newCustomer("There");
    await books.authorize(realms.first);
    const { Id } = await newCustomer("Here");
    for (const SyncToken of ["0", "1", "2"]) {
        await books.call("updateCustomer", { Id, SyncToken, sparse: true, Notes: SyncToken });
    }
    await advance(minute);
    await allTold(books.url);

    assert.equal(app.requests.length, 1);
    assert.deepEqual(
        app.requests[0].json.map(({ type, intuitentityid, intuitaccountid }) => [
            type,
            intuitentityid,
            intuitaccountid,
        ]),
        [
            ["qbo.customer.created.v1", there.Id, realms.second],
            ["qbo.customer.created.v1", Id, realms.first],
            ["qbo.customer.updated.v1", Id, realms.first],
        ],
    );
    assert.equal(new Set(app.requests[0].json.map((event) => event.id)).size, 3);
});

test("reads and refused writes tell nothing, and neither does a company without a connection", async () => {
    await books.call("getInvoice", "130");
    await books.query("select * from Customer");
    await books.refused("createCustomer", { DisplayName: "Cool Cars" });
    await books.refused("deleteInvoice", { Id: "130", SyncToken: "7" });
    await books.control("POST", `/records/Customer?realm=${realms.second}`, {
        DisplayName: "There",
    });
    await books.control("POST", "/disconnect", {});
    await books.control("POST", "/records/Customer", { DisplayName: "Nobody hears" });
    await books.authorize(realms.first);
    const { Id } = await newCustomer("Heard");
    await app.heard(1);
    await allTold(books.url);

    assert.deepEqual(told(), [`customer.created ${Id}`]);
});

test("after a 500 the same request comes again by the schedule", async () => {
    app.status = 500;
    await newCustomer("Stubborn");
    await app.heard(1);
    const delays = [
        10,
        20,
        30,
        5 * minute,
        20 * minute,
        2 * hour,
        4 * hour,
        6 * hour,
        6 * hour,
        6 * hour,
    ];

    for (const [number, delay] of delays.entries()) {
        await failed(number + 1);
        await advance(delay - 5);
        assert.equal(await isDue(books.url, number + 2), false, `${delay} s`);
        await advance(5);
        assert.equal(await isDue(books.url, number + 2), true, `${delay} s`);
        await app.heard(number + 2);
    }
    app.status = 200;
    await failed(delays.length + 1);
    await advance(6 * hour);
    await allTold(books.url);

    assert.equal(app.requests.length, delays.length + 2);
    for (const { headers, body } of app.requests) {
        assert.deepEqual(body, app.requests[0].body);
        assert.equal(headers["intuit-signature"], app.requests[0].headers["intuit-signature"]);
    }
});

for (const [how, status] of [
    ["no answer at all", 0],
    ["no answer within three seconds", "never"],
    ["a redirect", 302],
    ["a refusal", 401],
    ["any success but 200", 204],
]) {
    test(`${how} is a failure: it comes again`, async () => {
        app.status = status;
        await newCustomer("Twice");
        const { deliveries, pending } = await failed(1);
        assert.equal(deliveries.at(-1).status, status === "never" ? 0 : status);
        assert.equal(pending.length, 1);

        app.status = 200;
        await advance(10);
        await allTold(books.url);
        assert.equal(app.requests.length, 2);
        assert.deepEqual(app.requests[1].body, app.requests[0].body);
    });
}

test("later events are held back until the failed one is acknowledged", async () => {
    app.status = 500;
    const first = await newCustomer("First");
    await failed(1);
    const later = [await newCustomer("Second"), await newCustomer("Third")];
    await advance(5);
    const { pending } = await courier(books.url, (state) => state.pending.length === 3);
    assert.deepEqual(
        pending.map(({ attempt }) => attempt),
        [2, 1, 1],
    );
    assert.equal(app.requests.length, 1);

    app.status = 200;
    await advance(5);
    await allTold(books.url);
    assert.deepEqual(
        told(),
        [first, first, ...later].map(({ Id }) => `customer.created ${Id}`),
    );
});

test("duplicates are the same event twice", async () => {
    await set({ duplicate: true });
    await newCustomer("Twin");
    await allTold(books.url);

    assert.equal(app.requests.length, 2);
    assert.deepEqual(app.requests[0].body, app.requests[1].body);
});

test("turned round, the newest comes first", async () => {
    await set({ reorder: true, hold: true });
    const made = [await newCustomer("A"), await newCustomer("B"), await newCustomer("C")];
    await set({ hold: false });
    await allTold(books.url);

    assert.deepEqual(
        told(),
        [...made].reverse().map(({ Id }) => `customer.created ${Id}`),
    );
});

test("what is held goes out at the word, all of it", async () => {
    await set({ hold: true });
    const made = [await newCustomer("A"), await newCustomer("B"), await newCustomer("C")];
    await advance(hour);
    assert.equal((await courier(books.url, () => true)).pending.length, 3);
    assert.equal(app.requests.length, 0);

    await books.control("POST", "/webhooks/deliver");
    await allTold(books.url);
    assert.deepEqual(
        told(),
        made.map(({ Id }) => `customer.created ${Id}`),
    );
});

test("what is being collected goes out at the word", async () => {
    await set({ aggregation_ms: 60_000 });
    const made = [await newCustomer("A"), await newCustomer("B")];
    await books.control("POST", "/webhooks/deliver");
    await app.heard(1);

    assert.equal(app.requests.length, 1);
    assert.deepEqual(
        told(),
        made.map(({ Id }) => `customer.created ${Id}`),
    );
});

test("so many as are to be lost are lost", async () => {
    await set({ lose: 2 });
    await newCustomer("A");
    await newCustomer("B");
    const { Id } = await newCustomer("C");
    await app.heard(1);
    await allTold(books.url);

    assert.deepEqual(told(), [`customer.created ${Id}`]);
});

test("what waits is forgotten on demand", async () => {
    await set({ hold: true });
    await newCustomer("A");
    await books.control("DELETE", "/webhooks");
    await set({ hold: false });
    const { Id } = await newCustomer("B");
    await app.heard(1);
    await allTold(books.url);

    assert.deepEqual(told(), [`customer.created ${Id}`]);
});

test("a forged event has a wrong signature and is not repeated", async () => {
    app.status = 401;
    await books.control("POST", "/webhooks/forge", { entity: "Invoice", id: "130" });
    const [{ headers, body }] = await app.heard(1);
    await allTold(books.url);
    await advance(hour);
    await allTold(books.url);

    const signature = createHmac("sha256", "qb-verifier").update(body).digest("base64");
    assert.match(headers["intuit-signature"], /^[A-Za-z0-9+/]{43}=$/);
    assert.notEqual(headers["intuit-signature"], signature);
    assert.deepEqual(told(), ["invoice.updated 130"]);
    assert.equal(app.requests.length, 1);
});

const line = invoiceOf(10).Line;
const send = {
    query: { sendTo: "a@example.com" },
    headers: { "content-type": "application/octet-stream" },
};
// What is done with each entity, and how the event is called.
const lives = {
    Invoice: [invoiceOf(10), ["updated", "emailed", "voided", "deleted"]],
    Payment: [
        { CustomerRef: { value: "1" }, TotalAmt: 5 },
        ["updated", "emailed", "voided", "deleted"],
    ],
    CreditMemo: [{ CustomerRef: { value: "1" }, Line: line }, ["updated", "emailed", "deleted"]],
    Estimate: [{ CustomerRef: { value: "1" }, Line: line }, ["updated", "emailed", "deleted"]],
    Customer: [{ DisplayName: "New" }, ["updated"]],
    Item: [{ Name: "New", Type: "Service", IncomeAccountRef: { value: "1" } }, ["updated"]],
    Account: [{ Name: "New", AccountType: "Income" }, ["updated"]],
    Class: [{ Name: "New" }, ["updated"]],
    Department: [{ Name: "New" }, ["updated"]],
    PaymentMethod: [{ Name: "New" }, ["updated"]],
    Term: [{ Name: "New", DueDays: 5 }, ["updated"]],
    CompanyCurrency: [{ Code: "CHF" }, ["updated"]],
};
const acts = {
    updated: { query: { operation: "update" } },
    voided: { query: { operation: "void" } },
    deleted: { query: { operation: "delete" } },
    emailed: send,
};

for (const [entity, [body, operations]] of Object.entries(lives)) {
    test(`the life of one ${entity} is told, each step once`, async () => {
        const below = `/${entity.toLowerCase()}`;
        const call = async (where, options) => {
            const { status, json, text } = await books.raw("POST", where, options);
            assert.equal(status, 200, text);
            return json[entity];
        };
        await books.control("POST", "/records/Preferences/1", {
            AccountingInfoPrefs: { ClassTrackingPerTxn: true, TrackDepartments: true },
        });
        const preferences = await app.heard(1);
        assert.deepEqual(
            preferences[0].json.map(({ type }) => type),
            ["qbo.preferences.updated.v1"],
        );

        const made = await call(below, { body });
        for (let i = 0; i < operations.length; ++i) {
            const act = acts[operations[i]];
            const where = act === send ? `${below}/${made.Id}/send` : below;
            const named = { ...made, Id: made.Id, SyncToken: String(i), sparse: true };
            delete named.MetaData;
            await call(where, act === send ? send : { ...act, body: named });
        }
        await app.heard(2 + operations.length);
        await allTold(books.url);

        const name = entity === "CompanyCurrency" ? "currency" : entity.toLowerCase();
        assert.deepEqual(
            told(name),
            ["created", ...operations].map((operation) => `${name}.${operation} ${made.Id}`),
        );
    });
}

test("tax agencies are told, tax codes, rates and the company itself are not", async () => {
    await books.connect({ seed: "global", realm: realms.polish });
    const agency = await books.raw("POST", "/taxagency", { body: { DisplayName: "New agency" } });
    assert.equal(agency.status, 200, agency.text);
    const { Id } = agency.json.TaxAgency;
    const code = await books.raw("POST", "/taxservice/taxcode", {
        body: {
            TaxCode: "New",
            TaxRateDetails: [
                { TaxRateName: "New", RateValue: "7", TaxAgencyId: Id, TaxApplicableOn: "Sales" },
            ],
        },
    });
    assert.equal(code.status, 200, code.text);
    await app.heard(1);
    await allTold(books.url);

    assert.deepEqual(told(), [`taxagency.created ${Id}`]);
});

test("a merge tells who is gone, in both formats", async () => {
    await books.control("POST", "/merges", { from: "3", into: "5" });
    await app.heard(1);
    await allTold(books.url);
    const merges = app.requests
        .flatMap(({ json }) => json)
        .filter(({ type }) => type === "qbo.customer.merged.v1");
    assert.deepEqual(
        merges.map(({ intuitentityid, data }) => [intuitentityid, data]),
        [["5", { deletedId: "3" }]],
    );

    await set({ format: "classic" });
    app.requests.length = 0;
    await books.control("POST", "/merges", { from: "4", into: "5" });
    await app.heard(1);
    await allTold(books.url);
    const entities = app.requests
        .flatMap(({ json }) => json.eventNotifications[0].dataChangeEvent.entities)
        .filter(({ operation }) => operation === "Merge")
        .map(({ lastUpdated: _, ...entity }) => entity);
    assert.deepEqual(entities, [{ name: "Customer", id: "5", operation: "Merge", deletedId: "4" }]);
});

test("a payment tells of its invoice too", async () => {
    const made = await books.control("POST", "/payments", { invoice: "130", amount: "10.00" });
    await app.heard(1);
    await allTold(books.url);

    assert.deepEqual([...told()].sort(), [
        "invoice.updated 130",
        `payment.created ${made.Payment.Id}`,
    ]);
});
