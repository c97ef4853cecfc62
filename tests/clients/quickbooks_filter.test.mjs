// Random queries against a filter of our own over all rows: same rows, same order, same pages.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Dice } from "./dice.mjs";
import { Books } from "./quickbooks.mjs";

let books;
before(async () => {
    books = await Books.start("quickbooks_filter");
    await books.connect();
});
after(async () => {
    await books.stop();
    books.assertSchemas();
});

const reference = (row, name) => row[name]?.value;
const plain = (row, name) => row[name];
const nested = (row, name) => name.split(".").reduce((at, part) => at?.[part], row);

/** What each property compares, by the vendor's list of filterable ones (5.7). */
const entities = {
    Customer: {
        Id: { kind: "id", of: plain },
        DisplayName: { kind: "text", of: plain },
        GivenName: { kind: "text", of: plain },
        FamilyName: { kind: "text", of: plain },
        CompanyName: { kind: "text", of: plain },
        PrintOnCheckName: { kind: "text", of: plain },
        FullyQualifiedName: { kind: "text", of: plain },
        Balance: { kind: "number", of: plain },
        Active: { kind: "boolean", of: plain },
        "MetaData.CreateTime": { kind: "instant", of: nested },
    },
    Invoice: {
        Id: { kind: "id", of: plain },
        DocNumber: { kind: "text", of: plain },
        TxnDate: { kind: "date", of: plain },
        DueDate: { kind: "date", of: plain },
        CustomerRef: { kind: "reference", of: reference },
        Balance: { kind: "number", of: plain },
        TotalAmt: { kind: "number", of: plain },
        "MetaData.LastUpdatedTime": { kind: "instant", of: nested },
    },
    Item: {
        Id: { kind: "id", of: plain },
        Name: { kind: "text", of: plain },
        Type: { kind: "text", of: plain },
        Taxable: { kind: "boolean", of: plain },
        Active: { kind: "boolean", of: plain },
    },
    Payment: {
        Id: { kind: "id", of: plain },
        TotalAmt: { kind: "number", of: plain },
        CustomerRef: { kind: "reference", of: reference },
        TxnDate: { kind: "date", of: plain },
    },
};

const operators = {
    id: ["=", "in"],
    reference: ["=", "in"],
    boolean: ["=", "in"],
    text: ["=", "in", "like", "<", ">", "<=", ">="],
    number: ["=", "in", "<", ">", "<=", ">="],
    date: ["=", "in", "<", ">", "<=", ">="],
    instant: ["<", ">", "<=", ">="],
};

const compared = (kind, value) =>
    kind === "text"
        ? String(value).toLowerCase()
        : kind === "instant"
          ? Date.parse(value)
          : kind === "number"
            ? Number(value)
            : String(value);

function isLike(text, pattern) {
    const parts = pattern.split("%").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`, "is").test(text);
}

/** Whether a row fits; what is absent fits nothing. */
function fits(row, { name, kind, of, operator, values }) {
    const own = of(row, name);
    if (own === undefined) {
        return false;
    }
    const left = compared(kind, own);
    const right = values.map((value) => compared(kind, value));
    switch (operator) {
        case "=":
        case "in":
            return right.includes(left);
        case "like":
            return isLike(String(own), values[0]);
        case "<":
            return left < right[0];
        case ">":
            return left > right[0];
        case "<=":
            return left <= right[0];
        default:
            return left >= right[0];
    }
}

/** A value that some row has, or nearly so. */
function drawValue(dice, rows, { name, of, kind }, operator) {
    const known = rows.map((row) => of(row, name)).filter((value) => value !== undefined);
    const value = dice.pick(known);
    if (operator === "like") {
        const from = dice.between(0, value.length - 1);
        const piece = value.slice(from, from + dice.between(1, 5));
        return dice.pick([`%${piece}%`, `${value.slice(0, 3)}%`, `%${value.slice(-3)}`, value]);
    }
    return kind === "text" && dice.chance(30) ? value.toUpperCase() : value;
}

const quoted = (value) => `'${String(value).replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

function written(dice, kind, value) {
    const isBare = kind === "boolean" || (kind === "number" && dice.chance(50));
    return isBare ? String(value) : quoted(value);
}

function drawCondition(dice, entity, rows) {
    const usable = Object.entries(entities[entity]).filter(([name, { of }]) =>
        rows.some((row) => of(row, name) !== undefined),
    );
    const [name, { kind, of }] = dice.pick(usable);
    // Nobody says whether what is absent comes before everything or fits nothing.
    const isEverywhere = rows.every((row) => of(row, name) !== undefined);
    const usual = operators[kind].filter((operator) => isEverywhere || !operator.startsWith("<"));
    const operator = dice.pick(usual.length > 0 ? usual : operators[kind]);
    const count = operator === "in" ? dice.between(1, 3) : 1;
    const condition = { name, kind, of, operator };
    condition.values = Array.from({ length: count }, () =>
        drawValue(dice, rows, condition, operator),
    );
    const texts = condition.values.map((value) => written(dice, kind, value));
    condition.text = `${name} ${operator} ${operator === "in" ? `(${texts.join(", ")})` : texts[0]}`;
    return condition;
}

/** The rows that the statement asks for, without order, and the statement. */
function drawQuery(dice, entity, rows) {
    const conditions = Array.from({ length: dice.between(1, 3) }, () =>
        drawCondition(dice, entity, rows),
    );
    const asksForActive = conditions.some(({ name }) => name === "Active");
    const wanted = rows.filter(
        (row) =>
            (asksForActive || row.Active !== false) &&
            conditions.every((condition) => fits(row, condition)),
    );
    return { where: conditions.map(({ text }) => text).join(" and "), wanted };
}

const ids = (rows) => rows.map(({ Id }) => Id);

for (const [place, entity] of Object.keys(entities).entries()) {
    test(`random queries of ${entity} give the rows that fit, in pages that join`, async () => {
        const dice = new Dice(100 + place);
        const isList = entity === "Customer" || entity === "Item";
        const everything = isList ? " where Active in (true, false)" : "";
        const rows = (await books.query(`select * from ${entity}${everything} maxresults 1000`))[
            entity
        ];
        for (let round = 0; round < 80; ++round) {
            const { where, wanted } = drawQuery(dice, entity, rows);
            const statement = `select * from ${entity} where ${where} orderby Id`;

            const found = (await books.query(statement))[entity] ?? [];
            const { totalCount } = await books.query(
                `select count(*) from ${entity} where ${where}`,
            );
            const size = dice.between(1, 3);
            const pages = [];
            for (let start = 1; start <= found.length; start += size) {
                const page = await books.query(
                    `${statement} startposition ${start} maxresults ${size}`,
                );
                pages.push(...page[entity]);
            }

            const byId = (a, b) => Number(a) - Number(b);
            assert.deepEqual(
                ids(found).sort(byId),
                ids(wanted).sort(byId),
                `round ${round}: ${where}`,
            );
            assert.equal(totalCount, wanted.length, where);
            assert.deepEqual(ids(pages), ids(found), `${statement} by ${size}`);
        }
    });

    test(`${entity} is sorted by each property, up and down`, async () => {
        for (const [name, { kind, of }] of Object.entries(entities[entity])) {
            for (const direction of ["asc", "desc"]) {
                const statement = `select * from ${entity} orderby ${name} ${direction}`;
                const answer = await books.raw("GET", "/query", { query: { query: statement } });
                if (answer.status !== 200) {
                    assert.equal(answer.json.Fault.Error[0].code, "4001", statement);
                    continue;
                }
                const rows = answer.json.QueryResponse[entity];
                const keys = rows
                    .map((row) => of(row, name))
                    .filter((value) => value !== undefined);
                const order = keys.map((key) =>
                    kind === "id" ? Number(key) : compared(kind, key),
                );
                const sign = direction === "asc" ? 1 : -1;
                for (let i = 1; i < order.length; ++i) {
                    assert.ok(
                        order[i - 1] === order[i] || order[i - 1] < order[i] === sign > 0,
                        `${statement}: ${order[i - 1]} before ${order[i]}`,
                    );
                }
            }
        }
    });
}
