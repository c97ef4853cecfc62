// Refusals of the gateway and of the service: status, spelling, code; and what a stranger may not see.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { Books, invoiceOf, realms, salesLine } from "./quickbooks.mjs";

let books;
before(async () => {
    books = await Books.start("quickbooks_faults");
});
after(async () => {
    await books.stop();
    books.assertSchemas();
});

describe("the gateway", () => {
    test("answers 401 with 3200 for no token, a wrong one and one whose hour is over", async () => {
        await books.connect();

        const none = await books.rawRefusal("GET", "/preferences", { token: null });
        const wrong = await books.rawRefusal("GET", "/preferences", { token: "nonsense" });
        await books.control("POST", "/clock", { advance_seconds: 3601 });
        const old = await books.refused("getPreferences");

        for (const refusal of [none, wrong, old]) {
            assert.deepEqual(
                [refusal.status, refusal.code, refusal.type],
                [401, "3200", "AUTHENTICATION"],
            );
            assert.match(refusal.message, /errorCode=003200; statusCode=401/);
        }
    });

    test("lets a refreshed token in again", async () => {
        await books.connect();
        await books.control("POST", "/expire-access-tokens");

        await new Promise((resolve, reject) =>
            books.client.refreshAccessToken((error, answer) =>
                error ? reject(error) : resolve(answer),
            ),
        );

        assert.equal(
            (await books.call("getCompanyInfo", books.realm)).CompanyName,
            "Sandbox Company_US_1",
        );
    });

    test("answers 403 with 3100 for another company, an unknown one and a token without the scope", async () => {
        await books.connect();
        const { token } = books.client;

        const other = await books.rawRefusal("GET", "/customer/1", { realm: realms.second, token });
        const unknown = await books.rawRefusal("GET", "/customer/1", { realm: "1", token });
        await books.authorize(realms.first, "openid com.intuit.quickbooks.payment");
        const scope = await books.rawRefusal("GET", "/customer/1");

        for (const refusal of [other, unknown, scope]) {
            assert.deepEqual([refusal.status, refusal.code], [403, "3100"]);
            assert.match(refusal.message, /ApplicationAuthorizationFailed/);
        }
    });

    test("answers 429 with 3001 when too much is asked", async () => {
        await books.connect();
        await books.refuseNext("3001");

        const refusal = await books.refused("getPreferences");

        assert.deepEqual([refusal.status, refusal.code], [429, "3001"]);
        assert.match(refusal.message, /message=ThrottleExceeded; errorCode=003001; statusCode=429/);
        await books.call("getPreferences");
    });

    test("answers 404 for addresses that there are not; names in them have a case", async () => {
        await books.connect();

        for (const below of ["/nonsense/1", "/Customer/1", "/customer/1/nonsense"]) {
            const { status, json } = await books.raw("GET", below);
            assert.equal(status, 404, below);
            assert.equal(json?.Customer, undefined);
        }
    });

    test("ends with the connection: neither token is good any more", async () => {
        await books.connect();
        const { refreshToken } = books.client;
        await books.control("POST", "/disconnect");

        const refusal = await books.refused("getPreferences");
        const refreshed = await books.tokens({
            grant_type: "refresh_token",
            refresh_token: refreshToken,
        });

        assert.deepEqual([refusal.status, refusal.code], [401, "3200"]);
        assert.deepEqual([refreshed.status, refreshed.json.error], [400, "invalid_grant"]);
    });

    test("every answer carries its transaction's id", async () => {
        await books.connect();

        const good = await books.raw("GET", "/customer/1");
        const bad = await books.raw("GET", "/customer/999999");
        const stranger = await books.raw("GET", "/customer/1", { token: null });

        const tids = [good, bad, stranger].map(({ headers }) => headers.get("intuit_tid"));
        assert.equal(new Set(tids).size, 3);
        assert.ok(tids.every(Boolean));
        assert.match(good.headers.get("content-type"), /^application\/json;\s*charset=utf-8$/i);
    });
});

describe("another company", () => {
    test("has its own records under the same ids and names", async () => {
        await books.connect();
        const first = await books.call("createCustomer", { DisplayName: "Only in the first" });
        await books.authorize(realms.second);

        const read = await books.refused("getCustomer", first.Id);
        const change = await books.refused("updateCustomer", {
            Id: first.Id,
            SyncToken: "0",
            sparse: true,
            Notes: "x",
        });
        const found = await books.find("findCustomers", { DisplayName: "Only in the first" });
        const same = await books.call("createCustomer", { DisplayName: "Only in the first" });

        assert.deepEqual([read.code, change.code], ["610", "610"]);
        assert.deepEqual(found, []);
        assert.equal(same.SyncToken, "0");
    });
});

describe("the service", () => {
    const bodies = [
        "",
        "{",
        "[]",
        "5",
        "null",
        '"x"',
        '{"Id":}',
        "<Customer/>",
        "\u0000",
        "[".repeat(5000),
        '{"a":1,"a":2}',
    ];
    for (const entity of [
        "customer",
        "invoice",
        "payment",
        "item",
        "creditmemo",
        "estimate",
        "term",
        "account",
    ]) {
        test(`refuses bodies that are no ${entity}`, async () => {
            await books.connect();

            for (const body of bodies) {
                const refusal = await books.rawRefusal("POST", `/${entity}`, { body });
                assert.equal(refusal.status, 400, body.slice(0, 20));
            }
        });
    }

    test("answers 500 for a body that is not UTF-8", async () => {
        await books.connect();
        const body = Buffer.concat([
            Buffer.from('{"DisplayName":"a'),
            Buffer.from([0x80]),
            Buffer.from('"}'),
        ]);

        const response = await fetch(`${books.url}/v3/company/${books.realm}/customer`, {
            method: "POST",
            body,
            headers: {
                authorization: `Bearer ${books.client.token}`,
                accept: "application/json",
                "content-type": "application/json",
            },
        });
        const { Fault } = await response.json();

        assert.equal(response.status, 400);
        assert.deepEqual(
            [Fault.Error[0].code, Fault.Error[0].Message],
            ["500", "Unsupported Operation"],
        );
    });

    test("names what an invoice lacks or has too much", async () => {
        await books.connect();
        const refusalOf = (changes) => books.refused("createInvoice", invoiceOf(1, changes));

        const unknown = await refusalOf({ NoSuchMember: 1 });
        const lineMember = await refusalOf({ Line: [{ ...salesLine(1), Colour: "red" }] });
        const lineType = await refusalOf({ Line: [{ ...salesLine(1), DetailType: "Nonsense" }] });
        const amount = await refusalOf({ Line: [salesLine("a lot")] });
        const email = await refusalOf({ BillEmail: { Address: "nobody" } });

        assert.deepEqual([unknown.status, unknown.code], [400, "2010"]);
        assert.match(unknown.detail, /NoSuchMember/);
        assert.equal(lineMember.code, "2010");
        assert.match(lineType.code, /^(2010|2170)$/);
        assert.match(amount.code, /^(2010|2080|2090)$/);
        assert.deepEqual([email.status, email.code], [400, "2210"]);
    });

    test("refuses ids and versions that are none", async () => {
        await books.connect();

        for (const body of [
            { Id: "abc", SyncToken: "0", sparse: true },
            { Id: "-5", SyncToken: "0", sparse: true },
            { Id: "1", sparse: true },
            { Id: "1", SyncToken: "x", sparse: true },
            { Id: { a: 1 }, SyncToken: "0" },
            { Id: "99999999999999999999999", SyncToken: "0", sparse: true },
        ]) {
            const refusal = await books.rawRefusal("POST", "/customer", { body });
            assert.equal(refusal.status, 400);
            assert.match(refusal.code, /^(2010|2020|2030|2080|610|5010)$/, JSON.stringify(body));
        }
        assert.equal((await books.call("getCustomer", "1")).DisplayName, "Amy's Bird Sanctuary");
    });

    test("refuses operations that an entity has not", async () => {
        await books.connect();

        for (const [below, operation] of [
            ["/customer", "void"],
            ["/item", "delete"],
            ["/invoice", "explode"],
            ["/estimate", "void"],
        ]) {
            const refusal = await books.rawRefusal("POST", below, {
                query: { operation },
                body: { Id: "1", SyncToken: "0" },
            });
            assert.equal(refusal.status, 400);
            assert.match(refusal.code, /^(500|610|2000|2010)$/, `${below} ${operation}`);
        }
    });

    test("survives numbers that are out of all bounds", async () => {
        await books.connect();

        for (const amount of ["1e400", "-1e400", "9".repeat(400), "0.0000000001", "1e-400", "-1"]) {
            const body = JSON.stringify(invoiceOf(0)).replace('"Amount":0', `"Amount":${amount}`);
            const answer = await books.raw("POST", "/invoice", { body });
            assert.ok([200, 400].includes(answer.status), `${amount}: ${answer.text}`);
            assert.ok(answer.json.Invoice || answer.json.Fault, answer.text);
        }
    });
});

describe("codes that a company's state causes", () => {
    test("6200 or 6210 when the books are closed for the date", async () => {
        await books.connect();
        await books.control("POST", "/records/Preferences/1", {
            AccountingInfoPrefs: { BookCloseDate: "2026-01-31" },
        });

        const closed = await books.refused(
            "createInvoice",
            invoiceOf(1, { TxnDate: "2026-01-31" }),
        );
        const open = await books.call("createInvoice", invoiceOf(1, { TxnDate: "2026-02-01" }));
        const moved = await books.refused("updateInvoice", {
            Id: open.Id,
            SyncToken: "0",
            sparse: true,
            TxnDate: "2026-01-15",
        });

        for (const { status, code } of [closed, moved]) {
            assert.equal(status, 400);
            assert.match(code, /^(6200|6210)$/);
        }
    });

    test("6190 for everything that writes once the subscription has ended; reading goes on", async () => {
        await books.connect();
        await books.control("POST", "/subscription", { paid: false });
        const { SyncToken } = await books.call("getInvoice", "130");

        for (const [method, ...args] of [
            ["createCustomer", { DisplayName: "New" }],
            ["createInvoice", invoiceOf(1)],
            ["createPayment", { CustomerRef: { value: "1" }, TotalAmt: 1 }],
            ["updateInvoice", { Id: "130", SyncToken, sparse: true, PrivateNote: "x" }],
            ["voidInvoice", { Id: "130", SyncToken }],
            ["deleteInvoice", { Id: "130", SyncToken }],
            ["sendInvoicePdf", "130", "a@b.example"],
        ]) {
            const refusal = await books.refused(method, ...args);
            assert.deepEqual([refusal.status, refusal.code], [400, "6190"], method);
        }
        const batch = await books.call("batch", [
            { bId: "1", operation: "create", Customer: { DisplayName: "New" } },
        ]);
        assert.equal(batch.BatchItemResponse[0].Fault.Error[0].code, "6190");
        assert.equal((await books.call("getInvoice", "130")).SyncToken, SyncToken);

        await books.control("POST", "/subscription", { paid: true });
        await books.call("createCustomer", { DisplayName: "New" });
    });

    test("6540 when a payment lies on a bank deposit, 6190 when the subscription has ended, 6450 when settled", async () => {
        await books.connect();

        for (const [code, method, argument] of [
            ["6540", "createPayment", {}],
            ["6190", "createInvoice", {}],
            ["6200", "createInvoice", {}],
            ["6450", "voidInvoice", { Id: "130", SyncToken: "0" }],
            ["6250", "createInvoice", {}],
            ["5010", "createInvoice", {}],
            ["620", "createInvoice", {}],
            ["5020", "createInvoice", {}],
        ]) {
            await books.refuseNext(code);
            const refusal = await books.refused(method, argument);
            assert.deepEqual([refusal.status, refusal.code], [400, code]);
        }
    });

    test("120 when the person is no administrator any more, 10000 when the vendor is in trouble", async () => {
        await books.connect();
        await books.refuseNext("120");
        const person = await books.refused("getPreferences");
        await books.refuseNext("10000");
        const trouble = await books.refused("getPreferences");

        assert.deepEqual([person.status, person.code], [401, "120"]);
        assert.deepEqual(
            [trouble.status, trouble.code, trouble.type],
            [500, "10000", "SystemFault"],
        );
        assert.match(trouble.message, /An application error has occurred/);
    });
});
