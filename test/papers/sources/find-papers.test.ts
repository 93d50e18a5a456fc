import { describe, expect, it } from "vitest";
import { createPaperFinder } from "../../../src/papers/sources/find-papers.ts";
import { baseUrl } from "../../../src/papers/sources/http/base-url.ts";
import { collect } from "../../support/collect.ts";
import { atomError, atomFeed, dailyEntry, oaiError, oaiPage } from "../../support/sources/arxiv-documents.ts";
import { testClient } from "../../support/sources/http-client.ts";
import { startWebServer, type WebAnswer } from "../../support/sources/web-server.ts";

interface Hosts {
  readonly huggingface?: (number: string) => WebAnswer;
  readonly oai?: WebAnswer;
  readonly query?: (ids: readonly string[]) => WebAnswer;
}

const { signal } = new AbortController();
const paper = (number: string) => JSON.stringify((dailyEntry(number) as { paper: object }).paper);

async function someFinder({ huggingface, oai, query }: Hosts) {
  const server = await startWebServer(({ path }) => {
    const url = new URL(path, "http://x");
    if (path.startsWith("/huggingface.co/api/papers/"))
      return huggingface?.(path.split("/").at(-1) ?? "") ?? { status: 404 };
    if (path.startsWith("/oaipmh.arxiv.org/oai")) return oai ?? oaiError("idDoesNotExist");
    return query?.(url.searchParams.get("id_list")?.split(",") ?? []) ?? atomFeed([]);
  });
  return { server, finder: createPaperFinder(testClient(), baseUrl(server.url)) };
}

describe("one paper", () => {
  it("comes from Hugging Face where it is listed there", async () => {
    const { server, finder } = await someFinder({ huggingface: paper });
    expect(await finder.findOne("arxiv:2503.02130", signal)).toMatchObject({
      id: "arxiv:2503.02130",
      upvotes: 12,
    });
    expect(server.requests.map(({ path }) => path)).toEqual(["/huggingface.co/api/papers/2503.02130"]);
  });

  it("comes from arXiv where it is not, an id of the old form too", async () => {
    const { server, finder } = await someFinder({
      oai: oaiPage([{ number: "math/0611800" }], undefined, "GetRecord"),
    });
    expect(await finder.findOne("arxiv:math/0611800", signal)).toMatchObject({ id: "arxiv:math/0611800" });
    expect(server.requests.at(-1)?.path).toContain("identifier=oai%3AarXiv.org%3Amath%2F0611800");
  });

  it("comes from the query API where the others are in trouble", async () => {
    const hosts = { huggingface: () => ({ status: 500 }), oai: "Down for maintenance" };
    const { finder } = await someFinder({ ...hosts, query: () => atomFeed([{ number: "2611.00001" }]) });
    expect(await finder.findOne("arxiv:2611.00001", signal)).toMatchObject({
      id: "arxiv:2611.00001",
      categories: ["cs.CL"],
      published: "2026-11-17",
    });
  });

  it("is unknown if arXiv says so", async () => {
    expect(await (await someFinder({})).finder.findOne("arxiv:2611.99999", signal)).toBeUndefined();
    const hosts = { huggingface: () => ({ status: 500 }), oai: { status: 500 } };
    expect(await (await someFinder(hosts)).finder.findOne("arxiv:2611.99999", signal)).toBeUndefined();
  });

  it("is neither found nor unknown if arXiv cannot be asked", async () => {
    const { finder } = await someFinder({ oai: { status: 500 }, query: () => ({ status: 500 }) });
    await expect(finder.findOne("arxiv:2611.99999", signal)).rejects.toMatchObject({ trouble: "server" });
    const nowhere = createPaperFinder(testClient(), baseUrl("http://nowhere.invalid"));
    await expect(nowhere.findOne("arxiv:2611.99999", signal)).rejects.toMatchObject({ trouble: "network" });
  });
});

describe("many papers", () => {
  const ids = Array.from({ length: 150 }, (_, index) => `arxiv:2611.${10_001 + index}`);
  const numbers = ids.map((id) => id.slice(6));
  const found = async (hosts: Hosts) => {
    const { server, finder } = await someFinder(hosts);
    const papers = await collect(finder.findMany([...ids, "doi:10.1/x"], signal));
    return { server, ids: papers.map(({ id }) => id) };
  };

  it("come by a hundred in a request", async () => {
    const known = { query: (list: readonly string[]) => atomFeed(list.map((number) => ({ number }))) };
    const { server, ids: all } = await found(known);
    expect(all).toEqual(ids);
    expect(server.requests).toHaveLength(2);
    expect(server.requests[0]?.path).toContain("max_results=100");
  });

  it("that the query API left out are asked for one by one", async () => {
    const { server, ids: all } = await found({
      query: (list) =>
        atomFeed(list.filter((number) => number !== "2611.10007").map((number) => ({ number }))),
      huggingface: paper,
    });
    expect(new Set(all)).toEqual(new Set(ids));
    expect(server.requests).toHaveLength(3);
  });

  it.each([
    ["asked us to wait", () => ({ status: 429 })],
    ["complained", () => atomError()],
    ["was empty twice", () => atomFeed([])],
  ])("come from Hugging Face where the query API %s", async (_, query) => {
    const { ids: all } = await found({
      query,
      huggingface: (number) => (number === numbers[3] ? { status: 404 } : paper(number)),
    });
    expect(all).toEqual(ids.filter((_, index) => index !== 3));
  });

  it("are given up soon where arXiv cannot be asked, and Hugging Face does not list them", async () => {
    const { server, finder } = await someFinder({ query: () => ({ status: 404 }) });
    await expect(collect(finder.findMany(ids, signal))).rejects.toMatchObject({ trouble: "not found" });
    expect(server.requests.length).toBeLessThan(15);
  });
});
