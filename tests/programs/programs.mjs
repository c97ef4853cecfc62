// Starts and stops the real programs, for `./run` and for the tests that need whole processes.
import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
/** The build whose programs are started: `check` has sanitizers. */
const preset = process.env.BILLBRIDGE_PRESET ?? "release";
const bin = (name) => path.join(root, "build", preset, "bin", name);

/** A port of 127.0.0.1 that was free a moment ago. */
export function freePort() {
    return new Promise((resolve, reject) => {
        const probe = net.createServer();
        probe.once("error", reject);
        probe.listen(0, "127.0.0.1", () => {
            const { port } = probe.address();
            probe.close(() => resolve(port));
        });
    });
}

/** Calls `attempt` until it returns something truthy; fails with `what` after `seconds`. */
export async function eventually(what, attempt, seconds = 30) {
    const deadline = Date.now() + seconds * 1000;
    let last = "";
    while (Date.now() < deadline) {
        try {
            const result = await attempt();
            if (result) {
                return result;
            }
        } catch (error) {
            last = `: ${error.message}`;
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`timed out waiting for ${what}${last}`);
}

/** A child process whose output goes to a file; `exited` resolves with its code or signal. */
export class Program {
    constructor(name, args, { logFile, env = {} }) {
        this.name = name;
        this.logFile = logFile;
        this.child = spawn(bin(name), args, {
            env: { ...process.env, ...env },
            stdio: ["ignore", "pipe", "pipe"],
        });
        const log = createWriteStream(logFile, { flags: "a" });
        this.child.stdout.pipe(log, { end: false });
        this.child.stderr.pipe(log, { end: false });
        this.exited = new Promise((resolve) => {
            this.child.once("exit", (code, signal) => resolve(signal ?? code));
            this.child.once("error", (error) => resolve(error.message));
        });
        this.isRunning = true;
        this.exited.then(() => (this.isRunning = false));
    }

    async stop(signal = "SIGTERM") {
        if (this.isRunning) {
            this.child.kill(signal);
        }
        return this.exited;
    }
}

async function answers(url) {
    const response = await fetch(url);
    return response.ok;
}

/** Waits until a program answers at `url`; fails at once where it has ended. */
async function ready(program, url) {
    await eventually(`${program.name} (its log: ${program.logFile})`, async () => {
        if (!program.isRunning) {
            throw new Error(`${program.name} ended: ${await program.exited}`);
        }
        return answers(url);
    });
}

/** Both vendors and the server in one folder of state, wired together on loopback. */
export class World {
    constructor(folder, ports) {
        this.folder = folder;
        this.ports = ports;
        this.server = null;
        this.emulator = null;
        this.urls = {
            server: `http://127.0.0.1:${ports.server}`,
            pipedrive: `http://127.0.0.1:${ports.pipedrive}`,
            quickbooks: `http://127.0.0.1:${ports.quickbooks}`,
        };
    }

    /** A world in an empty `folder`, on free ports unless they are given. */
    static async create(folder, ports = {}) {
        rmSync(folder, { recursive: true, force: true });
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const world = new World(folder, {
            server: ports.server ?? (await freePort()),
            pipedrive: ports.pipedrive ?? (await freePort()),
            quickbooks: ports.quickbooks ?? (await freePort()),
        });
        world.#writeConfig();
        const keys = new Program("billbridge", ["keys", "new", path.join(folder, "key")], {
            logFile: path.join(folder, "keys.log"),
        });
        const code = await keys.exited;
        if (code !== 0) {
            throw new Error(`billbridge keys new: ${code}`);
        }
        return world;
    }

    #writeConfig() {
        const { server, pipedrive, quickbooks } = this.urls;
        writeFileSync(
            path.join(this.folder, "billbridge.toml"),
            `# Written anew at each start.
[server]
port = ${this.ports.server}
public_url = "${server}"
[storage]
path = "${path.join(this.folder, "billbridge.db")}"
key_file = "${path.join(this.folder, "key")}"
[pipedrive]
client_id = "pd-client"
client_secret_env = "PIPEDRIVE_CLIENT_SECRET"
oauth_url = "${pipedrive}"
frame_ancestors = "${pipedrive}"
invoice_modal = "invoice"
[quickbooks]
client_id = "qb-client"
client_secret_env = "QUICKBOOKS_CLIENT_SECRET"
webhook_verifier_env = "QUICKBOOKS_WEBHOOK_VERIFIER"
discovery_url = "${quickbooks}/.well-known/openid_configuration"
api_url = "${quickbooks}"
app_url = "${quickbooks}"
`,
            { mode: 0o600 },
        );
    }

    async startEmulator(seed = "craigs") {
        this.emulator = new Program(
            "billbridge-emulator",
            [
                "--pipedrive", `127.0.0.1:${this.ports.pipedrive}`,
                "--quickbooks", `127.0.0.1:${this.ports.quickbooks}`,
                "--app-url", this.urls.server,
                "--seed", seed,
            ],
            { logFile: path.join(this.folder, "emulator.log") },
        );
        await ready(this.emulator, `${this.urls.quickbooks}/_emulator/clock`);
    }

    /** Starts the server; `env` goes to its process on top of what it always needs. */
    async startServer(env = {}) {
        this.server = new Program(
            "billbridge",
            ["serve", "--config", path.join(this.folder, "billbridge.toml")],
            {
                logFile: path.join(this.folder, "server.log"),
                env: {
                    PIPEDRIVE_CLIENT_SECRET: "pd-secret",
                    QUICKBOOKS_CLIENT_SECRET: "qb-secret",
                    QUICKBOOKS_WEBHOOK_VERIFIER: "qb-verifier",
                    ...env,
                },
            },
        );
        await ready(this.server, `${this.urls.server}/readyz`);
    }

    async stop() {
        await this.server?.stop();
        await this.emulator?.stop();
    }
}
