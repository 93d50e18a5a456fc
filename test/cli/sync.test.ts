import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/folder.ts";
import { runProgram, startProgram } from "../support/program.ts";
import { atomFeed, dailyEntry } from "../support/sources/arxiv-documents.ts";
import { startWebServer, type WebAnswer, type WebRequest } from "../support/sources/web-server.ts";

/** The starter papers' titles by number: an answer with another title would be about another paper. */
const TITLES: ReadonlyMap<string, string> = new Map(
  readFileSync(resolve("data/papers.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line): { id: string; title: string } => JSON.parse(line))
    .map(({ id, title }) => [id.replace("arxiv:", ""), title]),
);

const answer = ({ path }: WebRequest): WebAnswer => {
  if (path.startsWith("/huggingface.co/api/daily_papers")) return JSON.stringify([dailyEntry("2611.00001")]);
  const ids = new URL(path, "http://x").searchParams.get("id_list") ?? "";
  return atomFeed(
    ids.split(",").map((number) => ({ number, title: TITLES.get(number) ?? `Bees ${number}` })),
  );
};

async function sync(args: readonly string[], env: object = {}, home = temporaryFolder()) {
  const server = await startWebServer(answer);
  const settings = { SOURCES_URL: server.url, SOURCES: "huggingface", CONTACT: "lab@example.org", ...env };
  return { server, home, ended: await runProgram(["sync", ...args], { home, env: settings }) };
}

describe("sync", () => {
  it("brings papers, says how fresh each day is, and a second time nothing new", async () => {
    const { server, home, ended } = await sync([]);
    expect(ended.status).toBe(0);
    expect(ended.out).toMatch(/^Hugging Face Daily Papers: 3 listed, 1 new, 0 updated\n {2}1 paper for /);
    expect(ended.out).toContain("Abstracts of papers that had none: 93 of 93");
    expect(server.requests[0]?.headers["user-agent"]).toMatch(/^Paperboy\/\d.* \(mailto:lab@example\.org\)$/);
    const again = await sync(["huggingface", "--days", "1"], {}, home);
    expect(again.ended.out).toContain("1 listed, 0 new, 0 updated");
    const { out } = await runProgram(["ask", "/paper 2611.00001"], { home, env: { SOURCES: "none" } });
    expect(out).toContain("Bees 2611.00001");
  });

  it("tells a failure, and goes on with the next source", async () => {
    const { ended } = await sync([], {
      SOURCES: "huggingface,semantic-scholar",
      S2_QUERY: "bees",
      S2_API_KEY: "key",
    });
    expect(ended.status).toBe(1);
    expect(ended.out).toContain("1 new");
    expect(ended.out).toMatch(
      /Semantic Scholar: 0 listed, .*\n {2}failed for .* \(a web page instead of JSON\); next try/,
    );
  });

  it.each([
    ["an unknown source", ["huggingfase"], {}, "Did you mean huggingface?"],
    ["a source that is not switched on", ["pubmed"], {}, "There are: huggingface."],
    ["days without number", ["--days", "many"], {}, "--days takes a whole number"],
    ["no source at all", [], { SOURCES: "none" }, "No source is switched on"],
  ])("explains %s and ends with 2", async (_, args, env, hint) => {
    const { ended } = await sync(args, env);
    expect(ended.status).toBe(2);
    expect(ended.err).toContain(hint);
  });

  it("stops at Ctrl-C", async () => {
    const server = await startWebServer(() => () => {});
    const running = startProgram(["sync"], {
      home: temporaryFolder(),
      env: { SOURCES_URL: server.url, SOURCES: "arxiv" },
    });
    while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    running.process.kill("SIGINT");
    expect((await running.ended).status).toBe(130);
  });
});

describe("without a network", () => {
  it("questions are answered, and an unknown id says so soon", async () => {
    const env = { SOURCES_URL: "http://nowhere.invalid", SOURCES: "huggingface,arxiv" };
    const known = await runProgram(["ask", "/paper gpipe"], { home: temporaryFolder(), env });
    expect(known).toMatchObject({ status: 0, err: "" });
    const { status, err } = await runProgram(["ask", "/paper 2401.01234"], { home: temporaryFolder(), env });
    expect(status).toBe(2);
    expect(err.replace(/\s+/g, " ")).toMatch(
      /The library doesn't have arXiv 2401\.01234, and I couldn't reach arXiv or Hugging Face/,
    );
  });
});
