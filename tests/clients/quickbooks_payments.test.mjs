// Payments: what they do to invoices, credits and customers, and what undoes it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Books, invoiceOf } from "./quickbooks.mjs";

let books;
before(async () => {
    books = await Books.start("quickbooks_payments");
});
after(async () => {
    await books.stop();
    books.assertSchemas();
});

function paymentOf(total, parts = [], changes = {}) {
    return {
        CustomerRef: { value: "1" },
        CurrencyRef: { value: "USD" },
        TotalAmt: total,
        Line: parts.map(([Amount, TxnId, TxnType = "Invoice"]) => ({
            Amount,
            LinkedTxn: [{ TxnId, TxnType }],
        })),
        ...changes,
    };
}

const linksOf = (form) => (form.LinkedTxn ?? []).map(({ TxnId, TxnType }) => `${TxnType} ${TxnId}`);
const invoice = (id) => books.call("getInvoice", id);

test("a payment lowers an invoice's balance, links both and changes the invoice's version", async () => {
    await books.connect();
    const due = await books.call("createInvoice", invoiceOf(100));

    const paid = await books.call(
        "createPayment",
        paymentOf(30, [[30, due.Id]], { PaymentMethodRef: { value: "1" }, PaymentRefNum: "1042" }),
    );
    const after = await invoice(due.Id);

    assert.equal(paid.TotalAmt, 30);
    assert.equal(paid.UnappliedAmt, 0);
    assert.equal(paid.DepositToAccountRef.value, "4");
    assert.equal(paid.PaymentRefNum, "1042");
    assert.equal(after.Balance, 70);
    assert.equal(after.TotalAmt, 100);
    assert.equal(after.SyncToken, "1");
    assert.deepEqual(linksOf(after), [`Payment ${paid.Id}`]);
    assert.deepEqual(await books.call("getPayment", paid.Id), paid);
});

test("what is paid too much stays unapplied, and so does a payment without lines", async () => {
    await books.connect();
    const due = await books.call("createInvoice", invoiceOf(100));
    const owed = (await books.call("getCustomer", "1")).Balance;

    const over = await books.call("createPayment", paymentOf(150, [[100, due.Id]]));
    const account = await books.call("createPayment", {
        CustomerRef: { value: "1" },
        CurrencyRef: { value: "USD" },
        TotalAmt: 25,
    });

    assert.equal(over.UnappliedAmt, 50);
    assert.equal(account.UnappliedAmt, 25);
    assert.equal((await invoice(due.Id)).Balance, 0);
    assert.equal((await books.call("getCustomer", "1")).Balance, owed - 175);
});

test("one payment settles several invoices", async () => {
    await books.connect();
    const first = await books.call("createInvoice", invoiceOf(100));
    const second = await books.call("createInvoice", invoiceOf(50));

    const paid = await books.call(
        "createPayment",
        paymentOf(120, [
            [100, first.Id],
            [20, second.Id],
        ]),
    );

    assert.equal(paid.UnappliedAmt, 0);
    assert.equal((await invoice(first.Id)).Balance, 0);
    assert.equal((await invoice(second.Id)).Balance, 30);
});

test("a credit memo is applied by a payment of nothing", async () => {
    await books.connect();
    const due = await books.call("createInvoice", invoiceOf(100));
    const credit = await books.call("createCreditMemo", invoiceOf(40));

    const applied = await books.call(
        "createPayment",
        paymentOf(0, [
            [40, due.Id],
            [40, credit.Id, "CreditMemo"],
        ]),
    );

    assert.equal(applied.TotalAmt, 0);
    const after = await invoice(due.Id);
    assert.deepEqual([after.Balance, after.TotalAmt], [60, 100]);
    assert.equal((await books.call("getCreditMemo", credit.Id)).RemainingCredit, 0);
});

test("a payment that is deleted opens its invoices again", async () => {
    await books.connect();
    const due = await books.call("createInvoice", invoiceOf(100));
    const paid = await books.call("createPayment", paymentOf(100, [[100, due.Id]]));

    const gone = await books.call("deletePayment", { Id: paid.Id, SyncToken: paid.SyncToken });
    const after = await invoice(due.Id);

    assert.deepEqual(gone.Payment, { domain: "QBO", status: "Deleted", Id: paid.Id });
    assert.equal(after.Balance, 100);
    assert.deepEqual(linksOf(after), []);
    assert.equal(after.SyncToken, "2");
    assert.equal((await books.refused("getPayment", paid.Id)).code, "610");
});

test("a payment that is voided amounts to nothing, says so and opens its invoices again", async () => {
    await books.connect();
    const due = await books.call("createInvoice", invoiceOf(100));
    const paid = await books.call("createPayment", paymentOf(100, [[100, due.Id]]));

    const voided = await books.call("voidPayment", { Id: paid.Id, SyncToken: paid.SyncToken });

    assert.equal(voided.TotalAmt, 0);
    assert.match(voided.PrivateNote, /^Voided/);
    assert.equal((await invoice(due.Id)).Balance, 100);
});

test("a payment is applied anew by an update; its lines are replaced as a whole", async () => {
    await books.connect();
    const first = await books.call("createInvoice", invoiceOf(100));
    const second = await books.call("createInvoice", invoiceOf(100));
    const paid = await books.call("createPayment", paymentOf(100, [[100, first.Id]]));

    const moved = await books.call("updatePayment", {
        ...paymentOf(100, [[60, second.Id]]),
        Id: paid.Id,
        SyncToken: paid.SyncToken,
        sparse: true,
    });

    assert.equal(moved.UnappliedAmt, 40);
    assert.equal((await invoice(first.Id)).Balance, 100);
    assert.equal((await invoice(second.Id)).Balance, 40);
    assert.deepEqual(linksOf(await invoice(first.Id)), []);
});

test("voiding a paid invoice leaves its payment unapplied", async () => {
    await books.connect();
    const due = await books.call("createInvoice", invoiceOf(100));
    const paid = await books.call("createPayment", paymentOf(100, [[100, due.Id]]));

    await books.call("voidInvoice", { Id: due.Id, SyncToken: (await invoice(due.Id)).SyncToken });
    const after = await books.call("getPayment", paid.Id);

    assert.deepEqual(linksOf(await invoice(due.Id)), []);
    assert.equal(after.UnappliedAmt, 100);
    assert.deepEqual((after.Line ?? []).flatMap(linksOf), []);
});

test("an invoice with a payment is unlinked before it can be deleted", async () => {
    await books.connect();
    const due = await books.call("createInvoice", invoiceOf(100));
    const paid = await books.call("createPayment", paymentOf(100, [[100, due.Id]]));

    const linked = await books.refused("deleteInvoice", { Id: due.Id, SyncToken: "1" });
    await books.call("deletePayment", { Id: paid.Id, SyncToken: paid.SyncToken });
    const gone = await books.call("deleteInvoice", { Id: due.Id, SyncToken: "2" });

    assert.equal(linked.status, 400);
    assert.match(linked.code, /^(6000|6480|800)$/);
    assert.equal(gone.Invoice.status, "Deleted");
});

test("a payment needs a customer and an amount", async () => {
    await books.connect();

    const customer = await books.refused("createPayment", { TotalAmt: 5 });
    const amount = await books.refused("createPayment", {
        CustomerRef: { value: "1" },
        CurrencyRef: { value: "USD" },
    });

    assert.equal(customer.status, 400);
    assert.match(customer.code, /^(2020|6560)$/);
    assert.deepEqual([amount.status, amount.code], [400, "6000"]);
    assert.match(amount.detail, /You must set a transaction amount/);
});

test("a payment applies no more than there is, to what is there and the customer's own", async () => {
    await books.connect();
    const due = await books.call("createInvoice", invoiceOf(100));
    const other = await books.call(
        "createInvoice",
        invoiceOf(100, { CustomerRef: { value: "3" } }),
    );

    const beyondTotal = await books.refused("createPayment", paymentOf(30, [[60, due.Id]]));
    const beyondBalance = await books.refused("createPayment", paymentOf(200, [[200, due.Id]]));
    const unknown = await books.refused("createPayment", paymentOf(30, [[30, "999999"]]));
    const strange = await books.refused("createPayment", paymentOf(30, [[30, other.Id]]));
    const negative = await books.refused("createPayment", paymentOf(-30));
    const type = await books.refused("createPayment", paymentOf(30, [[30, due.Id, "Nonsense"]]));

    for (const refusal of [beyondTotal, beyondBalance, unknown, strange, negative, type]) {
        assert.equal(refusal.status, 400);
        assert.match(refusal.code, /^(6000|610|620|2500|2010|2170|2290|2090)$/, refusal.detail);
    }
    assert.equal((await invoice(due.Id)).Balance, 100);
    assert.equal((await invoice(other.Id)).Balance, 100);
    assert.equal((await invoice(due.Id)).SyncToken, "0");
});

test("a line of a payment settles one document, once", async () => {
    await books.connect();
    const first = await books.call("createInvoice", invoiceOf(100));
    const second = await books.call("createInvoice", invoiceOf(100));
    const links = (...ids) => ids.map((TxnId) => ({ TxnId, TxnType: "Invoice" }));

    const answers = [];
    for (const LinkedTxn of [links(first.Id, second.Id), links(first.Id, first.Id)]) {
        const body = { ...paymentOf(500), Line: [{ Amount: 50, LinkedTxn }] };
        answers.push(await books.raw("POST", "/payment", { body }));
    }

    const settled = 200 - (await invoice(first.Id)).Balance - (await invoice(second.Id)).Balance;
    const sent = answers.filter(({ status }) => status === 200).length * 50;
    assert.ok(settled <= sent, `${settled} settled with lines of ${sent}`);
});

test("a payment has the customer's currency", async () => {
    await books.connect();
    const due = await books.call(
        "createInvoice",
        invoiceOf(100, { CustomerRef: { value: "58" }, CurrencyRef: { value: "EUR" } }),
    );

    const wrong = await books.refused(
        "createPayment",
        paymentOf(100, [], { CustomerRef: { value: "58" } }),
    );
    const right = await books.call(
        "createPayment",
        paymentOf(100, [[100, due.Id]], {
            CustomerRef: { value: "58" },
            CurrencyRef: { value: "EUR" },
        }),
    );

    assert.deepEqual([wrong.status, wrong.code], [400, "6000"]);
    assert.equal(right.CurrencyRef.value, "EUR");
    assert.equal((await invoice(due.Id)).Balance, 0);
});

test("a stale payment is neither changed nor voided nor deleted", async () => {
    await books.connect();
    const due = await books.call("createInvoice", invoiceOf(100));
    const paid = await books.call("createPayment", paymentOf(100, [[100, due.Id]]));

    for (const method of ["updatePayment", "voidPayment", "deletePayment"]) {
        const refusal = await books.refused(method, { Id: paid.Id, SyncToken: "9" });
        assert.deepEqual([refusal.status, refusal.code], [400, "5010"], method);
    }
    assert.equal((await invoice(due.Id)).Balance, 0);
});

test("a payment that lies on a bank deposit is locked with 6540", async () => {
    await books.connect();
    const due = await books.call("createInvoice", invoiceOf(100));
    const { Id, SyncToken } = await books.call("createPayment", paymentOf(100, [[100, due.Id]]));
    await books.control("POST", "/deposits", { payment: Id });

    for (const [method, changes] of [
        ["updatePayment", { sparse: true, TotalAmt: 120 }],
        ["voidPayment", {}],
        ["deletePayment", {}],
    ]) {
        const refusal = await books.refused(method, { Id, SyncToken, ...changes });
        assert.deepEqual([refusal.status, refusal.code], [400, "6540"], method);
    }
    assert.equal((await invoice(due.Id)).Balance, 0);
});

test("payments are found by customer, date, method and number", async () => {
    await books.connect();
    const paid = await books.call(
        "createPayment",
        paymentOf(10, [], {
            CustomerRef: { value: "3" },
            TxnDate: "2026-02-03",
            PaymentMethodRef: { value: "2" },
            PaymentRefNum: "77",
        }),
    );

    for (const criteria of [
        { CustomerRef: "3" },
        { TxnDate: "2026-02-03" },
        { PaymentRefNum: "77" },
        [
            { field: "TotalAmt", value: 10, operator: "<=" },
            { field: "PaymentMethodRef", value: "2" },
        ],
    ]) {
        const found = await books.find("findPayments", criteria);
        assert.deepEqual(
            found.map(({ Id }) => Id),
            [paid.Id],
            JSON.stringify(criteria),
        );
    }
});
