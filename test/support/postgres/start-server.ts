import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { userInfo } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { retry } from "../../../src/async/retry.ts";
import { type FoundServer, unpack } from "./find-server.ts";

const run = promisify(execFile);

/** Nothing here has to outlive the machine, so nothing waits for its disk. */
const SETTINGS = [
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "shared_buffers=64MB",
  // The pools of hundreds of tests, each of which keeps what it does not use for a minute.
  "max_connections=600",
  "autovacuum=off",
  "listen_addresses=127.0.0.1",
];

/** A server of the tests' own. */
export interface TestServer {
  /** The address without a database: databases may be made there. */
  readonly url: string;
  /** Sends the server a signal, such as SIGQUIT, which is a crash. */
  kill(signal: NodeJS.Signals): void;
  /** Starts it again, at the same address, after it has ended. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a server in a temporary folder, and never as root, which PostgreSQL refuses. Its language is English, so that what would be
 * sorted by the rules of a language is noticed.
 */
export async function startServer(found: FoundServer, settings: readonly string[] = []): Promise<TestServer> {
  if ("url" in found) return { url: found.url, kill() {}, async start() {}, async stop() {} };
  const folder = mkdtempSync("/tmp/paperboy-postgres-");
  const user = await otherUser();
  chmodSync(folder, 0o755);
  const programs = "packed" in found ? unpack(found.packed, join(folder, "programs")) : found.programs;
  const data = join(folder, "data");
  mkdirSync(data, { mode: 0o700 });
  if (user) for (const path of [folder, data]) chownSync(path, user.uid, user.gid);
  const options = { cwd: folder, env: { LC_ALL: "C", PATH: process.env.PATH ?? "" }, ...user };
  await run(
    join(programs, "initdb"),
    ["-D", data, "-U", "paperboy", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C"].concat(
      "--locale-provider=icu",
      "--icu-locale=en-US",
    ),
    options,
  );
  const port = await freePort();
  const url = `postgres://paperboy@127.0.0.1:${port}`;
  const all = [...SETTINGS, `port=${port}`, `unix_socket_directories=${folder}`, ...settings];
  const begin = () => {
    const child = spawn(join(programs, "postgres"), ["-D", data, ...all.flatMap((one) => ["-c", one])], {
      ...options,
      stdio: "ignore",
    });
    return { child, ended: once(child, "exit") };
  };
  let server = begin();
  let isKilled = false;
  const start = async () => {
    // What a crash has left of it may need a moment to go.
    if (isKilled) await server.ended;
    if (isKilled) server = begin();
    isKilled = false;
    await untilReady(`${url}/postgres`, () => {
      if (server.child.exitCode !== null) server = begin();
    });
  };
  // A run that is killed closes its end of the pipe: nothing is left behind then either.
  const watcher = spawn("sh", ["-c", WATCH, folder], {
    ...options,
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  const stop = async () => {
    // At once, without writing anything more.
    server.child.kill("SIGQUIT");
    await server.ended;
    rmSync(folder, { recursive: true, force: true });
    watcher.stdin.end();
  };
  await start();
  const kill = (signal: NodeJS.Signals) => {
    isKilled = true;
    server.child.kill(signal);
  };
  return { url, kill, start, stop };
}

const WATCH = 'cat >/dev/null; kill -QUIT "$(head -n 1 "$0/data/postmaster.pid")"; cd /; rm -rf "$0"';

/** Whom to run a server as, where this is root. */
async function otherUser(): Promise<{ readonly uid: number; readonly gid: number } | undefined> {
  if (userInfo().uid !== 0) return undefined;
  const idOf = async (flag: string) => Number((await run("id", [flag, "nobody"])).stdout);
  return { uid: await idOf("-u"), gid: await idOf("-g") };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address ? address.port : 0;
}

function untilReady(url: string, onFailure: () => void): Promise<void> {
  const end = Date.now() + 30_000;
  return retry(
    async () => {
      const client = new pg.Client({ connectionString: url });
      client.on("error", () => {});
      await client.connect();
      await client.end();
    },
    {
      waitAfter() {
        onFailure();
        return Date.now() < end ? 30 : undefined;
      },
    },
  );
}
