// The second half of `./run`: starts the emulators and the server, installs and connects the app, and
// stops all of it at Ctrl-C.
import path from "node:path";

import { connectBooks, installApp } from "../tests/programs/people.mjs";
import { World, root } from "../tests/programs/programs.mjs";

const options = process.argv.slice(2);
const unknown = options.filter((option) => option !== "--fresh");
if (unknown.length > 0) {
    console.error(`run: unknown option ${unknown[0]}\nusage: ./run [--fresh]`);
    process.exit(2);
}

function port(variable, standard) {
    const text = process.env[variable] ?? String(standard);
    const number = Number(text);
    if (!Number.isInteger(number) || number < 1 || number > 65535) {
        console.error(`run: ${variable}=${text} is not a port`);
        process.exit(2);
    }
    return number;
}

const ports = {
    server: port("BILLBRIDGE_PORT", 8080),
    pipedrive: port("PIPEDRIVE_PORT", 8081),
    quickbooks: port("QUICKBOOKS_PORT", 8082),
};

// The emulator remembers nothing across a restart, so the server begins anew with it: a database that
// knows invoices which the emulated QuickBooks does not would only confuse.
const world = await World.create(path.join(root, "state"), ports);

let stopping = false;
async function stop(status) {
    if (!stopping) {
        stopping = true;
        await world.stop();
        process.exit(status);
    }
}
process.on("SIGINT", () => stop(0));
process.on("SIGTERM", () => stop(0));

try {
    await Promise.all([world.startEmulator(), world.startServer()]);
    if (!options.includes("--fresh")) {
        await installApp(world);
        await connectBooks(world);
    }
    const { pipedrive, quickbooks, server } = world.urls;
    console.log(`Billbridge   ${server}   (log: state/server.log)`);
    console.log(`Pipedrive    ${pipedrive}   (emulated)`);
    console.log(`QuickBooks   ${quickbooks}   (emulated)`);
    if (options.includes("--fresh")) {
        console.log(`install the app here: ${pipedrive}/settings/marketplace`);
    }
    console.log(`ready: open ${pipedrive}/deal/1 and press "+ Invoice"; Ctrl-C stops everything`);
} catch (error) {
    console.error(`run: ${error.message}`);
    await stop(1);
}
for (const program of [world.server, world.emulator]) {
    program?.exited.then((how) => {
        if (!stopping) {
            console.error(`run: ${program.name} ended (${how}); its log: ${program.logFile}`);
            stop(1);
        }
    });
}
