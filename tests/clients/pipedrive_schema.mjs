// Checks answers of the emulated Pipedrive against the vendor's OpenAPI files, where those are.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

import { root } from "../programs/programs.mjs";

const require = createRequire(import.meta.url);
const folder = path.resolve(root, "../shared/reference/openapi");

export const hasSchemas = existsSync(folder);

/** Where the files are wrong about answers that the developer documentation and the client show. */
const deviations = [
    // Fields that may be empty are null; the files hardly ever say so.
    (problem) => problem.keyword === "type" && problem.data === null,
    // Absent from the files; the documentation's samples and parameters have them.
    (problem) =>
        problem.keyword === "additionalProperties" &&
        /^(creator_user_id|local_(won|lost|close)_date|archive_time|color|is_linkable|address|file_type|labels|pinned_to_lead_flag|additional_data)$/.test(
            problem.params.additionalProperty,
        ),
    // A product's code is a text; so is a discount's id; amounts are seldom whole.
    (problem) =>
        problem.keyword === "type" &&
        /\/(code|value|id)$/.test(problem.instancePath) &&
        problem.schema === "integer" &&
        typeof problem.data !== "object",
    // API v1 writes times with a space, whatever the files call them.
    (problem) => problem.keyword === "format" && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(problem.data),
    // Types of system fields that the list of the files lacks.
    (problem) => problem.keyword === "enum" && ["pipeline", "product"].includes(problem.data),
];

/** OpenAPI 3.0 to JSON Schema: `nullable`, references, and no unknown members where some are listed. */
function converted(schema, document) {
    if (Array.isArray(schema)) {
        return schema.map((part) => converted(part, document));
    }
    if (schema === null || typeof schema !== "object") {
        return schema;
    }
    if (schema.$ref) {
        const target = schema.$ref
            .slice(2)
            .split("/")
            .reduce((part, name) => part[name], document);
        return converted(target, document);
    }
    if (schema.allOf) {
        return merged(schema.allOf.map((part) => converted(part, document)));
    }
    const result = {};
    for (const [name, value] of Object.entries(schema)) {
        if (["example", "examples", "default", "description", "title", "nullable"].includes(name)) {
            continue;
        }
        result[name] =
            name === "properties"
                ? Object.fromEntries(
                      Object.entries(value).map(([key, part]) => [key, converted(part, document)]),
                  )
                : converted(value, document);
    }
    if (result.properties && result.additionalProperties === undefined) {
        result.additionalProperties = false;
    }
    if (schema.nullable && result.type) {
        result.type = [result.type, "null"];
        result.enum = result.enum && [...result.enum, null];
    }
    return JSON.parse(JSON.stringify(result));
}

/** All parts of an `allOf` as one, so that each part's members are known to the others. */
function merged(parts) {
    return parts.reduce((all, part) => {
        const properties = { ...all.properties };
        for (const [name, schema] of Object.entries(part.properties ?? {})) {
            properties[name] = properties[name]?.properties
                ? merged([properties[name], schema])
                : schema;
        }
        return { ...all, ...part, ...(Object.keys(properties).length && { properties }) };
    }, {});
}

function load(version) {
    const yaml = require("yaml");
    const text = readFileSync(path.join(folder, `pipedrive-v${version}.yaml`), "utf8");
    const document = yaml.parse(text);
    const routes = Object.entries(document.paths).map(([pattern, operations]) => ({
        fixed: !pattern.includes("{"),
        expression: new RegExp(`^${pattern.replaceAll(/\{[^}]+\}/g, "[^/]+")}$`),
        operations,
    }));
    routes.sort((a, b) => Number(b.fixed) - Number(a.fixed));
    return { document, routes, validators: new Map() };
}

const documents = hasSchemas ? { 1: load(1), 2: load(2) } : {};

/** Every operation that the files describe, with its price in tokens. */
export function operations() {
    return Object.entries(documents).flatMap(([version, { document }]) =>
        Object.entries(document.paths).flatMap(([pattern, methods]) =>
            Object.entries(methods)
                .filter(([, operation]) => operation["x-token-cost"] !== undefined)
                .map(([method, operation]) => ({
                    version,
                    pattern,
                    method: method.toUpperCase(),
                    cost: operation["x-token-cost"],
                })),
        ),
    );
}

function validator(version, method, address, status) {
    const { document, routes, validators } = documents[version];
    const route = routes.find(
        (it) => it.expression.test(address) && it.operations[method.toLowerCase()],
    );
    const operation = route?.operations[method.toLowerCase()];
    const schema = operation?.responses[status]?.content?.["application/json"]?.schema;
    if (!schema) {
        return { problem: operation ? `no answer ${status} is documented` : "no such operation" };
    }
    const key = `${method} ${route.expression} ${status}`;
    if (!validators.has(key)) {
        const Ajv = require("ajv").default;
        const ajv = new Ajv({ strict: false, allErrors: true, verbose: true });
        require("ajv-formats").default(ajv);
        validators.set(key, ajv.compile(converted(schema, document)));
    }
    return { validate: validators.get(key) };
}

/** What is wrong with a successful answer: texts, each once. */
export function problemsOf({ method, url, status, body }) {
    const address = new URL(url).pathname;
    const [, version, rest] = address.match(/^\/(?:api\/)?v([12])(\/.*)$/) ?? [];
    if (!hasSchemas || !version || address.endsWith("/download")) {
        return [];
    }
    const found = validator(version, method, rest, status);
    const name = `${method} ${rest.replaceAll(/\/[0-9a-f-]*\d[0-9a-f-]*/g, "/{id}")}`;
    if (found.problem) {
        return [`${name}: ${found.problem}`];
    }
    found.validate(body);
    return (found.validate.errors ?? [])
        .filter((problem) => !deviations.some((allows) => allows(problem)))
        .map((problem) => {
            const place = problem.instancePath.replaceAll(/\/\d+/g, "/[]");
            return `${name} ${place} ${problem.message} ${JSON.stringify(problem.params)}`;
        });
}
