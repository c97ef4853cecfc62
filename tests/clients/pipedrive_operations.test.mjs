// Every operation of the vendor's client for the records of the emulated Pipedrive: once with
// success, once refused; at the end none may be left out.
import assert from "node:assert/strict";
import { File } from "node:buffer";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { Company, allScopes, refusal } from "./pipedrive.mjs";

const require = createRequire(import.meta.url);
const modules = { v1: require("pipedrive/v1"), v2: require("pipedrive/v2") };

let company;
const succeeded = new Set();
const refused = new Set();

before(async () => {
    company = await Company.start("pipedrive_operations");
    await company.connect(`${allScopes},webhooks:full`);
});
after(async () => {
    await company.stop();
    company.assertSchemas();
});

/** One API class of the client: `ok` calls with success and gives the data, `no` is refused with a status. */
function api(version, name) {
    const calls = company[version](name);
    return {
        async ok(method, parameters) {
            const answer = await calls[method](parameters);
            succeeded.add(`${version} ${name} ${method}`);
            return answer?.data;
        },
        async no(status, method, parameters) {
            const answer = await refusal(calls[method](parameters));
            assert.equal(answer.status, status, `${name}.${method}: ${JSON.stringify(answer)}`);
            refused.add(`${version} ${name} ${method}`);
        },
    };
}

const unknown = 999999;
const scopeless = "base";

/** Calls that only a lack of scope refuses. */
async function refuseWithoutScope(...calls) {
    await company.connect(scopeless);
    for (const [version, name, method, parameters] of calls) {
        await api(version, name).no(403, method, parameters);
    }
    await company.connect(`${allScopes},webhooks:full`);
}

async function deals() {
    const it = api("v2", "DealsApi");
    const old = api("v1", "DealsApi");
    const { id } = await it.ok("addDeal", { AddDealRequest: { title: "Every call", org_id: 1 } });
    assert.equal((await it.ok("getDeal", { id })).title, "Every call");
    const changed = await it.ok("updateDeal", { id, UpdateDealRequest: { title: "Renamed" } });
    assert.equal(changed.title, "Renamed");
    assert.ok((await it.ok("getDeals", { ids: String(id) })).some((deal) => deal.id === id));
    assert.equal((await it.ok("searchDeals", { term: "Renamed" })).items.length, 1);
    await it.ok("updateDeal", { id, UpdateDealRequest: { is_archived: true } });
    assert.ok((await it.ok("getArchivedDeals", {})).some((deal) => deal.id === id));
    const copy = await old.ok("duplicateDeal", { id });
    const merge = { id: copy.id, MergeDealsRequest: { merge_with_id: 1 } };
    assert.equal((await old.ok("mergeDeals", merge)).id, 1);
    assert.equal((await it.ok("deleteDeal", { id })).id, id);

    await it.no(400, "addDeal", { AddDealRequest: {} });
    await it.no(404, "getDeal", { id: unknown });
    await it.no(404, "updateDeal", { id: unknown, UpdateDealRequest: { title: "x" } });
    await it.no(400, "getDeals", { limit: 501 });
    await it.no(400, "searchDeals", { term: "x" });
    await it.no(400, "getArchivedDeals", { status: "nonsense" });
    await it.no(404, "deleteDeal", { id: unknown });
    await old.no(404, "duplicateDeal", { id: unknown });
    await old.no(404, "mergeDeals", { id: unknown, MergeDealsRequest: { merge_with_id: 1 } });
}

async function discountsAndInstallments() {
    const it = api("v2", "DealsApi");
    const parts = api("v2", "DealInstallmentsApi");
    const discount = { description: "Loyal", amount: 10, type: "percentage" };
    const made = await it.ok("postAdditionalDiscount", {
        id: 5,
        AddAdditionalDiscountRequestBody: discount,
    });
    assert.equal((await it.ok("getAdditionalDiscounts", { id: 5 })).length, 1);
    const changed = await it.ok("updateAdditionalDiscount", {
        id: 5,
        discount_id: made.id,
        UpdateAdditionalDiscountRequestBody: { amount: 12 },
    });
    assert.equal(changed.amount, 12);
    await it.ok("deleteAdditionalDiscount", { id: 5, discount_id: made.id });
    await it.no(400, "postAdditionalDiscount", { id: 5, AddAdditionalDiscountRequestBody: {} });
    await it.no(404, "getAdditionalDiscounts", { id: unknown });
    const gone = { id: 5, discount_id: made.id };
    await it.no(404, "updateAdditionalDiscount", {
        ...gone,
        UpdateAdditionalDiscountRequestBody: { amount: 1 },
    });
    await it.no(404, "deleteAdditionalDiscount", gone);

    const part = await parts.ok("postInstallment", {
        id: 1,
        AddInstallmentRequestBody: {
            description: "Deposit",
            amount: 50,
            billing_date: "2026-12-01",
        },
    });
    assert.equal((await parts.ok("getInstallments", { deal_ids: [1] })).length, 1);
    const later = await parts.ok("updateInstallment", {
        id: 1,
        installment_id: part.id,
        UpdateInstallmentRequestBody: { amount: 60 },
    });
    assert.equal(later.amount, 60);
    await parts.ok("deleteInstallment", { id: 1, installment_id: part.id });
    await parts.no(400, "postInstallment", { id: 1, AddInstallmentRequestBody: {} });
    await parts.no(400, "getInstallments", { deal_ids: [1], limit: 501 });
    const lost = { id: 1, installment_id: part.id };
    await parts.no(404, "updateInstallment", {
        ...lost,
        UpdateInstallmentRequestBody: { amount: 1 },
    });
    await parts.no(404, "deleteInstallment", lost);
}

async function dealProducts() {
    const it = api("v2", "DealProductsApi");
    const line = { product_id: 1, item_price: 10, quantity: 2 };
    const made = await it.ok("addDealProduct", { id: 6, AddDealProductRequest: line });
    const many = await it.ok("addManyDealProducts", {
        id: 6,
        CreateManyDealProductRequest: { data: [line, line] },
    });
    assert.equal(many.length, 2);
    const changed = await it.ok("updateDealProduct", {
        id: 6,
        product_attachment_id: made.id,
        UpdateDealProductRequest: { quantity: 3 },
    });
    assert.equal(changed.sum, 30);
    assert.ok((await it.ok("getDealProducts", { id: 6 })).length >= 3);
    assert.ok((await it.ok("getDealsProducts", { deal_ids: [6] })).length >= 3);
    await it.ok("deleteDealProduct", { id: 6, product_attachment_id: made.id });
    await it.ok("deleteManyDealProducts", { id: 6, ids: many.map(({ id }) => id).join() });

    const lost = { id: 6, product_attachment_id: made.id };
    await it.no(400, "addDealProduct", { id: 6, AddDealProductRequest: { product_id: 1 } });
    await it.no(400, "addManyDealProducts", { id: 6, CreateManyDealProductRequest: { data: [] } });
    await it.no(404, "updateDealProduct", { ...lost, UpdateDealProductRequest: { quantity: 1 } });
    await it.no(404, "getDealProducts", { id: unknown });
    await it.no(400, "getDealsProducts", { deal_ids: [1], limit: 501 });
    await it.no(404, "deleteDealProduct", lost);
    await it.no(404, "deleteManyDealProducts", { id: unknown });
}

/** Persons, organizations and products in the same way. */
async function contacts(name, { create, plural = `${name}s`, search = `search${plural}` }) {
    const it = api("v2", `${plural}Api`);
    const addRequest = `Add${name}Request`;
    const updateRequest = `Update${name}Request`;
    const { id } = await it.ok(`add${name}`, { [addRequest]: create });
    assert.equal((await it.ok(`get${name}`, { id })).name, create.name);
    const renamed = { id, [updateRequest]: { name: "Another name" } };
    assert.equal((await it.ok(`update${name}`, renamed)).name, "Another name");
    assert.equal((await it.ok(`get${plural}`, { ids: String(id) })).length, 1);
    assert.equal((await it.ok(search, { term: "Another name" })).items.length, 1);
    await followers(it, name, id);
    await it.ok(`delete${name}`, { id });

    await it.no(400, `add${name}`, { [addRequest]: {} });
    await it.no(404, `get${name}`, { id: unknown });
    await it.no(404, `update${name}`, { id: unknown, [updateRequest]: { name: "x" } });
    await it.no(400, `get${plural}`, { limit: 501 });
    await it.no(400, search, { term: "x" });
    await it.no(404, `delete${name}`, { id: unknown });
}

async function followers(it, name, id) {
    const follow = { id, AddDealFollowerRequest: { user_id: 816 } };
    await it.ok(`add${name}Follower`, follow);
    const all = await it.ok(`get${name}Followers`, { id });
    assert.ok(all.some((follower) => follower.user_id === 816));
    await it.no(400, `add${name}Follower`, follow);
    await it.ok(`delete${name}Follower`, { id, follower_id: 816 });
    await it.no(404, `delete${name}Follower`, { id, follower_id: 816 });
    await it.no(404, `get${name}Followers`, { id: unknown });
}

async function merges() {
    for (const [name, plural] of [
        ["Organization", "Organizations"],
        ["Person", "Persons"],
    ]) {
        const it = api("v1", `${plural}Api`);
        const request = (id) => ({ id, [`Merge${plural}Request`]: { merge_with_id: 1 } });
        assert.equal((await it.ok(`merge${plural}`, request(2))).id, 1);
        await it.no(404, `merge${plural}`, request(unknown));
        assert.deepEqual(await it.ok(`get${name}Files`, { id: 1 }), null);
        await it.no(404, `get${name}Files`, { id: unknown });
    }
}

async function variations() {
    const it = api("v2", "ProductsApi");
    const red = { name: "Red", prices: [{ price: 4, currency: "EUR" }] };
    const made = await it.ok("addProductVariation", { id: 1, AddProductVariationRequest: red });
    const which = { id: 1, product_variation_id: made.id };
    const blue = { ...which, UpdateProductVariationRequest: { name: "Blue" } };
    assert.equal((await it.ok("updateProductVariation", blue)).name, "Blue");
    assert.equal((await it.ok("getProductVariations", { id: 1 })).length, 1);
    const copy = await it.ok("duplicateProduct", { id: 1 });
    assert.notEqual(copy.id, 1);
    await it.ok("deleteProductVariation", which);
    await it.no(404, "deleteProductVariation", which);
    await it.no(404, "updateProductVariation", blue);
    await it.no(400, "addProductVariation", { id: 1, AddProductVariationRequest: {} });
    await it.no(404, "getProductVariations", { id: unknown });
    await it.no(404, "duplicateProduct", { id: unknown });
}

async function fields(kind) {
    const it = api("v2", `${kind}FieldsApi`);
    const add = (body) => ({ [`Add${kind}FieldRequest`]: body });
    const made = await it.ok(
        `add${kind}Field`,
        add({ field_name: "Terms", field_type: "enum", options: [{ label: "Net 15" }] }),
    );
    const which = { field_code: made.field_code };
    assert.equal((await it.ok(`get${kind}Field`, which)).field_name, "Terms");
    const renamed = { ...which, [`Update${kind}FieldRequest`]: { field_name: "Payment" } };
    assert.equal((await it.ok(`update${kind}Field`, renamed)).field_name, "Payment");
    const optionList = "AddDealFieldOptionsRequestInner";
    await it.ok(`add${kind}FieldOptions`, { ...which, [optionList]: [{ label: "Net 30" }] });
    const { id } = made.options[0];
    const rename = "UpdateDealFieldOptionsRequestInner";
    await it.ok(`update${kind}FieldOptions`, { ...which, [rename]: [{ id, label: "Net 14" }] });
    const remove = "DeleteDealFieldOptionsRequestInner";
    await it.ok(`delete${kind}FieldOptions`, { ...which, [remove]: [{ id }] });
    const left = await it.ok(`get${kind}Fields`, {});
    assert.deepEqual(
        left.find((field) => field.field_code === made.field_code).options.map((o) => o.label),
        ["Net 30"],
    );
    await it.ok(`delete${kind}Field`, which);

    await it.no(400, `add${kind}Field`, add({ field_name: "x", field_type: "nonsense" }));
    await it.no(404, `get${kind}Field`, which);
    await it.no(404, `update${kind}Field`, renamed);
    await it.no(404, `add${kind}FieldOptions`, { ...which, [optionList]: [{ label: "x" }] });
    await it.no(404, `update${kind}FieldOptions`, { ...which, [rename]: [{ id, label: "x" }] });
    await it.no(404, `delete${kind}FieldOptions`, { ...which, [remove]: [{ id }] });
    await it.no(400, `get${kind}Fields`, { limit: 501 });
    await it.no(404, `delete${kind}Field`, which);

    const listed = await api("v1", `${kind}FieldsApi`).ok(`get${kind}Fields`, {});
    assert.ok(listed.length > 5);
}

/** Of every type that an app can make: what it takes and gives back, and what it refuses. */
const customTypes = {
    varchar: ["PO-7", 7],
    varchar_auto: ["PO-7", 7],
    text: ["long", 7],
    phone: ["+48 22 555 01 00", 7],
    double: [12.5, "12.5"],
    monetary: [{ value: 200, currency: "EUR" }, 200],
    date: ["2026-06-27", "27.06.2026"],
    daterange: [{ value: "2026-06-01", until: "2026-06-27" }, "2026-06-01"],
    user: [815, unknown],
    people: [1, unknown],
    org: [1, unknown],
    address: [{ value: "12 Oak St" }, 7],
    time: [{ value: "00:45:00" }, "late"],
    timerange: [{ value: "00:45:00", until: "01:00:00" }, "late"],
};

async function customField(type) {
    const [good, bad] = customTypes[type];
    const field = await api("v2", "DealFieldsApi").ok("addDealField", {
        AddDealFieldRequest: { field_name: `A ${type}`, field_type: type },
    });
    const it = api("v2", "DealsApi");
    const set = (value) => ({
        id: 1,
        UpdateDealRequest: { custom_fields: { [field.field_code]: value } },
    });
    await it.ok("updateDeal", set(good));
    const deal = await it.ok("getDeal", { id: 1, custom_fields: field.field_code });
    const stored = deal.custom_fields[field.field_code];
    if (typeof good === "object") {
        assert.deepEqual({ ...stored, ...good }, stored);
    } else {
        assert.equal(stored, good);
    }
    await it.no(400, "updateDeal", set(bad));
    await it.ok("updateDeal", set(null));
}

async function optionField(type) {
    const field = await api("v2", "DealFieldsApi").ok("addDealField", {
        AddDealFieldRequest: {
            field_name: `A ${type}`,
            field_type: type,
            options: [{ label: "one" }, { label: "two" }],
        },
    });
    const it = api("v2", "DealsApi");
    const [one, two] = field.options.map(({ id }) => id);
    const set = (value) => ({
        id: 1,
        UpdateDealRequest: { custom_fields: { [field.field_code]: value } },
    });
    const good = type === "enum" ? one : [one, two];
    await it.ok("updateDeal", set(good));
    const deal = await it.ok("getDeal", { id: 1, custom_fields: field.field_code });
    assert.deepEqual(deal.custom_fields[field.field_code], good);
    await it.no(400, "updateDeal", set(type === "enum" ? unknown : [unknown]));
}

async function activities() {
    const it = api("v2", "ActivitiesApi");
    const { id } = await it.ok("addActivity", {
        AddActivityRequest: { subject: "Call", deal_id: 1, due_date: "2026-12-01" },
    });
    assert.equal((await it.ok("getActivity", { id })).subject, "Call");
    const done = { id, AddActivityRequest: { done: true } };
    assert.equal((await it.ok("updateActivity", done)).done, true);
    assert.ok((await it.ok("getActivities", { deal_id: 1 })).length > 0);
    assert.ok((await api("v1", "ActivityTypesApi").ok("getActivityTypes")).length > 0);
    await it.ok("deleteActivity", { id });
    await it.no(400, "addActivity", { AddActivityRequest: { done: "yes" } });
    await it.no(404, "getActivity", { id: unknown });
    await it.no(404, "updateActivity", { ...done, id: unknown });
    await it.no(400, "getActivities", { limit: 501 });
    await it.no(404, "deleteActivity", { id: unknown });
}

async function pipelines() {
    const pipeline = api("v2", "PipelinesApi");
    const stage = api("v2", "StagesApi");
    const [first] = await pipeline.ok("getPipelines", {});
    assert.deepEqual(await pipeline.ok("getPipeline", { id: first.id }), first);
    const [start] = await stage.ok("getStages", { pipeline_id: first.id });
    assert.deepEqual(await stage.ok("getStage", { id: start.id }), start);
    await pipeline.no(400, "getPipelines", { limit: 501 });
    await pipeline.no(404, "getPipeline", { id: unknown });
    await stage.no(400, "getStages", { limit: 501 });
    await stage.no(404, "getStage", { id: unknown });
}

async function notes() {
    const it = api("v1", "NotesApi");
    const { id } = await it.ok("addNote", { AddNoteRequest: { content: "Sent", deal_id: 1 } });
    assert.equal((await it.ok("getNote", { id })).content, "Sent");
    const paid = { id, NoteRequest: { content: "Paid" } };
    assert.equal((await it.ok("updateNote", paid)).content, "Paid");
    assert.ok((await it.ok("getNotes", { deal_id: 1 })).some((note) => note.id === id));
    await it.ok("deleteNote", { id });
    await it.no(400, "addNote", { AddNoteRequest: { content: "to nobody" } });
    await it.no(404, "getNote", { id: unknown });
    await it.no(404, "updateNote", { ...paid, id: unknown });
    await it.no(400, "getNotes", { sort: "nonsense" });
    await it.no(404, "deleteNote", { id: unknown });
}

async function files() {
    const it = api("v1", "FilesApi");
    const pdf = new File(["%PDF-1.7"], "invoice.pdf", { type: "application/pdf" });
    const { id } = await it.ok("addFile", { file: pdf, deal_id: 1 });
    assert.equal((await it.ok("getFile", { id })).name, "invoice.pdf");
    const renamed = { id, name: "paid.pdf", description: "by card" };
    assert.equal((await it.ok("updateFile", renamed)).name, "paid.pdf");
    assert.equal((await it.ok("getFiles", {})).length, 1);
    assert.equal((await api("v1", "DealsApi").ok("getDealFiles", { id: 1 })).length, 1);
    await it.ok("downloadFile", { id });
    await it.ok("deleteFile", { id });
    await it.no(400, "addFile", { file: pdf, deal_id: unknown });
    await it.no(404, "getFile", { id: unknown });
    await it.no(404, "updateFile", { ...renamed, id: unknown });
    await it.no(404, "downloadFile", { id: unknown });
    await it.no(404, "deleteFile", { id: unknown });
    await api("v1", "DealsApi").no(404, "getDealFiles", { id: unknown });
}

async function usersAndCurrencies() {
    const users = api("v1", "UsersApi");
    assert.equal((await users.ok("getCurrentUser")).id, 815);
    assert.equal((await users.ok("getUsers")).length, 2);
    assert.equal((await users.ok("getUser", { id: 816 })).id, 816);
    const [found] = await users.ok("findUsersByName", { term: "a" });
    assert.ok(found.id);
    assert.ok(await api("v1", "UserSettingsApi").ok("getUserSettings"));
    assert.ok((await api("v1", "CurrenciesApi").ok("getCurrencies", { term: "EUR" })).length > 0);
    await users.no(404, "getUser", { id: unknown });
}

async function webhooks() {
    const it = api("v1", "WebhooksApi");
    const wish = {
        subscription_url: "https://app.example/hooks",
        event_action: "*",
        event_object: "deal",
        name: "deals",
    };
    const { id } = await it.ok("addWebhook", { AddWebhookRequest: wish });
    assert.ok((await it.ok("getWebhooks")).some((hook) => hook.id === id));
    await it.ok("deleteWebhook", { id });
    await it.no(400, "addWebhook", { AddWebhookRequest: { ...wish, event_object: "moon" } });
    await it.no(404, "deleteWebhook", { id });
}

/** In the client, but of what the emulator does not play. */
const notPlayed = new RegExp(
    [
        "ToLead|ConversionStatus|Changelog|Picture|ProductImage|Permissions|Remote|linkFile|AndLinkIt",
        "^v2 (Pipelines|Stages)Api (add|update|delete)",
        "^v1 \\w+FieldsApi (?!get\\w+Fields$)",
        "^v1 ActivityTypesApi (?!get)",
        "^v1 DealsApi (?!mergeDeals|duplicateDeal|getDealFiles)",
        "^v1 PersonsApi (?!mergePersons|getPersonFiles)",
        "^v1 OrganizationsApi (?!mergeOrganizations|getOrganizationFiles)",
        "^v1 NotesApi \\w*Comment",
        "^v1 UsersApi (addUser|updateUser|getUserFollowers|getUserRole|getUserTeams)",
    ].join("|"),
);

/** Every operation of the API classes that were used. */
function offeredOperations() {
    const classes = new Set([...succeeded].map((key) => key.split(" ").slice(0, 2).join(" ")));
    return [...classes].flatMap((key) => {
        const [version, name] = key.split(" ");
        return Object.getOwnPropertyNames(modules[version][name].prototype)
            .filter((method) => method !== "constructor")
            .map((method) => `${key} ${method}`)
            .filter((operation) => !notPlayed.test(operation));
    });
}

test("every operation of the client, with success and refused", async (t) => {
    await t.test("deals", deals);
    await t.test("discounts and installments", discountsAndInstallments);
    await t.test("products of deals", dealProducts);
    await t.test("followers of deals", () => followers(api("v2", "DealsApi"), "Deal", 1));
    await t.test("persons", () => contacts("Person", { create: { name: "Ann Lee" } }));
    await t.test("organizations", () =>
        contacts("Organization", { create: { name: "Lee Ltd" }, search: "searchOrganization" }),
    );
    await t.test("products", () => contacts("Product", { create: { name: "Tile" } }));
    await t.test("merges and files of contacts", merges);
    await t.test("variations and copies of products", variations);
    for (const kind of ["Deal", "Person", "Organization", "Product"]) {
        await t.test(`fields of ${kind.toLowerCase()}s`, () => fields(kind));
    }
    for (const type of Object.keys(customTypes)) {
        await t.test(`a custom field of type ${type}`, () => customField(type));
    }
    await t.test("a custom field with one option", () => optionField("enum"));
    await t.test("a custom field with several options", () => optionField("set"));
    await t.test("activities", activities);
    await t.test("pipelines and stages", pipelines);
    await t.test("notes", notes);
    await t.test("files", files);
    await t.test("users, settings, currencies", usersAndCurrencies);
    await t.test("webhooks", webhooks);
    await t.test("what only a lack of scope refuses", () =>
        refuseWithoutScope(
            ["v1", "UsersApi", "getUsers"],
            ["v1", "UsersApi", "findUsersByName", { term: "a" }],
            ["v1", "ActivityTypesApi", "getActivityTypes"],
            ["v1", "FilesApi", "getFiles", {}],
            ["v1", "WebhooksApi", "getWebhooks"],
            ...["Deal", "Person", "Organization", "Product"].map((kind) => [
                "v1",
                `${kind}FieldsApi`,
                `get${kind}Fields`,
                {},
            ]),
        ),
    );

    const offered = offeredOperations();
    // Whoever is connected may call these: they cannot be refused but for the token.
    const free = /getCurrentUser|getUserSettings|getCurrencies/;
    assert.ok(offered.length > 120, `${offered.length} operations`);
    assert.deepEqual(offered.filter((operation) => !succeeded.has(operation)), []);
    assert.deepEqual(
        offered.filter((operation) => !refused.has(operation) && !free.test(operation)),
        [],
    );
});
