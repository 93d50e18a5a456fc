import { expect, it } from "vitest";
import { baseUrl } from "../../../src/papers/sources/http/base-url.ts";
import { createSemanticScholar } from "../../../src/papers/sources/semantic-scholar.ts";
import { testClient } from "../../support/sources/http-client.ts";
import { itemsOf, papersIn } from "../../support/sources/source-items.ts";
import { startWebServer } from "../../support/sources/web-server.ts";

it("Semantic Scholar is searched with the operator's key, page by page", async () => {
  const paper = (number: string, more: object = {}) => ({
    paperId: "00aa",
    externalIds: { ArXiv: number, CorpusId: 1 },
    title: `Bees ${number}`,
    abstract: null,
    publicationDate: "2026-11-19",
    authors: [{ authorId: null, name: "Ana Bee" }],
    venue: "",
    ...more,
  });
  const server = await startWebServer(({ path }) =>
    path.includes("token=t2")
      ? JSON.stringify({ total: 2, data: [paper("", { externalIds: { DOI: "10.1000/Toy" } })] })
      : JSON.stringify({
          total: 2,
          token: "t2",
          data: [paper("2611.00042"), paper("2611.00043", { publicationDate: null })],
        }),
  );
  const source = createSemanticScholar(testClient(), baseUrl(server.url), {
    query: "bees",
    apiKey: "secret",
  });
  const papers = papersIn(await itemsOf(source, ["2026-11-20", "2026-11-19"]));
  expect(papers.map(({ id }) => id)).toEqual(["arxiv:2611.00042", "doi:10.1000/toy"]);
  expect(server.requests[0]?.headers["x-api-key"]).toBe("secret");
  expect(server.requests[0]?.path).toContain("publicationDateOrYear=2026-11-19%3A2026-11-20");
});

it("Semantic Scholar may have nothing: then it sends no list at all", async () => {
  const server = await startWebServer(() => '{"total":0,"offset":0}');
  const source = createSemanticScholar(testClient(), baseUrl(server.url), {
    query: "bees",
    apiKey: "secret",
  });
  expect(await itemsOf(source, ["2026-11-20"])).toEqual([{ kind: "done", day: "2026-11-20" }]);
});
