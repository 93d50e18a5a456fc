import { beforeEach, describe, expect, it } from "vitest";
import { addPapers } from "../../../src/library/add-papers.ts";
import type { Library } from "../../../src/library/library.ts";
import type { Paper } from "../../../src/papers/paper.ts";
import { createAddresses } from "../../../src/web/addresses.ts";
import { someLibrary, TODAY } from "../../support/library/library.ts";
import { somePaper } from "../../support/library/papers.ts";
import { someWeb } from "../../support/web/some-web.ts";

const { paper: addressOf, cite, author } = createAddresses();

let library: Library;
let ask: (path: string) => Promise<{ status: number; text: string; headers: Headers }>;

beforeEach(async () => {
  library = await someLibrary();
  const { app } = someWeb(library, { now: () => TODAY });
  ask = async (path) => {
    const answer = await app.request(path);
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
});

async function keep(...papers: readonly Paper[]): Promise<void> {
  await addPapers(library.db, papers, TODAY);
  await library.refresh();
}

const whole = somePaper({
  id: "arxiv:2611.00042",
  otherIds: ["doi:10.1145/3292500.1"],
  abstract: "Bees find their way.",
  summary: "Bees, in short.",
  authors: ["Ada Example", "Bo O'Sample"],
  categories: ["cs.AI", "q-bio.NC"],
  keywords: ["maze solving"],
  published: "2026-11-20",
  venue: "Toy Conference",
  upvotes: 12,
  codeUrl: "https://github.com/example/bees",
});

describe("a paper's page", () => {
  it("has all that is known of it, and where each part of it leads", async () => {
    await keep(whole);
    const { status, text } = await ask("/paper/arxiv/2611.00042");
    expect(status).toBe(200);
    for (const part of [
      "<h1><bdi>Toy Bees Solve Mazes</bdi></h1>",
      '<a href="/author/Ada%20Example"><bdi>Ada Example</bdi></a>, <a href="/author/Bo%20O&#39;Sample"><bdi>Bo O&#39;Sample</bdi></a>',
      '20 Nov 2026 · <bdi>Toy Conference</bdi> · 12 upvotes on Hugging Face · <a href="/category/cs.AI">cs.AI</a>',
      '<a class="button" href="https://arxiv.org/abs/2611.00042" rel="noopener noreferrer">Read the paper</a>',
      'href="https://arxiv.org/pdf/2611.00042" rel="noopener noreferrer">PDF</a>',
      'href="https://github.com/example/bees" rel="noopener noreferrer">Code</a>',
      '<p class="body">Bees, in short.</p>',
      '<p class="body">Bees find their way.</p>',
      '<a href="/search?q=maze+solving">',
      'href="https://doi.org/10.1145/3292500.1" rel="noopener noreferrer">DOI 10.1145/3292500.1</a>',
      "@inproceedings{example2026toy,",
      '<button type="button" hidden data-copy="cite-bib">Copy</button>',
      '<a class="button" href="/cite/arxiv/2611.00042.ris" download>Download .ris</a>',
    ])
      expect(text).toContain(part);
  });

  it("says what is missing, and offers papers like it", async () => {
    await keep(
      somePaper({ title: "Video models that stream", abstract: "Streaming video language models." }),
    );
    const { text } = await ask("/paper/arxiv/2611.00042");
    expect(text).toContain('<h2 id="similar" class="part">Similar papers</h2>');
    await keep(somePaper({ id: "arxiv:2611.00043", title: "No Abstract", authors: [], categories: [] }));
    expect((await ask("/paper/arxiv/2611.00043")).text).toContain(
      "The library does not have the abstract yet.",
    );
  });

  it("has one address, to which every other way to name it leads", async () => {
    await keep(whole, somePaper({ id: "arxiv:hep-th/9901001", title: "Toy Strings" }));
    const moved: readonly (readonly [string, string])[] = [
      ["/paper/doi/10.1145/3292500.1", "/paper/arxiv/2611.00042"],
      ["/paper/2611.00042v3", "/paper/arxiv/2611.00042"],
      ["/paper/DOI/10.1145/3292500.1", "/paper/arxiv/2611.00042"],
      ["/paper/https://doi.org/10.1145/3292500.1", "/paper/arxiv/2611.00042"],
      ["/paper/arxiv:2405.16009", "/paper/arxiv/2405.16009"],
      ["/paper/arxiv%3A2405.16009", "/paper/arxiv/2405.16009"],
      ["/paper/https://arxiv.org/abs/2405.16009", "/paper/arxiv/2405.16009"],
      ["/paper/hep-th/9901001", "/paper/arxiv/hep-th/9901001"],
      ["/paper/arxiv/hep-th/9901001v1", "/paper/arxiv/hep-th/9901001"],
    ];
    for (const [from, to] of moved) {
      const { status, headers } = await ask(from);
      expect([from, status, headers.get("location")]).toEqual([from, 302, to]);
      expect((await ask(to)).status).toBe(200);
    }
    for (const path of [
      "/paper/",
      "/paper/nonsense",
      "/paper/arxiv/",
      "/paper/arxiv/2611.99999",
      "/paper/%E0%A4%A",
    ])
      expect((await ask(path)).status, path).toBe(404);
  });

  it("is found by its address, whatever signs its id has", async () => {
    const ids = [
      "doi:10.1000/../../x",
      "doi:10.1000/./a//b",
      "doi:10.1002/(sici)1097-4571(199009)41:6<391::aid-asi1>3.0.co;2-9",
      "doi:10.1000/a?b#c%d&e",
      "doi:10.1000/ünïcode",
    ];
    for (const [at, id] of ids.entries()) {
      await keep(somePaper({ id, title: `Toy Signs ${at}` }));
      const { status, text } = await ask(addressOf(id));
      expect([id, status, text.includes(`Toy Signs ${at}`)]).toEqual([id, 200, true]);
      expect((await ask(cite(id, "bib"))).text).toContain(`Toy Signs ${at}`);
    }
  });

  it("keeps what a record says from becoming markup or turning text round, and stays below 30 kB", async () => {
    const evil = `"><script>alert(1)</script>\u202e & <b onclick='x'>`;
    await keep(
      somePaper({
        title: `Toy ${evil}`,
        abstract: `${evil} ${"words and words ".repeat(60)}`,
        summary: evil,
        authors: Array.from({ length: 150 }, (_, at) => `${evil} ${at}`),
        authorsCount: 3000,
        categories: [evil.slice(0, 90)],
        keywords: [evil],
        venue: evil,
      }),
    );
    const { text } = await ask("/paper/arxiv/2611.00042");
    expect(text.match(/<script/g)).toHaveLength(1);
    expect(text).not.toMatch(/<b |[\u202a-\u202e]/);
    expect(text).toContain(" and 2,900 others");
    const names = text.match(/<p class="authors">.*/)?.[0].length ?? 0;
    expect(Buffer.byteLength(text) - names).toBeLessThan(30_000);
  });
});

describe("a reference as a file", () => {
  it("is what the page shows, by the name of its key, and writes nothing into the library", async () => {
    await keep(whole);
    const page = (await ask(addressOf(whole.id))).text;
    for (const [ending, type, start] of [
      ["bib", "application/x-bibtex", "@inproceedings{example2026toy,"],
      ["ris", "application/x-research-info-systems", "TY  - CONF"],
      ["json", "application/vnd.citationstyles.csl+json", "["],
    ] as const) {
      const { headers, text } = await ask(cite(whole.id, ending));
      expect(headers.get("content-type")).toContain(type);
      expect(headers.get("content-disposition")).toBe(`attachment; filename="example2026toy.${ending}"`);
      expect(text.startsWith(start), ending).toBe(true);
      expect(page).toContain(`id="cite-${ending}"`);
    }
    expect((await ask("/cite/doi/10.1145/3292500.1.exe")).status).toBe(404);
    expect(await library.db.selectFrom("citation_keys").selectAll().execute()).toEqual([]);
  });
});

describe("authors and categories", () => {
  it("have pages of their own, the newest papers first", async () => {
    await keep(
      somePaper({
        id: "arxiv:2611.00001",
        title: "Toy Older",
        published: "2026-11-01",
        authors: ["Zoë Zample"],
      }),
      somePaper({
        id: "arxiv:2611.00002",
        title: "Toy Newer",
        published: "2026-11-02",
        authors: ["Zoë Zample"],
      }),
    );
    const { text } = await ask(author("Zoë Zample"));
    expect(text).toContain("<h1><bdi>Zoë Zample</bdi></h1>");
    expect(text.indexOf("Toy Newer")).toBeLessThan(text.indexOf("Toy Older"));
    expect(text).toContain("2 papers, the newest first.");
    for (const name of ["Nobody At All", '"', "%00", "<b>x</b>"])
      expect((await ask(author(name))).status, name).toBe(404);
  });

  it("say what arXiv calls a category, and what was most likely meant", async () => {
    const { text } = await ask("/category/cs.CV");
    expect(text).toContain(
      '<h1>cs.CV <span class="count">Computer Vision and Pattern Recognition</span></h1>',
    );
    expect((await ask("/category/CS.cv")).headers.get("location")).toBe("/category/cs.CV");
    const { text: archive } = await ask("/category/cs");
    expect(archive).toContain('<a href="/category/cs.LG">cs.LG');
    expect(archive).not.toContain("cs.GL");
    const none = await ask("/category/cs.VC");
    expect([none.status, none.text.includes("Did you mean cs.CV")]).toEqual([404, true]);
    expect((await ask("/category/%3Cb%3E")).status).toBe(404);
  });

  it("are all listed, with how many papers each has", async () => {
    const counts = await library.index.categories();
    const { text } = await ask("/categories");
    expect(text).toContain(
      `<a href="/category/cs.CV">cs.CV</a> Computer Vision and Pattern Recognition <span class="count">${counts.get("cs.CV")}</span>`,
    );
  });
});
