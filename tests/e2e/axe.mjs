// axe-core in a page or a frame, as an accessibility checker's finger.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

import { root } from "../programs/programs.mjs";

const source = readFileSync(
    createRequire(path.join(root, "ui/package.json")).resolve("axe-core"),
    "utf8",
);

/** What axe finds serious or worse in a page or frame without the frames inside it; `options` as axe's own. */
export async function seriousFindings(place, options = {}) {
    await place.evaluate(source);
    const { violations } = await place.evaluate(
        (wanted) => window.axe.run({ exclude: ["iframe"] }, { iframes: false, ...wanted }),
        options,
    );
    return violations
        .filter(({ impact }) => ["serious", "critical"].includes(impact))
        .map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join(" ")}`);
}
