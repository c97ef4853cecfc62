// What invoices, credit memos and estimates have in common: made, changed, deleted, sent, printed.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, describe, test } from "node:test";

import { Books, invoiceOf, salesLine } from "./quickbooks.mjs";

let books;
before(async () => {
    books = await Books.start("quickbooks_forms");
});
after(async () => {
    await books.stop();
    books.assertSchemas();
});

const itemLines = (form) =>
    form.Line.filter(({ DetailType }) => DetailType !== "SubTotalLineDetail");
const subTotal = (form) => form.Line.find(({ DetailType }) => DetailType === "SubTotalLineDetail");

/** The text of a PDF, as poppler reads it. */
function textOf(pdf) {
    return execFileSync("pdftotext", ["-layout", "-", "-"], { input: pdf, encoding: "utf8" });
}

for (const name of ["Invoice", "CreditMemo", "Estimate"]) {
    const create = `create${name}`;
    const update = `update${name}`;
    const get = `get${name}`;
    describe(name, () => {
        test("is created from a customer and a line, and read by its id", async () => {
            await books.connect();

            const made = await books.call(create, invoiceOf(100));
            const read = await books.call(get, made.Id);

            assert.equal(made.SyncToken, "0");
            assert.equal(made.TotalAmt, 100);
            assert.equal(made.CustomerRef.name, "Amy's Bird Sanctuary");
            assert.equal(made.CurrencyRef.value, "USD");
            assert.equal(made.EmailStatus, "NotSet");
            assert.match(made.TxnDate, /^\d{4}-\d\d-\d\d$/);
            assert.equal(itemLines(made)[0].Id, "1");
            assert.equal(itemLines(made)[0].LineNum, 1);
            assert.equal(itemLines(made)[0].SalesItemLineDetail.ItemRef.name, "Services");
            assert.equal(subTotal(made).Amount, 100);
            assert.equal(subTotal(made).Id, undefined);
            assert.deepEqual(read, made);
        });

        test("keeps what a sparse update leaves out, but replaces the lines as a whole", async () => {
            await books.connect();
            const made = await books.call(
                create,
                invoiceOf(100, {
                    PrivateNote: "for us",
                    CustomerMemo: { value: "thank you" },
                    Line: [
                        salesLine(100, {}, { Description: "first" }),
                        salesLine(20, {}, { Description: "second" }),
                    ],
                }),
            );

            const noted = await books.call(update, {
                Id: made.Id,
                SyncToken: "0",
                sparse: true,
                PrivateNote: "changed",
            });
            const shorter = await books.call(update, {
                Id: made.Id,
                SyncToken: "1",
                sparse: true,
                Line: [{ ...salesLine(20), Id: "2" }],
            });

            assert.equal(noted.SyncToken, "1");
            assert.equal(noted.PrivateNote, "changed");
            assert.equal(noted.CustomerMemo.value, "thank you");
            assert.equal(noted.TotalAmt, 120);
            assert.equal(itemLines(noted).length, 2);
            assert.deepEqual(
                itemLines(shorter).map(({ Id }) => Id),
                ["2"],
            );
            assert.equal(itemLines(shorter)[0].Description, undefined);
            assert.equal(shorter.TotalAmt, 20);
        });

        test("loses in a full update what is not sent", async () => {
            await books.connect();
            const made = await books.call(create, invoiceOf(100, { PrivateNote: "for us" }));

            const full = await books.call(update, {
                ...invoiceOf(50),
                Id: made.Id,
                SyncToken: "0",
                sparse: false,
            });

            assert.equal(full.PrivateNote, undefined);
            assert.equal(full.TotalAmt, 50);
            assert.equal(full.DocNumber === made.DocNumber || full.DocNumber === undefined, true);
        });

        test("refuses an old version with 5010", async () => {
            await books.connect();
            const made = await books.call(create, invoiceOf(100));
            await books.call(update, {
                Id: made.Id,
                SyncToken: "0",
                sparse: true,
                PrivateNote: "new",
            });

            const updated = await books.refused(update, {
                Id: made.Id,
                SyncToken: "0",
                sparse: true,
                PrivateNote: "old",
            });
            const deleted = await books.refused(`delete${name}`, { Id: made.Id, SyncToken: "0" });

            assert.deepEqual([updated.status, updated.code], [400, "5010"]);
            assert.deepEqual([deleted.status, deleted.code], [400, "5010"]);
            assert.equal((await books.call(get, made.Id)).PrivateNote, "new");
        });

        test("is deleted for good: 610 afterwards", async () => {
            await books.connect();
            const made = await books.call(create, invoiceOf(100));

            const gone = await books.call(`delete${name}`, { Id: made.Id, SyncToken: "0" });
            const read = await books.refused(get, made.Id);
            const again = await books.refused(`delete${name}`, { Id: made.Id, SyncToken: "0" });

            assert.deepEqual(gone[name], { domain: "QBO", status: "Deleted", Id: made.Id });
            assert.deepEqual([read.status, read.code], [400, "610"]);
            assert.deepEqual([again.status, again.code], [400, "610"]);
            assert.deepEqual(await books.find(`find${name}s`, { Id: made.Id }), []);
        });

        test("is sent by e-mail to its address or another one, which it then keeps", async () => {
            await books.connect();
            const made = await books.call(
                create,
                invoiceOf(100, { BillEmail: { Address: "amy@birds.example" } }),
            );

            const sent = await books.call(`send${name}Pdf`, made.Id);
            const other = await books.call(`send${name}Pdf`, made.Id, "else@birds.example");

            assert.equal(sent.EmailStatus, "EmailSent");
            assert.equal(sent.DeliveryInfo.DeliveryType, "Email");
            assert.match(sent.DeliveryInfo.DeliveryTime, /^\d{4}-\d\d-\d\dT/);
            assert.equal(sent.BillEmail.Address, "amy@birds.example");
            assert.equal(other.BillEmail.Address, "else@birds.example");
            assert.equal(Number(other.SyncToken) > Number(made.SyncToken), true);
        });

        test("cannot be sent without an address, or when it is not there", async () => {
            await books.connect();
            const made = await books.call(
                create,
                invoiceOf(100, { CustomerRef: { value: (await mute()).Id } }),
            );

            const nowhere = await books.refused(`send${name}Pdf`, made.Id);
            const unknown = await books.refused(`send${name}Pdf`, "999999");
            const malformed = await books.refused(`send${name}Pdf`, made.Id, "nobody");

            assert.deepEqual([nowhere.status, nowhere.code], [400, "6420"]);
            assert.deepEqual([unknown.status, unknown.code], [400, "610"]);
            assert.deepEqual([malformed.status, malformed.code], [400, "2210"]);
        });

        test("is printed as a PDF that shows what it says", async () => {
            await books.connect();
            const made = await books.call(
                create,
                invoiceOf(1234.5, {
                    Line: [salesLine(1234.5, {}, { Description: "Garden gnome" })],
                }),
            );

            const pdf = await books.call(`get${name}Pdf`, made.Id);
            const unknown = await books.refused(`get${name}Pdf`, "999999");

            assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
            const text = textOf(pdf);
            assert.match(text, /Amy's Bird Sanctuary/);
            assert.match(text, /Garden gnome/);
            assert.match(text, /1,?234\.50/);
            assert.ok(!made.DocNumber || text.includes(made.DocNumber), text);
            assert.deepEqual([unknown.status, unknown.code], [400, "610"]);
        });

        test("needs a customer and a line", async () => {
            await books.connect();

            const customer = await books.refused(create, { Line: [salesLine(1)] });
            const line = await books.refused(create, { CustomerRef: { value: "1" } });
            const empty = await books.refused(create, { CustomerRef: { value: "1" }, Line: [] });

            assert.equal(customer.status, 400);
            assert.match(customer.code, /^(2020|6560)$/);
            assert.deepEqual([line.status, line.code], [400, "2020"]);
            assert.match(line.detail, /Required parameter Line is missing in the request/);
            assert.match(empty.code, /^(2020|2250)$/);
        });

        test("refuses amounts that do not multiply, to the cent and exactly", async () => {
            await books.connect();
            const priced = (Amount) =>
                invoiceOf(0, { Line: [salesLine(Amount, { Qty: 128.35, UnitPrice: 14.5 })] });

            const low = await books.refused(create, priced(1861.07));
            const right = await books.call(create, priced(1861.08));

            assert.deepEqual([low.status, low.code], [400, "6070"]);
            assert.equal(low.message, "Amount calculation incorrect in the request");
            assert.equal(right.TotalAmt, 1861.08);
        });

        test("refuses customers and items that are unknown or inactive", async () => {
            await books.connect();
            await books.call("updateCustomer", {
                Id: "2",
                SyncToken: (await books.call("getCustomer", "2")).SyncToken,
                sparse: true,
                Active: false,
            });

            const unknown = await books.refused(
                create,
                invoiceOf(1, { CustomerRef: { value: "9999" } }),
            );
            const inactive = await books.refused(
                create,
                invoiceOf(1, { CustomerRef: { value: "2" } }),
            );
            const item = await books.refused(
                create,
                invoiceOf(1, { Line: [salesLine(1, { ItemRef: { value: "9999" } })] }),
            );

            for (const { status, code } of [unknown, inactive, item]) {
                assert.equal(status, 400);
                assert.match(code, /^(610|2500|6250)$/);
            }
        });
    });
}

/** A customer without an e-mail address. */
function mute() {
    return books.call("createCustomer", { DisplayName: "No mail" });
}
