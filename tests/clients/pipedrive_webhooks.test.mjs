// The webhooks of the emulated Pipedrive, heard by an app over real sockets.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";

import { Listener, allTold, courier, isDue } from "./listener.mjs";
import { Company, allScopes, refusal } from "./pipedrive.mjs";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const minute = 60;
const hour = 60 * minute;

let app;
beforeEach(async () => (app = await Listener.start()));
afterEach(() => app.stop());

const scopes = `${allScopes},webhooks:full`;
let company;
let hooks;

before(async () => (company = await Company.start("webhooks_pipedrive")));
after(async () => {
    await company.stop();
    company.assertSchemas();
});
beforeEach(async () => {
    await company.connect(scopes);
    await company.control("/webhooks", { hold: false, duplicate: false, reorder: false, lose: 0 });
    hooks = company.v1("WebhooksApi");
});

const advance = (seconds) => company.control("/clock", { advance_seconds: seconds });
const wish = (changes = {}) => ({
    AddWebhookRequest: {
        name: "mine",
        subscription_url: app.url,
        event_action: "*",
        event_object: "*",
        version: "2.0",
        ...changes,
    },
});
const subscribe = async (changes) => (await hooks.addWebhook(wish(changes))).data;
const newNote = (content) =>
    company.v1("NotesApi").addNote({ AddNoteRequest: { content, deal_id: 1 } });
const told = () =>
    app.requests.map(
        ({ json }) => `${json.meta.entity}.${json.meta.action} ${json.meta.entity_id}`,
    );

/** Once an attempt has failed and the next one waits, or nothing waits any more. */
const failed = (attempts) =>
    courier(company.url, ({ pending }) => pending[0]?.attempt === attempts + 1);

async function left() {
    return (await hooks.getWebhooks()).data.map(({ id }) => id);
}

test("a subscription is made, listed and deleted", async () => {
    const made = await hooks.addWebhook(
        wish({ event_object: "deal", http_auth_user: "u", http_auth_password: "secret" }),
    );
    const { id, add_time, ...rest } = made.data;

    assert.deepEqual([made.status, made.success], ["ok", true]);
    assert.match(add_time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    assert.deepEqual(rest, {
        company_id: 4711,
        owner_id: 815,
        user_id: 815,
        event_action: "*",
        event_object: "deal",
        subscription_url: app.url,
        version: "2.0",
        is_active: 1,
        remove_time: null,
        type: "application",
        http_auth_user: "u",
        http_auth_password: "secret",
        remove_reason: null,
        last_delivery_time: null,
        last_http_status: null,
        admin_id: 815,
        name: "mine",
    });
    assert.deepEqual(await hooks.getWebhooks(), { status: "ok", success: true, data: [made.data] });
    assert.deepEqual(await hooks.deleteWebhook({ id }), { status: "ok", success: true });
    assert.deepEqual(await left(), []);
    const unknown = await refusal(hooks.deleteWebhook({ id }));
    assert.equal(unknown.status, 404);
    assert.deepEqual(unknown.body, {
        status: "error",
        success: false,
        errors: { id: ["not found"] },
    });
});

test("the list shows when a hook was last tried, and with what answer", async () => {
    await subscribe({ event_object: "note" });
    app.status = 503;
    await newNote("x");
    await failed(1);

    const [hook] = (await hooks.getWebhooks()).data;
    assert.equal(hook.last_http_status, 503);
    assert.match(hook.last_delivery_time, /^\d{4}-\d\d-\d\dT/);
});

for (const [member, value] of [
    ["subscription_url", "nonsense"],
    ["subscription_url", undefined],
    ["event_action", "explode"],
    ["event_action", undefined],
    ["event_object", "unicorn"],
    ["event_object", undefined],
    ["name", undefined],
    ["version", "3.0"],
]) {
    test(`a subscription is refused whose ${member} is ${value}`, async () => {
        // The client does not send what it knows to be wrong.
        const response = await fetch(`${company.url}/v1/webhooks`, {
            method: "POST",
            headers: {
                authorization: `Bearer ${company.token}`,
                "content-type": "application/json",
            },
            body: JSON.stringify({ ...wish().AddWebhookRequest, [member]: value }),
        });
        const body = await response.json();

        assert.equal(response.status, 400);
        assert.deepEqual([body.status, body.success], ["error", false]);
        assert.deepEqual(Object.keys(body.errors), [member]);
        assert.deepEqual(await left(), []);
    });
}

test("forty subscriptions and no more", async () => {
    for (let count = 0; count < 40; ++count) {
        await subscribe({ name: `hook ${count}` });
    }
    const { status, body } = await refusal(hooks.addWebhook(wish()));
    assert.deepEqual([status, body.success], [422, false]);
    const ids = await left();
    assert.equal(new Set(ids).size, 40);

    await hooks.deleteWebhook({ id: ids[0] });
    await subscribe();
    assert.equal((await left()).length, 40);
});

test("without the scope there are no webhooks", async () => {
    await company.connect("base,deals:full");
    for (const call of ["getWebhooks", "addWebhook"]) {
        const { status, body } = await refusal(company.v1("WebhooksApi")[call](wish()));
        assert.deepEqual([status, body.error], [403, "Scope and URL mismatch"]);
    }
});

test("subscriptions go with the app", async () => {
    await subscribe();
    await company.connect(scopes);
    hooks = company.v1("WebhooksApi");

    assert.deepEqual(await left(), []);
});

test("a delivery has the password, and says who did what, when and how", async () => {
    const hook = await subscribe({ http_auth_user: "u-4711", http_auth_password: "a:b ż" });
    const { data } = await company.v2("DealsApi").addDeal({
        AddDealRequest: { title: "Roof repair", value: 1250.5, org_id: 1 },
    });

    const [{ method, path, headers, json }] = await app.heard(1);
    assert.deepEqual([method, path], ["POST", "/hooks"]);
    assert.equal(headers["content-type"], "application/json");
    assert.equal(headers["user-agent"], "Pipedrive-Webhook");
    assert.equal(headers.authorization, `Basic ${Buffer.from("u-4711:a:b ż").toString("base64")}`);
    const { id, correlation_id, timestamp, ...meta } = json.meta;
    assert.match(id, uuid);
    assert.match(correlation_id, uuid);
    assert.match(timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    assert.deepEqual(meta, {
        action: "create",
        entity: "deal",
        entity_id: String(data.id),
        company_id: "4711",
        user_id: "815",
        is_bulk_edit: false,
        type: "application",
        version: "2.0",
        webhook_id: String(hook.id),
        webhook_owner_id: "815",
        change_source: "api",
        permitted_user_ids: ["815"],
        attempt: 1,
        host: "craigs.pipedrive.com",
    });
    assert.deepEqual(Object.keys(json).sort(), ["data", "meta", "previous"]);
    assert.equal(json.previous, null);
    for (const name of [
        "id",
        "title",
        "value",
        "currency",
        "status",
        "owner_id",
        "creator_user_id",
        "person_id",
        "org_id",
        "pipeline_id",
        "stage_id",
        "stage_change_time",
        "add_time",
        "update_time",
        "close_time",
        "won_time",
        "lost_time",
        "expected_close_date",
        "probability",
        "lost_reason",
        "label_ids",
        "origin",
        "origin_id",
        "channel",
        "channel_id",
    ]) {
        assert.deepEqual(json.data[name], data[name], name);
    }
});

test("without a password there is no authorization", async () => {
    await subscribe();
    await newNote("x");
    const [{ headers }] = await app.heard(1);

    assert.equal("authorization" in headers, false);
});

test("a change has the old values of what changed, a delete the whole record", async () => {
    await subscribe({ event_object: "deal" });
    const deals = company.v2("DealsApi");
    const { data: before } = await deals.getDeal({ id: 3 });
    const { data: changed } = await deals.updateDeal({
        id: 3,
        UpdateDealRequest: { title: "New title" },
    });
    await deals.deleteDeal({ id: 3 });
    const [change, removal] = (await app.heard(2)).map(({ json }) => json);

    assert.equal(change.meta.action, "change");
    assert.equal(change.data.title, "New title");
    assert.deepEqual(change.previous, { title: before.title, update_time: before.update_time });
    assert.equal(removal.meta.action, "delete");
    assert.equal(removal.data, null);
    assert.deepEqual(
        [removal.previous.id, removal.previous.title, removal.previous.update_time],
        [3, "New title", changed.update_time],
    );
    assert.equal(new Set([change.meta.id, removal.meta.id]).size, 2);
});

test("a deal comes in the shape of webhooks: typed custom fields, visibility as a text", async () => {
    await subscribe({ event_object: "deal" });
    const deals = company.v2("DealsApi");
    const { data: fields } = await company.v2("DealFieldsApi").getDealFields({});
    const field = fields.find(
        (one) => one.is_custom_field && one.field_type === "varchar",
    ).field_code;
    const { data: before } = await deals.getDeal({ id: 1 });
    const empty = Object.keys(before.custom_fields).find(
        (key) => before.custom_fields[key] === null,
    );
    const set = (value) =>
        deals.updateDeal({ id: 1, UpdateDealRequest: { custom_fields: { [field]: value } } });
    await set("first");
    await set("second");
    await set(null);
    const [, second, third] = (await app.heard(3)).map(({ json }) => json);

    assert.equal(second.data.visible_to, String(before.visible_to));
    assert.deepEqual(second.data.custom_fields[field], { type: "varchar", value: "second" });
    assert.equal(second.data.custom_fields[empty], null);
    assert.deepEqual(second.previous.custom_fields, {
        [field]: { type: "varchar", value: "first" },
    });
    assert.equal(third.data.custom_fields[field], null);
    assert.deepEqual(third.previous.custom_fields, {
        [field]: { type: "varchar", value: "second" },
    });
});

test("notes, activities and products have the names of webhooks", async () => {
    await subscribe({ event_action: "create" });
    await newNote("x");
    await company.v2("ActivitiesApi").addActivity({ AddActivityRequest: { subject: "x" } });
    await company.v2("ProductsApi").addProduct({ AddProductRequest: { name: "x" } });
    const [note, activity, product] = (await app.heard(3)).map(({ json }) => json.data);

    const named = ["id", "user_id", "deal_id", "person_id", "org_id", "lead_id", "project_id"];
    const told = ["active_flag", "content", "add_time", "update_time", "pinned_to_deal_flag"];
    assert.deepEqual(
        [...named, ...told].filter((name) => !(name in note)),
        [],
    );
    assert.deepEqual(
        ["deal", "person", "organization", "user"].filter((name) => name in note),
        [],
    );
    assert.deepEqual([activity.active_flag, activity.busy_flag], [true, false]);
    assert.deepEqual(
        ["is_deleted", "busy"].filter((name) => name in activity),
        [],
    );
    assert.deepEqual([product.selectable, product.visible_to], [true, "3"]);
    assert.equal("is_linkable" in product, false);
});

test("what one action causes has one correlation id, and each event an id of its own", async () => {
    await subscribe();
    const lines = company.v2("DealProductsApi");
    const add = (product_id) =>
        lines.addDealProduct({
            id: 5,
            AddDealProductRequest: { product_id, item_price: 30.23, quantity: 2 },
        });
    await add(1);
    await add(2);
    await app.heard(4);
    await allTold(company.url);

    const metas = app.requests.map(({ json }) => json.meta);
    assert.deepEqual(metas.map(({ entity, action }) => `${entity}.${action}`).sort(), [
        "deal.change",
        "deal.change",
        "deal_product.create",
        "deal_product.create",
    ]);
    assert.equal(new Set(metas.map(({ id }) => id)).size, 4);
    for (const entity of ["deal", "deal_product"]) {
        const own = metas.filter((meta) => meta.entity === entity);
        assert.equal(new Set(own.map((meta) => meta.correlation_id)).size, 2);
    }
    assert.equal(new Set(metas.map((meta) => meta.correlation_id)).size, 2);
});

test("an address that cannot be told is refused in the vendor's words", async () => {
    for (const subscription_url of ["nonsense", `${company.url}/api/v1/deals`]) {
        const { status, body } = await refusal(hooks.addWebhook(wish({ subscription_url })));
        assert.equal(status, 400);
        assert.deepEqual(body, {
            status: "error",
            success: false,
            errors: { subscription_url: ["invalid or non-reachable URL"] },
        });
    }
    assert.deepEqual(await left(), []);
});

test("what a person does in the web comes as the app's", async () => {
    await subscribe({ event_object: "deal", event_action: "change" });
    await fetch(`${company.url}/deal/1/status`, {
        method: "POST",
        body: new URLSearchParams({ status: "won" }),
        redirect: "manual",
    });
    const [{ json }] = await app.heard(1);

    assert.equal(json.meta.change_source, "app");
    assert.equal(json.previous.status, "open");
});

// How a record of each kind is made, changed and deleted.
const lives = {
    deal: ["v2", "DealsApi", "Deal", { title: "a" }, { title: "b" }],
    person: ["v2", "PersonsApi", "Person", { name: "a" }, { name: "b" }],
    organization: ["v2", "OrganizationsApi", "Organization", { name: "a" }, { name: "b" }],
    product: ["v2", "ProductsApi", "Product", { name: "a" }, { name: "b" }],
    activity: ["v2", "ActivitiesApi", "Activity", { subject: "a" }, { subject: "b" }],
    note: ["v1", "NotesApi", "Note", { content: "a", deal_id: 1 }, { content: "b" }],
};
for (const [entity, [version, name, kind, first, second]] of Object.entries(lives)) {
    test(`the life of one ${entity} is told to whom it concerns`, async () => {
        const all = await subscribe();
        const mine = await subscribe({ event_object: entity });
        const deletes = await subscribe({ event_object: entity, event_action: "delete" });
        await subscribe({ event_object: "stage" });
        const api = company[version](name);

        const { data } = await api[`add${kind}`]({ [`Add${kind}Request`]: first });
        const id = data.id;
        await api[`update${kind}`]({
            id,
            [`Update${kind}Request`]: second,
            [`${kind}Request`]: second,
        });
        await api[`delete${kind}`]({ id });
        await app.heard(7);
        await allTold(company.url);

        const steps = (hook) =>
            app.requests
                .filter(({ json }) => json.meta.webhook_id === String(hook.id))
                .map(({ json }) => [json.meta.entity, json.meta.action, json.meta.entity_id]);
        const life = ["create", "change", "delete"].map((action) => [entity, action, String(id)]);
        assert.deepEqual(steps(mine), life);
        assert.deepEqual(steps(all), life);
        assert.deepEqual(steps(deletes), life.slice(2));
        assert.equal(app.requests.length, 7);
        const removal = app.requests.at(-1).json;
        assert.deepEqual([removal.data, removal.previous.id], [null, id]);
    });
}

test("a merge is a delete and a change that name each other", async () => {
    await subscribe({ event_object: "organization" });
    await company.v1("OrganizationsApi").mergeOrganizations({
        id: 2,
        MergeOrganizationsRequest: { merge_with_id: 3 },
    });
    await app.heard(2);
    await allTold(company.url);

    const metas = app.requests.map(({ json }) => json.meta);
    const removal = metas.find(({ action }) => action === "delete");
    const change = metas.find(({ action }) => action === "change");
    assert.deepEqual([removal.entity_id, removal.merged_to_id], ["2", "3"]);
    assert.deepEqual([change.entity_id, change.merged_from_id], ["3", "2"]);
});

test("a failure is repeated after 3, 30 and 150 seconds, and then given up", async () => {
    await subscribe({ event_object: "note" });
    app.status = 500;
    await newNote("x");
    for (const [number, delay] of [3, 30, 150].entries()) {
        await failed(number + 1);
        await advance(delay - 2);
        assert.equal(await isDue(company.url, number + 2), false, `${delay} s`);
        await advance(2);
        assert.equal(await isDue(company.url, number + 2), true, `${delay} s`);
        await app.heard(number + 2);
    }
    await allTold(company.url);
    await advance(hour);
    await allTold(company.url);

    assert.deepEqual(
        app.requests.map(({ json }) => json.meta.attempt),
        [1, 2, 3, 4],
    );
    assert.equal(new Set(app.requests.map(({ json }) => json.meta.id)).size, 1);
    assert.equal(new Set(app.requests.map(({ json }) => JSON.stringify(json.data))).size, 1);
});

test("no answer is a failure, and any 2xx is none", async () => {
    await subscribe({ event_object: "note" });
    app.status = 0;
    await newNote("x");
    await failed(1);
    app.status = 202;
    await advance(3);
    await allTold(company.url);

    assert.equal(app.requests.length, 2);
    assert.equal((await hooks.getWebhooks()).data[0].last_http_status, 202);
});

test("a failure holds back nobody else", async () => {
    await subscribe({ event_object: "note" });
    app.status = 500;
    const first = await newNote("first");
    await failed(1);
    app.status = 200;
    const second = await newNote("second");
    await app.heard(2);

    assert.deepEqual(told(), [`note.create ${first.data.id}`, `note.create ${second.data.id}`]);
});

test("ten failures in a row ban a hook for half an hour", async () => {
    await subscribe({ event_object: "note" });
    app.status = 500;
    for (let number = 1; number <= 10; ++number) {
        await newNote("fails");
        await courier(
            company.url,
            ({ pending }) => pending.filter(({ attempt }) => attempt === 2).length === number,
        );
    }
    app.status = 200;
    await newNote("lost");
    await advance(3);
    await allTold(company.url);
    assert.equal(app.requests.length, 20); // each a second time, the eleventh not at all

    await advance(30 * minute);
    const { data } = await newNote("heard");
    await app.heard(21);
    await allTold(company.url);
    assert.equal(told().at(-1), `note.create ${data.id}`);
    assert.equal(app.requests.length, 21);
});

test("a success in between starts the count anew", async () => {
    await subscribe({ event_object: "note" });
    for (let number = 1; number <= 18; ++number) {
        app.status = number === 9 ? 200 : 500;
        await newNote("x");
        await app.heard(number);
        await courier(company.url, ({ deliveries }) => deliveries.at(-1).status === app.status);
    }
    await courier(
        company.url,
        ({ pending }) => pending.filter(({ attempt }) => attempt === 2).length === 17,
    );
    app.status = 200;
    const { data } = await newNote("heard");
    await app.heard(19);

    assert.equal(told().at(-1), `note.create ${data.id}`);
});

test("three days without a success end a hook", async () => {
    await subscribe({ event_object: "note" });
    app.status = 500;
    await newNote("x");
    await failed(1);
    await advance(71 * hour);
    assert.equal((await courier(company.url, () => true)).webhooks.length, 1);
    await advance(hour);

    assert.equal((await courier(company.url, () => true)).webhooks.length, 0);
});

test("deliveries are held, doubled, lost and let go on demand", async () => {
    await subscribe({ event_object: "note" });
    await company.control("/webhooks", { hold: true });
    const first = await newNote("a");
    const second = await newNote("b");
    assert.equal((await courier(company.url, () => true)).pending.length, 2);
    assert.equal(app.requests.length, 0);
    await company.control("/webhooks/deliver");
    await app.heard(2);
    assert.deepEqual(
        [...told()].sort(),
        [first, second].map(({ data }) => `note.create ${data.id}`).sort(),
    );

    await company.control("/webhooks", { hold: false, duplicate: true });
    await newNote("c");
    await app.heard(4);
    await allTold(company.url);
    assert.deepEqual(app.requests[2].json, app.requests[3].json);

    await company.control("/webhooks", { duplicate: false, lose: 1 });
    await newNote("d");
    const { data } = await newNote("e");
    await app.heard(5);
    await allTold(company.url);
    assert.equal(told().at(-1), `note.create ${data.id}`);
    assert.equal(app.requests.length, 5);
});
