import { describe, expect, it } from "vitest";
import { baseUrl } from "../../../src/papers/sources/http/base-url.ts";
import { createHuggingFace } from "../../../src/papers/sources/huggingface.ts";
import { dailyEntry } from "../../support/sources/arxiv-documents.ts";
import { testClient } from "../../support/sources/http-client.ts";
import { idsIn, itemsOf, papersIn } from "../../support/sources/source-items.ts";
import { startWebServer, type WebAnswer } from "../../support/sources/web-server.ts";

async function some(answer: (date: string, page: number) => WebAnswer) {
  const server = await startWebServer(({ path }) => {
    const { searchParams } = new URL(path, "http://x");
    return answer(searchParams.get("date") ?? "", Number(searchParams.get("p")));
  });
  return { server, source: createHuggingFace(testClient(), baseUrl(server.url)) };
}

describe("Hugging Face Daily Papers", () => {
  it("come day by day, page by page", async () => {
    const full = Array.from({ length: 100 }, (_, index) => dailyEntry(`2611.${10_000 + index}`));
    const pages: Readonly<Record<string, object[][]>> = {
      "2026-11-20": [full, [dailyEntry("2611.20000")]],
      "2026-11-19": [],
    };
    const { server, source } = await some((date, page) => JSON.stringify(pages[date]?.[page] ?? []));
    const items = await itemsOf(source, ["2026-11-20", "2026-11-19"]);
    expect(idsIn(items)).toHaveLength(101);
    expect(papersIn(items)[0]).toMatchObject({
      id: "arxiv:2611.10000",
      abstract: "We show bees. They learn.",
      published: "2026-11-19",
      upvotes: 12,
      codeUrl: "https://github.com/ex/bees",
    });
    expect(items.filter(({ kind }) => kind === "done")).toHaveLength(2);
    expect(server.requests).toHaveLength(3);
  });

  it("survive new fields, nulls, and entries that are broken", async () => {
    const entries = [
      dailyEntry("2503.02130", { extra: { deep: 1 }, authors: null, upvotes: null }),
      { paper: {} },
      null,
      7,
    ];
    const { source } = await some(() => JSON.stringify(entries));
    const items = await itemsOf(source, ["2026-11-20"]);
    expect(items.map(({ kind }) => kind)).toEqual(["paper", "left out", "left out", "left out", "done"]);
    expect(idsIn(items)).toEqual(["arxiv:2503.02130"]);
  });

  it.each([
    ["HTML", "<!doctype html><html></html>", "a web page instead of JSON"],
    ["cut JSON", '[{"paper":', "something else instead of JSON"],
    ["another shape", '{"error":"no"}', "JSON of another shape"],
  ])("fail plainly on %s", async (_, body, message) => {
    const { source } = await some(() => body);
    await expect(itemsOf(source, ["2026-11-20"])).rejects.toThrow(message);
  });
});
