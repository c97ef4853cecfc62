// Currencies with their rates, and tax codes with theirs.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { Books, realms } from "./quickbooks.mjs";

let books;
before(async () => {
    books = await Books.start("quickbooks_tax");
});
after(async () => {
    await books.stop();
    books.assertSchemas();
});

describe("currencies", () => {
    test("are listed, added once, and have names", async () => {
        await books.connect();

        const made = await books.raw("POST", "/companycurrency", { body: { Code: "PLN" } });
        const twice = await books.raw("POST", "/companycurrency", { body: { Code: "PLN" } });
        const nonsense = await books.rawRefusal("POST", "/companycurrency", {
            body: { Code: "XYZW" },
        });
        const found = await books.find("findCompanyCurrencies", { Code: "PLN" });

        assert.equal(made.status, 200, made.text);
        assert.equal(made.json.CompanyCurrency.Active, true);
        assert.match(made.json.CompanyCurrency.Name, /\S/);
        assert.equal(twice.status, 400);
        assert.equal(nonsense.status, 400);
        assert.equal(found.length, 1);
        assert.equal((await books.call("getCompanyCurrency", found[0].Id)).Code, "PLN");
    });

    test("have a rate for a day, home units for one foreign", async () => {
        await books.connect();

        const before = await books.call("getExchangeRate", {
            sourcecurrencycode: "EUR",
            asofdate: "2026-11-20",
        });
        const set = await books.call("updateExchangeRate", {
            SourceCurrencyCode: "EUR",
            Rate: 1.25,
            AsOfDate: "2026-11-20",
            SyncToken: "0",
        });
        const after = await books.call("getExchangeRate", {
            sourcecurrencycode: "EUR",
            asofdate: "2026-11-20",
        });

        assert.equal(before.ExchangeRate.SourceCurrencyCode, "EUR");
        assert.equal(before.ExchangeRate.TargetCurrencyCode, "USD");
        assert.equal(before.ExchangeRate.Rate, 1.08);
        assert.equal((set.ExchangeRate ?? set).Rate, 1.25);
        assert.equal(after.ExchangeRate.Rate, 1.25);
        assert.equal(after.ExchangeRate.AsOfDate, "2026-11-20");
    });

    test("that are unknown have no rate, and rates are above nothing", async () => {
        await books.connect();

        for (const [method, argument] of [
            ["getExchangeRate", { sourcecurrencycode: "XYZW" }],
            ["getExchangeRate", {}],
            ["getExchangeRate", { sourcecurrencycode: "EUR", asofdate: "yesterday" }],
            ["updateExchangeRate", { SourceCurrencyCode: "EUR", Rate: 0, AsOfDate: "2026-11-20" }],
            ["updateExchangeRate", { SourceCurrencyCode: "EUR", Rate: -1, AsOfDate: "2026-11-20" }],
            ["updateExchangeRate", { SourceCurrencyCode: "EUR", AsOfDate: "2026-11-20" }],
            ["updateExchangeRate", { SourceCurrencyCode: "USD", Rate: 2, AsOfDate: "2026-11-20" }],
        ]) {
            const refusal = await books.refused(method, argument);
            assert.equal(refusal.status, 400, JSON.stringify(argument));
        }
    });

    test("rule invoices of their day", async () => {
        await books.connect();
        for (const [AsOfDate, Rate] of [
            ["2026-01-10", 1.2],
            ["2026-02-10", 1.3],
        ]) {
            await books.call("updateExchangeRate", { SourceCurrencyCode: "EUR", Rate, AsOfDate });
        }

        const made = await books.call("createInvoice", {
            CustomerRef: { value: "58" },
            CurrencyRef: { value: "EUR" },
            TxnDate: "2026-02-10",
            Line: [
                {
                    DetailType: "SalesItemLineDetail",
                    Amount: 10,
                    SalesItemLineDetail: { ItemRef: { value: "1" } },
                },
            ],
        });

        assert.equal(made.ExchangeRate, 1.3);
        assert.equal(made.HomeTotalAmt, 13);
    });

    test("are refused by a company that has only one", async () => {
        await books.connect({ seed: "empty", realm: realms.second });

        const refusal = await books.rawRefusal("POST", "/companycurrency", {
            body: { Code: "PLN" },
        });

        assert.equal(refusal.status, 400);
        assert.match(refusal.code, /^(5020|5030|6000)$/);
    });
});

describe("tax", () => {
    test("codes, rates and agencies are read and found; TAX and NON are codes of their own", async () => {
        await books.connect();

        const california = await books.call("getTaxCode", "2");
        const pseudo = await books.call("getTaxCode", "TAX");
        const none = await books.call("getTaxCode", "NON");
        const rate = await books.call(
            "getTaxRate",
            california.SalesTaxRateList.TaxRateDetail[0].TaxRateRef.value,
        );
        const agency = await books.call("getTaxAgency", rate.AgencyRef.value);

        assert.equal(california.TaxGroup, true);
        assert.deepEqual([pseudo.Id, pseudo.TaxGroup, pseudo.Taxable], ["TAX", false, true]);
        assert.deepEqual([none.Id, none.TaxGroup, none.Taxable], ["NON", false, false]);
        assert.equal(rate.RateValue, 8);
        assert.match(agency.DisplayName, /\S/);
        assert.ok((await books.find("findTaxCodes")).length >= 4);
        assert.ok((await books.find("findTaxRates")).some(({ Id }) => Id === rate.Id));
        assert.ok((await books.find("findTaxAgencies")).some(({ Id }) => Id === agency.Id));
    });

    test("codes and rates are made by the tax service alone", async () => {
        await books.connect();
        const [agency] = await books.find("findTaxAgencies");
        const details = [
            {
                TaxRateName: "Reno 5",
                RateValue: "5",
                TaxAgencyId: agency.Id,
                TaxApplicableOn: "Sales",
            },
        ];

        const made = await books.call("createTaxService", {
            TaxCode: "Reno",
            TaxRateDetails: details,
        });
        const code = await books.call("getTaxCode", made.TaxCodeId);
        const direct = await books.raw("POST", "/taxcode", { body: { Name: "Direct" } });

        assert.equal(code.Name, "Reno");
        const rate = await books.call(
            "getTaxRate",
            code.SalesTaxRateList.TaxRateDetail[0].TaxRateRef.value,
        );
        assert.equal(rate.RateValue, 5);
        assert.notEqual(direct.status, 200, direct.text);
    });

    test("rates are 0 to 100 and stand in a code once", async () => {
        await books.connect();
        const [agency] = await books.find("findTaxAgencies");
        const detail = {
            TaxRateName: "R",
            RateValue: "5",
            TaxAgencyId: agency.Id,
            TaxApplicableOn: "Sales",
        };

        const high = await books.refused("createTaxService", {
            TaxCode: "High",
            TaxRateDetails: [{ ...detail, RateValue: "101" }],
        });
        const twice = await books.refused("createTaxService", {
            TaxCode: "Twice",
            TaxRateDetails: [{ TaxRateId: "3" }, { TaxRateId: "3" }],
        });
        const none = await books.refused("createTaxService", {
            TaxCode: "None",
            TaxRateDetails: [],
        });

        assert.deepEqual([high.status, twice.status, none.status], [400, 400, 400]);
    });
});
