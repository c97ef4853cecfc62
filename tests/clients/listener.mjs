// An app that hears webhooks: a server on loopback that keeps what it is told and answers as wished.
import http from "node:http";

import { eventually } from "../programs/programs.mjs";

export class Listener {
    /** Each `{method, path, headers, body, json}`, in the order of their coming. */
    requests = [];
    /** The status of the next answers; 0 cuts the connection, "never" leaves it open. */
    status = 200;
    #server = http.createServer((request, response) => this.#hear(request, response));

    static async start() {
        const listener = new Listener();
        await new Promise((resolve) => listener.#server.listen(0, "127.0.0.1", resolve));
        listener.url = `http://127.0.0.1:${listener.#server.address().port}/hooks`;
        return listener;
    }

    async #hear(request, response) {
        const chunks = [];
        for await (const chunk of request) {
            chunks.push(chunk);
        }
        const { method, url, headers } = request;
        const body = Buffer.concat(chunks);
        this.requests.push({ method, path: url, headers, body, json: JSON.parse(body) });
        if (this.status === 0) {
            request.socket.destroy();
        } else if (this.status !== "never") {
            response.writeHead(this.status).end();
        }
    }

    /** All requests, once there are so many. */
    async heard(count) {
        await eventually(
            `${count} requests, not ${this.requests.length}`,
            () => this.requests.length >= count,
            15,
        );
        return this.requests;
    }

    stop() {
        this.#server.closeAllConnections();
        return new Promise((resolve) => this.#server.close(resolve));
    }
}

/** What is left to deliver and what was delivered, once `holds` is true of it. */
export async function courier(url, holds) {
    return eventually(
        `${holds} of the webhooks at ${url}`,
        async () => {
            const state = await (await fetch(`${url}/_emulator/webhooks`)).json();
            return holds(state) && state;
        },
        15,
    );
}

/** Nothing waits and nothing is on its way any more: whatever was to be told has been told. */
export const allTold = (url) => courier(url, ({ pending }) => pending.length === 0);

/** Whether that attempt of what waits first is due by the emulator's clock, or has gone already. */
export async function isDue(url, attempt) {
    const [first] = (await courier(url, () => true)).pending;
    const { now } = await (await fetch(`${url}/_emulator/clock`)).json();
    return first?.attempt !== attempt || Date.parse(first.due) <= Date.parse(now);
}
