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

describe("a full disk", () => {
  it("is named by every command that meets it, in one line, with nothing on the way to anywhere", async () => {
    const outcomes = await onFullDisk([
      `${node} ask gpipe >/dev/null`,
      `printf '{"title":"Bees in hives","arxiv_id":"2611.10001"}\\n' > papers.jsonl`,
      "# full",
      `${node} ask "/vote 2405.16009 up"`,
      `${node} ask gpipe`,
      `${node} import papers.jsonl`,
      `${node} seed papers.jsonl --channel slack:C0123ABCD`,
      `SOURCES=arxiv SOURCES_URL=http://127.0.0.1:9 ${node} sync`,
      `${node} daily --dry-run`,
      `echo gpipe | ${node}`,
    ]);
    const [first, second, ...full] = outcomes;
    expect([first?.status, second?.status]).toEqual([0, 0]);
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
