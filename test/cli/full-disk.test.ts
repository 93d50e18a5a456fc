import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/folder.ts";

const main = resolve(import.meta.dirname, "..", "..", "dist", "src", "main.js");

/** Whether this user may have a file system of its own, three megabytes small. */
const canMount = spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "none", "/mnt"]).status === 0;

interface Outcome {
  readonly status: number;
  readonly text: string;
}

/**
 * Runs the commands, a line each, on a home whose disk has no byte left from `# full` on. Where no disk can be made, a
 * limit on the size of files stands for it.
 */
async function onFullDisk(script: readonly string[]): Promise<readonly Outcome[]> {
  const folder = temporaryFolder();
  const home = canMount ? "/mnt/home" : join(folder, "home");
  const fill = canMount ? ["dd if=/dev/zero of=/mnt/fill bs=4k 2>/dev/null"] : ["ulimit -f 8"];
  const lines = [
    ...(canMount ? ["mount -t tmpfs -o size=3m none /mnt"] : []),
    ...script.flatMap((line, at) =>
      line === "# full"
        ? fill
        : [`(${line}) >"${folder}/${at}.out" 2>&1 </dev/null`, `echo $? >"${folder}/${at}.status"`],
    ),
  ];
  const [program, ...args] = canMount ? ["unshare", "-rm", "sh"] : ["sh"];
  const child = spawn(program ?? "sh", [...args, "-c", lines.join("\n")], {
    cwd: folder,
    env: { PATH: process.env.PATH, PAPERBOY_HOME: home, LOG_LEVEL: "silent", SOURCES: "none", MAIN: main },
    stdio: "inherit",
  });
  await new Promise((done) => child.once("close", done));
  return script.flatMap((line, at) => {
    if (line === "# full") return [];
    const read = (end: string) => readFileSync(join(folder, `${at}.${end}`), "utf8").trim();
    return [{ status: Number(read("status")), text: read("out") }];
  });
}

const FULL = /^The disk that holds \S+ is full\. Free some space and try again; nothing is half-written\.$/;

const node = `node "$MAIN"`;

interface Line {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** Runs command lines one after the other and prints what came of each. To load the program takes longer than all of them. */
const RUNNER = `
  import { dirname } from "node:path";
  import { Readable, Writable } from "node:stream";
  const load = (name) => import(dirname(process.env.MAIN) + "/" + name);
  const [{ runCommandLine }, { readConfig }, { createLogger }] =
    await Promise.all(["cli/run.js", "config.js", "log.js"].map(load));
  const outcomes = [];
  for (const { args, env, input = "" } of JSON.parse(process.argv[1])) {
    let text = "";
    const stream = new Writable({ write(chunk, _, done) { text += chunk; done(); } });
    const settings = { ...process.env, ...env };
    const status = await runCommandLine(args, {
      output: stream,
      errors: stream,
      program: "paperboy",
      version: "0.0.0",
      createHost: async () => ({
        config: readConfig(settings),
        log: createLogger("silent"),
        input: Readable.from([input]),
        output: stream,
        errors: stream,
        env: settings,
        stop: new AbortController().signal,
        root: dirname(dirname(dirname(process.env.MAIN))),
        version: "0.0.0",
        now: () => new Date(),
      }),
    });
    outcomes.push({ status, text: text.trim() });
  }
  process.stdout.write(JSON.stringify(outcomes));
`;

/** A line of shell that runs the lines. */
function inOneProcess(lines: readonly Line[]): string {
  const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  return `node --input-type=module -e ${quote(RUNNER)} ${quote(JSON.stringify(lines))}`;
}

describe("a full disk", () => {
  it("is named by every command that meets it, in one line, with nothing on the way to anywhere", async () => {
    const outcomes = await onFullDisk([
      `${node} ask gpipe >/dev/null`,
      `printf '{"title":"Bees in hives","arxiv_id":"2611.10001"}\\n' > papers.jsonl`,
      "# full",
      inOneProcess([
        { args: ["ask", "/vote 2405.16009 up"] },
        { args: ["ask", "gpipe"] },
        { args: ["import", "papers.jsonl"] },
        { args: ["seed", "papers.jsonl", "--channel", "slack:C0123ABCD"] },
        { args: ["sync"], env: { SOURCES: "arxiv", SOURCES_URL: "http://127.0.0.1:9" } },
        { args: ["daily", "--dry-run"] },
        { args: [], input: "gpipe\n" },
      ]),
    ]);
    const [first, second, others] = outcomes;
    expect([first?.status, second?.status, others?.status]).toEqual([0, 0, 0]);
    const full = JSON.parse(others?.text ?? "") as readonly Outcome[];
    expect(full).toHaveLength(7);
    for (const { status, text } of full) {
      expect(text).toMatch(FULL);
      expect(status).toBe(1);
    }
  });

  it("leaves no library behind that would be taken for a lost one", async () => {
    const outcomes = await onFullDisk([
      "# full",
      `${node} ask gpipe`,
      `ls -A "$PAPERBOY_HOME" | grep -v lock || true`,
    ]);
    expect(outcomes[0]?.text).toMatch(FULL);
    expect(outcomes[1]?.text ?? "").not.toContain("paperboy.db");
  });
});
