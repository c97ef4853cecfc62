// Long random walks through sales, payments and credits: after each step the books must add up.
// A failure names the seed and the step, which make the same walk again.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Dice } from "./dice.mjs";
import { Books, Refusal, salesLine } from "./quickbooks.mjs";

let books;
before(async () => {
    books = await Books.start("quickbooks_ledger");
});
after(async () => {
    await books.stop();
    books.assertSchemas();
});

// Amounts are counted in cents; JSON's numbers of dollars are exact enough to be read back.
const cents = (amount) => Math.round((amount ?? 0) * 100);
const dollars = (count) => count / 100;
const sum = (list) => list.reduce((total, value) => total + value, 0);
/** Half up, of whole numbers that stay below 2^53. */
const divide = (value, by) => Math.floor((2 * value + by) / (2 * by));

/** California 8 %; Tucson 7.1 % and 2 %: thousandths of a percent by tax code. */
const rates = { 2: [8000], 3: [7100, 2000] };

/** What the sample company pays for a hundred units of a currency. */
const homeRate = { USD: 100, EUR: 108 };

/** A sales form and the total that it must come to, worked out apart from the books. */
function drawForm(dice, customer, currency) {
    const lines = Array.from({ length: dice.between(1, 4) }, () => {
        const quantity = dice.between(1, 20_000); // thousandths
        const price = dice.between(1, 50_000); // cents
        return { quantity, price, amount: divide(quantity * price, 1000), taxed: dice.chance(60) };
    });
    const code = dice.pick([null, "2", "3"]);
    const percent = dice.chance(30) ? dice.between(1, 50) : 0;
    const subtotal = sum(lines.map(({ amount }) => amount));
    const discount = divide(subtotal * percent, 100);
    const taxable = code ? sum(lines.filter(({ taxed }) => taxed).map(({ amount }) => amount)) : 0;
    const tax = code ? sum(rates[code].map((rate) => divide(taxable * rate, 100_000))) : 0;
    const Line = lines.map(({ quantity, price, amount, taxed }) =>
        salesLine(dollars(amount), {
            Qty: quantity / 1000,
            UnitPrice: dollars(price),
            TaxCodeRef: { value: taxed && code ? "TAX" : "NON" },
        }),
    );
    if (percent) {
        Line.push({
            DetailType: "DiscountLineDetail",
            DiscountLineDetail: { PercentBased: true, DiscountPercent: percent },
        });
    }
    return {
        total: subtotal - discount + tax,
        form: {
            CustomerRef: { value: customer },
            CurrencyRef: { value: currency },
            Line,
            ...(code && { TxnTaxDetail: { TxnTaxCodeRef: { value: code } } }),
        },
    };
}

/** All rows of a type. */
async function all(entity) {
    return (await books.query(`select * from ${entity} maxresults 1000`))[entity] ?? [];
}

/** Amounts of a payment's lines by what they settle, as "Invoice 12" -> cents. */
function partsOf(payment) {
    return (payment.Line ?? []).flatMap((line) =>
        (line.LinkedTxn ?? []).map(({ TxnType, TxnId }) => [
            `${TxnType} ${TxnId}`,
            cents(line.Amount),
        ]),
    );
}

/** What was paid of each document, over all payments. */
function settledBy(payments) {
    const settled = new Map();
    for (const [document, amount] of payments.flatMap(partsOf)) {
        settled.set(document, (settled.get(document) ?? 0) + amount);
    }
    return settled;
}

/** The promises that hold in any books at any time. */
async function assertBooksAddUp(customers) {
    const [invoices, payments, credits, people] = await Promise.all(
        ["Invoice", "Payment", "CreditMemo", "Customer"].map(all),
    );
    const settled = settledBy(payments);
    const owed = new Map();
    const owe = (form, amount) =>
        owed.set(form.CustomerRef.value, (owed.get(form.CustomerRef.value) ?? 0) + amount);
    for (const invoice of invoices) {
        const id = `Invoice ${invoice.Id}`;
        const paid = settled.get(id) ?? 0;
        assert.equal(cents(invoice.Balance), cents(invoice.TotalAmt) - paid, `${id}: what is left`);
        assert.ok(invoice.Balance >= 0, `${id}: not less than nothing`);
        const payers = payments.filter((payment) =>
            partsOf(payment).some(([document]) => document === id),
        );
        const links = (invoice.LinkedTxn ?? [])
            .filter(({ TxnType }) => TxnType === "Payment")
            .map(({ TxnId }) => TxnId);
        assert.deepEqual(links.sort(), payers.map(({ Id }) => Id).sort(), `${id}: its payments`);
        owe(invoice, cents(invoice.Balance));
    }
    for (const credit of credits) {
        const used = settled.get(`CreditMemo ${credit.Id}`) ?? 0;
        assert.equal(
            cents(credit.RemainingCredit),
            cents(credit.TotalAmt) - used,
            `CreditMemo ${credit.Id}: what is left`,
        );
        assert.ok(credit.RemainingCredit >= 0);
        owe(credit, -cents(credit.RemainingCredit));
    }
    for (const payment of payments) {
        const parts = partsOf(payment).map(([document, amount]) =>
            document.startsWith("CreditMemo") ? amount : -amount,
        );
        const left = cents(payment.TotalAmt) + sum(parts);
        assert.equal(cents(payment.UnappliedAmt), left, `Payment ${payment.Id}: unapplied`);
        assert.ok(left >= 0, `Payment ${payment.Id}: no more than there is`);
        owe(payment, -left);
    }
    for (const { Id, Balance } of people.filter(({ Id }) => customers.includes(Id))) {
        assert.equal(cents(Balance), owed.get(Id) ?? 0, `Customer ${Id}: owes`);
    }
}

/** One walk: each method is a step; a refused step must change nothing. */
class Walk {
    totals = new Map(); // what "Invoice 12" must come to
    deleted = []; // "Invoice 12"

    constructor(dice, customers, currency) {
        this.dice = dice;
        this.customers = customers;
        this.currency = currency;
    }

    async #rows(entity, wanted = () => true) {
        return (await all(entity)).filter(
            (row) => this.customers.includes(row.CustomerRef.value) && wanted(row),
        );
    }

    async #pick(entity, wanted) {
        const rows = await this.#rows(entity, wanted);
        return rows.length ? this.dice.pick(rows) : null;
    }

    async #create(entity) {
        const { form, total } = drawForm(this.dice, this.dice.pick(this.customers), this.currency);
        const made = await books.call(`create${entity}`, form);
        assert.equal(cents(made.TotalAmt), total, `${entity} ${made.Id}: ${JSON.stringify(form)}`);
        assert.equal(cents(made.HomeTotalAmt), divide(total * homeRate[this.currency], 100));
        this.totals.set(`${entity} ${made.Id}`, total);
    }

    invoice() {
        return this.#create("Invoice");
    }

    credit() {
        return this.#create("CreditMemo");
    }

    /** Random parts of what a customer owes, and sometimes money beyond. */
    async #drawParts(customer, most = Infinity) {
        let left = most;
        const parts = [];
        for (const { Id, Balance } of await this.#rows(
            "Invoice",
            (row) => row.CustomerRef.value === customer && row.Balance > 0,
        )) {
            const largest = Math.min(cents(Balance), left);
            if (largest > 0 && this.dice.chance(50)) {
                const amount = this.dice.chance(40) ? largest : this.dice.between(1, largest);
                parts.push({
                    Amount: dollars(amount),
                    LinkedTxn: [{ TxnId: Id, TxnType: "Invoice" }],
                });
                left -= amount;
            }
        }
        return parts;
    }

    async payment() {
        const customer = this.dice.pick(this.customers);
        const Line = await this.#drawParts(customer);
        const extra = this.dice.chance(30) ? this.dice.between(1, 9999) : 0;
        const total = sum(Line.map(({ Amount }) => cents(Amount))) + extra;
        if (total > 0) {
            await books.call("createPayment", {
                CustomerRef: { value: customer },
                CurrencyRef: { value: this.currency },
                TotalAmt: dollars(total),
                Line,
            });
        }
    }

    async applyCredit() {
        const credit = await this.#pick("CreditMemo", ({ RemainingCredit }) => RemainingCredit > 0);
        const Line = credit
            ? await this.#drawParts(credit.CustomerRef.value, cents(credit.RemainingCredit))
            : [];
        if (Line.length) {
            const used = dollars(sum(Line.map(({ Amount }) => cents(Amount))));
            await books.call("createPayment", {
                CustomerRef: credit.CustomerRef,
                CurrencyRef: { value: this.currency },
                TotalAmt: 0,
                Line: [
                    ...Line,
                    { Amount: used, LinkedTxn: [{ TxnId: credit.Id, TxnType: "CreditMemo" }] },
                ],
            });
        }
    }

    async reapply() {
        const payment = await this.#pick("Payment", ({ TotalAmt }) => TotalAmt > 0);
        if (payment) {
            await this.#maybe("updatePayment", {
                Id: payment.Id,
                SyncToken: payment.SyncToken,
                sparse: true,
                CustomerRef: payment.CustomerRef,
                TotalAmt: payment.TotalAmt,
                Line: await this.#drawParts(payment.CustomerRef.value, cents(payment.TotalAmt)),
            });
        }
    }

    async edit() {
        const invoice = await this.#pick("Invoice");
        if (invoice) {
            const { form, total } = drawForm(this.dice, invoice.CustomerRef.value, this.currency);
            const done = await this.#maybe("updateInvoice", {
                ...form,
                Id: invoice.Id,
                SyncToken: invoice.SyncToken,
                sparse: false,
            });
            if (done) {
                this.totals.set(`Invoice ${invoice.Id}`, total);
            }
        }
    }

    async note() {
        const entity = this.dice.pick(["Invoice", "Payment", "CreditMemo"]);
        const row = await this.#pick(entity);
        if (row) {
            await books.call(`update${entity}`, {
                Id: row.Id,
                SyncToken: row.SyncToken,
                sparse: true,
                PrivateNote: "seen",
            });
        }
    }

    async remove() {
        const entity = this.dice.pick(["Invoice", "Payment", "CreditMemo"]);
        const row = await this.#pick(entity);
        if (
            row &&
            (await this.#maybe(`delete${entity}`, { Id: row.Id, SyncToken: row.SyncToken }))
        ) {
            this.totals.delete(`${entity} ${row.Id}`);
            this.deleted.push(`${entity} ${row.Id}`);
        }
    }

    async void() {
        const entity = this.dice.pick(["Invoice", "Payment"]);
        const row = await this.#pick(entity);
        if (row && (await this.#maybe(`void${entity}`, { Id: row.Id, SyncToken: row.SyncToken }))) {
            this.totals.set(`${entity} ${row.Id}`, 0);
        }
    }

    async stale() {
        const row = await this.#pick("Invoice");
        if (row) {
            const refusal = await books.refused("updateInvoice", {
                Id: row.Id,
                SyncToken: `${Number(row.SyncToken) + 1}`,
                sparse: true,
                Line: [salesLine(1)],
            });
            assert.equal(refusal.code, "5010");
        }
    }

    /** A step that the vendor may refuse where documents hang together; then nothing has changed. */
    async #maybe(method, argument) {
        const entity = method.replace(/^[a-z]+/, "");
        const before = await books.call(`get${entity}`, argument.Id);
        try {
            await books.attempt(method, argument);
            return true;
        } catch (refusal) {
            assert.ok(refusal instanceof Refusal, String(refusal));
            assert.equal(refusal.status, 400);
            assert.doesNotMatch(
                refusal.code,
                /^(5010|10000|610|2010|2020)$/,
                `${method}: ${refusal.detail}`,
            );
            assert.deepEqual(await books.call(`get${entity}`, argument.Id), before);
            return false;
        }
    }

    /** Whoever followed the changes has the same books as whoever reads all of them. */
    async assertChanges(since) {
        const entities = ["Invoice", "Payment", "CreditMemo"];
        const answer = await books.call("changeDataCapture", entities, since);
        const byId = (a, b) => Number(a.Id) - Number(b.Id);
        const gone = [];
        for (const [i, entity] of entities.entries()) {
            const changed = answer.CDCResponse[0].QueryResponse[i][entity] ?? [];
            const live = changed.filter(({ status }) => status !== "Deleted");
            assert.deepEqual(live.sort(byId), (await this.#rows(entity)).sort(byId), entity);
            gone.push(
                ...changed.filter((row) => !live.includes(row)).map(({ Id }) => `${entity} ${Id}`),
            );
        }
        assert.deepEqual(gone.sort(), this.deleted.sort());
    }

    async assertTotals() {
        for (const entity of ["Invoice", "CreditMemo"]) {
            for (const row of await this.#rows(entity)) {
                assert.equal(
                    cents(row.TotalAmt),
                    this.totals.get(`${entity} ${row.Id}`),
                    `${entity} ${row.Id}`,
                );
            }
        }
    }
}

const steps = [
    ...[
        "invoice",
        "invoice",
        "invoice",
        "payment",
        "payment",
        "payment",
        "credit",
        "applyCredit",
        "applyCredit",
    ],
    ...["reapply", "edit", "edit", "note", "remove", "void", "stale"],
];

for (const [seed, currency] of [
    [1, "USD"],
    [2, "EUR"],
    [3, "USD"],
    [113, "USD"],
    [115, "EUR"],
    [1028, "USD"],
]) {
    test(`the books add up at every step of walk ${seed} in ${currency}`, async () => {
        await books.connect();
        const dice = new Dice(seed);
        const { now } = await books.control("GET", "/clock");
        await books.control("POST", "/clock", { advance_seconds: 5 });
        const made = await books.call(
            "batch",
            ["One", "Two", "Three"].map((name) => ({
                bId: name,
                operation: "create",
                Customer: {
                    DisplayName: `${name} of walk ${seed}`,
                    CurrencyRef: { value: currency },
                },
            })),
        );
        const customers = made.BatchItemResponse.map(({ Customer }) => Customer.Id);
        const walk = new Walk(dice, customers, currency);
        for (let step = 0; step < 60; ++step) {
            const name = dice.pick(steps);
            try {
                await walk[name]();
                await assertBooksAddUp(customers);
            } catch (error) {
                error.message = `seed ${seed}, step ${step} (${name}): ${error.message}`;
                throw error;
            }
        }
        await walk.assertTotals();
        await walk.assertChanges(now);
    });
}
