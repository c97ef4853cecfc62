// What keeps an app and the books alike: changes since a time, batches, requests that may be repeated.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { Books, invoiceOf } from "./quickbooks.mjs";

let books;
before(async () => {
    books = await Books.start("quickbooks_sync");
});
after(async () => {
    await books.stop();
    books.assertSchemas();
});

const second = 1;

/** The time of the emulator, after it has moved on, so that nothing earlier counts as later. */
async function later(seconds = 60 * second) {
    await books.control("POST", "/clock", { advance_seconds: seconds });
    const { now } = await books.control("GET", "/clock");
    await books.control("POST", "/clock", { advance_seconds: seconds });
    return now;
}

async function changes(entities, since) {
    const answer = await books.call("changeDataCapture", entities, since);
    return answer.CDCResponse[0].QueryResponse;
}

describe("change data capture", () => {
    test("gives what was changed since, one group for each type asked for, in that order", async () => {
        await books.connect();
        await books.call("createCustomer", { DisplayName: "Before" });
        const since = await later();
        const made = await books.call(
            "createInvoice",
            invoiceOf(10, { CustomerRef: { value: "3" } }),
        );

        const [items, invoices, payments] = await changes("Item,Invoice,Payment", since);

        assert.deepEqual(items, {});
        assert.deepEqual(
            invoices.Invoice.map(({ Id }) => Id),
            [made.Id],
        );
        assert.deepEqual(invoices.Invoice[0], await books.call("getInvoice", made.Id));
        assert.deepEqual(payments, {});
    });

    test("shows an invoice that was changed by its payment, and the customer", async () => {
        await books.connect();
        const made = await books.call("createInvoice", invoiceOf(10));
        const since = await later();
        await books.call("createPayment", {
            CustomerRef: { value: "1" },
            CurrencyRef: { value: "USD" },
            TotalAmt: 4,
            Line: [{ Amount: 4, LinkedTxn: [{ TxnId: made.Id, TxnType: "Invoice" }] }],
        });

        const [invoices, payments] = await changes(["Invoice", "Payment"], since);

        assert.deepEqual(
            invoices.Invoice.map(({ Id, Balance }) => [Id, Balance]),
            [[made.Id, 6]],
        );
        assert.equal(payments.Payment.length, 1);
    });

    test("shows what is gone as stubs, after the rest, and what was voided whole", async () => {
        await books.connect();
        const gone = await books.call("createInvoice", invoiceOf(10));
        const voided = await books.call("createInvoice", invoiceOf(20));
        const since = await later();
        await books.call("deleteInvoice", { Id: gone.Id, SyncToken: "0" });
        await later();
        await books.call("voidInvoice", { Id: voided.Id, SyncToken: "0" });

        const [{ Invoice }] = await changes("Invoice", since);

        assert.deepEqual(
            Invoice.map(({ Id }) => Id),
            [voided.Id, gone.Id],
        );
        assert.equal(Invoice[0].TotalAmt, 0);
        assert.ok(Invoice[0].Line.length > 0);
        const { MetaData, ...stub } = Invoice[1];
        assert.deepEqual(stub, { domain: "QBO", status: "Deleted", Id: gone.Id });
        assert.match(MetaData.LastUpdatedTime, /^\d{4}-\d\d-\d\dT/);
    });

    test("shows names that are inactive", async () => {
        await books.connect();
        const since = await later();
        const { SyncToken } = await books.call("getCustomer", "4");
        await books.call("updateCustomer", { Id: "4", SyncToken, sparse: true, Active: false });

        const [{ Customer }] = await changes("Customer", since);

        assert.deepEqual(
            Customer.map(({ Id, Active }) => [Id, Active]),
            [["4", false]],
        );
    });

    test("orders by the time of the change", async () => {
        await books.connect();
        const first = await books.call("createInvoice", invoiceOf(1));
        const since = await later();
        const other = await books.call("createInvoice", invoiceOf(2));
        await later();
        await books.call("updateInvoice", {
            Id: first.Id,
            SyncToken: "0",
            sparse: true,
            PrivateNote: "x",
        });

        const [{ Invoice }] = await changes("Invoice", since);

        assert.deepEqual(
            Invoice.map(({ Id }) => Id),
            [other.Id, first.Id],
        );
    });

    test("reads a bare date, and times in any zone", async () => {
        await books.connect();
        await books.call("createInvoice", invoiceOf(1));

        const [byDate] = await changes(
            "Invoice",
            new Date(Date.now() - 86_400_000 * 2).toISOString().slice(0, 10),
        );
        const [ahead] = await changes("Invoice", encodeURIComponent("2099-01-01T00:00:00+14:00"));

        assert.ok(byDate.Invoice.length >= 1);
        assert.deepEqual(ahead, {});
    });

    test("goes back 30 days", async () => {
        await books.connect();

        const refusal = await books.refused(
            "changeDataCapture",
            "Invoice",
            new Date(Date.now() - 86_400_000 * 32),
        );

        assert.equal(refusal.status, 400);
        assert.equal(refusal.type, "ValidationFault");
    });

    test("refuses types that it does not cover, times that are none, and neither", async () => {
        await books.connect();
        const now = new Date();

        for (const [entities, since] of [
            ["TaxCode", now],
            ["Nonsense", now],
            ["", now],
            ["Invoice", "yesterday"],
            ["Invoice", ""],
        ]) {
            const refusal = await books.refused("changeDataCapture", entities, since);
            assert.equal(refusal.status, 400, `${entities} since ${since}`);
        }
    });
});

describe("batch", () => {
    const customer = (bId, DisplayName) => ({
        bId,
        operation: "create",
        Customer: { DisplayName },
    });
    const itemOf = (answer, bId) => answer.BatchItemResponse.find((item) => item.bId === bId);

    test("does each item on its own: one refused, the others done", async () => {
        await books.connect();
        const made = await books.call("createInvoice", invoiceOf(10));
        const kept = await books.call("createInvoice", invoiceOf(20));

        const answer = await books.call("batch", [
            customer("new", "From a batch"),
            customer("taken", "Cool Cars"),
            { bId: "gone", operation: "delete", Invoice: { Id: made.Id, SyncToken: "0" } },
            {
                bId: "changed",
                operation: "update",
                Invoice: { Id: kept.Id, SyncToken: "0", sparse: true, PrivateNote: "x" },
            },
            { bId: "asked", Query: "select * from Customer where DisplayName = 'Cool Cars'" },
        ]);

        assert.equal(answer.BatchItemResponse.length, 5);
        assert.equal(itemOf(answer, "new").Customer.DisplayName, "From a batch");
        assert.equal(itemOf(answer, "taken").Fault.Error[0].code, "6240");
        assert.equal(itemOf(answer, "taken").Fault.type, "ValidationFault");
        assert.deepEqual(itemOf(answer, "gone").Invoice, {
            domain: "QBO",
            status: "Deleted",
            Id: made.Id,
        });
        assert.equal(itemOf(answer, "changed").Invoice.PrivateNote, "x");
        assert.equal(itemOf(answer, "asked").QueryResponse.Customer[0].Id, "3");
        assert.match(answer.time, /^\d{4}-/);
    });

    test("voids, and tells what is stale, unknown or no query", async () => {
        await books.connect();
        const made = await books.call("createInvoice", invoiceOf(10));

        const answer = await books.call("batch", [
            { bId: "stale", operation: "void", Invoice: { Id: made.Id, SyncToken: "8" } },
            { bId: "void", operation: "void", Invoice: { Id: made.Id, SyncToken: "0" } },
            {
                bId: "unknown",
                operation: "update",
                Customer: { Id: "999999", SyncToken: "0", sparse: true },
            },
            { bId: "query", Query: "select * from Customer where" },
            { bId: "type", operation: "create", Nonsense: {} },
            { bId: "operation", operation: "explode", Customer: { DisplayName: "X" } },
        ]);

        assert.equal(itemOf(answer, "stale").Fault.Error[0].code, "5010");
        assert.equal(itemOf(answer, "void").Invoice.TotalAmt, 0);
        assert.equal(itemOf(answer, "unknown").Fault.Error[0].code, "610");
        assert.equal(itemOf(answer, "query").Fault.Error[0].code, "4000");
        assert.ok(itemOf(answer, "type").Fault.Error[0].code);
        assert.ok(itemOf(answer, "operation").Fault.Error[0].code);
    });

    test("takes 30 items and refuses more with 1040, doing none", async () => {
        await books.connect();
        const items = (count, prefix) =>
            Array.from({ length: count }, (_, i) => customer(`${i}`, `${prefix} ${i}`));

        const full = await books.call("batch", items(30, "A"));
        const over = await books.refused("batch", items(31, "B"));

        assert.ok(full.BatchItemResponse.every((item) => item.Customer));
        assert.deepEqual([over.status, over.code], [400, "1040"]);
        assert.deepEqual(await books.find("findCustomers", { DisplayName: "B 0" }), []);
    });

    test("refuses bodies that are no batch", async () => {
        await books.connect();

        for (const body of [
            "",
            "{",
            "[]",
            "{}",
            '{"BatchItemRequest":5}',
            '{"BatchItemRequest":[5]}',
            '{"BatchItemRequest":[{}]}',
        ]) {
            const answer = await books.raw("POST", "/batch", {
                body,
                headers: { "content-type": "application/json" },
            });
            const items = answer.json.BatchItemResponse;
            assert.ok(
                answer.json.Fault || items?.every((item) => item.Fault),
                `${body}: ${answer.text}`,
            );
            assert.ok([200, 400].includes(answer.status), answer.text);
        }
    });

    test("is done once for one requestid", async () => {
        await books.connect();
        const send = () =>
            books.raw("POST", "/batch", {
                query: { requestid: "batch-1" },
                body: { BatchItemRequest: [customer("1", "Once")] },
            });

        const first = await send();
        const again = await send();

        assert.equal(first.status, 200);
        assert.deepEqual(again.json, first.json);
        assert.equal((await books.find("findCustomers", { DisplayName: "Once" })).length, 1);
    });
});

describe("requestid", () => {
    test("makes a create, a payment and a void happen once", async () => {
        await books.connect();

        const first = await books.call("createInvoice", invoiceOf(10, { requestId: "r-1" }));
        const again = await books.call("createInvoice", invoiceOf(10, { requestId: "r-1" }));
        const pay = () =>
            books.call("createPayment", {
                CustomerRef: { value: "1" },
                CurrencyRef: { value: "USD" },
                TotalAmt: 4,
                requestId: "r-2",
                Line: [{ Amount: 4, LinkedTxn: [{ TxnId: first.Id, TxnType: "Invoice" }] }],
            });
        const paid = await pay();
        const paidAgain = await pay();

        assert.deepEqual(again, first);
        assert.deepEqual(paidAgain, paid);
        assert.equal((await books.call("getInvoice", first.Id)).Balance, 6);
    });

    test("gives the answer of a create whose first answer was lost", async () => {
        await books.connect();
        await books.control("POST", "/faults", {
            method: "POST",
            route: "/invoice",
            action: "cut_after",
        });
        const create = () =>
            books.raw("POST", "/invoice", { query: { requestid: "r-3" }, body: invoiceOf(10) });

        await assert.rejects(create());
        const again = await create();

        assert.equal(again.status, 200, again.text);
        const found = await books.query("select * from Invoice where TotalAmt = 10");
        assert.deepEqual(
            found.Invoice.map(({ Id }) => Id),
            [again.json.Invoice.Id],
        );
    });

    test("has 50 characters at most", async () => {
        await books.connect();

        const longest = await books.raw("POST", "/customer", {
            query: { requestid: "x".repeat(50) },
            body: { DisplayName: "A" },
        });
        const longer = await books.rawRefusal("POST", "/customer", {
            query: { requestid: "x".repeat(51) },
            body: { DisplayName: "B" },
        });

        assert.equal(longest.status, 200, longest.text);
        assert.deepEqual([longer.status, longer.code], [400, "2130"]);
    });

    test("of one company says nothing in another", async () => {
        const { realms } = await import("./quickbooks.mjs");
        await books.connect();
        const make = () =>
            books.raw("POST", "/customer", {
                query: { requestid: "shared" },
                body: { DisplayName: "Both" },
            });
        const first = await make();
        await books.authorize(realms.second);

        const second = await make();

        assert.equal(second.status, 200, second.text);
        assert.notDeepEqual(second.json.Customer.MetaData, undefined);
        assert.equal((await books.find("findCustomers", { DisplayName: "Both" })).length, 1);
        assert.equal(first.status, 200);
    });
});
