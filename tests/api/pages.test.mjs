// What a browser loads of our surfaces: sizes on the wire, compression, asking again.
import assert from "node:assert/strict";
import http from "node:http";
import path from "node:path";
import { after, before, test } from "node:test";
import { gunzipSync } from "node:zlib";

import { World, root } from "../programs/programs.mjs";

let world;
before(async () => {
    world = await World.create(path.join(root, "build/worlds/pages"));
    await Promise.all([world.startEmulator(), world.startServer()]);
});
after(() => world.stop());

/** An answer as it comes over the wire: nothing is unpacked. */
function get(target, headers = {}) {
    return new Promise((resolve, reject) => {
        const url = new URL(target, world.urls.server);
        const request = http.get(url, { headers }, async (response) => {
            const chunks = [];
            for await (const chunk of response) {
                chunks.push(chunk);
            }
            const { statusCode: status, headers: received } = response;
            resolve({ status, headers: received, body: Buffer.concat(chunks) });
        });
        request.on("error", reject);
    });
}

const packed = { "accept-encoding": "gzip, deflate, br" };

function textOf({ headers, body }) {
    return (headers["content-encoding"] === "gzip" ? gunzipSync(body) : body).toString();
}

/** The page and every script and style that it leads to, whether or not it is needed at once. */
async function load(page) {
    const answers = new Map();
    const follow = async (address) => {
        if (answers.has(address)) {
            return;
        }
        answers.set(address, null);
        const answer = await get(address, packed);
        assert.equal(answer.status, 200, address);
        answers.set(address, answer);
        for (const [, quoted] of textOf(answer).matchAll(/["'`]([^"'`\s]+\.(?:js|css))["'`]/g)) {
            const base = new URL(address, world.urls.server);
            const next = new URL(quoted, base).pathname;
            if (next.startsWith("/ui/assets/")) {
                await follow(next);
            }
        }
    };
    await follow(page);
    return answers;
}

for (const [page, limit] of [
    ["/ui/panel", 40],
    ["/ui/invoice", 60],
    ["/ui/settings", 60],
]) {
    test(`${page} and all that it loads has at most ${limit} KB on the wire`, async (t) => {
        const answers = await load(page);
        const bytes = [...answers.values()].reduce((sum, { body }) => sum + body.length, 0);
        t.diagnostic(`${bytes} bytes in ${answers.size} answers`);
        assert.ok(answers.size > 3, [...answers.keys()].join());
        assert.ok(bytes <= limit * 1024, `${bytes} bytes`);
    });
}

test("scripts come as gzip to those who take it, and as they are to the others", async () => {
    const small = await get("/ui/assets/panel.js", packed);
    const plain = await get("/ui/assets/panel.js");
    const refusing = await get("/ui/assets/panel.js", { "accept-encoding": "gzip;q=0" });

    assert.equal(small.headers["content-encoding"], "gzip");
    assert.equal(small.headers["content-type"], "text/javascript; charset=utf-8");
    assert.equal(plain.headers["content-encoding"], undefined);
    for (const { headers } of [small, plain]) {
        assert.equal(headers.vary, "Accept-Encoding");
    }
    assert.ok(small.body.length < plain.body.length);
    assert.deepEqual(gunzipSync(small.body), plain.body);
    assert.deepEqual(refusing.body, plain.body);
});

test("what has not changed is not sent again, in either form", async () => {
    for (const headers of [packed, {}]) {
        const { headers: first } = await get("/ui/assets/panel.js", headers);
        const again = await get("/ui/assets/panel.js", { ...headers, "if-none-match": first.etag });
        assert.equal(again.status, 304);
        assert.equal(again.body.length, 0);
    }
    const small = await get("/ui/assets/panel.js", packed);
    const plain = await get("/ui/assets/panel.js", { "if-none-match": small.headers.etag });
    assert.equal(plain.status, 200, "another form is another thing");
});
