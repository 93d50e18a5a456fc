/** A paper as arXiv's documents describe it; all of it invented. */
export interface ArxivPaper {
  readonly number: string;
  readonly title?: string;
  readonly abstract?: string;
  readonly categories?: readonly string[];
  readonly type?: "new" | "cross" | "replace" | "replace-cross";
  /** When each version was received. */
  readonly versions?: readonly string[];
  readonly changed?: string;
  readonly comment?: string;
}

const xml = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

/** The feed of a day, as rss.arxiv.org serves it. */
export function rssFeed(papers: readonly ArxivPaper[]): string {
  const items = papers.map(
    ({ number, title = `Bees ${number}`, abstract = "We show bees.", type = "new", ...more }) => {
      const categories = (more.categories ?? ["cs.CL"])
        .map((name) => `<category>${name}</category>`)
        .join("");
      return `<item><title>${xml(title)}</title><link>https://arxiv.org/abs/${number}</link>
<description>arXiv:${number}v1 Announce Type: ${type} 
Abstract: ${xml(abstract)}</description>
<guid isPermaLink="false">oai:arXiv.org:${number}v1</guid>${categories}
<pubDate>Fri, 20 Nov 2026 00:00:00 -0500</pubDate><arxiv:announce_type>${type}</arxiv:announce_type>
<dc:rights>http://creativecommons.org/licenses/by/4.0/</dc:rights><dc:creator>Ana Bee, Cy Dee (Hive, Rome)</dc:creator></item>`;
    },
  );
  return `<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0"><channel>
<title>cs.CL updates on arXiv.org</title><link>http://rss.arxiv.org/rss/cs.CL</link>
<lastBuildDate>Fri, 20 Nov 2026 05:00:03 +0000</lastBuildDate>
<skipDays><day>Sunday</day><day>Saturday</day></skipDays>
${items.join("\n")}
</channel></rss>`;
}

/** A page of OAI-PMH's ListRecords or GetRecord in the arXivRaw format. */
export function oaiPage(papers: readonly ArxivPaper[], token?: string, verb = "ListRecords"): string {
  const records = papers.map(({ number, title = `Bees ${number}`, abstract = "We show bees.", ...more }) => {
    const {
      categories = ["cs.CL"],
      versions = ["Wed, 18 Nov 2026 15:00:00 GMT"],
      changed = "2026-11-20",
    } = more;
    const history = versions.map(
      (date, index) => `<version version="v${index + 1}"><date>${date}</date><size>90kb</size></version>`,
    );
    return `<record><header><identifier>oai:arXiv.org:${number}</identifier><datestamp>${changed}</datestamp>
<setSpec>cs:cs:CL</setSpec></header><metadata><arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>${number}</id>
<submitter>Ana Bee</submitter>${history.join("")}<title>${xml(title)}</title><authors>Ana Bee, Cy Dee</authors>
<categories>${categories.join(" ")}</categories>${more.comment ? `<comments>${more.comment}</comments>` : ""}
<abstract>  ${xml(abstract)}</abstract></arXivRaw></metadata></record>`;
  });
  const rest =
    token === undefined ? "" : `<resumptionToken expires="2026-11-21T00:00:00Z">${token}</resumptionToken>`;
  return oai(`<${verb}>${records.join("\n")}${rest}</${verb}>`);
}

export function oaiError(code: string): string {
  return oai(`<error code="${code}">in words</error>`);
}

function oai(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">
<responseDate>2026-11-20T09:00:00Z</responseDate><request>https://oaipmh.arxiv.org/oai</request>${content}</OAI-PMH>`;
}

/** An answer of the query API. */
export function atomFeed(papers: readonly ArxivPaper[]): string {
  const entries = papers.map(({ number, title = `Bees ${number}`, abstract = "We show bees.", ...more }) => {
    const categories = more.categories ?? ["cs.CL"];
    return `<entry><id>http://arxiv.org/abs/${number}v1</id><title>${xml(title)}</title><updated>2026-11-17T18:00:00Z</updated>
<summary>  ${xml(abstract)}</summary>${categories.map((term) => `<category term="${term}"/>`).join("")}<category term="68T50"/>
<published>2026-11-17T18:00:00Z</published><arxiv:comment>${more.comment ?? "4 pages"}</arxiv:comment>
<arxiv:primary_category term="${categories[0]}"/><author><name>Ana Bee</name></author></entry>`;
  });
  return atom(entries.join("\n"));
}

export function atomError(): string {
  return atom(
    `<entry><id>https://arxiv.org/api/errors#incorrect_id_format_for_abc</id><title>Error</title>
<summary>incorrect id format for abc</summary><author><name>arXiv api core</name></author></entry>`,
  );
}

function atom(entries: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">
<id>http://arxiv.org/api/1</id><title>arXiv Query</title><updated>2026-11-20T00:00:00Z</updated>${entries}</feed>`;
}

/** An entry of Hugging Face's list of a day. */
export function dailyEntry(number: string, more: object = {}): object {
  const paper = {
    id: number,
    title: `Bees ${number}`,
    summary: "We show bees.\nThey learn.",
    authors: [{ _id: "65f0", name: "Ana Bee", hidden: false }],
    publishedAt: "2026-11-19T17:08:18.000Z",
    submittedOnDailyAt: "2026-11-20T00:00:00.000Z",
    upvotes: 12,
    projectPage: null,
    githubRepo: "https://github.com/ex/bees",
    ...more,
  };
  return { paper, publishedAt: "2026-11-19T12:08:18.000Z", title: paper.title, numComments: 1 };
}
