// What the server says of its JSON API (`/api/openapi.json`), held against what is really said.
import addFormats from "ajv-formats";
import Ajv2020 from "ajv/dist/2020.js";

const contracts = new Map();

/** The contract of the server at this origin, as it describes itself. */
export function contractOf(origin) {
    if (!contracts.has(origin)) {
        contracts.set(origin, Contract.read(origin));
    }
    return contracts.get(origin);
}

class Contract {
    #document;
    #ajv = new Ajv2020({ strict: false, allErrors: true });
    /** Operations whose path has fewer parts in braces come first: they are meant. */
    #operations;

    static async read(origin) {
        const answer = await fetch(`${origin}/api/openapi.json`);
        return new Contract(await answer.json());
    }

    constructor(document) {
        this.#document = document;
        addFormats(this.#ajv);
        this.#ajv.addSchema(document, "api");
        this.#operations = Object.entries(document.paths)
            .flatMap(([path, item]) =>
                Object.keys(item).map((method) => ({ method, path, pattern: patternOf(path) })),
            )
            .sort((a, b) => a.path.split("{").length - b.path.split("{").length);
    }

    /**
     * What is wrong with an exchange: a list of sentences, empty where it keeps the contract. `path` is
     * relative to /api/v1, without a query. A request that the server refused may be anything.
     */
    complaints({ method, path, status, type, sent, answered }) {
        const operation = this.#operations.find(
            (one) => one.method === method.toLowerCase() && one.pattern.test(path),
        );
        if (!operation) {
            return status === 404 || status === 405 ? [] : [`${method} ${path} is not described`];
        }
        const where = `${method} ${operation.path}`;
        const pointer = ["paths", operation.path, operation.method];
        return [
            ...(status < 400 ? this.#request(where, pointer, sent) : []),
            ...this.#response(where, pointer, status, type, answered),
        ];
    }

    #request(where, pointer, sent) {
        const body = this.#at([...pointer, "requestBody"]);
        if (!body) {
            return sent === undefined ? [] : [`${where}: a body that is not described`];
        }
        return this.#check(`${where}, request`, [...pointer, "requestBody"], "application/json", sent);
    }

    #response(where, pointer, status, type, answered) {
        const what = `${where}, ${status}`;
        if (status >= 400) {
            return this.#check(what, ["components", "responses", "Failure"], "application/json", answered);
        }
        const place = this.#resolved([...pointer, "responses", String(status)]);
        const described = this.#at(place);
        if (!described) {
            return [`${what}: a status that is not described`];
        }
        const media = type?.split(";")[0] ?? "";
        if (!described.content?.[media]) {
            return [`${what}: ${media} is not described`];
        }
        return described.content[media].schema ? this.#check(what, place, media, answered) : [];
    }

    #check(what, place, media, value) {
        const pointer = [...place, "content", media, "schema"].map(escaped).join("/");
        const validate = this.#ajv.getSchema(`api#/${pointer}`);
        return validate(value)
            ? []
            : validate.errors.map(
                  ({ instancePath, message, params }) =>
                      `${what}: ${instancePath || "the whole"} ${message} ${JSON.stringify(params)}`,
              );
    }

    #at(pointer) {
        return pointer.reduce((part, name) => part?.[name], this.#document);
    }

    /** Where a reference leads, or the place itself. */
    #resolved(pointer) {
        const reference = this.#at(pointer)?.$ref;
        return reference ? reference.slice(2).split("/") : pointer;
    }
}

function patternOf(path) {
    const parts = path.split("/").map((part) => (part.startsWith("{") ? "[^/]+" : part));
    return new RegExp(`^${parts.join("/").replaceAll(".", "\\.")}$`);
}

function escaped(name) {
    return encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));
}
