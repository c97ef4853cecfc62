// What the emulated Pipedrive says to requests that make no sense: its own refusal, nothing changed, nothing
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
import { Company, allScopes } from "./pipedrive.mjs";

const writes = [
    ["POST", "/api/v2/deals"],
    ["PATCH", "/api/v2/deals/1"],
    ["POST", "/api/v2/deals/1/products"],
    ["POST", "/api/v2/deals/1/products/bulk"],
    ["POST", "/api/v2/deals/1/discounts"],
    ["POST", "/api/v2/deals/1/installments"],
    ["POST", "/api/v2/persons"],
    ["PATCH", "/api/v2/persons/1"],
    ["POST", "/api/v2/organizations"],
    ["PATCH", "/api/v2/organizations/1"],
    ["POST", "/api/v2/products"],
    ["PATCH", "/api/v2/products/1"],
    ["POST", "/api/v2/activities"],
    ["POST", "/api/v2/dealFields"],
    ["POST", "/v1/notes"],
    ["POST", "/v1/webhooks"],
    ["PUT", "/v1/deals/1/merge"],
];
const lists = ["deals", "persons", "organizations", "products", "activities"];
let company;
let atFirst;

before(async () => (company = await Company.start("bad_input_pipedrive")));
after(() => company.stop());
beforeEach(async () => {
    await company.connect(`${allScopes},webhooks:full`);
    await fetch(`${company.url}/_emulator/requests`, { method: "DELETE" });
    atFirst = await everything();
});
afterEach(() => assertNoTrouble(company));

async function raw(method, target, { body, headers = {}, token = company.token } = {}) {
    const response = await fetch(company.url + target, {
        method,
        redirect: "manual",
        headers: {
            ...(token && { authorization: `Bearer ${token}` }),
            ...(body !== undefined && { "content-type": "application/json" }),
            ...headers,
        },
        body: typeof body === "string" || body === undefined ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return {
        status: response.status,
        headers: response.headers,
        text,
        json: text && JSON.parse(text),
    };
}

const everything = () =>
    Promise.all(
        [
            ...lists.map((name) => `/api/v2/${name}?limit=500`),
            "/api/v2/dealFields",
            "/v1/notes",
        ].map(async (target) => (await raw("GET", target)).json.data),
    );

/** The refusal is in the form of that version of the API. */
function assertRefused(target, { status, json, text }) {
    assert.deepEqual([status, json.success], [400, false], `${target}: ${text.slice(0, 300)}`);
    assert.equal(typeof json.error, "string");
    assert.ok(text.length < 10_000, `${text.length} characters`);
    if (target.startsWith("/api/v2")) {
        assert.equal(json.code, "ERR_SCHEMA_VALIDATION_FAILED");
        assert.match(json.error, /^Validation failed: /);
    }
}

for (const [what, body] of Object.entries({ ...notJson, ...noObject })) {
    test(`a body that is no object is refused wherever something is written: ${what}`, async () => {
        for (const [method, target] of writes) {
            assertRefused(target, await raw(method, target, { body }));
        }
        assert.deepEqual(await everything(), atFirst);
    });
}

for (const type of [
    "text/plain",
    "application/xml",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
]) {
    test(`a body that is said to be ${type} is 415`, async () => {
        for (const [method, target] of writes.filter(([, path]) => path.startsWith("/api/v2"))) {
            const { status, json } = await raw(method, target, {
                body: '{"title":"x","name":"x"}',
                headers: { "content-type": type },
            });
            assert.deepEqual([status, json.success], [415, false], target);
        }
        assert.deepEqual(await everything(), atFirst);
    });
}

const bodies = {
    deals: {
        title: "New",
        value: 5.5,
        currency: "USD",
        org_id: 1,
        person_id: 1,
        owner_id: 815,
        label_ids: [],
        status: "open",
        expected_close_date: "2026-12-01",
        visible_to: 3,
        custom_fields: {},
    },
    persons: {
        name: "New",
        owner_id: 815,
        org_id: 1,
        emails: [{ value: "a@example.com", primary: true, label: "work" }],
        phones: [{ value: "1", primary: true, label: "work" }],
        visible_to: 3,
        label_ids: [],
        custom_fields: {},
    },
    organizations: {
        name: "New",
        owner_id: 815,
        address: { value: "Street 1" },
        visible_to: 3,
        label_ids: [],
        custom_fields: {},
    },
    products: {
        name: "New",
        code: "N",
        unit: "h",
        tax: 8,
        owner_id: 815,
        prices: [{ price: 5, currency: "USD", cost: 1, notes: "" }],
        custom_fields: {},
    },
    activities: {
        subject: "New",
        type: "call",
        deal_id: 1,
        due_date: "2026-12-01",
        due_time: "10:00",
        done: false,
        owner_id: 815,
    },
};
for (const [kind, good] of Object.entries(bodies)) {
    test(`values of a wrong kind anywhere in ${kind} are refused and change nothing, or are taken`, async () => {
        const made = await raw("POST", `/api/v2/${kind}`, { body: good });
        assert.ok([200, 201].includes(made.status), made.text);
        const target = `/api/v2/${kind}/${made.json.data.id}`;
        let { data } = (await raw("GET", target)).json;
        let refused = 0;
        for (const place of placesIn(good)) {
            for (const wrong of wrongValues) {
                const body = { [place[0]]: changed(good, place, wrong)[place[0]] };
                const answer = await raw("PATCH", target, { body });
                const now = (await raw("GET", target)).json.data;
                if (answer.status === 200) {
                    data = now;
                    continue;
                }
                assertRefused(target, answer);
                assert.deepEqual(now, data, `${place.join(".")}: ${JSON.stringify(wrong)}`);
                ++refused;
            }
        }
        assert.ok(refused > 20, String(refused));
    });
}

test("texts of 5 MB are too long", async () => {
    for (const [target, body] of [
        ["/api/v2/deals", { title: huge }],
        ["/api/v2/persons", { name: huge }],
        ["/api/v2/organizations", { name: huge }],
        ["/api/v2/products", { name: huge }],
        ["/api/v2/deals", { title: "x", custom_fields: { [huge]: 1 } }],
        ["/api/v2/deals", { title: "x", label_ids: Array(1_000_000).fill(1) }],
        ["/v1/notes", { content: huge, deal_id: 1 }],
    ]) {
        assertRefused(target, await raw("POST", target, { body }));
    }
    assert.deepEqual(await everything(), atFirst);
});

for (const query of [
    "limit=abc",
    "limit=-1",
    "limit=0",
    "limit=501",
    "limit=1e2",
    "limit=1.5",
    "cursor=junk",
    "cursor=eyJhIjoxfQ",
    "sort_by=id;drop",
    "sort_direction=up",
    "ids=1,x",
    `ids=${"1,".repeat(100)}1`,
    "updated_since=x",
    "updated_since=2026-01-01T00:00:00.5Z",
    "updated_since='%20or%201=1",
]) {
    test(`a list is not narrowed by ${query.slice(0, 45)}`, async () => {
        for (const name of lists) {
            const target = `/api/v2/${name}?${query}`;
            assertRefused(target, await raw("GET", target));
        }
    });
}

test("what looks like SQL is looked for as it is, and not found", async () => {
    for (const term of [
        "' or 1=1 --",
        '"; drop table deals; --',
        "%%",
        "__",
        "x".repeat(5000),
        "\\\\",
    ]) {
        for (const name of ["deals", "persons", "organizations", "products"]) {
            const target = `/api/v2/${name}/search?${new URLSearchParams({ term })}`;
            const { status, json } = await raw("GET", target);
            assert.deepEqual([status, json.data.items], [200, []], target);
        }
    }
    assert.deepEqual(await everything(), atFirst);
});

for (const [id, status] of [
    ["abc", 400],
    ["1e3", 400],
    ["1.5", 400],
    ["9".repeat(30), 400],
    ["1%27%20or%201=1", 400],
    ["%ff", 400],
    ["0", 404],
    ["-1", 404],
    ["4711", 404],
]) {
    test(`an id like ${id} is ${status}`, async () => {
        for (const name of lists) {
            for (const method of ["GET", "PATCH", "DELETE"]) {
                const target = `/api/v2/${name}/${id}`;
                const body = method === "PATCH" ? {} : undefined;
                const answer = await raw(method, target, { body });
                assert.deepEqual(
                    [answer.status, answer.json.success],
                    [status, false],
                    `${method} ${target}`,
                );
            }
        }
        assert.deepEqual(await everything(), atFirst);
    });
}

test("what there is not is 404, what there was is 410, what cannot be done is 405", async () => {
    for (const [method, target, status] of [
        ["GET", "/api/v2/unicorns", 404],
        ["GET", "/api/v2/Deals", 404],
        ["GET", "/api/v3/deals", 404],
        ["GET", "/api/v2/deals/1/unicorns", 404],
        ["GET", "/v1/deals", 410],
        ["POST", "/v1/deals", 410],
        ["GET", "/v1/persons/1", 410],
        ["GET", "/v1/organizations/1", 410],
        ["GET", "/api/v1/products", 410],
        ["PUT", "/api/v2/deals/1", 405],
        ["DELETE", "/api/v2/deals", 405],
        ["OPTIONS", "/api/v2/deals", 405],
        ["BREW", "/api/v2/deals/1", 405],
        ["PATCH", "/v1/users/me", 405],
    ]) {
        const body = method === "GET" ? undefined : {};
        const answer = await raw(method, target, { body });
        assert.deepEqual(
            [answer.status, answer.json.success],
            [status, false],
            `${method} ${target}`,
        );
    }
    assert.deepEqual(await everything(), atFirst);
});

/** Status of every way in with that header; nothing of the company is told. */
async function everyWayIn(authorization) {
    const statuses = new Set();
    const ways = [
        ...lists.map((name) => ["GET", `/api/v2/${name}`]),
        ["GET", "/v1/users/me"],
        ["GET", "/v1/notes"],
        ["GET", "/v1/files"],
        ["GET", "/v1/webhooks"],
        ...writes,
    ];
    for (const [method, target] of ways) {
        const { status, text, json } = await raw(method, target, {
            token: null,
            headers: authorization === null ? {} : { authorization },
            body: method === "GET" ? undefined : {},
        });
        assert.equal(json.success, false);
        assert.doesNotMatch(text, /Craig|Bird/);
        statuses.add(status);
    }
    return [...statuses];
}

test("without a good token there is no way in", async () => {
    for (const header of ["Bearer", "Bearer ", "Basic abc", "Token x", "x"]) {
        assert.deepEqual(await everyWayIn(header), [400], header);
    }
    const { token } = company;
    for (const wrong of ["x", `${token}x`, token.slice(1), "' or 1=1 --", "x".repeat(5000)]) {
        assert.deepEqual(await everyWayIn(`Bearer ${wrong}`), [401]);
    }
    assert.deepEqual(await everyWayIn(null), [401]);
    assert.deepEqual(await everything(), atFirst);
});

test("a token whose time is over is told so by the gateway", async () => {
    await company.control("/expire-access-tokens");
    assert.deepEqual(await everyWayIn(`Bearer ${company.token}`), [401]);
    const { headers, json } = await raw("GET", "/api/v2/deals/1");
    assert.deepEqual(json, {
        success: false,
        error: "unauthorized access",
        errorCode: 401,
        error_info: "Please check developers.pipedrive.com",
    });
    assert.equal(headers.get("x-401-by-gw"), "true");
    assert.match(headers.get("x-correlation-id"), /^[0-9a-f-]{36}$/);
});

talkTests(() => company.url);
