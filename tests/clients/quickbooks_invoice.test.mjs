// The members of an invoice one by one: what is kept, worked out, ignored and refused.
import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";

import { Books, invoiceOf, realms, salesLine } from "./quickbooks.mjs";

let books;
before(async () => {
    books = await Books.start("quickbooks_invoice");
});
after(async () => {
    await books.stop();
    books.assertSchemas();
});
beforeEach(() => books.connect());

const create = (changes) => books.call("createInvoice", invoiceOf(100, changes));
const refusal = (changes) => books.refused("createInvoice", invoiceOf(100, changes));
const preferences = (changes) => books.control("POST", "/records/Preferences/1", changes);
const itemLines = (form) =>
    form.Line.filter(({ DetailType }) => DetailType !== "SubTotalLineDetail");

describe("an invoice", () => {
    test("keeps what it is told", async () => {
        const told = {
            DocNumber: "A-1",
            TxnDate: "2026-03-04",
            DueDate: "2026-04-05",
            CustomerMemo: { value: "Thank you" },
            PrivateNote: "inside",
            BillEmail: { Address: "a@b.example" },
            BillEmailCc: { Address: "c@b.example" },
            BillEmailBcc: { Address: "d@b.example" },
            PrintStatus: "PrintComplete",
            EmailStatus: "NeedToSend",
            ShipDate: "2026-03-06",
            TrackingNum: "1Z999",
            ApplyTaxAfterDiscount: true,
        };

        const made = await create({
            ...told,
            ShipMethodRef: { value: "UPS" },
            SalesTermRef: { value: "1" },
        });

        for (const [member, value] of Object.entries(told)) {
            assert.deepEqual(made[member], value, member);
        }
        assert.equal(made.ShipMethodRef.value, "UPS");
        assert.equal(made.SalesTermRef.value, "1");
    });

    test("has today's date, the customer's address and e-mail where it says nothing", async () => {
        const made = await create();

        assert.equal(made.BillAddr.Line1, "4581 Finch St.");
        assert.equal(made.BillAddr.City, "Bayshore");
        assert.match(made.TxnDate, /^\d{4}-\d\d-\d\d$/);
        assert.equal(made.PrintStatus, "NeedToPrint");
        assert.equal(made.EmailStatus, "NotSet");
        assert.deepEqual(made.LinkedTxn, []);
        assert.deepEqual(made.TxnTaxDetail, { TotalTax: 0 });
        assert.equal(made.GlobalTaxCalculation, undefined);
    });

    test("ignores what is read only", async () => {
        const made = await create({
            TotalAmt: 5,
            Balance: 5,
            HomeTotalAmt: 5,
            FreeFormAddress: false,
            domain: "X",
            Id: undefined,
            MetaData: {
                CreateTime: "2001-01-01T00:00:00Z",
                LastUpdatedTime: "2001-01-01T00:00:00Z",
            },
        });

        assert.deepEqual([made.TotalAmt, made.Balance], [100, 100]);
        assert.notEqual(made.MetaData.CreateTime.slice(0, 4), "2001");
        assert.equal(made.domain, "QBO");
    });

    test("ignores members that are only on the desktop", async () => {
        const made = await create({ TemplateRef: { value: "1" }, PONumber: "7" });

        assert.equal(made.TotalAmt, 100);
    });

    test("has an address in free lines once it was updated", async () => {
        const made = await create();

        const changed = await books.call("updateInvoice", {
            Id: made.Id,
            SyncToken: "0",
            sparse: true,
            PrivateNote: "x",
        });

        assert.equal(changed.BillAddr.Line1, "Amy's Bird Sanctuary");
        assert.equal(changed.BillAddr.City, undefined);
        assert.equal(changed.BillAddr.PostalCode, undefined);
    });

    test("is due at the company's default term without one of its own or the customer's", async () => {
        const made = await create({ TxnDate: "2026-01-01" });

        assert.ok(made.DueDate >= "2026-01-01");
        assert.ok(
            made.SalesTermRef
                ? made.DueDate === "2026-01-31" || made.SalesTermRef.value !== "3"
                : made.DueDate === "2026-01-01",
        );
    });

    test("has up to three fields of the company's own", async () => {
        const made = await create({
            CustomField: [{ DefinitionId: "1", Type: "StringType", StringValue: "Crew 7" }],
        });
        const unknown = await books.raw("POST", "/invoice", {
            body: invoiceOf(100, {
                CustomField: [{ DefinitionId: "99", Type: "StringType", StringValue: "x" }],
            }),
        });

        assert.deepEqual(
            made.CustomField.find(({ DefinitionId }) => DefinitionId === "1"),
            {
                DefinitionId: "1",
                Name: "Crew #",
                Type: "StringType",
                StringValue: "Crew 7",
            },
        );
        assert.equal(unknown.json.Fault?.Error[0].code ?? "3000", "3000");
        assert.doesNotMatch(unknown.text, /"DefinitionId":"99"/);
    });

    test("of a company without sales tax has none", async () => {
        await preferences({ TaxPrefs: { UsingSalesTax: false } });

        const made = await create({
            Line: [salesLine(100, { TaxCodeRef: { value: "TAX" } })],
            TxnTaxDetail: { TxnTaxCodeRef: { value: "2" } },
        });

        assert.equal(made.TotalAmt, 100);
        assert.equal(made.TxnTaxDetail?.TxnTaxCodeRef, undefined);
    });

    test("takes the day's rate in a foreign currency and tells home amounts", async () => {
        const made = await create({ CustomerRef: { value: "58" }, CurrencyRef: { value: "EUR" } });

        assert.equal(made.ExchangeRate, 1.08);
        assert.equal(made.HomeTotalAmt, 108);
        assert.equal(made.HomeBalance ?? 108, 108);
    });

    test("in an unknown currency is refused", async () => {
        const unknown = await refusal({ CurrencyRef: { value: "XXX" } });

        assert.equal(unknown.status, 400);
        assert.match(unknown.code, /^(6000|2500|2170|2010)$/);
    });

    test("needs switches of the company for classes, locations and deposits", async () => {
        await preferences({
            AccountingInfoPrefs: { ClassTrackingPerTxn: false, TrackDepartments: false },
            SalesFormsPrefs: { AllowDeposit: false },
        });
        const answers = [];
        for (const changes of [
            { ClassRef: { value: "9999" } },
            { DepartmentRef: { value: "9999" } },
        ]) {
            answers.push(await books.raw("POST", "/invoice", { body: invoiceOf(100, changes) }));
        }

        for (const { status, text } of answers) {
            assert.ok([200, 400].includes(status), text);
        }
    });

    test("that has a deposit owes the rest", async () => {
        await preferences({ SalesFormsPrefs: { AllowDeposit: true } });

        const made = await create({ Deposit: 30 });

        assert.equal(made.Deposit, 30);
        assert.equal(made.TotalAmt, 100);
        assert.ok([70, 100].includes(made.Balance), `${made.Balance}`);
    });

    test("of a company with one currency has no rate", async () => {
        await books.connect({ seed: "empty", realm: realms.second });
        const { Id } = await books.call("createCustomer", { DisplayName: "A" });
        const [item] = await books.find("findItems");
        const Line = [
            item
                ? salesLine(100, { ItemRef: { value: item.Id } })
                : { DetailType: "DescriptionOnly", Description: "x", DescriptionLineDetail: {} },
        ];

        const made = await books.call("createInvoice", { CustomerRef: { value: Id }, Line });

        assert.equal(made.ExchangeRate, undefined);
        assert.equal(made.HomeTotalAmt, undefined);
    });
});

describe("lines", () => {
    test("keep their ids while they are sent, new ones get new ids", async () => {
        const made = await create({ Line: [salesLine(1), salesLine(2), salesLine(3)] });

        const changed = await books.call("updateInvoice", {
            Id: made.Id,
            SyncToken: "0",
            sparse: true,
            Line: [
                { ...salesLine(30), Id: "3" },
                { ...salesLine(10), Id: "1" },
                salesLine(40),
                { ...salesLine(50), Id: "-1" },
                { ...salesLine(60), Id: "77" },
            ],
        });

        const ids = itemLines(changed).map(({ Id }) => Id);
        assert.deepEqual(ids.slice(0, 2), ["3", "1"]);
        assert.equal(new Set(ids).size, 5);
        assert.ok(!ids.includes("2") && !ids.includes("-1"), ids.join());
        assert.deepEqual(
            itemLines(changed).map(({ Amount }) => Amount),
            [30, 10, 40, 50, 60],
        );
        assert.deepEqual(
            itemLines(changed).map(({ LineNum }) => LineNum),
            [1, 2, 3, 4, 5],
        );
    });

    test("may be text alone, which costs nothing", async () => {
        const made = await create({
            Line: [
                salesLine(100),
                {
                    DetailType: "DescriptionOnly",
                    Description: "As agreed",
                    DescriptionLineDetail: {},
                },
            ],
        });

        assert.equal(made.TotalAmt, 100);
        assert.ok(
            made.Line.some(
                ({ DetailType, Description }) =>
                    DetailType === "DescriptionOnly" && Description === "As agreed",
            ),
        );
    });

    test("have a quantity and a price only where they were sent", async () => {
        const made = await create({
            Line: [salesLine(100), salesLine(100, { Qty: 4, UnitPrice: 25 })],
        });

        const [plain, priced] = itemLines(made).map(
            ({ SalesItemLineDetail }) => SalesItemLineDetail,
        );
        assert.deepEqual([plain.Qty, plain.UnitPrice], [undefined, undefined]);
        assert.deepEqual([priced.Qty, priced.UnitPrice], [4, 25]);
        assert.equal(priced.ItemAccountRef.value, "1");
    });

    test("may lower the sum, not below nothing", async () => {
        const made = await create({ Line: [salesLine(100), salesLine(-30)] });
        const below = await refusal({ Line: [salesLine(100), salesLine(-130)] });

        assert.equal(made.TotalAmt, 70);
        assert.equal(below.status, 400);
    });

    test("sent as subtotals are ignored and made anew", async () => {
        const made = await create({
            Line: [
                salesLine(100),
                { DetailType: "SubTotalLineDetail", Amount: 999, SubTotalLineDetail: {} },
            ],
        });

        const subtotals = made.Line.filter(({ DetailType }) => DetailType === "SubTotalLineDetail");
        assert.deepEqual(
            subtotals.map(({ Amount }) => Amount),
            [100],
        );
    });

    test("have shipping as an item of its own", async () => {
        await preferences({ SalesFormsPrefs: { AllowShipping: true } });

        const made = await create({
            Line: [salesLine(100), salesLine(12, { ItemRef: { value: "SHIPPING_ITEM_ID" } })],
        });

        assert.equal(made.TotalAmt, 112);
    });

    test("have one discount, in money or in percent", async () => {
        await preferences({ SalesFormsPrefs: { AllowDiscount: true } });
        const money = await create({
            Line: [
                salesLine(100),
                {
                    DetailType: "DiscountLineDetail",
                    Amount: 12.5,
                    DiscountLineDetail: { PercentBased: false },
                },
            ],
        });
        const percent = await create({
            Line: [
                salesLine(33.33),
                {
                    DetailType: "DiscountLineDetail",
                    DiscountLineDetail: { PercentBased: true, DiscountPercent: 8.5 },
                },
            ],
        });

        assert.equal(money.TotalAmt, 87.5);
        assert.equal(percent.TotalAmt, 30.5);
    });

    test("refuse amounts that are off by a cent, whatever the size", async () => {
        const cases = [
            [3, 33.333, 100],
            [0.001, 5, 0.01],
            [1000000, 1234.56, 1234560000],
            [0.333, 0.1, 0.03],
        ];
        for (const [Qty, UnitPrice, Amount] of cases) {
            const right = await create({ Line: [salesLine(Amount, { Qty, UnitPrice })] });
            const wrong = await refusal({
                Line: [salesLine(Math.round((Amount + 0.01) * 100) / 100, { Qty, UnitPrice })],
            });
            assert.equal(right.TotalAmt, Amount, `${Qty} x ${UnitPrice}`);
            assert.deepEqual([wrong.status, wrong.code], [400, "6070"], `${Qty} x ${UnitPrice}`);
        }
    });

    test("go to 200 and more", async () => {
        const made = await create({
            Line: Array.from({ length: 250 }, (_, i) => salesLine(i + 1)),
        });

        assert.equal(made.TotalAmt, (250 * 251) / 2);
        assert.equal(itemLines(made).length, 250);
    });

    test("take the item that is there, not one of another company", async () => {
        const { Id } = (await books.find("findItems", { Name: "Pump" }))[0];
        const made = await create({ Line: [salesLine(15, { ItemRef: { value: Id } })] });

        assert.equal(itemLines(made)[0].SalesItemLineDetail.ItemRef.name, "Pump");
    });
});

describe("tax", () => {
    const taxed = (amounts, code, changes = {}) =>
        create({
            Line: amounts.map((amount) => salesLine(amount, { TaxCodeRef: { value: "TAX" } })),
            TxnTaxDetail: { TxnTaxCodeRef: { value: code } },
            ...changes,
        });

    test("of several rates is worked out rate by rate on the sum", async () => {
        const { TxnTaxDetail, TotalAmt } = await taxed([10.05, 10.05, 10.05], "3");

        const lines = TxnTaxDetail.TaxLine.map(({ Amount, TaxLineDetail }) => [
            TaxLineDetail.TaxPercent,
            TaxLineDetail.NetAmountTaxable,
            Amount,
        ]);
        assert.deepEqual(lines.sort(), [
            [2, 30.15, 0.6],
            [7.1, 30.15, 2.14],
        ]);
        assert.equal(TxnTaxDetail.TotalTax, 2.74);
        assert.equal(TotalAmt, 32.89);
    });

    test("is rounded once, not line by line", async () => {
        const { TxnTaxDetail } = await taxed([0.06, 0.06, 0.06], "2");

        assert.equal(TxnTaxDetail.TotalTax, 0.01);
    });

    test("needs a code that is there", async () => {
        const unknown = await refusal({
            Line: [salesLine(1, { TaxCodeRef: { value: "TAX" } })],
            TxnTaxDetail: { TxnTaxCodeRef: { value: "9999" } },
        });

        assert.equal(unknown.status, 400);
        assert.match(unknown.code, /^(2500|6100|610|6000)$/);
    });

    test("follows the lines in an update", async () => {
        const made = await taxed([100], "2");

        const changed = await books.call("updateInvoice", {
            Id: made.Id,
            SyncToken: "0",
            sparse: true,
            Line: [salesLine(200, { TaxCodeRef: { value: "TAX" } })],
            TxnTaxDetail: { TxnTaxCodeRef: { value: "2" } },
        });

        assert.equal(changed.TxnTaxDetail.TotalTax, 16);
        assert.equal(changed.TotalAmt, 216);
    });
});
