// PDFs of sales forms, read with poppler.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, beforeEach, test } from "node:test";

import { Books, invoiceOf, salesLine } from "./quickbooks.mjs";

let books;
before(async () => {
    books = await Books.start("quickbooks_pdf");
});
after(async () => {
    await books.stop();
    books.assertSchemas();
});
beforeEach(() => books.connect());

const run = (program, args, input) => execFileSync(program, args, { input, encoding: "utf8" });
const textOf = (pdf) => run("pdftotext", ["-layout", "-", "-"], pdf);
const infoOf = (pdf) => run("pdfinfo", ["-"], pdf);

async function printed(changes) {
    const made = await books.call("createInvoice", invoiceOf(100, changes));
    const pdf = await books.call("getInvoicePdf", made.Id);
    return { made, pdf, text: textOf(pdf) };
}

test("an invoice's PDF has its number, dates, lines, tax, total and what is left to pay", async () => {
    const { made, text } = await printed({
        DocNumber: "PDF-1",
        TxnDate: "2026-03-04",
        DueDate: "2026-04-05",
        CustomerMemo: { value: "Thank you very much" },
        Line: [
            salesLine(
                61.7,
                { Qty: 5, UnitPrice: 12.34, TaxCodeRef: { value: "TAX" } },
                { Description: "Blue gnome" },
            ),
        ],
        TxnTaxDetail: { TxnTaxCodeRef: { value: "2" } },
    });

    for (const part of [
        "PDF-1",
        "Amy's Bird Sanctuary",
        "Blue gnome",
        "12.34",
        "61.70",
        "4.94",
        "66.64",
    ]) {
        assert.ok(text.includes(part), `${part} in:\n${text}`);
    }
    assert.equal(made.TotalAmt, 66.64);
    assert.match(text, /Thank you very much/);
    assert.match(text, /2026|03\/04|04\/05/);
});

test("letters beyond ASCII come out as they are", async () => {
    const Description = "Zażółć gęślą jaźń, Größe, €";

    const { text } = await printed({ Line: [salesLine(100, {}, { Description })] });

    for (const word of Description.split(/[ ,]+/)) {
        assert.ok(text.includes(word), `${word} in:\n${text}`);
    }
});

test("many lines take several pages and none is lost", async () => {
    const Line = Array.from({ length: 150 }, (_, i) =>
        salesLine(1, {}, { Description: `Line number ${i + 1}.` }),
    );

    const { pdf, text } = await printed({ Line });

    for (let i = 1; i <= 150; ++i) {
        assert.ok(text.includes(`Line number ${i}.`), `line ${i}`);
    }
    assert.ok(Number(infoOf(pdf).match(/Pages:\s+(\d+)/)[1]) > 1);
});

test("texts of the greatest length are printed without an accident", async () => {
    const { text } = await printed({
        CustomerMemo: { value: "m".repeat(1000) },
        Line: [salesLine(100, {}, { Description: "word ".repeat(800).trim() })],
    });

    assert.ok(text.split("word").length > 700, text.slice(0, 500));
});

test("what is paid and what is void can be seen", async () => {
    const { made } = await printed({});
    await books.call("createPayment", {
        CustomerRef: { value: "1" },
        CurrencyRef: { value: "USD" },
        TotalAmt: 37.5,
        Line: [{ Amount: 37.5, LinkedTxn: [{ TxnId: made.Id, TxnType: "Invoice" }] }],
    });
    const paid = textOf(await books.call("getInvoicePdf", made.Id));
    await books.call("voidInvoice", { Id: made.Id, SyncToken: "1" });
    const voided = textOf(await books.call("getInvoicePdf", made.Id));

    assert.ok(paid.includes("62.50"), paid);
    assert.ok(!voided.includes("62.50"), voided);
});

test("a foreign invoice names its currency", async () => {
    const { text } = await printed({ CustomerRef: { value: "58" }, CurrencyRef: { value: "EUR" } });

    assert.match(text, /EUR|€/);
});

test("the answer is a PDF; a refusal is a fault in JSON", async () => {
    const { made } = await printed({});

    const good = await books.raw("GET", `/invoice/${made.Id}/pdf`, {
        headers: { accept: "application/pdf" },
    });
    const gone = await books.rawRefusal("GET", "/invoice/999999/pdf", {
        headers: { accept: "application/pdf" },
    });
    const stranger = await books.rawRefusal("GET", `/invoice/${made.Id}/pdf`, { token: "no" });
    const post = await books.raw("POST", `/invoice/${made.Id}/pdf`, { body: {} });
    const other = await books.raw("GET", "/customer/1/pdf");

    assert.match(good.headers.get("content-type"), /^application\/pdf/);
    assert.ok(good.headers.get("intuit_tid"));
    assert.deepEqual([gone.status, gone.code], [400, "610"]);
    assert.equal(stranger.status, 401);
    assert.ok(post.status >= 400 && other.status >= 400);
});

test("a payment has one, too", async () => {
    const payment = await books.raw("GET", "/payment/101/pdf");

    assert.equal(payment.status, 200);
    assert.match(payment.text, /^%PDF-/);
});
