import { describe, expect, it } from "vitest";
import type { FoundPaper } from "../../../src/papers/found-paper.ts";
import { getRecord, listRecords } from "../../../src/papers/sources/arxiv/oai.ts";
import { papersInFeed } from "../../../src/papers/sources/feed-papers.ts";
import { baseUrl } from "../../../src/papers/sources/http/base-url.ts";
import type { HttpClient } from "../../../src/papers/sources/http/client.ts";
import { createPubmed } from "../../../src/papers/sources/pubmed.ts";
import { collect } from "../../support/collect.ts";
import { itemsOf, papersIn } from "../../support/sources/source-items.ts";

/** A client of which each answer is the next of the bodies. */
function answering(...bodies: readonly string[]): HttpClient {
  const left = [...bodies];
  return {
    request: async ({ url }) => ({
      status: 200,
      url: String(url),
      body: left.shift() ?? "",
      headers: new Headers(),
      validators: {},
    }),
  };
}

const signal = new AbortController().signal;

describe("arXiv's archive", () => {
  const raw = (
    fields: Readonly<Record<string, string>>,
    versions = version("v1", "Tue, 17 Nov 2026 18:00:00 GMT"),
  ) => {
    const all = {
      title: "Toy Bees",
      authors: "Ana Bee",
      categories: "cs.CL",
      abstract: "We show bees.",
      ...fields,
    };
    const texts = Object.entries(all).map(([name, text]) => `<${name}>${text}</${name}>`);
    return `<metadata><arXivRaw><id>2611.00042</id><submitter>Ana Bee</submitter>${versions}${texts.join("")}</arXivRaw></metadata>`;
  };
  const version = (name: string, date: string) =>
    `<version version="${name}"><date>${date}</date><size>90kb</size></version>`;
  const page = (verb: string, ...records: readonly string[]) =>
    `<OAI-PMH><responseDate>2026-11-20T22:40:00Z</responseDate><${verb}>${records
      .map(
        (body) =>
          `<record><header><identifier>oai:arXiv.org:2611.00042</identifier><datestamp>2026-11-20</datestamp></header>${body}</record>`,
      )
      .join("")}</${verb}></OAI-PMH>`;
  const list = (...bodies: readonly string[]) =>
    collect(
      listRecords(
        { client: answering(...bodies), base: baseUrl(undefined) },
        { category: "cs.CL", from: "2026-11-18", signal },
      ),
    );
  const paperOf = async (
    fields: Readonly<Record<string, string>>,
  ): Promise<FoundPaper | string | undefined> => (await list(page("ListRecords", raw(fields))))[0]?.paper;

  it.each([
    [
      "Ana Bee (1), Cy Dee (1,2), Di Eel (1 and 3) ((1) Hive (Rome, Italy), (2) Nest, (3) Comb)",
      ["Ana Bee", "Cy Dee", "Di Eel"],
    ],
    [
      "Ana Bee (Hive University, Rome),\n  Cy Dee (Nest Institute, Oslo) and Bo van der Wasp",
      ["Ana Bee", "Cy Dee", "Bo van der Wasp"],
    ],
    ["A. Bee, C. Dee, for the HIVE Collaboration", ["A. Bee", "C. Dee", "HIVE Collaboration"]],
    ["HIVE Collaboration: A. Bee, C. Dee (for the authors)", ["HIVE Collaboration", "A. Bee", "C. Dee"]],
    [
      "Jos\\'e Mar\\'{\\i}a Bee, Bj\\\"orn Wasp-M\\\"uller, {\\O}le Dee",
      ["José María Bee", "Björn Wasp-Müller", "Øle Dee"],
    ],
    ["Ana Bee, Martin King Jr., Cy Dee III", ["Ana Bee", "Martin King Jr.", "Cy Dee III"]],
    ["Ana Bee (Hive), Cy Dee, et al. (12 additional authors not shown)", ["Ana Bee", "Cy Dee"]],
  ])("names %j", async (authors, names) => {
    expect(await paperOf({ authors })).toMatchObject({ authors: names });
  });

  it("says that there are more authors", async () => {
    expect(
      await paperOf({ authors: "Ana Bee, Cy Dee, et al. (12 additional authors not shown)" }),
    ).toMatchObject({
      authorsCount: 3,
    });
  });

  it.each([
    ["This paper studies how support was withdrawn from hives.", false],
    ["The work of bees, once withdrawn, is seldom resumed.", false],
    ["12 pages, an earlier version was withdrawn", false],
    ["This paper has been withdrawn by the author due to a crucial error", true],
    ["This submission has now been withdrawn by arXiv administrators", true],
    ["We withdraw the assumption that bees sleep.", false],
    ["The authors have withdrawn this paper", true],
    ["We withdraw this paper", true],
    ["  This article has been\n  withdrawn: its proof is wrong.", true],
    ["Paper withdrawn: see arXiv:2611.00041", true],
    ["withdrawn", true],
  ])("takes %j for a withdrawal: %s", async (comments, isWithdrawn) => {
    expect((await paperOf({ comments })) === "withdrawn").toBe(isWithdrawn);
    expect((await paperOf({ abstract: comments })) === "withdrawn").toBe(isWithdrawn);
  });

  it("tells when the first version came, whatever the order of the versions", async () => {
    const versions =
      version("v2", "Fri, 20 Nov 2026 09:00:00 GMT") + version("v1", "Mon, 02 Nov 2026 09:00:00 GMT");
    expect(await list(page("ListRecords", raw({}, versions)))).toMatchObject([
      { received: new Date("2026-11-02T09:00:00Z"), versions: 2, paper: { published: "2026-11-02" } },
    ]);
  });

  it("passes over deleted records, and goes on behind an empty page", async () => {
    const deleted =
      '<OAI-PMH><ListRecords><record><header status="deleted"><identifier>oai:arXiv.org:2611.00041</identifier><datestamp>2026-11-20</datestamp></header></record><resumptionToken expires="2026-11-21T00:00:00Z">\n t1 </resumptionToken></ListRecords></OAI-PMH>';
    const last = page("ListRecords", raw({})).replace("</ListRecords>", "<resumptionToken/></ListRecords>");
    expect(await list(deleted, last)).toMatchObject([{ paper: { id: "arxiv:2611.00042" } }]);
  });

  it.each([
    [
      "a deleted paper",
      page("GetRecord").replace("<GetRecord>", '<GetRecord><record><header status="deleted"/></record>'),
    ],
    ["a paper in no such format", '<OAI-PMH><error code="cannotDisseminateFormat">no</error></OAI-PMH>'],
  ])("does not have %s", async (_, body) => {
    const answer = getRecord({ client: answering(body), base: baseUrl(undefined) }, "2611.00042", { signal });
    await expect(answer).rejects.toMatchObject({ trouble: "not found" });
  });
});

describe("PubMed", () => {
  const paperOf = async (article: string, more = "", data = "") => {
    const client = answering(
      JSON.stringify({ esearchresult: { idlist: ["12345"] } }),
      `<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">12345</PMID><Article>${article}</Article>${more}</MedlineCitation><PubmedData>${data}</PubmedData></PubmedArticle></PubmedArticleSet>`,
    );
    const source = createPubmed(client, baseUrl(undefined), { query: "bees", email: "a@example.org" });
    return papersIn(await itemsOf(source, ["2026-11-20"]))[0];
  };
  const TITLE = "<ArticleTitle>Toy bees.</ArticleTitle>";

  it.each([
    [
      "<ArticleTitle>Loss of CO<sub>2</sub> at 10<sup>-6</sup> bar in <i>Apis mellifera</i>.</ArticleTitle>",
      "Loss of CO₂ at 10⁻⁶ bar in Apis mellifera",
    ],
    ["<ArticleTitle>[Toy bees of the north].</ArticleTitle>", "Toy bees of the north"],
    [
      "<ArticleTitle>[Not Available].</ArticleTitle><VernacularTitle>Des abeilles en jouet.</VernacularTitle>",
      "Des abeilles en jouet",
    ],
  ])("reads the title %j", async (article, title) => {
    expect(await paperOf(article)).toMatchObject({ title });
  });

  it("leaves out names that were corrected", async () => {
    const authors = `<AuthorList CompleteYN="Y">
      <Author ValidYN="N"><LastName>Beee</LastName><ForeName>Ana</ForeName></Author>
      <Author ValidYN="Y"><LastName>Bee</LastName><ForeName>Ana C</ForeName><Suffix>Jr</Suffix><AffiliationInfo><Affiliation>Hive, Rome.</Affiliation></AffiliationInfo></Author>
      <Author ValidYN="Y"><CollectiveName>The Hive Group</CollectiveName></Author></AuthorList>`;
    expect(await paperOf(TITLE + authors)).toMatchObject({ authors: ["Ana C Bee Jr", "The Hive Group"] });
  });

  it("finds the DOI where only the article has it, and keeps what a reference is", async () => {
    const journal = `<Journal><ISSN IssnType="Electronic">1234-5678</ISSN><JournalIssue CitedMedium="Internet"><Volume>3</Volume><Issue>2</Issue><PubDate><MedlineDate>Fall-Winter 2026</MedlineDate></PubDate></JournalIssue><Title>Toy letters</Title></Journal>`;
    const where = `<Pagination><MedlinePgn>4-9</MedlinePgn></Pagination><ELocationID EIdType="pii" ValidYN="Y">S1</ELocationID><ELocationID EIdType="doi" ValidYN="Y">10.1000/Toy.9</ELocationID>`;
    const ids =
      '<ArticleIdList><ArticleId IdType="pubmed">12345</ArticleId><ArticleId IdType="pmc">PMC777</ArticleId></ArticleIdList>';
    expect(await paperOf(journal + TITLE + where, "", ids)).toMatchObject({
      id: "doi:10.1000/toy.9",
      published: "2026",
      venue: "Toy letters",
      publication: {
        type: "article",
        volume: "3",
        issue: "2",
        pages: "4–9",
        issn: "1234-5678",
        pmid: "12345",
        pmcid: "PMC777",
      },
    });
  });
});

describe("a feed", () => {
  const paperIn = async (body: string) =>
    (await papersInFeed({ body, url: "https://toys.example.org/feed", today: "2026-11-20", most: 10 }))[0];
  const rss = (fields: string) =>
    `<rss><channel><item><title>Toy bees solve mazes</title><link>https://toys.example.org/1</link>${fields}</item></channel></rss>`;

  it.each([
    ["<prism:publicationDate>2026-11-17</prism:publicationDate>", { published: "2026-11-17" }],
    ["<pubDate>Tue, 17 Nov 2026 00:00:00 EST</pubDate>", { published: "2026-11-17" }],
    ["<dc:creator>Bee, Ana; Dee, Cy</dc:creator>", { authors: ["Ana Bee", "Cy Dee"] }],
    ["<author>bee@example.org (Ana Bee)</author><dc:creator>Ana Bee</dc:creator>", { authors: ["Ana Bee"] }],
    ['<guid isPermaLink="true">https://doi.org/10.1000/toy.3</guid>', { id: "doi:10.1000/toy.3" }],
    [
      "<description>&lt;p&gt;Bees at 10&lt;sup&gt;-6&lt;/sup&gt; bar.&lt;/p&gt;</description>",
      { abstract: "Bees at 10⁻⁶ bar." },
    ],
  ])("has an item with %s", async (fields, meant) => {
    expect(await paperIn(rss(fields))).toMatchObject(meant);
  });

  it("of JSON may name one author, as its first version does, and an attached page", async () => {
    const item = {
      id: "1",
      title: "Toy bees",
      author: { name: "Ana Bee" },
      external_url: "https://arxiv.org/abs/2611.00042",
      date_modified: "2026-11-18T10:00:00Z",
    };
    const body = JSON.stringify({ version: "https://jsonfeed.org/version/1", title: "Toys", items: [item] });
    expect(await paperIn(body)).toMatchObject({
      id: "arxiv:2611.00042",
      authors: ["Ana Bee"],
      published: "2026-11-18",
    });
  });

  it("of Atom may have its markup in the title, and several authors in one element", async () => {
    const body = `<feed><entry><title type="html">&lt;i&gt;Toy&lt;/i&gt; bees &amp;amp; wasps</title><id>tag:toys,2026:1</id><link href="/papers/1"/><author><name>Ana Bee and Cy Dee</name></author><updated>2026-11-17T23:30:00-05:00</updated></entry></feed>`;
    expect(await paperIn(body)).toMatchObject({
      title: "Toy bees & wasps",
      authors: ["Ana Bee", "Cy Dee"],
      url: "https://toys.example.org/papers/1",
      published: "2026-11-17",
    });
  });
});
