// Requests that make no sense, and how the tests of both vendors judge what comes of them.
import assert from "node:assert/strict";
import net from "node:net";
import { test } from "node:test";

export const huge = "x".repeat(5 << 20);
export const notJson = {
    nothing: "",
    "half an object": '{"Line": [',
    "a value that is missing": '{"a":}',
    "a comma too much": '{"a": 1,}',
    "two objects": "{}{}",
    "single quotes": "{'a': 1}",
    NaN: "NaN",
    "a NUL": "\u0000",
    XML: '<?xml version="1.0"?><Invoice/>',
    "a form": "a=1&b=2",
    "100,000 arrays in each other": "[".repeat(100_000),
    "50,000 objects in each other": '{"a":'.repeat(50_000),
    "5 MB of one letter": huge,
};
export const noObject = { "an array": "[]", null: "null", "a text": '"x"', "a number": "7" };
export const wrongValues = [
    null,
    true,
    -1,
    1e15,
    0.123456,
    "x",
    "",
    "\u0000",
    "🪴".repeat(50),
    [],
    {},
    [[]],
    [null],
    { value: {} },
];

/** The places of all values inside of a JSON value, as lists of names. */
export function* placesIn(value, place = []) {
    if (place.length > 0) {
        yield place;
    }
    if (value !== null && typeof value === "object") {
        for (const [name, part] of Object.entries(value)) {
            yield* placesIn(part, [...place, name]);
        }
    }
}

/** A copy with another value at that place. */
export function changed(value, [name, ...rest], wrong) {
    const copy = Array.isArray(value) ? [...value] : { ...value };
    copy[name] = rest.length === 0 ? wrong : changed(copy[name], rest, wrong);
    return copy;
}

/** Sends bytes as they are; what came back before the other side closed. */
function send(url, bytes) {
    return new Promise((resolve, reject) => {
        const { hostname, port } = new URL(url);
        const socket = net.connect(Number(port), hostname, () => socket.end(bytes));
        let answer = "";
        socket.setEncoding("latin1").on("data", (text) => (answer += text));
        socket
            .on("close", () => resolve(answer))
            .on("error", (error) =>
                error.code === "ECONNRESET" || error.code === "EPIPE"
                    ? resolve(answer)
                    : reject(error),
            );
    });
}

const head = "POST / HTTP/1.1\r\nHost: x\r\n";
// Bytes, and what comes back. Who sends too much may be cut off before the answer is read.
const noHttp = {
    noise: ["\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", /^HTTP\/1.1 400 /],
    "an unknown version": ["GET / HTTP/9.9\r\nHost: x\r\n\r\n", /^HTTP\/1.1 400 /],
    "a line without end": [`GET /${"a".repeat(100_000)}`, /^$|^HTTP\/1.1 431 /],
    "a header without end": [`${head}X: ${"a".repeat(1 << 20)}\r\n\r\n`, /^$|^HTTP\/1.1 431 /],
    "two lengths": [`${head}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`, /^HTTP\/1.1 400 /],
    "a length that is none": [`${head}Content-Length: -5\r\n\r\n`, /^HTTP\/1.1 400 /],
    "a length of 30 digits": [
        `${head}Content-Length: ${"9".repeat(30)}\r\n\r\n`,
        /^HTTP\/1.1 400 /,
    ],
    "a chunk that is none": [
        `${head}Transfer-Encoding: chunked\r\n\r\nzz\r\nab`,
        /^HTTP\/1.1 400 /,
    ],
    "a body that ends early": [`${head}Content-Length: 100\r\n\r\n{`, /^$/],
};

export function talkTests(url) {
    for (const [what, [bytes, answer]] of Object.entries(noHttp)) {
        test(`bytes that are no request are refused: ${what}`, async () => {
            assert.match(await send(url(), bytes), answer);
            assert.equal((await fetch(`${url()}/_emulator/clock`)).status, 200);
        });
    }
}

/** Every answer since the last reset of the log was one that the vendor gives on purpose. */
export async function assertNoTrouble(vendor) {
    assert.ok(vendor.program.isRunning, `see ${vendor.program.logFile}`);
    const { requests } = await (await fetch(`${vendor.url}/_emulator/requests`)).json();
    assert.deepEqual(
        requests.filter(({ status }) => status >= 500 || status === 0),
        [],
    );
}
