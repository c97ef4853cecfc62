// What the emulated QuickBooks says to requests that make no sense: its own refusal, nothing changed, nothing
// told that is not theirs, and the program still there.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";

import {
    assertNoTrouble,
    changed,
    huge,
    noObject,
    notJson,
    placesIn,
    talkTests,
    wrongValues,
} from "./bad_input.mjs";
import { Books, Refusal, invoiceOf, realms } from "./quickbooks.mjs";

const entities = [
    "Invoice",
    "CreditMemo",
    "Estimate",
    "Payment",
    "Customer",
    "Item",
    "Account",
    "Term",
    "Class",
    "Department",
    "PaymentMethod",
    "CompanyCurrency",
    "Attachable",
];
const writes = [
    ...entities.map((name) => `/${name.toLowerCase()}`),
    "/batch",
    "/taxservice/taxcode",
    "/exchangerate",
];
let books;
let atFirst;

const everything = () =>
    Promise.all(
        [realms.first, realms.second].flatMap((realm) =>
            entities.map((name) => books.control("GET", `/records/${name}?realm=${realm}`)),
        ),
    );

before(async () => (books = await Books.start("bad_input_quickbooks")));
after(() => books.stop());
beforeEach(async () => {
    await books.connect();
    await books.control("DELETE", "/requests");
    atFirst = await everything();
});
afterEach(() => assertNoTrouble(books));

async function refusedWith(code, method, below, options) {
    const { status, code: got } = await books.rawRefusal(method, below, options);
    assert.deepEqual([status, got], [400, code], `${method} ${below}`);
}

for (const [what, body] of Object.entries({ ...notJson, ...noObject })) {
    test(`a body that is no object is 2010 wherever something is written: ${what}`, async () => {
        for (const below of writes) {
            await refusedWith("2010", "POST", below, { body });
        }
        assert.deepEqual(await everything(), atFirst);
    });
}

test("a body is what its bytes are, not what its type says", async () => {
    for (const type of [
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    ]) {
        await refusedWith("2010", "POST", "/customer", {
            body: "<Customer><DisplayName>x</DisplayName></Customer>",
            headers: { "content-type": type },
        });
    }
    for (const type of [
        "application/json",
        "text/plain",
        "multipart/form-data",
        "multipart/form-data; boundary=y",
    ]) {
        await refusedWith("2010", "POST", "/upload", {
            body: "--x\r\n",
            headers: { "content-type": type },
        });
    }
    assert.deepEqual(await everything(), atFirst);
});

for (const entity of [
    "Invoice",
    "CreditMemo",
    "Estimate",
    "Payment",
    "Customer",
    "Item",
    "Account",
    "Term",
]) {
    test(`values of a wrong kind anywhere in ${entity} are refused, or taken whole`, async () => {
        const below = `/${entity.toLowerCase()}`;
        const line = invoiceOf(10).Line;
        const bodies = {
            Invoice: {
                ...invoiceOf(10),
                BillEmail: { Address: "a@example.com" },
                DueDate: "2026-12-01",
                CustomerMemo: { value: "x" },
                BillAddr: { Line1: "x" },
                SalesTermRef: { value: "1" },
            },
            CreditMemo: { CustomerRef: { value: "1" }, Line: line },
            Estimate: { CustomerRef: { value: "1" }, Line: line },
            Payment: {
                CustomerRef: { value: "1" },
                TotalAmt: 5,
                Line: [{ Amount: 5, LinkedTxn: [{ TxnId: "67", TxnType: "Invoice" }] }],
            },
            Customer: {
                DisplayName: "New",
                PrimaryEmailAddr: { Address: "a@example.com" },
                BillAddr: { Line1: "x" },
                PrimaryPhone: { FreeFormNumber: "1" },
            },
            Item: {
                Name: "New",
                Type: "Service",
                IncomeAccountRef: { value: "1" },
                UnitPrice: 5,
            },
            Account: { Name: "New", AccountType: "Income" },
            Term: { Name: "New", DueDays: 5 },
        };
        const made = await books.raw("POST", below, { body: bodies[entity] });
        assert.equal(made.status, 200, made.text);
        const { Id } = made.json[entity];
        let { SyncToken } = made.json[entity];
        const codes = new Set();
        for (const place of placesIn(bodies[entity])) {
            for (const wrong of wrongValues) {
                const body = {
                    ...changed(bodies[entity], place, wrong),
                    Id,
                    SyncToken,
                    sparse: true,
                };
                const { status, json, text } = await books.raw("POST", below, { body });
                const what = `${place.join(".")}: ${JSON.stringify(wrong)}: ${text}`;
                if (status === 200) {
                    assert.equal(json[entity].SyncToken, String(Number(SyncToken) + 1), what);
                    ({ SyncToken } = json[entity]);
                    continue;
                }
                const refusal = new Refusal(status, json);
                assert.deepEqual([status, refusal.type], [400, "ValidationFault"], what);
                assert.match(refusal.code, /^\d{3,5}$/, what);
                // Whatever was refused has changed nothing.
                assert.notEqual(refusal.code, "5010", what);
                codes.add(refusal.code);
            }
        }
        assert.ok(codes.has("2010"), [...codes].join());
        assert.equal((await books.raw("GET", `${below}/${Id}`)).json[entity].SyncToken, SyncToken);
    });
}

test("texts of 5 MB are too long", async () => {
    await refusedWith("2050", "POST", "/invoice", {
        body: invoiceOf(5, { PrivateNote: huge }),
    });
    await refusedWith("2050", "POST", "/customer", { body: { DisplayName: huge } });
    await refusedWith("2010", "POST", "/invoice", { body: invoiceOf(5, { Unknown: huge }) });
    await refusedWith("2010", "POST", "/invoice", { body: invoiceOf(5, { [huge]: 1 }) });
    await refusedWith("4000", "POST", "/query", {
        body: huge,
        headers: { "content-type": "application/text" },
    });
    const { status, json } = await books.raw("POST", "/query", {
        body: `select * from Customer where DisplayName = '${huge}'`,
        headers: { "content-type": "application/text" },
    });
    assert.deepEqual([status, json.QueryResponse], [200, {}]);
    assert.deepEqual(await everything(), atFirst);
});

for (const below of [
    "/unicorn",
    "/unicorn/1",
    "/Invoice/67",
    "/INVOICE",
    "/invoice/",
    "/invoice/67/",
    "/invoice/67/unicorn",
    "//invoice/67",
    "/",
    "",
    "/query/x",
    "/invoice/..%2f67",
]) {
    test(`there is no address like ${below || "the company's own"}`, async () => {
        for (const method of ["GET", "POST"]) {
            const body = method === "POST" ? {} : undefined;
            assert.equal((await books.raw(method, below, { body })).status, 404);
        }
    });
}

for (const method of ["PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "BREW"]) {
    test(`nothing can be done with ${method}`, async () => {
        for (const below of ["/invoice", "/invoice/67", "/query", "/batch", "/preferences"]) {
            const body = method === "HEAD" ? undefined : { Id: "67", SyncToken: "2" };
            assert.equal((await books.raw(method, below, { body })).status, 405, below);
        }
        assert.deepEqual(await everything(), atFirst);
    });
}

for (const [id, code] of [
    ["abc", "2030"],
    ["-1", "2030"],
    ["1e3", "2030"],
    ["67%27%20or%201=1", "2030"],
    ["%ff%fe", "2030"],
    ["0x43", "2030"],
    ["4711", "610"],
    ["9".repeat(5000), "610"],
]) {
    test(`an id like ${id.slice(0, 20)} is ${code}`, async () => {
        for (const entity of ["invoice", "customer", "payment", "item", "download"]) {
            await refusedWith(code, "GET", `/${entity}/${id}`);
        }
        for (const part of ["pdf", "send"]) {
            await refusedWith(code, part === "pdf" ? "GET" : "POST", `/invoice/${id}/${part}`);
        }
    });
}

for (const statement of [
    "select * from Customer; drop table Customer",
    "select * from Customer where Id = '1' or '1' = '1'",
    "select * from Customer where DisplayName = '' or 1=1 --",
    "select * from Customer where DisplayName = 'a''; drop table Customer; --'",
    "select * from Customer where DisplayName like '%' or Id > '0'",
    "select * from Customer union select * from Preferences",
    "select * from Customer, Vendor",
    "select * from (select * from Customer)",
    "select * from Customer --",
    "select * from Customer /* all of them */",
    'select * from Customer where Id = "1"',
    "select * from Customer where Id = '1",
    "select * from Customer where DisplayName = 'x\\",
    "select * from Customer where Id = '1'#",
    "select count(*) from Customer; select 1",
    "delete from Customer",
    "update Customer set Balance = 0",
    "insert into Customer values (1)",
    "drop table Customer",
    "exec xp_cmdshell('dir')",
    "((((((",
    "(".repeat(100_000),
    "",
]) {
    test(`it is no statement of the query language: ${statement.slice(0, 70)}`, async () => {
        const headers = { "content-type": "application/text" };
        await refusedWith("4000", "POST", "/query", { body: statement, headers });
        if (statement.length < 1000) {
            await refusedWith("4000", "GET", "/query", { query: { query: statement } });
            const { json } = await books.raw("POST", "/batch", {
                body: { BatchItemRequest: [{ bId: "1", Query: statement }] },
            });
            assert.equal(json.BatchItemResponse[0].Fault.Error[0].code, "4000");
        }
        assert.deepEqual(await everything(), atFirst);
    });
}

const reads = [
    "/invoice/67",
    "/invoice/67/pdf",
    "/query?query=select%20*%20from%20Customer",
    "/preferences",
    "/cdc?entities=Customer&changedSince=2020-01-01",
    "/download/1",
    `/companyinfo/${realms.first}`,
];

/** Each way in, with a token; the status and code of each answer. */
async function everyWayIn(token) {
    const ways = [
        ...reads.map((below) => ["GET", below]),
        ...[...writes, "/invoice/67/send", "/upload"].map((below) => ["POST", below]),
    ];
    const answers = [];
    for (const [method, below] of ways) {
        const response = await fetch(`${books.url}/v3/company/${realms.first}${below}`, {
            method,
            headers: {
                accept: "application/json",
                ...(token && { authorization: `Bearer ${token}` }),
            },
            body: method === "POST" ? "{}" : undefined,
        });
        const text = await response.text();
        assert.doesNotMatch(text, /Amy|Sandbox|1021/);
        answers.push(`${response.status} ${JSON.parse(text).fault.error[0].code}`);
    }
    return [...new Set(answers)];
}

test("another company's token opens nothing", async () => {
    await books.authorize(realms.second);
    assert.deepEqual(await everyWayIn(books.client.token), ["403 3100"]);
    assert.deepEqual(await everything(), atFirst);
});

test("neither does none, a wrong one, or one whose time is over", async () => {
    const { token } = books.client;
    for (const wrong of [null, "x", `${token}x`, token.slice(1), "' or 1=1 --", "x".repeat(5000)]) {
        assert.deepEqual(await everyWayIn(wrong), ["401 3200"]);
    }
    await books.control("POST", "/expire-access-tokens");
    assert.deepEqual(await everyWayIn(token), ["401 3200"]);
    assert.deepEqual(await everything(), atFirst);
});

test("what another company has cannot be referred to", async () => {
    await books.authorize(realms.second);
    const { status, json } = await books.raw("POST", "/invoice", { body: invoiceOf(10) });
    assert.deepEqual([status, json.Fault.Error[0].code], [400, "2500"]);
    assert.doesNotMatch(JSON.stringify(json), /Amy/);
    assert.deepEqual(await books.query("select * from Customer where Id = '1'"), {});
    await refusedWith("610", "GET", "/customer/1");
});

talkTests(() => books.url);
