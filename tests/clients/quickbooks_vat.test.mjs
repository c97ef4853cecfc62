// Tax outside the United States: real codes on lines, amounts net or gross, or no tax at all.
import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";

import { Dice } from "./dice.mjs";
import { Books, realms, salesLine } from "./quickbooks.mjs";

let books;
let codes; // by percent: {23: "2", ..}
before(async () => {
    books = await Books.start("quickbooks_vat");
});
after(async () => {
    await books.stop();
    books.assertSchemas();
});
beforeEach(async () => {
    await books.connect({ seed: "global", realm: realms.polish });
    codes = await codesByPercent();
});

/** Codes that consist of one rate, by that rate. */
async function codesByPercent() {
    const rates = await books.find("findTaxRates");
    const found = {};
    for (const { Id, SalesTaxRateList } of await books.find("findTaxCodes")) {
        const details = SalesTaxRateList?.TaxRateDetail ?? [];
        const rate = rates.find((one) => one.Id === details[0]?.TaxRateRef.value);
        if (details.length === 1 && rate.RateValue > 0) {
            found[rate.RateValue] = Id;
        }
    }
    return found;
}

const line = (amount, code, changes = {}) =>
    salesLine(amount, code ? { TaxCodeRef: { value: code }, ...changes } : changes);

const draft = (Line, changes = {}) => ({
    CustomerRef: { value: "1" },
    CurrencyRef: { value: "PLN" },
    Line,
    ...changes,
});

const create = (...args) => books.call("createInvoice", draft(...args));
const refusal = (...args) => books.refused("createInvoice", draft(...args));

/** Tax lines as [percent, net amount, tax], by percent. */
const taxesOf = ({ TxnTaxDetail }) =>
    (TxnTaxDetail.TaxLine ?? [])
        .map(({ Amount, TaxLineDetail }) => [
            TaxLineDetail.TaxPercent,
            TaxLineDetail.NetAmountTaxable,
            Amount,
        ])
        .sort((a, b) => a[0] - b[0]);
const itemLines = (form) =>
    form.Line.filter(({ DetailType }) => DetailType === "SalesItemLineDetail");
const cents = (amount) => Math.round(amount * 100);
const sum = (list) => list.reduce((total, value) => total + value, 0);

describe("net amounts", () => {
    test("are what is meant where nothing is said; each rate has a line of its own", async () => {
        const made = await create([line(100, codes[23]), line(50, codes[8]), line(0.1, codes[23])]);

        assert.equal(made.GlobalTaxCalculation, "TaxExcluded");
        assert.deepEqual(taxesOf(made), [
            [8, 50, 4],
            [23, 100.1, 23.02],
        ]);
        assert.equal(made.TxnTaxDetail.TotalTax, 27.02);
        assert.equal(made.TotalAmt, 177.12);
        assert.equal(made.Balance, 177.12);
        assert.ok(
            made.TxnTaxDetail.TaxLine.every(({ TaxLineDetail }) => TaxLineDetail.TaxRateRef.value),
        );
    });

    test("are taxed on the sum of a rate, rounded once", async () => {
        const made = await create(Array.from({ length: 5 }, () => line(0.02, codes[23])));

        assert.deepEqual(taxesOf(made), [[23, 0.1, 0.02]]);
    });

    test("of random forms come to what an independent reckoning says", async () => {
        const dice = new Dice(7);
        for (let round = 0; round < 40; ++round) {
            const items = Array.from({ length: dice.between(1, 8) }, () => ({
                count: dice.between(1, 300_000),
                percent: Number(dice.pick(Object.keys(codes))),
            }));
            const nets = {};
            for (const { count, percent } of items) {
                nets[percent] = (nets[percent] ?? 0) + count;
            }
            const taxes = Object.entries(nets).map(([percent, net]) =>
                Math.floor((net * percent + 50) / 100),
            );

            const made = await create(
                items.map(({ count, percent }) => line(count / 100, codes[percent])),
            );

            assert.equal(cents(made.TxnTaxDetail.TotalTax), sum(taxes), JSON.stringify(items));
            assert.equal(cents(made.TotalAmt), sum(taxes) + sum(Object.values(nets)));
        }
    });
});

describe("gross amounts", () => {
    const gross = (amount, code) => line(amount, code, { TaxInclusiveAmt: amount });

    test("stay what the customer pays; the line keeps the net", async () => {
        const made = await create([gross(123, codes[23])], {
            GlobalTaxCalculation: "TaxInclusive",
        });

        const [{ Amount, SalesItemLineDetail }] = itemLines(made);
        assert.equal(made.GlobalTaxCalculation, "TaxInclusive");
        assert.equal(made.TotalAmt, 123);
        assert.equal(made.TxnTaxDetail.TotalTax, 23);
        assert.equal(Amount, 100);
        assert.equal(SalesItemLineDetail.TaxInclusiveAmt, 123);
    });

    test("always come apart into net and tax that make them again", async () => {
        const dice = new Dice(8);
        for (let round = 0; round < 40; ++round) {
            const items = Array.from({ length: dice.between(1, 6) }, () => [
                dice.between(1, 100_000) / 100,
                dice.pick(Object.values(codes)),
            ]);

            const made = await create(
                items.map(([amount, code]) => gross(amount, code)),
                { GlobalTaxCalculation: "TaxInclusive" },
            );

            const total = sum(items.map(([amount]) => cents(amount)));
            assert.equal(cents(made.TotalAmt), total, JSON.stringify(items));
            const net = sum(itemLines(made).map(({ Amount }) => cents(Amount)));
            assert.equal(net + cents(made.TxnTaxDetail.TotalTax), total, JSON.stringify(items));
            const taxes = taxesOf(made);
            assert.equal(
                sum(taxes.map(([, , tax]) => cents(tax))),
                cents(made.TxnTaxDetail.TotalTax),
            );
            for (const [percent, taxable, tax] of taxes) {
                const exact = (taxable * percent) / 100;
                assert.ok(Math.abs(exact - tax) < 0.05, `${percent} % of ${taxable} is not ${tax}`);
            }
        }
    });
});

describe("no tax", () => {
    test("is taken where none applies", async () => {
        const made = await create([line(100)], { GlobalTaxCalculation: "NotApplicable" });

        assert.equal(made.GlobalTaxCalculation, "NotApplicable");
        assert.equal(made.TotalAmt, 100);
        assert.equal(made.TxnTaxDetail?.TotalTax ?? 0, 0);
    });

    test("goes with no tax detail", async () => {
        const { status, code } = await refusal([line(100)], {
            GlobalTaxCalculation: "NotApplicable",
            TxnTaxDetail: { TotalTax: 23 },
        });

        assert.deepEqual([status, code], [400, "6170"]);
    });
});

describe("refusals", () => {
    test("a line without a code", async () => {
        const { status, code, detail } = await refusal([line(100)]);

        assert.deepEqual([status, code], [400, "6000"]);
        assert.match(detail, /GST|VAT|tax/i);
    });

    test("codes that are not there, and those of the United States", async () => {
        for (const value of ["999", "TAX"]) {
            const { status, code } = await refusal([line(100, value)]);
            assert.equal(status, 400, value);
            assert.match(code, /^(2500|610|6100|6000)$/, value);
        }
    });

    test("a way of reckoning that there is not", async () => {
        const { status, code } = await refusal([line(100, codes[23])], {
            GlobalTaxCalculation: "Maybe",
        });

        assert.deepEqual([status, code], [400, "2170"]);
    });

    test("a rate that the form does not use, or one that comes twice", async () => {
        const made = await create([line(100, codes[23])]);
        const [{ TaxLineDetail }] = made.TxnTaxDetail.TaxLine;
        const taxLine = (TaxRateRef) => ({
            Amount: 5,
            DetailType: "TaxLineDetail",
            TaxLineDetail: {
                TaxRateRef,
                PercentBased: true,
                TaxPercent: 23,
                NetAmountTaxable: 100,
            },
        });
        const own = taxLine(TaxLineDetail.TaxRateRef);

        for (const TaxLine of [[own, own], [taxLine({ value: "999" })]]) {
            const { status } = await refusal([line(100, codes[23])], { TxnTaxDetail: { TaxLine } });
            assert.equal(status, 400);
        }
    });
});

describe("an override", () => {
    test("replaces the tax of its rate and shows the difference", async () => {
        const computed = await create([line(100, codes[23])]);
        const [taxLine] = computed.TxnTaxDetail.TaxLine;

        const made = await create([line(100, codes[23])], {
            TxnTaxDetail: { TotalTax: 23.01, TaxLine: [{ ...taxLine, Amount: 23.01 }] },
        });

        assert.equal(made.TxnTaxDetail.TotalTax, 23.01);
        assert.equal(made.TotalAmt, 123.01);
        assert.equal(made.TxnTaxDetail.TaxLine[0].TaxLineDetail.OverrideDeltaAmount, 0.01);
    });
});

describe("changes", () => {
    test("of the lines bring new tax where no detail is sent", async () => {
        const made = await create([line(100, codes[23])]);

        const changed = await books.call("updateInvoice", {
            Id: made.Id,
            SyncToken: "0",
            sparse: true,
            Line: [line(200, codes[8])],
        });

        assert.deepEqual(taxesOf(changed), [[8, 200, 16]]);
        assert.equal(changed.TotalAmt, 216);
    });

    test("void the tax as well", async () => {
        const made = await create([line(100, codes[23])]);

        const answer = await books.call("voidInvoice", { Id: made.Id, SyncToken: "0" });

        const { TotalAmt, TxnTaxDetail } = answer.Invoice ?? answer;
        assert.deepEqual([TotalAmt, TxnTaxDetail.TotalTax], [0, 0]);
    });
});

test("a code of two rates gives two tax lines", async () => {
    const [agency] = await books.find("findTaxAgencies");
    const detail = (name, RateValue) => ({
        TaxRateName: name,
        RateValue,
        TaxAgencyId: agency.Id,
        TaxApplicableOn: "Sales",
    });
    const { TaxCodeId } = await books.call("createTaxService", {
        TaxCode: "GST and PST",
        TaxRateDetails: [detail("GST", "5"), detail("PST", "7")],
    });

    const made = await create([line(100, TaxCodeId)]);

    assert.deepEqual(taxesOf(made), [
        [5, 100, 5],
        [7, 100, 7],
    ]);
    assert.equal(made.TotalAmt, 112);
});

test("a foreign customer is invoiced in the foreign currency, with home amounts", async () => {
    const made = await create([line(100, codes[23])], {
        CustomerRef: { value: "11" },
        CurrencyRef: { value: "EUR" },
        ExchangeRate: 4.25,
    });

    assert.equal(made.TotalAmt, 123);
    assert.equal(made.HomeTotalAmt, 522.75);
});

test("a tax number is shown by its end alone", async () => {
    const customers = await books.find("findCustomers");

    const numbers = customers
        .map(({ PrimaryTaxIdentifier }) => PrimaryTaxIdentifier)
        .filter(Boolean);
    assert.ok(numbers.length > 0);
    assert.ok(
        numbers.every((number) => /^X+\w{1,5}$/.test(number)),
        numbers.join(),
    );
});

describe("automated sales tax in the United States", () => {
    beforeEach(async () => {
        await books.connect();
        await books.control("POST", "/records/Preferences/1", {
            TaxPrefs: { UsingSalesTax: true, PartnerTaxEnabled: true },
        });
    });

    test("chooses the code itself and adds its lines up", async () => {
        const made = await books.call("createInvoice", {
            CustomerRef: { value: "1" },
            CurrencyRef: { value: "USD" },
            Line: [
                salesLine(100, { TaxCodeRef: { value: "TAX" } }),
                salesLine(50, { TaxCodeRef: { value: "NON" } }),
            ],
            ShipAddr: {
                Line1: "4581 Finch St.",
                City: "Bayshore",
                CountrySubDivisionCode: "CA",
                PostalCode: "94326",
            },
            TxnTaxDetail: { TxnTaxCodeRef: { value: "3" } },
        });

        const { TotalTax, TaxLine = [] } = made.TxnTaxDetail;
        assert.equal(cents(TotalTax), sum(TaxLine.map(({ Amount }) => cents(Amount))));
        assert.equal(cents(made.TotalAmt), 15_000 + cents(TotalTax));
        assert.equal(made.GlobalTaxCalculation, undefined);
    });

    test("still knows TAX and NON alone", async () => {
        const { code } = await books.refused("createInvoice", {
            CustomerRef: { value: "1" },
            CurrencyRef: { value: "USD" },
            Line: [salesLine(100, { TaxCodeRef: { value: "2" } })],
        });

        assert.equal(code, "6100");
    });
});
