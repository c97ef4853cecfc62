// Every operation that node-quickbooks offers for the entities of the emulated QuickBooks: once with
// success, once refused; at the end no operation may be left out.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { Readable } from "node:stream";
import { after, before, test } from "node:test";

import { Books, invoiceOf, realms, salesLine } from "./quickbooks.mjs";

const require = createRequire(import.meta.url);
const QuickBooks = require("node-quickbooks");

let books;
const succeeded = new Set();
const refused = new Set();

before(async () => {
    books = await Books.start("quickbooks_operations");
    await books.connect();
});
after(async () => {
    await books.stop();
    books.assertSchemas();
});

async function call(method, ...args) {
    const answer = await books.call(method, ...args);
    succeeded.add(method);
    return answer;
}

async function refuse(code, method, ...args) {
    const refusal = await books.refused(method, ...args);
    refused.add(method);
    assert.equal(refusal.code, code, `${method}: ${JSON.stringify(refusal.body)}`);
}

const payment = { CustomerRef: { value: "1" }, TotalAmt: 25 };
const sale = { CustomerRef: { value: "1" }, Line: [salesLine(40)] };

/** What makes one, what may change, and the code for an empty body where it is not 2020. */
const entities = {
    Account: { body: { Name: "Web shop", AccountType: "Income" }, change: { Description: "x" } },
    Attachable: { body: { Note: "Signed" }, change: { Note: "Signed twice" }, without: "6000" },
    Class: { body: { Name: "North" }, change: { Name: "South" }, plural: "Classes" },
    CreditMemo: { body: sale, change: { PrivateNote: "x" } },
    Customer: {
        body: { DisplayName: "Every Operation" },
        change: { Notes: "x" },
        without: "6080",
    },
    Department: { body: { Name: "Kiosk" }, change: { Name: "Booth" } },
    Estimate: { body: sale, change: { PrivateNote: "x" } },
    Invoice: { body: invoiceOf(40), change: { PrivateNote: "x" } },
    Item: {
        body: { Name: "Advice", Type: "Service", IncomeAccountRef: { value: "1" } },
        change: { Description: "x" },
    },
    Payment: { body: payment, change: { PrivateNote: "x" }, without: "6000" },
    PaymentMethod: { body: { Name: "Barter" }, change: { Name: "Favour" } },
    Term: { body: { Name: "Net 8", DueDays: 8 }, change: { DueDays: 9 } },
};
const documents = ["CreditMemo", "Estimate", "Invoice"];
const pluralOf = (name) => entities[name].plural ?? `${name}s`;

async function createReadUpdateFind(name) {
    const { body, change, without = "2020" } = entities[name];
    const made = await call(`create${name}`, body);
    const read = await call(`get${name}`, made.Id);
    assert.deepEqual(read, made);
    const changed = await call(`update${name}`, {
        Id: made.Id,
        SyncToken: made.SyncToken,
        sparse: true,
        ...change,
    });
    assert.equal(changed.SyncToken, "1");
    for (const [member, value] of Object.entries(change)) {
        assert.equal(changed[member], value);
    }
    const rows = await call(`find${pluralOf(name)}`, { Id: made.Id });
    assert.deepEqual(rows.QueryResponse[name], [changed]);

    await refuse(without, `create${name}`, {});
    await refuse("610", `get${name}`, "999999");
    await refuse("5010", `update${name}`, { ...changed, SyncToken: "0" });
    await refuse("4001", `find${pluralOf(name)}`, { Nonsense: "x" });
}

async function deleteOne(name) {
    const made = await books.call(`create${name}`, entities[name].body);
    const stub = await call(`delete${name}`, { Id: made.Id, SyncToken: made.SyncToken });
    assert.equal(stub[name].status, "Deleted");
    await refuse("610", `delete${name}`, { Id: made.Id, SyncToken: made.SyncToken });
}

async function voidOne(name) {
    const made = await books.call(`create${name}`, entities[name].body);
    const voided = await call(`void${name}`, { Id: made.Id, SyncToken: made.SyncToken });
    assert.equal((voided[name] ?? voided).TotalAmt, 0);
    await refuse("5010", `void${name}`, { Id: made.Id, SyncToken: made.SyncToken });
}

async function printAndSend(name) {
    const made = await books.call(`create${name}`, entities[name].body);
    const pdf = await call(`get${name}Pdf`, made.Id);
    assert.ok(Buffer.from(pdf).subarray(0, 5).equals(Buffer.from("%PDF-")));
    const sent = await call(`send${name}Pdf`, made.Id, "books@example.com");
    assert.equal(sent.EmailStatus, "EmailSent");
    await refuse("610", `get${name}Pdf`, "999999");
    await refuse("610", `send${name}Pdf`, "999999", "books@example.com");
}

async function companyAndPreferences() {
    for (const [name, plural] of [
        ["CompanyInfo", "CompanyInfos"],
        ["Preferences", "Preferenceses"],
    ]) {
        const one = name === "CompanyInfo" ? [realms.first] : [];
        const read = await call(`get${name}`, ...one);
        const rows = await call(`find${plural}`, {});
        assert.deepEqual(rows.QueryResponse[name], [read]);
        const changed = await call(`update${name}`, read);
        assert.equal(changed.SyncToken, String(Number(read.SyncToken) + 1));
        await refuse("5010", `update${name}`, read);
        await refuse("4001", `find${plural}`, { Nonsense: "x" });
    }
    await refuse("610", "getCompanyInfo", "1");
    await books.refuseNext("3200");
    await refuse("3200", "getPreferences");
}

async function currencies() {
    const rows = await call("findCompanyCurrencies", { Code: "EUR" });
    const [euro] = rows.QueryResponse.CompanyCurrency;
    assert.equal((await call("getCompanyCurrency", euro.Id)).Code, "EUR");
    await refuse("610", "getCompanyCurrency", "999999");
    await refuse("4001", "findCompanyCurrencies", { Nonsense: "x" });

    const { ExchangeRate: rate } = await call("getExchangeRate", { sourcecurrencycode: "EUR" });
    assert.equal(rate.Rate, 1.08);
    const set = await call("updateExchangeRate", { ...rate, Rate: 1.25 });
    assert.equal((set.ExchangeRate ?? set).Rate, 1.25);
    const found = await call("findExchangeRates", { SourceCurrencyCode: "EUR" });
    assert.ok(found.QueryResponse.ExchangeRate.length > 0);
    await refuse("2500", "getExchangeRate", { sourcecurrencycode: "XXX" });
    await refuse("2500", "updateExchangeRate", { ...rate, SourceCurrencyCode: "XXX" });
    await refuse("4001", "findExchangeRates", { Nonsense: "x" });
}

async function taxes() {
    await books.connect({ seed: "global", realm: realms.polish }); // agencies are made abroad only
    const agency = await call("createTaxAgency", { DisplayName: "Board of Revenue" });
    assert.deepEqual(await call("getTaxAgency", agency.Id), agency);
    const renamed = await call("updateTaxAgency", { ...agency, DisplayName: "Customs" });
    assert.equal(renamed.SyncToken, "1");
    await refuse("5010", "updateTaxAgency", agency);
    const made = await call("createTaxService", {
        TaxCode: "Snow",
        TaxRateDetails: [{ TaxRateName: "Snow 5", RateValue: "5", TaxAgencyId: agency.Id }],
    });
    const code = await call("getTaxCode", made.TaxCodeId);
    assert.equal(code.Name, "Snow");
    const rate = await call("getTaxRate", made.TaxRateDetails[0].TaxRateId);
    assert.equal(rate.RateValue, 5);
    for (const plural of ["TaxAgencies", "TaxCodes", "TaxRates"]) {
        const rows = await call(`find${plural}`, {});
        assert.ok(Object.values(rows.QueryResponse)[0].length > 0);
        await refuse("4001", `find${plural}`, { Nonsense: "x" });
    }
    for (const name of ["TaxAgency", "TaxCode", "TaxRate"]) {
        await refuse("610", `get${name}`, "999999");
    }
    await refuse("2020", "createTaxAgency", {});
    await refuse("2020", "createTaxService", {});
    // The client offers these; the vendor has no such operation.
    await refuse("500", "updateTaxCode", code);
    await refuse("500", "updateTaxRate", rate);
    await books.connect();
}

async function batchCaptureUpload() {
    const item = { bId: "1", operation: "create", Customer: { DisplayName: "In a batch" } };
    const answer = await call("batch", [item]);
    assert.equal(answer.BatchItemResponse[0].Customer.DisplayName, "In a batch");
    await refuse("2020", "batch", []);

    const since = new Date(Date.now() - 3_600_000);
    const changes = await call("changeDataCapture", ["Customer"], since);
    const [{ QueryResponse: captured }] = changes.CDCResponse;
    assert.ok(captured[0].Customer.some((it) => it.DisplayName === "In a batch"));
    await refuse("2000", "changeDataCapture", ["Nonsense"], since);

    const file = (name) => [name, "text/plain", Readable.from(["hello"])];
    const invoice = await books.call("createInvoice", invoiceOf(10));
    const stored = await call("upload", ...file("note.txt"), "Invoice", invoice.Id);
    assert.equal(stored.FileName, "note.txt");
    await books.refuseNext("3200");
    await refuse("3200", "upload", ...file("note.txt"), "Invoice", invoice.Id);
}

/** What the client offers for the entities here. */
function offeredOperations() {
    const names = Object.keys(entities).concat([
        ...["CompanyInfo", "Preferences", "CompanyCurrency", "ExchangeRate"],
        ...["TaxAgency", "TaxCode", "TaxRate", "TaxService"],
        ...documents.map((name) => `${name}Pdf`),
        ...Object.keys(entities).map(pluralOf),
        ...["CompanyInfos", "Preferenceses", "CompanyCurrencies", "ExchangeRates"],
        ...["TaxAgencies", "TaxCodes", "TaxRates"],
    ]);
    const verbs = "create|get|update|delete|void|find|send";
    const wanted = new RegExp(`^((${verbs})(${names.join("|")})|batch|changeDataCapture|upload)$`);
    return Object.keys(QuickBooks.prototype).filter((method) => wanted.test(method));
}

test("every operation of the client, with success and refused", async (t) => {
    const each = (names, what, check) =>
        Promise.all(names.map((name) => t.test(`${name}: ${what}`, () => check(name))));
    await each(Object.keys(entities), "create, read, update, find", createReadUpdateFind);
    await each([...documents, "Payment", "Attachable"], "delete", deleteOne);
    await each(["Invoice", "Payment"], "void", voidOne);
    await each(documents, "PDF and e-mail", printAndSend);
    await t.test("CompanyInfo, Preferences: read, update, find", companyAndPreferences);
    await t.test("CompanyCurrency, ExchangeRate: read, find, set", currencies);
    await t.test("tax agencies, codes, rates, service", taxes);
    await t.test("batch, change data capture, upload", batchCaptureUpload);

    const offered = offeredOperations();
    assert.ok(offered.length > 80, `${offered.length} operations`);
    const neverAllowed = new Set(["updateTaxCode", "updateTaxRate"]);
    const missing = (called) =>
        offered.filter((method) => !called.has(method) && !neverAllowed.has(method));
    assert.deepEqual(missing(succeeded), []);
    assert.deepEqual(missing(refused), []);
    assert.ok([...neverAllowed].every((method) => refused.has(method)));
});
