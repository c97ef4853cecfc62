// An emulated Pipedrive in a process of its own, and the vendor's client as an app that is connected to it.
import assert from "node:assert/strict";
import { createRequire } from "node:module";

import { startEmulator } from "./emulator.mjs";
import { hasSchemas, problemsOf } from "./pipedrive_schema.mjs";

const require = createRequire(import.meta.url);
const v1 = require("pipedrive/v1");
const v2 = require("pipedrive/v2");

const callback = "http://127.0.0.1:8080/pipedrive/callback";
export const allScopes =
    "base,deals:full,contacts:full,products:full,users:read,search:read,admin,activities:full";

export class Company {
    #problems = new Set();
    #apis = new Map();

    static async start(name, { limits = "off" } = {}) {
        const company = new Company();
        const { program, urls } = await startEmulator(name, { limits });
        company.program = program;
        company.url = urls.pipedrive;
        if (!hasSchemas) {
            console.log("schema checks were left out: the vendor's OpenAPI files are not here");
        }
        return company;
    }

    async stop() {
        await this.program.stop();
    }

    /** Fails with everything in which an answer did not fit the vendor's schemas. */
    assertSchemas() {
        assert.deepEqual([...this.#problems].sort(), []);
    }

    #check(response) {
        const answer = {
            method: response.config.method.toUpperCase(),
            url: response.config.url,
            status: response.status,
            body: response.data,
        };
        problemsOf(answer).forEach((problem) => this.#problems.add(problem));
        return response;
    }

    async control(target, body) {
        const response = await fetch(`${this.url}/_emulator${target}`, {
            method: "POST",
            body: JSON.stringify(body),
        });
        assert.ok(response.ok, await response.text());
    }

    /** Back to the seed, and the app installed anew with these scopes. */
    async connect(scopes = allScopes) {
        await this.control("/seed", { seed: "craigs" });
        await this.control("/scopes", { scopes });
        const query = new URLSearchParams({
            client_id: "pd-client",
            redirect_uri: callback,
            state: "s",
        });
        const response = await fetch(`${this.url}/oauth/authorize`, {
            method: "POST",
            redirect: "manual",
            body: new URLSearchParams([...query, ["decision", "allow"]]),
        });
        const code = new URL(response.headers.get("location")).searchParams.get("code");
        const tokens = await fetch(`${this.url}/oauth/token`, {
            method: "POST",
            headers: { authorization: `Basic ${btoa("pd-client:pd-secret")}` },
            body: new URLSearchParams({
                grant_type: "authorization_code",
                code,
                redirect_uri: callback,
            }),
        });
        this.token = (await tokens.json()).access_token;
        this.#apis.clear();
    }

    /** Sees whole answers before the client's own interceptor takes their data out. */
    #watched(api) {
        const { response } = api.axios.interceptors;
        response.use(
            (answer) => this.#check(answer),
            ({ response: { status, data } }) =>
                Promise.reject({ response: { data: { status, body: data } } }),
        );
        response.handlers.unshift(response.handlers.pop());
        return api;
    }

    /** The client's API class of that name, of version 2. */
    v2(name) {
        return this.#api(v2, name, "/api/v2");
    }

    v1(name) {
        return this.#api(v1, name, "/v1");
    }

    #api(module, name, prefix) {
        const key = prefix + name;
        if (!this.#apis.has(key)) {
            const configuration = new module.Configuration({
                accessToken: this.token,
                basePath: this.url + prefix,
            });
            this.#apis.set(key, this.#watched(new module[name](configuration)));
        }
        return this.#apis.get(key);
    }
}

/** Status and body of a call that must be refused. */
export async function refusal(call) {
    try {
        await call;
    } catch (error) {
        assert.ok(error.status, error.stack);
        return error;
    }
    return assert.fail("the call was not refused");
}
