// What each call costs of the company's daily budget, against the vendor's OpenAPI files.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Company } from "./pipedrive.mjs";
import { hasSchemas, operations } from "./pipedrive_schema.mjs";

let company;

before(async () => {
    company = await Company.start("pipedrive_prices");
    await company.connect();
});
after(() => company.stop());

/** What is left of the day after a call; undefined where the emulator does not know the address. */
async function leftAfter({ version, pattern, method }) {
    const address = pattern.replaceAll(/\{[^}]+\}/g, "999999");
    const response = await fetch(`${company.url}/api/v${version}${address}`, {
        method,
        headers: { authorization: `Bearer ${company.token}` },
    });
    await response.arrayBuffer();
    const left = response.headers.get("x-daily-ratelimit-token-remaining");
    return left === null ? undefined : Number(left);
}

test("every call that the emulator answers costs what the vendor's files say", async (t) => {
    if (!hasSchemas) {
        t.skip("the vendor's OpenAPI files are not here");
        return;
    }
    const me = { version: "1", pattern: "/users/me", method: "GET" };
    let left = await leftAfter(me);
    const wrong = [];
    let known = 0;
    for (const operation of operations()) {
        const now = await leftAfter(operation);
        if (now === undefined) {
            continue;
        }
        known += 1;
        if (left - now !== operation.cost) {
            wrong.push({ ...operation, charged: left - now });
        }
        left = now;
    }
    assert.deepEqual(wrong, []);
    assert.ok(known > 120, `only ${known} operations were met`);
});
