// The company itself, its preferences, and the notes and files that are attached to its records.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Readable } from "node:stream";

import { Books, invoiceOf, realms } from "./quickbooks.mjs";

let books;
before(async () => {
    books = await Books.start("quickbooks_company");
});
after(async () => {
    await books.stop();
    books.assertSchemas();
});

describe("CompanyInfo", () => {
    test("is read by the realm, has the id 1, and is found by a query", async () => {
        await books.connect();

        const info = await books.call("getCompanyInfo", books.realm);
        const found = await books.query("select * from CompanyInfo");

        assert.equal(info.Id, "1");
        assert.equal(info.CompanyName, "Sandbox Company_US_1");
        assert.equal(info.Country, "US");
        assert.equal(info.FiscalYearStartMonth, "January");
        assert.ok(info.NameValue.some(({ Name }) => Name === "SubscriptionStatus"));
        assert.ok(info.NameValue.some(({ Name }) => Name === "OfferingSku"));
        assert.deepEqual(found.CompanyInfo, [info]);
    });

    test("of another realm is not shown", async () => {
        await books.connect();

        const refusal = await books.refused("getCompanyInfo", realms.second);

        assert.ok(refusal.status >= 400);
        assert.doesNotMatch(JSON.stringify(refusal.body), /CompanyName/);
    });

    test("shows countries of its addresses in three letters", async () => {
        await books.connect();

        const info = await books.call("getCompanyInfo", books.realm);

        for (const member of ["CompanyAddr", "LegalAddr", "CustomerCommunicationAddr"]) {
            assert.equal(info[member]?.Country ?? "USA", "USA", member);
        }
    });

    test("is changed in part by an update", async () => {
        await books.connect();
        const info = await books.call("getCompanyInfo", books.realm);

        const changed = await books.call("updateCompanyInfo", {
            Id: info.Id,
            SyncToken: info.SyncToken,
            sparse: true,
            LegalName: "Craig's Gardens Inc.",
        });
        const stale = await books.refused("updateCompanyInfo", {
            Id: info.Id,
            SyncToken: "99",
            sparse: true,
            LegalName: "No",
        });

        assert.equal(changed.LegalName, "Craig's Gardens Inc.");
        assert.equal(changed.CompanyName, "Sandbox Company_US_1");
        assert.deepEqual([stale.status, stale.code], [400, "5010"]);
    });
});

describe("Preferences", () => {
    test("tell what an app that invoices must know", async () => {
        await books.connect();

        const prefs = await books.call("getPreferences");

        assert.equal(prefs.CurrencyPrefs.MultiCurrencyEnabled, true);
        assert.equal(prefs.CurrencyPrefs.HomeCurrency.value, "USD");
        assert.equal(prefs.SalesFormsPrefs.CustomTxnNumbers, false);
        assert.equal(prefs.TaxPrefs.UsingSalesTax, true);
        assert.equal(prefs.TaxPrefs.PartnerTaxEnabled, undefined);
        assert.equal(typeof prefs.AccountingInfoPrefs, "object");
        assert.equal(typeof prefs.SalesFormsPrefs.AllowDeposit, "boolean");
        assert.equal(typeof prefs.SalesFormsPrefs.AllowDiscount, "boolean");
    });

    test("are changed in part, and invoices follow them", async () => {
        await books.connect();
        const prefs = await books.call("getPreferences");

        const changed = await books.call("updatePreferences", {
            Id: prefs.Id,
            SyncToken: prefs.SyncToken,
            sparse: true,
            SalesFormsPrefs: { ...prefs.SalesFormsPrefs, CustomTxnNumbers: true },
        });
        const made = await books.call("createInvoice", invoiceOf(1));

        assert.equal(changed.SalesFormsPrefs.CustomTxnNumbers, true);
        assert.deepEqual(changed.CurrencyPrefs, prefs.CurrencyPrefs);
        assert.equal(made.DocNumber, undefined);
    });

    test("are neither made nor deleted, and multicurrency is never switched off", async () => {
        await books.connect();
        const prefs = await books.call("getPreferences");

        const gone = await books.raw("POST", "/preferences", {
            query: { operation: "delete" },
            body: { Id: prefs.Id, SyncToken: prefs.SyncToken },
        });
        const off = await books.raw("POST", "/preferences", {
            body: {
                Id: prefs.Id,
                SyncToken: prefs.SyncToken,
                sparse: true,
                CurrencyPrefs: { MultiCurrencyEnabled: false },
            },
        });

        assert.notEqual(gone.status, 200, gone.text);
        const after = await books.call("getPreferences");
        assert.equal(after.CurrencyPrefs.MultiCurrencyEnabled, true, off.text);
    });
});

describe("the person", () => {
    test("is described to an app that asked for it", async () => {
        await books.connect({ scope: "com.intuit.quickbooks.accounting openid profile email" });

        const user = await new Promise((resolve, reject) =>
            books.client.getUserInfo((error, data) => (error ? reject(error) : resolve(data))),
        );

        assert.match(user.sub, /\S/);
        assert.match(user.email, /@/);
        assert.equal(typeof user.emailVerified, "boolean");
    });

    test("ends the connection by revoking", async () => {
        await books.connect();
        const { token, refreshToken } = books.client;

        await new Promise((resolve, reject) =>
            books.client.revokeAccess(true, (error) => (error ? reject(error) : resolve())),
        );
        const read = await books.rawRefusal("GET", "/preferences", { token, realm: realms.first });
        const refreshed = await books.tokens({
            grant_type: "refresh_token",
            refresh_token: refreshToken,
        });

        assert.deepEqual([read.status, read.code], [401, "3200"]);
        assert.deepEqual([refreshed.status, refreshed.json.error], [400, "invalid_grant"]);
    });
});

describe("Attachable", () => {
    const note = (changes = {}) => ({
        Note: "call first",
        AttachableRef: [{ EntityRef: { type: "Invoice", value: "130" }, IncludeOnSend: false }],
        ...changes,
    });

    test("is a note on an invoice, found there, changed and deleted", async () => {
        await books.connect();

        const made = await books.call("createAttachable", note());
        const found = await books.query(
            "select * from Attachable where AttachableRef.EntityRef.Type = 'invoice' and AttachableRef.EntityRef.value = '130'",
        );
        const changed = await books.call("updateAttachable", {
            ...note({ Note: "call later" }),
            Id: made.Id,
            SyncToken: "0",
        });
        const gone = await books.call("deleteAttachable", { Id: made.Id, SyncToken: "1" });

        assert.equal(made.Note, "call first");
        assert.equal(made.AttachableRef[0].EntityRef.value, "130");
        assert.deepEqual(
            found.Attachable.map(({ Id }) => Id),
            [made.Id],
        );
        assert.equal(changed.Note, "call later");
        assert.equal(gone.Attachable.status, "Deleted");
        assert.equal((await books.refused("getAttachable", made.Id)).code, "610");
    });

    test("needs a note or a file, and a record that is there", async () => {
        await books.connect();

        const empty = await books.refused("createAttachable", {
            AttachableRef: note().AttachableRef,
        });
        const lost = await books.refused(
            "createAttachable",
            note({ AttachableRef: [{ EntityRef: { type: "Invoice", value: "999999" } }] }),
        );
        const stale = await books.refused("updateAttachable", {
            ...note(),
            Id: (await books.call("createAttachable", note())).Id,
            SyncToken: "5",
        });

        assert.deepEqual([empty.status, empty.code], [400, "6000"]);
        assert.match(empty.detail, /You must have at least a note string or file attachment/);
        assert.equal(lost.status, 400);
        assert.match(lost.code, /^(610|2500|6000)$/);
        assert.deepEqual([stale.status, stale.code], [400, "5010"]);
    });

    test("is a file that was uploaded and comes back byte by byte", async () => {
        await books.connect();
        const bytes = Buffer.from([0, 1, 2, 13, 10, 45, 45, 255, 254]);

        const made = await books.call(
            "upload",
            "bytes.bin",
            "application/octet-stream",
            Readable.from([bytes]),
            "Invoice",
            "130",
        );
        const read = await books.call("getAttachable", made.Id);
        const file = await fetch(read.TempDownloadUri);

        assert.equal(read.FileName, "bytes.bin");
        assert.equal(read.ContentType, "application/octet-stream");
        assert.equal(read.Size, bytes.length);
        assert.equal(read.AttachableRef[0].EntityRef.value, "130");
        assert.deepEqual(Buffer.from(await file.arrayBuffer()), bytes);
    });

    test("comes with its metadata, several in one request", async () => {
        await books.connect();
        const form = new FormData();
        for (const number of ["0", "1"]) {
            const metadata = {
                FileName: `f${number}.txt`,
                ContentType: "text/plain",
                Note: `n${number}`,
                AttachableRef: note().AttachableRef,
            };
            form.append(
                `file_metadata_${number}`,
                new Blob([JSON.stringify(metadata)], { type: "application/json" }),
            );
            form.append(
                `file_content_${number}`,
                new Blob([`text ${number}`], { type: "text/plain" }),
                `f${number}.txt`,
            );
        }

        const answer = await upload(form);

        assert.equal(answer.status, 200, answer.text);
        const made = answer.json.AttachableResponse.map(({ Attachable }) => Attachable);
        assert.deepEqual(
            made.map(({ FileName, Note, Size }) => [FileName, Note, Size]),
            [
                ["f0.txt", "n0", 6],
                ["f1.txt", "n1", 6],
            ],
        );
    });

    test("refuses uploads that are none", async () => {
        await books.connect();
        const url = `${books.url}/v3/company/${books.realm}/upload`;
        const headers = {
            authorization: `Bearer ${books.client.token}`,
            accept: "application/json",
        };

        for (const [type, body] of [
            ["multipart/form-data; boundary=b", ""],
            ["multipart/form-data; boundary=b", "--b--\r\n"],
            ["multipart/form-data", "--b\r\n\r\nx\r\n--b--"],
            ["application/json", "{}"],
            [
                "multipart/form-data; boundary=b",
                '--b\r\nContent-Disposition: form-data; name="file_metadata_0"\r\n\r\n{broken\r\n--b--\r\n',
            ],
            [
                "multipart/form-data; boundary=b",
                '--b\r\nContent-Disposition: form-data; name="file_content_0"; filename="x"\r\n\r\nno end',
            ],
        ]) {
            const response = await fetch(url, {
                method: "POST",
                headers: { ...headers, "content-type": type },
                body,
            });
            const answer = await response.json();
            const refused = answer.Fault ?? answer.AttachableResponse?.[0]?.Fault;
            assert.ok(refused, `${type}: ${JSON.stringify(answer)}`);
            assert.ok([200, 400, 415].includes(response.status), String(response.status));
        }
    });

    /** Uploads a form that Node.js writes, which is not the one of the client. */
    async function upload(form) {
        const response = await fetch(`${books.url}/v3/company/${books.realm}/upload`, {
            method: "POST",
            body: form,
            headers: { authorization: `Bearer ${books.client.token}`, accept: "application/json" },
        });
        const text = await response.text();
        return { status: response.status, text, json: JSON.parse(text) };
    }
});
