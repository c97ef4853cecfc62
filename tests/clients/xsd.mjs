// Checks JSON entities of QuickBooks against the vendor's XML schemas, which describe the JSON, too:
// the names of members, their JSON types, lists, references, enumerations.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { root } from "../programs/programs.mjs";

const folder = path.join(root, "../shared/reference/qbo-xsd");

const numbers = new Set([
    "decimal",
    "integer",
    "int",
    "long",
    "short",
    "float",
    "double",
    "positiveInteger",
    "nonNegativeInteger",
    "negativeInteger",
    "unsignedInt",
]);
const simple = new Set([
    ...numbers,
    "boolean",
    "string",
    "date",
    "dateTime",
    "anyURI",
    "token",
    "time",
    "gYear",
    "anyType",
]);

/** The tags of an XML text in order, as {name, attributes, opens, closes}; text between them is dropped. */
function* tags(xml) {
    const clean = xml.replace(/<!--[\s\S]*?-->/g, "");
    for (const [, slash, name, inside, empty] of clean.matchAll(
        /<(\/?)(?:xs:)?([A-Za-z]+)((?:\s+[\w:]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g,
    )) {
        const attributes = {};
        for (const [, key, value] of inside.matchAll(/([\w:]+)\s*=\s*["']([^"']*)["']/g)) {
            attributes[key] = value.replace(/^xs:/, "");
        }
        yield { name, attributes, opens: slash === "", closes: slash !== "" || empty !== "" };
    }
}

/** The element tree of a schema file; documentation is left out. */
function tree(xml) {
    const top = { name: "", attributes: {}, children: [] };
    const open = [top];
    for (const tag of tags(xml)) {
        if (tag.opens) {
            const node = { name: tag.name, attributes: tag.attributes, children: [] };
            open.at(-1).children.push(node);
            open.push(node);
        }
        if (tag.closes) {
            open.pop();
        }
    }
    return top.children[0].children;
}

/** All types of all schema files, by name. */
class Schema {
    types = new Map();
    groups = new Map();
    elements = new Map();

    constructor() {
        for (const file of readdirSync(folder).filter((name) => name.endsWith(".xsd"))) {
            for (const node of tree(readFileSync(path.join(folder, file), "utf8"))) {
                this.#declare(node);
            }
        }
    }

    #declare(node) {
        const { name } = node.attributes;
        if (node.name === "complexType" || node.name === "simpleType") {
            this.types.set(name, this.#type(node));
        } else if (node.name === "group") {
            this.groups.set(name, node);
        } else if (node.name === "element") {
            this.elements.set(name, node.attributes.type ?? name);
        }
    }

    #type(node) {
        const type = { members: new Map(), values: null, base: null, any: false, text: false };
        this.#collect(node, type, false);
        return type;
    }

    #collect(node, type, many) {
        for (const child of node.children) {
            const { name, ref, base, value } = child.attributes;
            const several = many || !["0", "1", undefined].includes(child.attributes.maxOccurs);
            if (child.name === "element") {
                type.members.set(name ?? ref, { type: this.#typeOf(child), many: several });
            } else if (child.name === "attribute") {
                type.members.set(name, { type: child.attributes.type ?? "string", many: false });
            } else if (child.name === "any") {
                type.any = true;
            } else if (child.name === "enumeration") {
                (type.values ??= new Set()).add(value);
            } else if (child.name === "group" && ref) {
                type.members.set(`group ${ref}`, { group: ref, many: several });
            } else if (child.name !== "annotation") {
                type.base ??= base ?? null;
                type.text ||= child.name === "simpleContent";
                this.#collect(child, type, several);
            }
        }
    }

    #typeOf(element) {
        const inside = element.children.find(({ name }) => /Type$/.test(name));
        return (
            element.attributes.type ??
            (inside ? this.#type(inside) : (element.attributes.ref ?? "string"))
        );
    }

    find(type) {
        return typeof type === "object" ? type : this.types.get(this.elements.get(type) ?? type);
    }

    /** Members with those of the types below; `any` where anything may stand beside them. */
    members(type) {
        const found = new Map();
        let any = false;
        for (let at = type; at; at = at.base && this.find(at.base)) {
            any ||= at.any;
            for (const [name, member] of at.members) {
                if (member.group) {
                    const group = this.#type(this.groups.get(member.group));
                    group.members.forEach((inner, key) => found.set(key, inner));
                } else {
                    found.set(name, member);
                }
            }
        }
        return { found, any };
    }

    /** The built-in type below a simple type, and the values it allows. */
    simple(type) {
        let values = null;
        let at = type;
        while (typeof at === "object" || !simple.has(at)) {
            const known = this.find(at);
            if (!known || known.members.size > 0 || (!known.base && !known.values)) {
                return null;
            }
            values ??= known.values;
            at = known.base ?? "string";
        }
        return { base: at, values };
    }
}

const schema = existsSync(folder) ? new Schema() : null;
if (!schema) {
    console.log("the vendor's schemas are not here: answers are not checked against them");
}

/** Where the vendor's JSON is known to differ from its schemas, as "Type.Member" and why. */
export const differences = new Map([]);

function scalarProblem(kind, value, where) {
    const wanted = numbers.has(kind.base)
        ? "number"
        : kind.base === "boolean"
          ? "boolean"
          : "string";
    if (typeof value !== wanted) {
        return [`${where} is ${JSON.stringify(value)}, not a ${wanted}`];
    }
    const formats = {
        date: /^\d{4}-\d\d-\d\d$/,
        dateTime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
    };
    if (formats[kind.base] && !formats[kind.base].test(value)) {
        return [`${where} is ${JSON.stringify(value)}, not a ${kind.base}`];
    }
    return kind.values && !kind.values.has(value)
        ? [`${where} is ${JSON.stringify(value)}, not one of ${[...kind.values].join(", ")}`]
        : [];
}

function memberProblems(owner, name, member, value, where) {
    if (differences.has(`${owner}.${name}`) || differences.has(`*.${name}`)) {
        return [];
    }
    if (member.many !== Array.isArray(value)) {
        return [`${where} is ${member.many ? "no" : "a"} list`];
    }
    return [value]
        .flat()
        .flatMap((item, i) => problems(member.type, item, member.many ? `${where}[${i}]` : where));
}

/** What is wrong with `value` as one of `type`, each with its place; empty where nothing is. */
function problems(type, value, where) {
    if (value === null || value === undefined) {
        return [`${where} is null`];
    }
    const known = schema.find(type);
    if (known?.text) {
        // A text with attributes: in JSON the text is the member `value`.
        known.members.set("value", { type: known.base ?? "string", many: false });
        known.base = null;
    }
    const kind = known?.text ? null : schema.simple(type);
    if (kind) {
        return scalarProblem(kind, value, where);
    }
    if (!known) {
        return [`${where} has the type ${type}, which is not in the schemas`];
    }
    if (typeof value !== "object" || Array.isArray(value)) {
        return [`${where} is ${JSON.stringify(value)}, not an object`];
    }
    const { found, any } = schema.members(known);
    return Object.entries(value).flatMap(([name, inner]) => {
        const member = found.get(name);
        const place = `${where}.${name}`;
        if (!member) {
            const allowed =
                any || differences.has(`${type}.${name}`) || differences.has(`*.${name}`);
            return allowed ? [] : [`${place} is not in the schema`];
        }
        return memberProblems(type, name, member, inner, place);
    });
}

/** What is wrong with an entity of that name; empty, too, where the schemas are not here. */
export function entityProblems(name, entity) {
    return schema ? problems(name, entity, name) : [];
}

/** Whether the schemas know an entity of that name; false where they are not here. */
export function isEntity(name) {
    return schema !== null && schema.elements.has(name);
}
