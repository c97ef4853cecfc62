// Numbers at the edge of what can be written, in every place that takes one.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { Books, invoiceOf, salesLine } from "./quickbooks.mjs";

let books;
before(async () => {
    books = await Books.start("quickbooks_numbers");
});
after(async () => {
    await books.stop();
    books.assertSchemas();
});

describe("the largest and the smallest numbers that can be written", () => {
    const sizes = [
        "999999999999999999",
        "-999999999999999999",
        "99999999999999999.9",
        "0.000000000001",
        "1e12",
        "1E-12",
    ];
    const line = (changes) => ({ ...salesLine(1, { TaxCodeRef: { value: "TAX" } }), ...changes });
    const tax = { TxnTaxDetail: { TxnTaxCodeRef: { value: "3" } } };
    const detail = (changes) =>
        line({
            SalesItemLineDetail: {
                ItemRef: { value: "1" },
                TaxCodeRef: { value: "TAX" },
                ...changes,
            },
        });
    const discount = (changes) => ({ DetailType: "DiscountLineDetail", ...changes });
    const bodies = {
        "an amount": [
            "/invoice",
            invoiceOf(0, { Line: [line({ Amount: "?" }), line({ Amount: "?" })], ...tax }),
        ],
        "a quantity": [
            "/invoice",
            invoiceOf(0, { Line: [detail({ Qty: "?", UnitPrice: 3 })], ...tax }),
        ],
        "a quantity and a price": [
            "/invoice",
            invoiceOf(0, { Line: [detail({ Qty: "?", UnitPrice: "?" })], ...tax }),
        ],
        "a product": [
            "/invoice",
            invoiceOf(0, {
                Line: [{ ...detail({ Qty: "?", UnitPrice: 1 }), Amount: "?" }],
                ...tax,
            }),
        ],
        "a percentage": [
            "/invoice",
            invoiceOf(0, {
                Line: [
                    salesLine(100),
                    discount({ DiscountLineDetail: { PercentBased: true, DiscountPercent: "?" } }),
                ],
            }),
        ],
        "a discount": [
            "/invoice",
            invoiceOf(0, {
                Line: [
                    salesLine(100),
                    discount({ Amount: "?", DiscountLineDetail: { PercentBased: false } }),
                ],
            }),
        ],
        "a deposit": ["/invoice", invoiceOf(1, { Deposit: "?" })],
        "a rate": [
            "/invoice",
            invoiceOf(999999, {
                CustomerRef: { value: "58" },
                CurrencyRef: { value: "EUR" },
                ExchangeRate: "?",
            }),
        ],
        "a rate and an amount": [
            "/invoice",
            invoiceOf("?", {
                CustomerRef: { value: "58" },
                CurrencyRef: { value: "EUR" },
                ExchangeRate: "?",
                ...tax,
            }),
        ],
        "a tax": [
            "/invoice",
            invoiceOf(1, {
                TxnTaxDetail: {
                    TxnTaxCodeRef: { value: "2" },
                    TotalTax: "?",
                    TaxLine: [
                        {
                            Amount: "?",
                            DetailType: "TaxLineDetail",
                            TaxLineDetail: {
                                TaxRateRef: { value: "3" },
                                PercentBased: true,
                                TaxPercent: "?",
                                NetAmountTaxable: "?",
                            },
                        },
                    ],
                },
            }),
        ],
        "a payment": [
            "/payment",
            { CustomerRef: { value: "1" }, CurrencyRef: { value: "USD" }, TotalAmt: "?" },
        ],
        "a part of a payment": [
            "/payment",
            {
                CustomerRef: { value: "1" },
                CurrencyRef: { value: "USD" },
                TotalAmt: "?",
                Line: [{ Amount: "?", LinkedTxn: [{ TxnId: "67", TxnType: "Invoice" }] }],
            },
        ],
        "a credit": ["/creditmemo", invoiceOf("?")],
        "an opening balance": [
            "/customer",
            { DisplayName: "B", Balance: "?", OpenBalanceDate: "2026-01-01" },
        ],
        "an item's price": [
            "/item",
            { Name: "B", Type: "Service", IncomeAccountRef: { value: "1" }, UnitPrice: "?" },
        ],
        "a term": ["/term", { Name: "B", DueDays: "?" }],
        "a currency's rate": [
            "/exchangerate",
            { SourceCurrencyCode: "EUR", Rate: "?", AsOfDate: "2026-11-20" },
        ],
    };
    for (const [what, [below, draft]] of Object.entries(bodies)) {
        test(`are taken or refused in ${what}, and the books go on`, async () => {
            await books.connect();

            for (const size of sizes) {
                const answer = await books.raw("POST", below, {
                    body: JSON.stringify(draft).replaceAll('"?"', size),
                });
                assert.ok(
                    [200, 400].includes(answer.status),
                    `${size}: ${answer.status} ${answer.text}`,
                );
                const list = await books.raw("GET", "/query", {
                    query: { query: "select * from Customer" },
                });
                assert.equal(list.status, 200, `${size}: ${list.text}`);
            }
        });
    }
});
