// Invoices, credit memos and estimates, as node-quickbooks makes, changes, sends and prints them.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, describe, test } from "node:test";

import { Books, invoiceOf, salesLine } from "./quickbooks.mjs";

let books;
before(async () => {
    books = await Books.start("quickbooks_sales");
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

describe("Invoice", () => {
    test("is due when its term says, unless it says itself", async () => {
        await books.connect();

        const term = await books.call(
            "createInvoice",
            invoiceOf(1, { TxnDate: "2026-01-31", SalesTermRef: { value: "3" } }),
        );
        const own = await books.call(
            "createInvoice",
            invoiceOf(1, {
                TxnDate: "2026-01-31",
                DueDate: "2026-02-03",
                SalesTermRef: { value: "3" },
            }),
        );

        assert.equal(term.DueDate, "2026-03-02");
        assert.equal(term.SalesTermRef.name, "Net 30");
        assert.equal(own.DueDate, "2026-02-03");
    });

    test("gets the next number; a number of its own does not move the count", async () => {
        await books.connect();

        const first = await books.call("createInvoice", invoiceOf(1));
        const own = await books.call("createInvoice", invoiceOf(1, { DocNumber: "X-7" }));
        const next = await books.call("createInvoice", invoiceOf(1));
        const long = await books.refused(
            "createInvoice",
            invoiceOf(1, { DocNumber: "x".repeat(22) }),
        );

        assert.equal(first.DocNumber, "1038");
        assert.equal(own.DocNumber, "X-7");
        assert.equal(next.DocNumber, "1039");
        assert.deepEqual([long.status, long.code], [400, "2050"]);
    });

    test("with own numbers refuses one that is taken and names its holder", async () => {
        await books.connect();
        await books.control("POST", "/records/Preferences/1", {
            SalesFormsPrefs: { CustomTxnNumbers: true },
        });

        const nameless = await books.call("createInvoice", invoiceOf(1));
        const first = await books.call("createInvoice", invoiceOf(1, { DocNumber: "18696" }));
        const twice = await books.refused("createInvoice", invoiceOf(1, { DocNumber: "18696" }));
        const allowed = await books.call(
            "createInvoice",
            invoiceOf(1, { DocNumber: "18696", allowDuplicateDocNum: true }),
        );
        const automatic = await books.call(
            "createInvoice",
            invoiceOf(1, { DocNumber: "AUTO_GENERATE" }),
        );

        assert.equal(nameless.DocNumber, undefined);
        assert.deepEqual([twice.status, twice.code], [400, "6140"]);
        assert.equal(twice.message, "Duplicate Document Number Error");
        assert.ok(
            twice.detail.includes(
                `DocNumber=18696 is assigned to TxnType=Invoice with TxnId=${first.Id}`,
            ),
            twice.detail,
        );
        assert.equal(allowed.DocNumber, "18696");
        assert.match(automatic.DocNumber, /^\d+$/);
    });

    test("taxes lines by one code, on their sum, rounded once", async () => {
        await books.connect();
        const taxed = (amount) => salesLine(amount, { TaxCodeRef: { value: "TAX" } });

        const made = await books.call(
            "createInvoice",
            invoiceOf(0, {
                Line: [
                    taxed(275),
                    taxed(12.75),
                    taxed(47.5),
                    salesLine(10, { TaxCodeRef: { value: "NON" } }),
                ],
                TxnTaxDetail: { TxnTaxCodeRef: { value: "2" } },
            }),
        );
        const line = await books.refused(
            "createInvoice",
            invoiceOf(1, { Line: [salesLine(1, { TaxCodeRef: { value: "4" } })] }),
        );

        assert.equal(made.TxnTaxDetail.TotalTax, 26.82);
        assert.equal(made.TotalAmt, 372.07);
        assert.equal(made.TxnTaxDetail.TaxLine[0].Amount, 26.82);
        assert.deepEqual(made.TxnTaxDetail.TaxLine[0].TaxLineDetail, {
            TaxRateRef: { value: "3" },
            PercentBased: true,
            TaxPercent: 8,
            NetAmountTaxable: 335.25,
        });
        assert.deepEqual([line.status, line.code], [400, "6100"]);
        assert.equal(line.detail.includes("Supplied value:"), true);
    });

    test("takes a discount before or after the tax", async () => {
        await books.connect();
        const lines = [
            salesLine(100, { TaxCodeRef: { value: "TAX" } }),
            {
                DetailType: "DiscountLineDetail",
                DiscountLineDetail: { PercentBased: true, DiscountPercent: 10 },
            },
        ];
        const tax = { TxnTaxDetail: { TxnTaxCodeRef: { value: "2" } } };

        const later = await books.call("createInvoice", invoiceOf(0, { Line: lines, ...tax }));
        const first = await books.call(
            "createInvoice",
            invoiceOf(0, { Line: lines, ...tax, ApplyTaxAfterDiscount: true }),
        );
        const none = await books.refused(
            "createInvoice",
            invoiceOf(0, {
                Line: [
                    salesLine(100),
                    { DetailType: "DiscountLineDetail", DiscountLineDetail: {} },
                ],
            }),
        );

        assert.deepEqual([later.TxnTaxDetail.TotalTax, later.TotalAmt], [8, 98]);
        assert.deepEqual([first.TxnTaxDetail.TotalTax, first.TotalAmt], [7.2, 97.2]);
        assert.equal(
            later.Line.find(({ DetailType }) => DetailType === "DiscountLineDetail").Amount,
            10,
        );
        assert.deepEqual([none.status, none.code], [400, "6090"]);
    });

    test("has the currency of its customer, and tells the home amount", async () => {
        await books.connect();

        const euro = await books.call(
            "createInvoice",
            invoiceOf(100, {
                CustomerRef: { value: "58" },
                CurrencyRef: { value: "EUR" },
                ExchangeRate: 1.1,
            }),
        );
        const wrong = await books.refused(
            "createInvoice",
            invoiceOf(100, { CurrencyRef: { value: "EUR" } }),
        );

        assert.equal(euro.CurrencyRef.value, "EUR");
        assert.equal(euro.ExchangeRate, 1.1);
        assert.equal(euro.TotalAmt, 100);
        assert.equal(euro.HomeTotalAmt, 110);
        assert.deepEqual([wrong.status, wrong.code], [400, "6000"]);
        assert.ok(
            wrong.detail.includes("You can only use one foreign currency per transaction."),
            wrong.detail,
        );
    });

    test("needs an address where it is to be e-mailed", async () => {
        await books.connect();
        const { Id } = await mute();

        const refusal = await books.refused(
            "createInvoice",
            invoiceOf(1, { CustomerRef: { value: Id }, EmailStatus: "NeedToSend" }),
        );

        assert.deepEqual([refusal.status, refusal.code], [400, "6420"]);
    });

    test("limits texts and says the limit", async () => {
        await books.connect();

        const memo = await books.refused(
            "createInvoice",
            invoiceOf(1, { CustomerMemo: { value: "x".repeat(1001) } }),
        );
        const note = await books.refused(
            "createInvoice",
            invoiceOf(1, { PrivateNote: "x".repeat(4001) }),
        );
        const line = await books.refused(
            "createInvoice",
            invoiceOf(1, { Line: [salesLine(1, {}, { Description: "x".repeat(4001) })] }),
        );

        assert.ok(
            memo.detail.includes("Min:0 Max:1,000 supported. Supplied length:1,001"),
            memo.detail,
        );
        for (const { status, code } of [memo, note, line]) {
            assert.deepEqual([status, code], [400, "2050"]);
        }
    });

    test("refuses dates that are none", async () => {
        await books.connect();

        for (const TxnDate of ["tomorrow", "2026-02-30", "2026-13-01", 20261120]) {
            const refusal = await books.refused("createInvoice", invoiceOf(1, { TxnDate }));
            assert.equal(refusal.status, 400);
            assert.match(refusal.code, /^(2010|2060|2070)$/, String(TxnDate));
        }
    });

    test("when voided has no amounts, keeps its lines and says so in the note", async () => {
        await books.connect();
        const made = await books.call(
            "createInvoice",
            invoiceOf(100, {
                PrivateNote: "for us",
                Line: [salesLine(100, { Qty: 2, UnitPrice: 50, TaxCodeRef: { value: "TAX" } })],
                TxnTaxDetail: { TxnTaxCodeRef: { value: "2" } },
            }),
        );

        const answer = await books.call("voidInvoice", { Id: made.Id, SyncToken: "0" });

        const voided = answer.Invoice ?? answer;
        assert.equal(voided.SyncToken, "1");
        assert.deepEqual(
            [voided.TotalAmt, voided.Balance, voided.TxnTaxDetail.TotalTax],
            [0, 0, 0],
        );
        assert.deepEqual(
            [itemLines(voided)[0].Amount, itemLines(voided)[0].SalesItemLineDetail.Qty],
            [0, 0],
        );
        assert.equal(voided.DocNumber, made.DocNumber);
        assert.equal(voided.CustomerRef.value, "1");
        assert.match(voided.PrivateNote, /^Voided.*for us$/);
        assert.equal(voided.status, undefined);
    });

    test("refuses to void what is stale or not there", async () => {
        await books.connect();
        const made = await books.call("createInvoice", invoiceOf(100));

        const stale = await books.refused("voidInvoice", { Id: made.Id, SyncToken: "7" });
        const unknown = await books.refused("voidInvoice", { Id: "999999", SyncToken: "0" });

        assert.deepEqual([stale.status, stale.code], [400, "5010"]);
        assert.deepEqual([unknown.status, unknown.code], [400, "610"]);
        assert.equal((await books.call("getInvoice", made.Id)).Balance, 100);
    });

    test("moves the customer's balance", async () => {
        await books.connect();
        const balance = async () => (await books.call("getCustomer", "3")).Balance;
        const start = await balance();

        const made = await books.call(
            "createInvoice",
            invoiceOf(100, { CustomerRef: { value: "3" } }),
        );
        const open = await balance();
        await books.call("deleteInvoice", { Id: made.Id, SyncToken: "0" });

        assert.equal(open, start + 100);
        assert.equal(await balance(), start);
    });

    test("has a link for the customer only when asked, and only with an e-mail address", async () => {
        await books.connect();
        const made = await books.call(
            "createInvoice",
            invoiceOf(100, {
                BillEmail: { Address: "amy@birds.example" },
                AllowOnlineCreditCardPayment: true,
            }),
        );
        const lonely = await books.call(
            "createInvoice",
            invoiceOf(1, { CustomerRef: { value: (await mute()).Id } }),
        );

        const plain = await books.raw("GET", `/invoice/${made.Id}`);
        const linked = await books.raw("GET", `/invoice/${made.Id}`, {
            query: { include: "invoiceLink" },
        });
        const without = await books.raw("GET", `/invoice/${lonely.Id}`, {
            query: { include: "invoiceLink" },
        });

        assert.equal(plain.json.Invoice.InvoiceLink, undefined);
        assert.match(linked.json.Invoice.InvoiceLink, /^https?:\/\/\S+$/);
        assert.equal(without.json.Invoice.InvoiceLink, undefined);
    });

    test("takes items of a bundle as lines of its own", async () => {
        await books.connect();
        const bundle = await books.call("createItem", {
            Name: "Garden set",
            Type: "Group",
            ItemGroupDetail: {
                ItemGroupLine: [
                    { ItemRef: { value: "5" }, Qty: 1 },
                    { ItemRef: { value: "7" }, Qty: 2 },
                ],
            },
        });

        const made = await books.call(
            "createInvoice",
            invoiceOf(0, {
                Line: [
                    {
                        DetailType: "GroupLineDetail",
                        GroupLineDetail: {
                            GroupItemRef: { value: bundle.Id },
                            Quantity: 1,
                            Line: [
                                salesLine(275, { ItemRef: { value: "5" } }),
                                salesLine(100, { ItemRef: { value: "7" } }),
                            ],
                        },
                    },
                ],
            }),
        );

        assert.equal(made.TotalAmt, 375);
        assert.equal(made.Line[0].GroupLineDetail.Line.length, 2);
    });
});

describe("CreditMemo", () => {
    test("has its whole amount left, and lowers what the customer owes", async () => {
        await books.connect();
        const before = (await books.call("getCustomer", "1")).Balance;

        const made = await books.call("createCreditMemo", invoiceOf(40));

        assert.equal(made.RemainingCredit, 40);
        assert.equal(made.DueDate, undefined);
        assert.equal((await books.call("getCustomer", "1")).Balance, before - 40);
    });
});

describe("Estimate", () => {
    test("is pending, expires, and does not move the customer's balance", async () => {
        await books.connect();
        const before = (await books.call("getCustomer", "1")).Balance;

        const made = await books.call(
            "createEstimate",
            invoiceOf(40, { ExpirationDate: "2027-01-31" }),
        );

        assert.equal(made.TxnStatus, "Pending");
        assert.equal(made.ExpirationDate, "2027-01-31");
        assert.equal(made.Balance, undefined);
        assert.equal((await books.call("getCustomer", "1")).Balance, before);
    });

    test("is closed by the invoice that is made from it", async () => {
        await books.connect();
        const estimate = await books.call(
            "createEstimate",
            invoiceOf(40, { TxnStatus: "Accepted" }),
        );

        const made = await books.call(
            "createInvoice",
            invoiceOf(40, { LinkedTxn: [{ TxnId: estimate.Id, TxnType: "Estimate" }] }),
        );
        const closed = await books.call("getEstimate", estimate.Id);
        const unknown = await books.refused(
            "createInvoice",
            invoiceOf(1, { LinkedTxn: [{ TxnId: "999999", TxnType: "Estimate" }] }),
        );

        assert.deepEqual(
            made.LinkedTxn.map(({ TxnId, TxnType }) => [TxnId, TxnType]),
            [[estimate.Id, "Estimate"]],
        );
        assert.equal(closed.TxnStatus, "Closed");
        assert.deepEqual(
            closed.LinkedTxn.map(({ TxnId, TxnType }) => [TxnId, TxnType]),
            [[made.Id, "Invoice"]],
        );
        assert.equal(unknown.status, 400);
        assert.match(unknown.code, /^(610|620|2500)$/);
    });
});
