// What is particular to customers and items.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { Books } from "./quickbooks.mjs";

let books;
before(async () => {
    books = await Books.start("quickbooks_names");
});
after(async () => {
    await books.stop();
    books.assertSchemas();
});

const consulting = {
    Name: "Consulting",
    Type: "Service",
    IncomeAccountRef: { value: "1" },
    UnitPrice: 90.5,
};

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

    test("brings its currency into the company", async () => {
        await books.connect();

        await books.call("createCustomer", {
            DisplayName: "Złoty",
            CurrencyRef: { value: "PLN" },
        });

        const [currency] = await books.find("findCompanyCurrencies", { Code: "PLN" });
        assert.equal(currency.Active, true);
    });

    test("keeps its currency, whatever an update says", async () => {
        await books.connect();
        const { Id } = await books.call("createCustomer", { DisplayName: "Home" });

        const answer = await books.raw("POST", "/customer", {
            body: { Id, SyncToken: "0", sparse: true, CurrencyRef: { value: "EUR" } },
        });

        assert.ok([200, 400].includes(answer.status), answer.text);
        assert.equal((await books.call("getCustomer", Id)).CurrencyRef.value, "USD");
    });

    test("loses in a full update what is not sent, in parts of parts as well", async () => {
        await books.connect();
        const made = await books.call("createCustomer", {
            DisplayName: "Full",
            Notes: "x",
            PrimaryPhone: { FreeFormNumber: "1" },
            BillAddr: { Line1: "a", City: "b", PostalCode: "c" },
        });

        const changed = await books.call("updateCustomer", {
            Id: made.Id,
            SyncToken: "0",
            sparse: false,
            DisplayName: "Full",
            BillAddr: { Line1: "a" },
        });

        assert.equal(changed.Notes, undefined);
        assert.equal(changed.PrimaryPhone, undefined);
        assert.deepEqual([changed.BillAddr.Line1, changed.BillAddr.City], ["a", undefined]);
    });

    test("limits each of its texts", async () => {
        await books.connect();
        const limits = { Title: 16, GivenName: 100, FamilyName: 100, Suffix: 16, CompanyName: 100 };
        const deep = { Notes: 2000, PrintOnCheckName: 110 };

        for (const [member, limit] of Object.entries({ ...limits, ...deep })) {
            const fits = { DisplayName: `Fits ${member}`, [member]: "x".repeat(limit) };
            const tooLong = { DisplayName: `Long ${member}`, [member]: "x".repeat(limit + 1) };
            await books.call("createCustomer", fits);
            const refusal = await books.refused("createCustomer", tooLong);
            assert.deepEqual([refusal.status, refusal.code], [400, "2050"], member);
        }
        const phone = await books.refused("createCustomer", {
            DisplayName: "Phone",
            PrimaryPhone: { FreeFormNumber: "1".repeat(31) },
        });
        const mail = await books.refused("createCustomer", {
            DisplayName: "Mail",
            PrimaryEmailAddr: { Address: `${"x".repeat(95)}@b.example` },
        });
        assert.deepEqual([phone.code, mail.code], ["2050", "2050"]);
    });
});

describe("Item", () => {
    test("names the item that has the name already", async () => {
        await books.connect();
        const made = await books.call("createItem", consulting);

        const twice = await books.refused("createItem", consulting);

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

        const refusal = await books.refused("createItem", { ...consulting, Type: "Wonder" });

        assert.deepEqual([refusal.status, refusal.code], [400, "2170"]);
    });

    test("stands in a category", async () => {
        await books.connect();
        const category = await books.call("createItem", { Name: "Garden", Type: "Category" });

        const made = await books.call("createItem", {
            ...consulting,
            SubItem: true,
            ParentRef: { value: category.Id },
        });

        assert.equal(made.FullyQualifiedName, "Garden:Consulting");
        assert.equal(made.Level, 1);
    });

    test("is found by its properties", async () => {
        await books.connect();
        await books.call("createItem", { ...consulting, Sku: "C-1" });

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

describe("a bundle", () => {
    test("lists what is in it, and what is not there is refused", async () => {
        await books.connect();
        const group = (value) => ({
            Name: `Set ${value}`,
            Type: "Group",
            ItemGroupDetail: { ItemGroupLine: [{ ItemRef: { value }, Qty: 2 }] },
        });

        const made = await books.call("createItem", group("5"));
        const unknown = await books.refused("createItem", group("9999"));

        assert.equal(made.Type, "Group");
        assert.equal(made.ItemGroupDetail.ItemGroupLine[0].ItemRef.value, "5");
        assert.equal(made.ItemGroupDetail.ItemGroupLine[0].Qty, 2);
        assert.equal(unknown.status, 400);
        assert.match(unknown.code, /^(610|2500)$/);
    });
});

describe("what is inactive", () => {
    async function retire(entity, id) {
        const row = await books.call(`get${entity}`, id);
        await books.call(`update${entity}`, {
            Id: id,
            SyncToken: row.SyncToken,
            sparse: true,
            Active: false,
        });
    }

    test("cannot be referred to any more", async () => {
        await books.connect();
        await retire("Item", "7");
        await retire("Term", "3");
        await retire("PaymentMethod", "1");
        const line = (ItemRef) => ({
            DetailType: "SalesItemLineDetail",
            Amount: 1,
            SalesItemLineDetail: { ItemRef },
        });
        const invoice = { CustomerRef: { value: "1" }, CurrencyRef: { value: "USD" } };

        const refusals = [
            await books.refused("createInvoice", { ...invoice, Line: [line({ value: "7" })] }),
            await books.refused("createInvoice", {
                ...invoice,
                Line: [line({ value: "1" })],
                SalesTermRef: { value: "3" },
            }),
            await books.refused("createPayment", {
                ...invoice,
                TotalAmt: 1,
                PaymentMethodRef: { value: "1" },
            }),
        ];

        for (const { status, code } of refusals) {
            assert.equal(status, 400);
            assert.match(code, /^(610|2500)$/);
        }
    });

    test("is marked in the name of an account", async () => {
        await books.connect();
        const { Id } = await books.call("createAccount", { Name: "Old", AccountType: "Income" });

        await retire("Account", Id);

        assert.equal((await books.call("getAccount", Id)).Name, "Old (deleted)");
    });

    test("frees its name or keeps it, but comes back when it is made active", async () => {
        await books.connect();
        const { Id } = await books.call("createCustomer", { DisplayName: "Returning" });
        await retire("Customer", Id);

        const { SyncToken } = await books.call("getCustomer", Id);
        const back = await books.call("updateCustomer", {
            Id,
            SyncToken,
            sparse: true,
            DisplayName: "Returning",
            Active: true,
        });

        assert.deepEqual([back.Active, back.DisplayName], [true, "Returning"]);
        assert.equal((await books.find("findCustomers", { Id })).length, 1);
    });
});
