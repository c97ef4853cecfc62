// An emulated QuickBooks in a process of its own, and node-quickbooks as an app that is connected to it.
import assert from "node:assert/strict";
import { createRequire } from "node:module";

import { Visitor } from "../programs/people.mjs";
import { startEmulator } from "./emulator.mjs";
import { entityProblems, isEntity } from "./xsd.mjs";

const require = createRequire(import.meta.url);
const QuickBooks = require("node-quickbooks");
const axios = createRequire(require.resolve("node-quickbooks"))("axios");

export const redirectUri = "http://127.0.0.1:8080/callback";
const accounting = "com.intuit.quickbooks.accounting";
export const clientId = "qb-client";
export const clientSecret = "qb-secret";

export const realms = {
    first: "4620816365002617531",
    second: "4620816365002617549",
    polish: "4620816365002617563",
};

/** A page's `text` up to the end of its first form that has a radio button of that realm, checked. */
function pick(page, realm) {
    const text = page.text
        .replaceAll(/(<input[^>]*type="radio"[^>]*?)\s+checked\b/g, "$1")
        .replace(new RegExp(`(<input[^>]*value="${realm}"[^>]*?)(/?>)`), "$1 checked$2");
    return { ...page, text };
}

/** What a refused call said, in whichever of the vendor's two spellings. */
export class Refusal {
    constructor(status, body) {
        this.status = status;
        this.body = body;
        this.isGateway = body?.fault !== undefined;
        const fault = body?.Fault ?? body?.fault;
        const first = (fault?.Error ?? fault?.error)?.[0];
        this.type = fault?.type;
        this.code = first?.code;
        this.message = first?.Message ?? first?.message;
        this.detail = first?.Detail ?? first?.detail;
        this.element = first?.element;
    }
}

function parsed(data) {
    const text = Buffer.isBuffer(data) ? data.toString("utf8") : data;
    try {
        return typeof text === "string" ? JSON.parse(text) : text;
    } catch {
        return text;
    }
}

export class Books {
    #problems = new Set();

    /** Starts an emulator whose log goes to build/clients/<name>.log. */
    static async start(name, { limits = "off" } = {}) {
        const books = new Books();
        const { program, urls } = await startEmulator(name, { limits });
        books.program = program;
        books.url = urls.quickbooks;
        books.#watch();
        return books;
    }

    async stop() {
        await this.program.stop();
    }

    /** Fails with everything in which an answer did not fit the vendor's schemas. */
    assertSchemas() {
        assert.deepEqual([...this.#problems].sort(), []);
    }

    /** Every answer that the client gets is checked against the schemas. */
    #watch() {
        axios.interceptors.response.use((response) => {
            this.#check(parsed(response.data));
            return response;
        });
    }

    #check(body) {
        // The tax service answers without a wrapper.
        if (typeof body?.TaxCode === "string") {
            this.#note("TaxService", body);
        } else if (Array.isArray(body)) {
            body.forEach((item) => this.#check(item));
        } else if (body !== null && typeof body === "object") {
            for (const [name, value] of Object.entries(body)) {
                const isEnvelope = /Response$|^Fault$|^Header$|^Rows$|^Columns$/.test(name);
                const isObject = value !== null && typeof value === "object";
                if (isObject && isEntity(name) && !isEnvelope) {
                    this.#note(name, value);
                } else {
                    this.#check(value);
                }
            }
        }
    }

    #note(name, value) {
        for (const entity of [value].flat()) {
            for (const problem of entityProblems(name, entity)) {
                this.#problems.add(problem.replaceAll(/\[\d+\]/g, "[]"));
            }
        }
    }

    /** Back to a seed, and connected to one of its companies anew. */
    async connect({ seed = "craigs", realm = realms.first, scope = accounting } = {}) {
        await this.control("DELETE", "/clock");
        await this.control("POST", "/seed", { seed });
        await this.authorize(realm, scope);
        return this.client;
    }

    /** Connects the client to `realm` through Intuit's pages. */
    async authorize(realm, scope = accounting) {
        const query = new URLSearchParams({
            client_id: clientId,
            redirect_uri: redirectUri,
            response_type: "code",
            scope,
            state: "s",
        });
        const back = await this.consent(`${this.url}/connect/oauth2?${query}`, realm);
        const code = back.searchParams.get("code");
        const answer = await this.tokens({
            grant_type: "authorization_code",
            code,
            redirect_uri: redirectUri,
        });
        assert.equal(answer.status, 200, JSON.stringify(answer.json));
        this.realm = realm;
        this.client = this.#newClient(answer.json);
    }

    /** Decides as the administrator of `realm` does; the address that the browser is sent back to. */
    async consent(url, realm, decision = "connect") {
        const visitor = new Visitor();
        const page = pick(await visitor.visit(url), realm);
        let back;
        // Nobody listens there.
        visitor.visit = async (action, options = {}) => {
            const response = await fetch(action, { redirect: "manual", ...options });
            back = new URL(response.headers.get("location"));
        };
        await visitor.submit(page, decision);
        return back;
    }

    /** Asks the token endpoint. */
    async tokens(form) {
        const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
        const response = await fetch(`${this.url}/oauth2/v1/tokens/bearer`, {
            method: "POST",
            headers: { authorization: `Basic ${basic}`, accept: "application/json" },
            body: new URLSearchParams(form),
        });
        return { status: response.status, json: await response.json() };
    }

    #newClient(tokens) {
        const client = new QuickBooks(
            clientId,
            clientSecret,
            tokens.access_token,
            false,
            this.realm,
            true,
            false,
            75,
            "2.0",
            tokens.refresh_token,
        );
        // The client knows only the vendor's own hosts.
        client.endpoint = `${this.url}/v3/company/`;
        QuickBooks.TOKEN_URL = `${this.url}/oauth2/v1/tokens/bearer`;
        QuickBooks.REVOKE_URL = `${this.url}/v2/oauth2/tokens/revoke`;
        QuickBooks.USER_INFO_URL = `${this.url}/v1/openid_connect/userinfo`;
        return client;
    }

    /** Calls a method of the client; the answer, or throws a `Refusal`. */
    attempt(method, ...args) {
        return new Promise((resolve, reject) => {
            // The client changes what it is given.
            const copies = args.map((arg) => (isPlain(arg) ? structuredClone(arg) : arg));
            this.client[method](...copies, (error, data) => {
                if (!error) {
                    return resolve(data);
                }
                const status = error.response?.status ?? 200;
                const body = parsed(error.response ? error.response.data : error);
                return reject(
                    error instanceof Error && !error.response ? error : new Refusal(status, body),
                );
            });
        });
    }

    /** The answer of a call that must succeed. */
    async call(method, ...args) {
        try {
            return await this.attempt(method, ...args);
        } catch (refusal) {
            if (refusal instanceof Refusal) {
                assert.fail(
                    `${method} was refused: ${refusal.status} ${JSON.stringify(refusal.body)}`,
                );
            }
            throw refusal;
        }
    }

    /** The refusal of a call that must fail, in the vendor's form. */
    async refused(method, ...args) {
        let answer;
        try {
            answer = await this.attempt(method, ...args);
        } catch (refusal) {
            if (!(refusal instanceof Refusal)) {
                throw refusal;
            }
            checkForm(refusal);
            return refusal;
        }
        return assert.fail(`${method} was not refused: ${JSON.stringify(answer)}`);
    }

    /** The rows that a `find` of the client gives. */
    async find(method, criteria) {
        const answer = await this.call(method, criteria);
        const rows = Object.values(answer.QueryResponse).find(Array.isArray);
        return rows ?? [];
    }

    /** A request without the client, below /v3/company/{realm}. */
    async raw(
        method,
        below,
        { query = {}, body, headers = {}, token = this.client.token, realm = this.realm } = {},
    ) {
        const search = new URLSearchParams(query);
        const response = await fetch(`${this.url}/v3/company/${realm}${below}?${search}`, {
            method,
            headers: {
                accept: "application/json",
                ...(token && { authorization: `Bearer ${token}` }),
                ...(body !== undefined && { "content-type": "application/json" }),
                ...headers,
            },
            body: typeof body === "string" || body === undefined ? body : JSON.stringify(body),
        });
        const text = await response.text();
        const json = parsed(text);
        this.#check(json);
        return { status: response.status, headers: response.headers, text, json };
    }

    /** The refusal of a raw request. */
    async rawRefusal(method, below, options) {
        const answer = await this.raw(method, below, options);
        const refusal = new Refusal(answer.status, answer.json);
        checkForm(refusal);
        return refusal;
    }

    /** A query in the vendor's language: the QueryResponse. */
    async query(statement) {
        const { status, json, text } = await this.raw("GET", "/query", {
            query: { query: statement },
        });
        assert.equal(status, 200, text);
        return json.QueryResponse;
    }

    async control(method, below, body) {
        const response = await fetch(`${this.url}/_emulator${below}`, {
            method,
            body: body && JSON.stringify(body),
        });
        const json = await response.json();
        assert.equal(response.status, 200, `${below}: ${JSON.stringify(json)}`);
        return json;
    }

    /** The next matching request is answered as the vendor refuses with that code. */
    async refuseNext(code, rule = {}) {
        await this.control("POST", "/faults", { action: "vendor", code, ...rule });
    }
}

function isPlain(value) {
    return (
        value !== null &&
        typeof value === "object" &&
        [Object.prototype, Array.prototype].includes(Object.getPrototypeOf(value))
    );
}

/** Gateway faults are in camelCase, the service's in PascalCase; neither mixes with the other. */
function checkForm(refusal) {
    const { status, body, isGateway } = refusal;
    const text = JSON.stringify(body);
    assert.ok(body?.Fault || body?.fault, `${status} without a fault: ${text}`);
    assert.equal(isGateway, [401, 403, 429].includes(status), text);
    assert.equal(typeof refusal.code, "string", text);
    assert.equal(typeof refusal.message, "string", text);
    assert.equal(typeof refusal.type, "string", text);
    if (!isGateway) {
        assert.equal(typeof body.time, "string", text);
    }
}

/** The simplest invoice of the vendor's documentation, with changes. */
export function invoiceOf(amount, changes = {}) {
    return {
        CustomerRef: { value: "1" },
        CurrencyRef: { value: "USD" },
        Line: [salesLine(amount)],
        ...changes,
    };
}

export function salesLine(amount, detail = {}, changes = {}) {
    return {
        DetailType: "SalesItemLineDetail",
        Amount: amount,
        SalesItemLineDetail: { ItemRef: { value: "1" }, ...detail },
        ...changes,
    };
}
