// What is particular to invoices, to credit memos and to estimates.
import assert from "node:assert/strict";
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

    test("is due on the day of the month that its term names, or a month later where that is near", async () => {
        await books.connect();
        const term = await books.call("createTerm", {
            Name: "15th",
            DayOfMonthDue: 15,
            DueNextMonthDays: 5,
        });
        const last = await books.call("createTerm", { Name: "31st", DayOfMonthDue: 31 });
        const due = async (TxnDate, { Id }) => {
            const draft = invoiceOf(1, { TxnDate, SalesTermRef: { value: Id } });
            return (await books.call("createInvoice", draft)).DueDate;
        };

        assert.equal(await due("2026-03-02", term), "2026-03-15");
        assert.equal(await due("2026-03-12", term), "2026-04-15");
        assert.equal(await due("2026-03-20", term), "2026-04-15");
        assert.equal(await due("2026-02-03", last), "2026-02-28");
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

    test("leaves no link behind when it is deleted", async () => {
        await books.connect();
        const estimate = await books.call("createEstimate", invoiceOf(40));
        const LinkedTxn = [{ TxnId: estimate.Id, TxnType: "Estimate" }];
        const made = await books.call("createInvoice", invoiceOf(40, { LinkedTxn }));
        const { SyncToken } = await books.call("getEstimate", estimate.Id);

        const answer = await books.raw("POST", "/estimate", {
            query: { operation: "delete" },
            body: { Id: estimate.Id, SyncToken },
        });

        const links = (await books.call("getInvoice", made.Id)).LinkedTxn;
        assert.equal(links.length, answer.status === 200 ? 0 : 1, answer.text);
    });

    test("is open again when its invoice is deleted", async () => {
        await books.connect();
        const estimate = await books.call("createEstimate", invoiceOf(40));
        const LinkedTxn = [{ TxnId: estimate.Id, TxnType: "Estimate" }];
        const made = await books.call("createInvoice", invoiceOf(40, { LinkedTxn }));

        await books.call("deleteInvoice", { Id: made.Id, SyncToken: made.SyncToken });

        const { LinkedTxn: links = [], TxnStatus } = await books.call("getEstimate", estimate.Id);
        assert.deepEqual(links, []);
        assert.notEqual(TxnStatus, "Closed");
    });
});
