// What was changed, voided and deleted since a time.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { Books, invoiceOf } from "./quickbooks.mjs";

let books;
before(async () => {
    books = await Books.start("quickbooks_changes");
});
after(async () => {
    await books.stop();
    books.assertSchemas();
});

/** The time of the emulator, after it has moved on, so that nothing earlier counts as later. */
async function later(seconds = 60) {
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

    test("covers every type but those of tax", async () => {
        await books.connect();
        const covered = [
            "Account,Attachable,Class,CompanyCurrency,CompanyInfo,CreditMemo,Customer,Department",
            "Estimate,Invoice,Item,Payment,PaymentMethod,Term",
        ];

        for (const entities of covered) {
            const groups = await changes(entities, new Date(Date.now() - 86_400_000));
            assert.equal(groups.length, entities.split(",").length);
        }
        for (const entity of ["TaxCode", "TaxRate", "TaxAgency"]) {
            const refusal = await books.refused("changeDataCapture", entity, new Date());
            assert.equal(refusal.status, 400, entity);
        }
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
