// What people do in a browser, done over HTTP: consent forms, iframes' tokens, the JSON API.
import assert from "node:assert/strict";

import { contractOf } from "../clients/contract.mjs";

/** A browser as far as OAuth needs one: cookies by host, redirects followed one by one. */
export class Visitor {
    #cookies = new Map();

    async #send(url, options) {
        const jar = this.#cookies.get(new URL(url).host) ?? new Map();
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
        const response = await fetch(url, {
            redirect: "manual",
            ...options,
            headers: { ...options.headers, ...(cookie && { cookie }) },
        });
        for (const line of response.headers.getSetCookie?.() ?? setCookies(response)) {
            const [name, value] = line.split(";")[0].split("=");
            jar.set(name, value);
        }
        this.#cookies.set(new URL(url).host, jar);
        return response;
    }

    /** Follows redirects to a page; returns its final address and text. */
    async visit(url, options = {}) {
        let response = await this.#send(url, options);
        let address = url;
        for (let hop = 0; response.status >= 300 && response.status < 400; ++hop) {
            if (hop > 10) {
                throw new Error(`too many redirects from ${url}`);
            }
            address = new URL(response.headers.get("location"), address).href;
            response = await this.#send(address, {});
        }
        return { address, status: response.status, text: await response.text() };
    }

    /** Submits the first form of a page's main part by pressing the button with this value. */
    submit(page, value) {
        const main = page.text.slice(Math.max(page.text.indexOf("<main"), 0));
        const form = main.match(/<form[\s\S]*?<\/form>/)?.[0];
        if (!form) {
            throw new Error(`no form at ${page.address}: ${page.text.slice(0, 300)}`);
        }
        const attribute = (tag, name) =>
            unescapeHtml(tag.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1] ?? "");
        const body = new URLSearchParams();
        for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
            const type = attribute(tag, "type");
            if (type === "hidden" || (type === "radio" && /\bchecked\b/.test(tag))) {
                body.append(attribute(tag, "name"), attribute(tag, "value"));
            }
        }
        for (const [select] of form.matchAll(/<select[\s\S]*?<\/select>/g)) {
            body.append(attribute(select, "name"), attribute(select.match(/<option[^>]*>/)[0], "value"));
        }
        const buttons = [...form.matchAll(/<button[^>]*>/g)].map(([tag]) => tag);
        const button = buttons.find((tag) => attribute(tag, "value") === value);
        if (!button) {
            throw new Error(`no button "${value}" at ${page.address}`);
        }
        body.append(attribute(button, "name"), value);
        const action = attribute(form.match(/<form[^>]*>/)[0], "action") || page.address;
        return this.visit(new URL(action, page.address).href, { method: "POST", body });
    }
}

/** Node 18's fetch joins Set-Cookie lines; none of ours holds a comma outside a date. */
function setCookies(response) {
    const joined = response.headers.get("set-cookie");
    return joined ? joined.split(/,(?=\s*[A-Za-z_]+=)/) : [];
}

function unescapeHtml(text) {
    return text
        .replaceAll("&quot;", '"')
        .replaceAll("&#39;", "'")
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&amp;", "&");
}

/** Installs the app as the emulated Pipedrive's user; ends on Pipedrive's settings page. */
export async function installApp(world) {
    const visitor = new Visitor();
    const consent = await visitor.visit(`${world.urls.server}/pipedrive/install`);
    const settings = await visitor.submit(consent, "allow");
    if (!settings.address.includes("/app-settings")) {
        throw new Error(`the install ended at ${settings.address}: ${settings.text.slice(0, 300)}`);
    }
    return settings;
}

/** The signed token that the emulated Pipedrive puts into an iframe's address. */
export async function frameToken(world) {
    const response = await fetch(`${world.urls.pipedrive}/_emulator/signed-token`);
    const { token } = await response.json();
    return token;
}

/** Calls the JSON API as the page in an iframe does; fails where the exchange breaks its description. */
export async function api(world, method, path, { body, headers } = {}) {
    const response = await fetch(`${world.urls.server}/api/v1${path}`, {
        method,
        headers: {
            authorization: `Bearer ${await frameToken(world)}`,
            ...(body && { "content-type": "application/json" }),
            ...headers,
        },
        body: body && JSON.stringify(body),
    });
    const json = await response.json();
    const contract = await contractOf(world.urls.server);
    const complaints = contract.complaints({
        method,
        path: path.split("?")[0],
        status: response.status,
        type: response.headers.get("content-type"),
        sent: body,
        answered: json,
    });
    assert.deepEqual(complaints, []);
    return { status: response.status, json };
}

/** A draft's line as an order says it, linked to `item` of the books. */
export function orderLine({ description, quantity, unit_price, product, variation }, item) {
    return { item: item.id, item_name: item.name, description, quantity, unit_price, product, variation };
}

/** Connects the emulated QuickBooks company as the connected user. */
export async function connectBooks(world) {
    const { json } = await api(world, "POST", "/books/connect-link");
    const visitor = new Visitor();
    const consent = await visitor.visit(json.url);
    const done = await visitor.submit(consent, "connect");
    const session = await api(world, "GET", "/session");
    if (session.json.books?.state !== "active") {
        throw new Error(`not connected; the flow ended at ${done.address}: ${done.text.slice(0, 300)}`);
    }
    return session.json;
}
