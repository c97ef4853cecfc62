// Several requests in one, many at once, and requests that may be repeated.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { Books, invoiceOf, realms } from "./quickbooks.mjs";

let books;
before(async () => {
    books = await Books.start("quickbooks_sync");
});
after(async () => {
    await books.stop();
    books.assertSchemas();
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

describe("many at once", () => {
    const times = (count, make) => Promise.all(Array.from({ length: count }, (_, i) => make(i)));

    test("with one version: one wins, the others are stale", async () => {
        await books.connect();
        const { Id } = await books.call("createInvoice", invoiceOf(10));

        const answers = await times(20, (i) =>
            books.raw("POST", "/invoice", {
                body: { Id, SyncToken: "0", sparse: true, PrivateNote: `writer ${i}` },
            }),
        );

        const won = answers.filter(({ status }) => status === 200);
        const codes = answers.filter((answer) => !won.includes(answer));
        assert.equal(won.length, 1);
        assert.ok(codes.every(({ json }) => json.Fault.Error[0].code === "5010"));
        const { PrivateNote, SyncToken } = await books.call("getInvoice", Id);
        assert.deepEqual([PrivateNote, SyncToken], [won[0].json.Invoice.PrivateNote, "1"]);
    });

    test("with one requestid: one invoice, one answer", async () => {
        await books.connect();

        const answers = await times(20, () =>
            books.raw("POST", "/invoice", { query: { requestid: "same" }, body: invoiceOf(10) }),
        );

        assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
        assert.equal(
            (await books.query("select * from Invoice where TotalAmt = 10")).maxResults,
            1,
        );
    });

    test("with one name: one customer", async () => {
        await books.connect();

        const answers = await times(20, () =>
            books.raw("POST", "/customer", { body: { DisplayName: "Wanted" } }),
        );

        assert.equal(answers.filter(({ status }) => status === 200).length, 1);
        assert.ok(
            answers.every(({ json }) => json.Customer || json.Fault.Error[0].code === "6240"),
        );
    });

    test("each with a number of its own", async () => {
        await books.connect();

        const made = await times(30, () => books.call("createInvoice", invoiceOf(1)));

        assert.equal(new Set(made.map(({ DocNumber }) => DocNumber)).size, 30);
        assert.equal(new Set(made.map(({ Id }) => Id)).size, 30);
    });

    test("paying one invoice: never more than it is worth", async () => {
        await books.connect();
        const { Id } = await books.call("createInvoice", invoiceOf(10));
        const Line = [{ Amount: 4, LinkedTxn: [{ TxnId: Id, TxnType: "Invoice" }] }];
        const body = {
            CustomerRef: { value: "1" },
            CurrencyRef: { value: "USD" },
            TotalAmt: 4,
            Line,
        };

        const answers = await times(5, () => books.raw("POST", "/payment", { body }));

        assert.equal(answers.filter(({ status }) => status === 200).length, 2);
        assert.equal((await books.call("getInvoice", Id)).Balance, 2);
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
