// QuickBooks' query language: the whole grammar, criteria as node-quickbooks writes them, refusals.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { Books, invoiceOf, realms } from "./quickbooks.mjs";

let books;
before(async () => {
    books = await Books.start("quickbooks_query");
});
after(async () => {
    await books.stop();
    books.assertSchemas();
});

const ids = (rows) => rows.map(({ Id }) => Id);
const refusedQuery = (statement) =>
    books.rawRefusal("GET", "/query", { query: { query: statement } });

describe("statements", () => {
    test("give rows with their place and number; no rows, no member", async () => {
        await books.connect();

        const two = await books.query("select * from Customer where Id in ('1', '2')");
        const none = await books.query("select * from Customer where Id = '999999'");

        assert.deepEqual(ids(two.Customer).sort(), ["1", "2"]);
        assert.deepEqual([two.startPosition, two.maxResults], [1, 2]);
        assert.deepEqual(none.Customer, undefined);
        assert.equal(none.maxResults ?? 0, 0);
    });

    test("count without rows", async () => {
        await books.connect();

        const all = await books.query("select count(*) from Customer");
        const some = await books.query("SELECT COUNT(*) FROM Customer WHERE DisplayName LIKE 'A%'");

        assert.ok(all.totalCount >= 29);
        assert.equal(all.Customer, undefined);
        assert.ok(some.totalCount >= 1 && some.totalCount < all.totalCount);
    });

    test("are read without regard to case, of keywords, names and compared text", async () => {
        await books.connect();

        const found = await books.query(
            "SeLeCt * FrOm customer wHeRe displayname = 'COOL CARS' oRdErBy ID dEsC",
        );

        assert.deepEqual(
            found.Customer.map(({ DisplayName }) => DisplayName),
            ["Cool Cars"],
        );
    });

    test("compare numbers, dates, instants and booleans", async () => {
        await books.connect();
        await books.call(
            "createInvoice",
            invoiceOf(77.5, { TxnDate: "2026-02-03", DueDate: "2026-03-03" }),
        );
        const totals = async (condition) =>
            ((await books.query(`select * from Invoice where ${condition}`)).Invoice ?? []).map(
                ({ TotalAmt }) => TotalAmt,
            );

        assert.deepEqual(await totals("TotalAmt = '77.5'"), [77.5]);
        assert.deepEqual(await totals("TotalAmt = 77.50"), [77.5]);
        assert.deepEqual(await totals("TotalAmt > 77 and TotalAmt < 78"), [77.5]);
        assert.deepEqual(await totals("TotalAmt >= 77.51 and TotalAmt <= 78"), []);
        assert.deepEqual(await totals("TxnDate = '2026-02-03'"), [77.5]);
        assert.deepEqual(await totals("TxnDate > '2026-02-02' and TxnDate < '2026-02-04'"), [77.5]);
        assert.deepEqual(
            await totals("DueDate >= '2026-03-03' and DueDate <= '2026-03-03'"),
            [77.5],
        );
        assert.deepEqual(await totals("MetaData.CreateTime < '2001-01-01T00:00:00Z'"), []);
        assert.ok(
            (await totals("MetaData.LastUpdatedTime > '2001-01-01T00:00:00-08:00'")).includes(77.5),
        );
        assert.ok(
            (await books.query("select * from Item where Taxable = true")).Item.every(
                ({ Taxable }) => Taxable,
            ),
        );
    });

    test("match text with % alone", async () => {
        await books.connect();
        const names = async (pattern) =>
            (
                (await books.query(`select * from Customer where DisplayName like '${pattern}'`))
                    .Customer ?? []
            ).map(({ DisplayName }) => DisplayName);

        assert.deepEqual(await names("Cool%"), ["Cool Cars"]);
        assert.deepEqual(await names("%ool C%"), ["Cool Cars"]);
        assert.deepEqual(await names("cool cars"), ["Cool Cars"]);
        assert.deepEqual(await names("C__l Cars"), []);
    });

    test("escape a quote with a backslash; a doubled one is refused", async () => {
        await books.connect();

        const found = await books.query(
            "select * from Customer where DisplayName = 'Amy\\'s Bird Sanctuary'",
        );
        const doubled = await refusedQuery(
            "select * from Customer where DisplayName = 'Amy''s Bird Sanctuary'",
        );

        assert.deepEqual(ids(found.Customer), ["1"]);
        assert.deepEqual([doubled.status, doubled.code], [400, "4000"]);
        assert.match(doubled.detail, /Encountered " <STRING> "'?s/);
    });

    test("sort by any sortable member, newest first without being asked", async () => {
        await books.connect();

        const up = (await books.query("select * from Customer orderby DisplayName")).Customer.map(
            ({ DisplayName }) => DisplayName,
        );
        const down = (
            await books.query("select * from Customer order by DisplayName desc")
        ).Customer.map(({ DisplayName }) => DisplayName);
        const plain = ids((await books.query("select * from Invoice")).Invoice).map(Number);

        assert.deepEqual(down, [...up].reverse());
        assert.equal(up[0], [...up].sort((a, b) => a.localeCompare(b, "en"))[0]);
        assert.deepEqual(
            plain,
            [...plain].sort((a, b) => b - a),
        );
    });

    test("are paged from 1, 100 at a time", async () => {
        await books.connect({ seed: "empty", realm: realms.second });
        for (let batch = 0; batch < 11; ++batch) {
            await books.call(
                "batch",
                Array.from({ length: 10 }, (_, i) => ({
                    bId: `${i}`,
                    operation: "create",
                    Customer: { DisplayName: `C ${batch * 10 + i}` },
                })),
            );
        }

        const page = await books.query("select * from Customer orderby Id");
        const rest = await books.query("select * from Customer orderby Id startposition 101");
        const three = await books.query(
            "select * from Customer orderby Id startposition 2 maxresults 3",
        );
        const beyond = await books.query("select * from Customer startposition 500");
        const all = await books.call("findCustomers", { limit: 40, fetchAll: true });

        assert.equal(page.Customer.length, 100);
        assert.equal(rest.Customer.length, 10);
        assert.equal(rest.startPosition, 101);
        assert.deepEqual(ids(three.Customer), ids(page.Customer).slice(1, 4));
        assert.equal(beyond.Customer, undefined);
        assert.equal(new Set(ids(all.QueryResponse.Customer)).size, 110);
    });

    test("may be posted", async () => {
        await books.connect();

        const answer = await books.raw("POST", "/query", {
            body: "select * from Customer where Id = '1'",
            headers: { "content-type": "application/text" },
        });

        assert.equal(answer.status, 200, answer.text);
        assert.deepEqual(ids(answer.json.QueryResponse.Customer), ["1"]);
    });

    test("follow references by id", async () => {
        await books.connect();
        const made = await books.call(
            "createInvoice",
            invoiceOf(5, { CustomerRef: { value: "3" } }),
        );

        const found = await books.query("select * from Invoice where CustomerRef = '3'");

        assert.deepEqual(ids(found.Invoice), [made.Id]);
    });

    test("know the current date", async () => {
        await books.connect();
        const made = await books.call("createInvoice", invoiceOf(5));

        const found = await books.query("select * from Invoice where TxnDate = CURRENT_DATE");

        assert.ok(ids(found.Invoice).includes(made.Id));
    });
});

describe("refusals", () => {
    const syntax = [
        "",
        "   ",
        "select",
        "selec * from Invoice",
        "select * from",
        "select * Invoice",
        "select * from Invoice where",
        "select * from Invoice where Id",
        "select * from Invoice where Id =",
        "select * from Invoice TxnDate",
        "select * from Invoice where Id = '1' or Id = '2'",
        "select * from Invoice where Id = '1",
        "select * from Invoice where (Id = '1')",
        "select * from Invoice maxresults ten",
        "select * from Invoice where Id in ()",
        "select * from Invoice where Id in ('1'",
        "select * from Invoice group by Id",
        "select count(* from Invoice",
        "select * from Invoice; drop table Invoice",
        "insert into Invoice",
        "select * from Invoice where Id == '1'",
        "select * from Invoice where TxnDate = 2026-02-03",
        'select * from Invoice where DocNumber = "1"',
        "select * from Invoice where ż = '1'",
        "'",
        "(".repeat(2000),
    ];
    for (const statement of syntax) {
        test(`4000 for: ${statement.slice(0, 70)}`, async () => {
            await books.connect();

            const refusal = await refusedQuery(statement);

            assert.equal(refusal.status, 400);
            assert.match(
                refusal.code,
                statement.trim() === "" ? /^(4000|2020)$/ : /^4000$/,
                refusal.detail,
            );
            if (refusal.code === "4000") {
                assert.equal(refusal.message, "Error parsing query");
                assert.match(refusal.detail, /^QueryParserError: /);
            }
        });
    }

    test("4000 names what was met and where", async () => {
        await books.connect();

        const refusal = await refusedQuery("select * from Purchase wher TxnDate");

        assert.equal(
            refusal.detail,
            'QueryParserError: Encountered " <IDENTIFIER> "wher "" at line 1, column 24.',
        );
    });

    const invalid = [
        [
            "select * from Invoice where NoSuchField = '1'",
            /Property NoSuchField not found for Entity Invoice/i,
        ],
        [
            "select * from Invoice where PrivateNote = 'x'",
            /property 'PrivateNote' is not queryable/i,
        ],
        [
            "select * from Invoice where EmailStatus = 'NotSet'",
            /property 'EmailStatus' is not queryable/i,
        ],
        ["select * from Invoice orderby NoSuchField", /NoSuchField/],
        ["select * from Invoice startposition 0", /value 0 is too small\. Min allowed value is 1/],
        ["select * from Invoice where Id > '1'", /./],
        ["select * from Invoice where Id like '1%'", /./],
        ["select * from Invoice where Id != '1'", /./],
    ];
    for (const [statement, detail] of invalid) {
        test(`4001 for: ${statement}`, async () => {
            await books.connect();

            const refusal = await refusedQuery(statement);

            assert.deepEqual([refusal.status, refusal.code], [400, "4001"], refusal.detail);
            assert.equal(refusal.message, "Invalid query");
            assert.match(refusal.detail, detail);
        });
    }

    test("an entity that there is not", async () => {
        await books.connect();

        const refusal = await refusedQuery("select * from Nonsense");

        assert.equal(refusal.status, 400);
        assert.match(refusal.code, /^(4000|4001|2000)$/);
    });

    test("too many rows are capped or refused", async () => {
        await books.connect();

        const answer = await books.raw("GET", "/query", {
            query: { query: "select * from Customer maxresults 5000" },
        });

        assert.ok(answer.status === 200 || answer.json.Fault.Error[0].code === "4001", answer.text);
    });
});

describe("criteria of node-quickbooks", () => {
    test("become conditions, lists, orders and pages", async () => {
        await books.connect();

        const named = await books.find("findCustomers", { DisplayName: "Cool Cars" });
        const listed = await books.find("findCustomers", { Id: ["1", "3"] });
        const ranged = await books.find("findInvoices", [
            { field: "TotalAmt", value: "400", operator: ">" },
        ]);
        const sorted = await books.find("findCustomers", [
            { field: "desc", value: "DisplayName" },
            { field: "limit", value: 5 },
        ]);
        const quoted = await books.find("findCustomers", { DisplayName: "Amy's Bird Sanctuary" });
        const text = await books.find(
            "findCustomers",
            "where Active in (true, false) maxresults 2",
        );

        assert.deepEqual(ids(named), ["3"]);
        assert.deepEqual(ids(listed).sort(), ["1", "3"]);
        assert.deepEqual(ids(ranged), ["67"]);
        assert.equal(sorted.length, 5);
        assert.ok(sorted[0].DisplayName.toLowerCase() > sorted[4].DisplayName.toLowerCase());
        assert.deepEqual(ids(quoted), ["1"]);
        assert.equal(text.length, 2);
    });

    test("count", async () => {
        await books.connect();

        const answer = await books.call("findCustomers", { count: true });

        assert.ok(answer.QueryResponse.totalCount >= 29);
    });

    const everything = [
        "Accounts",
        "Attachables",
        "Classes",
        "CompanyInfos",
        "CompanyCurrencies",
        "CreditMemos",
        "Customers",
        "Departments",
        "Estimates",
        "ExchangeRates",
        "Invoices",
        "Items",
        "Payments",
        "PaymentMethods",
        "Preferenceses",
        "TaxAgencies",
        "TaxCodes",
        "TaxRates",
        "Terms",
        "Vendors",
        "Employees",
    ];
    for (const name of everything) {
        test(`find${name} answers`, async () => {
            await books.connect();

            const answer = await books.call(`find${name}`, {});

            assert.equal(typeof answer.QueryResponse, "object");
            assert.match(answer.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,3}[+-]\d\d:\d\d$/);
        });
    }
});
