// The lists of QuickBooks, as node-quickbooks uses them: create, read, update, find and refusals.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { Books } from "./quickbooks.mjs";

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
