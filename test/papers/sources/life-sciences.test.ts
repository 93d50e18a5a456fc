import { describe, expect, it } from "vitest";
import { createBiorxiv } from "../../../src/papers/sources/biorxiv.ts";
import { baseUrl } from "../../../src/papers/sources/http/base-url.ts";
import { createPubmed } from "../../../src/papers/sources/pubmed.ts";
import { testClient } from "../../support/sources/http-client.ts";
import { itemsOf, papersIn } from "../../support/sources/source-items.ts";
import { startWebServer } from "../../support/sources/web-server.ts";

const DAYS = ["2026-11-20", "2026-11-19"];

function row(number: number, more: object = {}): object {
  return {
    title: `Toy bees ${number}`,
    authors: "Bee, A.; Dee, C. D.",
    doi: `10.1101/2026.11.19.${100_000 + number}`,
    date: "2026-11-20",
    version: "1",
    type: "new results",
    license: "cc_by",
    category: "neuroscience",
    abstract: "We show bees. They learn. They forget.",
    published: "NA",
    server: "bioRxiv",
    ...more,
  };
}

describe("bioRxiv", () => {
  const pages = (size: number, rows: readonly object[], total: unknown) =>
    startWebServer(({ path }) => {
      const cursor = Number(path.split("/").at(-2));
      const messages = [{ status: "ok", cursor: String(cursor), count: size, total }];
      return JSON.stringify({ messages, collection: rows.slice(cursor, cursor + size) });
    });

  it.each([30, 100])("comes in pages of %s, first versions only", async (size) => {
    const rows = Array.from({ length: 130 }, (_, index) => row(index, index === 5 ? { version: "2" } : {}));
    const server = await pages(size, rows, "130");
    const source = createBiorxiv(testClient(), baseUrl(server.url), "biorxiv");
    const papers = papersIn(await itemsOf(source, DAYS));
    expect(papers).toHaveLength(129);
    expect(papers[0]).toMatchObject({
      id: "doi:10.1101/2026.11.19.100000",
      authors: ["A. Bee", "C. D. Dee"],
      published: "2026-11-20",
      venue: "bioRxiv",
      categories: ["neuroscience"],
    });
    expect(server.requests[0]?.path).toBe("/api.biorxiv.org/details/biorxiv/2026-11-19/2026-11-20/0/json");
    expect(server.requests).toHaveLength(Math.ceil(130 / size));
  });

  it("is quoted in short where all rights are reserved", async () => {
    const server = await pages(100, [row(1, { license: "cc_no" })], 1);
    const source = createBiorxiv(testClient(), baseUrl(server.url), "medrxiv");
    expect(papersIn(await itemsOf(source, DAYS))[0]?.abstract).toBe("We show bees. They learn. …");
  });

  it("keeps a single author whole, reads the export's markup, and posts on Saturdays", async () => {
    const abstract =
      "AO_SCPLOWBSTRACTC_SCPLOWMoths fly to TGF[beta].\n\nO_ST_ABSMethodsC_ST_ABSWe looked {~}3 times.\n\n" +
      'O_LIOne.C_LIO_LITwo.C_LI\n\nO_FIG O_LINKSMALLFIG WIDTH=1 SRC="FIGDIR/1.gif">\nView larger version (1K):\norg.highwire.x M_FIG C_FIG';
    const server = await pages(100, [row(1, { authors: "Bee, A.", abstract, date: "2026-11-21" })], 1);
    const source = createBiorxiv(testClient(), baseUrl(server.url), "biorxiv");
    expect(source.closed("2026-11-21")).toBeUndefined();
    expect(papersIn(await itemsOf(source, ["2026-11-20", "2026-11-21"]))).toMatchObject([
      {
        authors: ["A. Bee"],
        names: [{ family: "Bee", given: "A." }],
        abstract: "Moths fly to TGFβ. Methods: We looked ~3 times. One. Two.",
        published: "2026-11-21",
      },
    ]);
  });

  it("fails plainly where it complains with status 200", async () => {
    const server = await startWebServer(
      () => '{"messages":[{"status":"Error: database is down"}],"collection":[]}',
    );
    const source = createBiorxiv(testClient(), baseUrl(server.url), "biorxiv");
    await expect(itemsOf(source, DAYS)).rejects.toThrow("bioRxiv says: Error: database is down");
  });

  it("may have nothing", async () => {
    const server = await startWebServer(() => '{"messages":[{"status":"no posts found"}],"collection":[]}');
    const source = createBiorxiv(testClient(), baseUrl(server.url), "biorxiv");
    expect((await itemsOf(source, DAYS)).map(({ kind }) => kind)).toEqual(["done", "done"]);
  });
});

const ARTICLES = `<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "https://dtd.nlm.nih.gov/x.dtd">
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">40000001</PMID><Article><Journal><Title>J Toy</Title>
<JournalIssue><PubDate><Year>2026</Year><Month>Nov</Month></PubDate></JournalIssue></Journal>
<ArticleTitle>[Bees in H<sub>2</sub>O.]</ArticleTitle><Abstract><AbstractText Label="AIM">We <i>ask</i>.</AbstractText>
<AbstractText Label="RESULTS">They swim.</AbstractText></Abstract><AuthorList><Author><LastName>Bee</LastName><ForeName>Ana</ForeName></Author>
<Author><LastName>King</LastName><ForeName>Mo</ForeName><Suffix>Jr</Suffix></Author>
<Author><CollectiveName>Hive Lab</CollectiveName></Author></AuthorList></Article></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="pubmed">40000001</ArticleId><ArticleId IdType="doi">10.1000/toy</ArticleId></ArticleIdList></PubmedData></PubmedArticle>
<PubmedArticle><MedlineCitation><PMID>40000002</PMID><Article><Journal><JournalIssue><PubDate><MedlineDate>2026 Nov-Dec</MedlineDate></PubDate></JournalIssue></Journal>
<ArticleTitle>Ants.</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>`;

describe("PubMed", () => {
  it("is searched by day and read with its mixed texts", async () => {
    const server = await startWebServer(({ path }) =>
      path.includes("esearch")
        ? '{"header":{},"esearchresult":{"count":"2","retmax":"200","retstart":"0","idlist":["40000001","40000002"]}}'
        : ARTICLES,
    );
    const options = { query: "bees[tiab]", email: "lab@example.org" };
    const source = createPubmed(testClient(), baseUrl(server.url), options);
    const papers = papersIn(await itemsOf(source, ["2026-11-20"]));
    expect(papers).toMatchObject([
      {
        id: "doi:10.1000/toy",
        title: "Bees in H₂O",
        abstract: "AIM: We ask. RESULTS: They swim.",
        authors: ["Ana Bee", "Mo King Jr", "Hive Lab"],
        names: [
          { family: "Bee", given: "Ana" },
          { family: "King", given: "Mo", suffix: "Jr" },
          { literal: "Hive Lab" },
        ],
        published: "2026-11",
        venue: "J Toy",
        url: "https://pubmed.ncbi.nlm.nih.gov/40000001/",
      },
      { title: "Ants", published: "2026" },
    ]);
    expect(server.requests[0]?.path).toContain("tool=paperboy&email=lab%40example.org");
    expect(server.requests[0]?.path).toContain("mindate=2026%2F11%2F20&maxdate=2026%2F11%2F20");
    expect(source.notice).toContain("ncbi.nlm.nih.gov/About/disclaimer.html");
  });

  it("fails plainly where it complains with status 200", async () => {
    const server = await startWebServer(() => '{"esearchresult":{"ERROR":"Search Backend failed"}}');
    const options = { query: "bees", email: "lab@example.org" };
    const source = createPubmed(testClient(), baseUrl(server.url), options);
    await expect(itemsOf(source, ["2026-11-20"])).rejects.toThrow("PubMed says: Search Backend failed");
  });
});
