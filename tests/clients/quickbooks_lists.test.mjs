// The lists of QuickBooks, as node-quickbooks uses them: create, read, update, find and refusals.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { Books, realms } from "./quickbooks.mjs";

let books;
before(async () => {
    books = await Books.start("quickbooks_lists");
});
after(async () => {
    await books.stop();
    books.assertSchemas();
});

/** Lists that behave alike: how to make one, what to change, which name is limited to what. */
const lists = [
    { name: "Customer", body: { DisplayName: "Ann Lee" }, label: "DisplayName", longest: 500 },
    {
        name: "Item",
        body: {
            Name: "Consulting",
            Type: "Service",
            IncomeAccountRef: { value: "1" },
            UnitPrice: 90.5,
        },
        label: "Name",
        longest: 100,
    },
    { name: "Term", body: { Name: "Net 7", DueDays: 7 }, label: "Name", longest: 31 },
    {
        name: "Account",
        body: { Name: "Web sales", AccountType: "Income" },
        label: "Name",
        longest: 100,
    },
    { name: "Class", body: { Name: "East" }, label: "Name", longest: 100, plural: "Classes" },
    { name: "Department", body: { Name: "Shop" }, label: "Name", longest: 100 },
    { name: "PaymentMethod", body: { Name: "Barter", Type: "NON_CREDIT_CARD" }, label: "Name" },
];

for (const { name, body, label, longest, plural = `${name}s` } of lists) {
    describe(name, () => {
        const create = `create${name}`;
        const get = `get${name}`;
        const update = `update${name}`;

        test("is created with a version and times, and read by its id", async () => {
            await books.connect();

            const made = await books.call(create, body);
            const read = await books.call(get, made.Id);

            assert.match(made.Id, /^\d+$/);
            assert.equal(made.SyncToken, "0");
            assert.equal(made.domain, "QBO");
            assert.equal(made.sparse, false);
            assert.equal(made.Active, true);
            assert.equal(made[label], body[label]);
            assert.equal(made.MetaData.CreateTime, made.MetaData.LastUpdatedTime);
            assert.deepEqual(read, made);
        });

        test("keeps in a sparse update what is not sent, loses it in a full one", async () => {
            await books.connect();
            const made = await books.call(create, body);

            const sparse = await books.call(update, {
                Id: made.Id,
                SyncToken: "0",
                sparse: true,
                [label]: `${body[label]} 2`,
            });
            const full = await books.call(update, {
                ...body,
                Id: made.Id,
                SyncToken: "1",
                sparse: false,
                [label]: `${body[label]} 3`,
            });

            assert.equal(sparse.SyncToken, "1");
            assert.equal(full.SyncToken, "2");
            assert.equal(full[label], `${body[label]} 3`);
            for (const [member, value] of Object.entries(body)) {
                if (member !== label) {
                    assert.deepEqual([sparse[member]].map(plain), [value].map(plain), member);
                }
            }
        });

        test("refuses an old version with 5010 and changes nothing", async () => {
            await books.connect();
            const made = await books.call(create, body);
            await books.call(update, {
                Id: made.Id,
                SyncToken: "0",
                sparse: true,
                [label]: "Newer",
            });

            const stale = await books.refused(update, {
                Id: made.Id,
                SyncToken: "0",
                sparse: true,
                [label]: "Older",
            });

            assert.equal(stale.status, 400);
            assert.equal(stale.code, "5010");
            assert.equal(stale.message, "Stale Object Error");
            assert.equal(stale.type, "ValidationFault");
            assert.equal((await books.call(get, made.Id))[label], "Newer");
        });

        test("is made inactive instead of deleted; queries then skip it unless asked for", async () => {
            await books.connect();
            const made = await books.call(create, body);

            const refusal = await books.rawRefusal("POST", `/${name.toLowerCase()}`, {
                query: { operation: "delete" },
                body: { Id: made.Id, SyncToken: "0" },
            });
            await books.call(update, { Id: made.Id, SyncToken: "0", sparse: true, Active: false });
            const active = await books.find(`find${plural}`, { Id: made.Id });
            const all = await books.find(`find${plural}`, [
                { field: "Id", value: made.Id },
                { field: "Active", value: [true, false], operator: "IN" },
            ]);

            assert.equal(refusal.status, 400);
            assert.equal(refusal.code, "500");
            assert.equal((await books.call(get, made.Id)).Active, false);
            assert.deepEqual(active, []);
            assert.deepEqual(
                all.map(({ Id }) => Id),
                [made.Id],
            );
        });

        test("answers 610 for an id that is not there, 2030 for one that is none", async () => {
            await books.connect();

            const unknown = await books.refused(get, "999999");
            const none = await books.refused(get, "-1x");
            const change = await books.refused(update, {
                Id: "999999",
                SyncToken: "0",
                sparse: true,
            });

            assert.deepEqual([unknown.status, unknown.code], [400, "610"]);
            assert.deepEqual([none.status, none.code], [400, "2030"]);
            assert.deepEqual([change.status, change.code], [400, "610"]);
        });

        test("refuses members that do not exist or have another type with 2010 to 2080", async () => {
            await books.connect();

            const unknown = await books.refused(create, { ...body, NoSuchMember: 1 });
            const wrong = await books.refused(create, { ...body, [label]: { deep: true } });
            const list = await books.refused(create, { ...body, Active: ["x"] });

            assert.deepEqual([unknown.status, unknown.code], [400, "2010"]);
            assert.match(unknown.detail, /NoSuchMember/);
            for (const { status, code } of [wrong, list]) {
                assert.equal(status, 400);
                assert.match(code, /^(2010|2060|2070|2080|2090)$/);
            }
        });

        test("needs a name, in few enough characters", async () => {
            await books.connect();
            const nameless = Object.fromEntries(
                Object.entries(body).filter(([key]) => key !== label),
            );

            const missing = await books.refused(create, nameless);

            assert.equal(missing.status, 400);
            assert.equal(missing.code, name === "Customer" ? "6080" : "2020");
            if (longest) {
                const long = await books.refused(create, {
                    ...body,
                    [label]: "x".repeat(longest + 1),
                });
                assert.deepEqual([long.status, long.code], [400, "2050"]);
                assert.match(
                    long.detail,
                    new RegExp(`Supplied length:${(longest + 1).toLocaleString("en-US")}`),
                );
                assert.equal(
                    (await books.call(create, { ...body, [label]: "x".repeat(longest) })).SyncToken,
                    "0",
                );
            }
        });

        test("refuses a name that is taken with 6240", async () => {
            await books.connect();
            await books.call(create, body);

            const twice = await books.refused(create, body);

            assert.deepEqual([twice.status, twice.code], [400, "6240"]);
            assert.equal(twice.message, "Duplicate Name Exists Error");
        });
    });
}

/** References without their label, which is read only. */
function plain(value) {
    return value?.value !== undefined ? { value: value.value } : value;
}

describe("Customer", () => {
    test("gets its name from the parts of a person's name", async () => {
        await books.connect();

        const made = await books.call("createCustomer", {
            GivenName: "Jo",
            MiddleName: "M",
            FamilyName: "Ray",
        });

        assert.equal(made.DisplayName, "Jo M Ray");
        assert.equal(made.FullyQualifiedName, "Jo M Ray");
        assert.equal(made.PrintOnCheckName, "Jo M Ray");
        assert.equal(made.Balance, 0);
    });

    test("shares its names with vendors and employees, whatever the letters' case", async () => {
        await books.connect();

        const vendor = await books.refused("createCustomer", { DisplayName: "Books by Bessie" });
        const lower = await books.refused("createCustomer", { DisplayName: "cool cars" });

        assert.equal(vendor.code, "6240");
        assert.equal(lower.code, "6240");
    });

    test("refuses colons, tabs and line breaks in names", async () => {
        await books.connect();

        for (const DisplayName of ["a:b", "a\tb", "a\nb"]) {
            const refusal = await books.refused("createCustomer", { DisplayName });
            assert.equal(refusal.status, 400);
            assert.match(refusal.code, /^(2040|6000)$/, JSON.stringify(DisplayName));
        }
    });

    test("refuses an address that is no e-mail address with 2210", async () => {
        await books.connect();

        const refusal = await books.refused("createCustomer", {
            DisplayName: "Mail",
            PrimaryEmailAddr: { Address: "nobody" },
        });

        assert.deepEqual([refusal.status, refusal.code], [400, "2210"]);
        assert.equal(refusal.message, "Invalid Email Address format");
    });

    test("stands below a parent, five levels at most", async () => {
        await books.connect();
        let parent = await books.call("createCustomer", { DisplayName: "L0" });
        for (let level = 1; level <= 4; ++level) {
            parent = await books.call("createCustomer", {
                DisplayName: `L${level}`,
                Job: true,
                ParentRef: { value: parent.Id },
            });
            assert.equal(parent.Level, level);
        }

        const tooDeep = await books.refused("createCustomer", {
            DisplayName: "L5",
            Job: true,
            ParentRef: { value: parent.Id },
        });

        assert.equal(parent.FullyQualifiedName, "L0:L1:L2:L3:L4");
        assert.deepEqual([tooDeep.status, tooDeep.code], [400, "6180"]);
    });

    test("has a currency for ever", async () => {
        await books.connect();

        const made = await books.call("createCustomer", {
            DisplayName: "Euro",
            CurrencyRef: { value: "EUR" },
        });
        const home = await books.call("createCustomer", { DisplayName: "Home" });

        assert.equal(made.CurrencyRef.value, "EUR");
        assert.equal(home.CurrencyRef.value, "USD");
    });

    test("shows only the end of a tax number", async () => {
        await books.connect();

        const made = await books.call("createCustomer", {
            DisplayName: "Taxed",
            PrimaryTaxIdentifier: "99123456789",
        });

        assert.match(made.PrimaryTaxIdentifier, /^X+56789$/);
    });

    test("refuses references that lead nowhere with 2500 or 610", async () => {
        await books.connect();

        for (const member of ["SalesTermRef", "PaymentMethodRef", "ParentRef"]) {
            const refusal = await books.refused("createCustomer", {
                DisplayName: "Lost",
                Job: member === "ParentRef",
                [member]: { value: "9999" },
            });
            assert.equal(refusal.status, 400);
            assert.match(refusal.code, /^(2500|610|700)$/, member);
        }
    });
});

describe("Item", () => {
    test("names the item that has the name already", async () => {
        await books.connect();
        const made = await books.call("createItem", lists[1].body);

        const twice = await books.refused("createItem", lists[1].body);

        assert.equal(twice.code, "6240");
        assert.match(twice.detail, new RegExp(`Id=${made.Id}\\b`));
    });

    test("needs an income account to be sold, and one of that type", async () => {
        await books.connect();

        const without = await books.refused("createItem", { Name: "A", Type: "Service" });
        const wrong = await books.refused("createItem", {
            Name: "B",
            Type: "Service",
            IncomeAccountRef: { value: "35" },
        });
        const unknown = await books.refused("createItem", {
            Name: "C",
            Type: "Service",
            IncomeAccountRef: { value: "9999" },
        });

        assert.equal(without.status, 400);
        assert.match(without.code, /^(2020|6000)$/);
        assert.match(wrong.code, /^(6010|6430|6000|2500)$/);
        assert.match(unknown.code, /^(2500|610)$/);
    });

    test("can be counted stock", async () => {
        await books.connect();

        const made = await books.call("createItem", {
            Name: "Gnome",
            Type: "Inventory",
            UnitPrice: 12.34,
            PurchaseCost: 5,
            QtyOnHand: 7,
            InvStartDate: "2026-01-01",
            TrackQtyOnHand: true,
            IncomeAccountRef: { value: "79" },
            ExpenseAccountRef: { value: "80" },
            AssetAccountRef: { value: "81" },
        });

        assert.equal(made.Type, "Inventory");
        assert.equal(made.QtyOnHand, 7);
        assert.equal(made.UnitPrice, 12.34);
        assert.equal(made.AssetAccountRef.value, "81");
    });

    test("has only the types that there are", async () => {
        await books.connect();

        const refusal = await books.refused("createItem", { ...lists[1].body, Type: "Wonder" });

        assert.deepEqual([refusal.status, refusal.code], [400, "2170"]);
    });

    test("stands in a category", async () => {
        await books.connect();
        const category = await books.call("createItem", { Name: "Garden", Type: "Category" });

        const made = await books.call("createItem", {
            ...lists[1].body,
            SubItem: true,
            ParentRef: { value: category.Id },
        });

        assert.equal(made.FullyQualifiedName, "Garden:Consulting");
        assert.equal(made.Level, 1);
    });

    test("is found by its properties", async () => {
        await books.connect();
        await books.call("createItem", { ...lists[1].body, Sku: "C-1" });

        const bySku = await books.find("findItems", { Sku: "C-1" });
        const stock = await books.find("findItems", { Type: "Inventory" });
        const like = await books.find("findItems", [
            { field: "Name", value: "%unt%", operator: "LIKE" },
        ]);

        assert.deepEqual(
            bySku.map(({ Name }) => Name),
            ["Consulting"],
        );
        assert.ok(stock.length >= 2 && stock.every(({ Type }) => Type === "Inventory"));
        assert.ok(like.some(({ Name }) => Name === "Rock Fountain"));
    });
});

describe("Term", () => {
    test("is standard with days and date driven with a day of the month", async () => {
        await books.connect();

        const standard = await books.call("createTerm", {
            Name: "2% 10 Net 30",
            DueDays: 30,
            DiscountDays: 10,
            DiscountPercent: 2,
        });
        const driven = await books.call("createTerm", {
            Name: "15th",
            DayOfMonthDue: 15,
            DueNextMonthDays: 5,
        });

        assert.equal(standard.Type, "STANDARD");
        assert.equal(standard.DiscountPercent, 2);
        assert.equal(driven.Type, "DATE_DRIVEN");
        assert.equal(driven.DayOfMonthDue, 15);
    });

    test("refuses days beyond 999 and days of no month", async () => {
        await books.connect();

        const days = await books.refused("createTerm", { Name: "Long", DueDays: 1000 });
        const day = await books.refused("createTerm", { Name: "Late", DayOfMonthDue: 32 });

        assert.equal(days.status, 400);
        assert.equal(day.status, 400);
    });
});

describe("Account", () => {
    test("is classified by its type and may have a sub-account", async () => {
        await books.connect();
        const parent = await books.call("createAccount", { Name: "Web", AccountType: "Income" });

        const child = await books.call("createAccount", {
            Name: "Shop",
            AccountType: "Income",
            SubAccount: true,
            ParentRef: { value: parent.Id },
        });

        assert.equal(parent.Classification, "Revenue");
        assert.equal(child.FullyQualifiedName, "Web:Shop");
        assert.equal(child.CurrentBalance, 0);
    });

    test("refuses an unknown type, quotes and colons", async () => {
        await books.connect();

        const type = await books.refused("createAccount", { Name: "A", AccountType: "Magic" });
        const quote = await books.refused("createAccount", { Name: 'A"B', AccountType: "Income" });
        const colon = await books.refused("createAccount", { Name: "A:B", AccountType: "Income" });

        assert.deepEqual([type.status, type.code], [400, "2170"]);
        assert.match(quote.code, /^(2040|6000)$/);
        assert.match(colon.code, /^(2040|6000)$/);
    });
});

for (const name of ["Class", "Department"]) {
    test(`${name} stands below another of its kind`, async () => {
        await books.connect();
        const parent = await books.call(`create${name}`, { Name: "North" });

        const child = await books.call(`create${name}`, {
            Name: "Oslo",
            [`Sub${name}`]: true,
            ParentRef: { value: parent.Id },
        });

        assert.equal(child.FullyQualifiedName, "North:Oslo");
        assert.equal(child[`Sub${name}`], true);
        assert.equal(child.ParentRef.value, parent.Id);
    });
}

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
