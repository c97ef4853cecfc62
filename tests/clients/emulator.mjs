// The emulator as a program of its own, for tests of one vendor.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import path from "node:path";

import { Program, eventually, freePort, root } from "../programs/programs.mjs";

/** Starts it on free ports; its log goes to build/clients/<name>.log. Resolves when both vendors answer. */
export async function startEmulator(name, { limits }) {
    const folder = path.join(root, "build/clients");
    mkdirSync(folder, { recursive: true });
    const ports = { pipedrive: await freePort(), quickbooks: await freePort() };
    const urls = {
        pipedrive: `http://127.0.0.1:${ports.pipedrive}`,
        quickbooks: `http://127.0.0.1:${ports.quickbooks}`,
    };
    const program = new Program(
        "billbridge-emulator",
        [
            "--pipedrive", `127.0.0.1:${ports.pipedrive}`,
            "--quickbooks", `127.0.0.1:${ports.quickbooks}`,
            "--limits", limits,
        ],
        { logFile: path.join(folder, `${name}.log`) },
    );
    for (const url of Object.values(urls)) {
        await eventually("the emulator", async () => {
            assert.ok(program.isRunning, `see ${program.logFile}`);
            return (await fetch(`${url}/_emulator/clock`)).ok;
        });
    }
    return { program, urls };
}
