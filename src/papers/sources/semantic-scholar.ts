import { z } from "zod";
import { utcDay } from "../../time/day.ts";
import { foundPaper } from "../found-paper.ts";
import { canonicalId } from "../identifier.ts";
import { authorsInList } from "../import/authors.ts";
import { field, list, own } from "../json.ts";
import { type BaseUrl, withQuery } from "./http/base-url.ts";
import type { HttpClient } from "./http/client.ts";
import { SEMANTIC_SCHOLAR } from "./http/host-group.ts";
import { readJson } from "./http/json-answer.ts";
import type { SemanticScholarOptions } from "./settings.ts";
import type { Source, SourceItem } from "./source.ts";

const answerSchema = z.looseObject({
  data: z.array(z.unknown()).default([]),
  token: z.string().nullish(),
});

const FIELDS = "title,abstract,externalIds,authors,publicationDate,venue";
const MOST_PAGES = 5;

/** The papers of a saved query, by day of publication. Semantic Scholar gets papers days late, so it looks back. */
export function createSemanticScholar(
  client: HttpClient,
  base: BaseUrl,
  { query, apiKey }: SemanticScholarOptions,
): Source {
  return {
    name: "semantic-scholar",
    label: "Semantic Scholar",
    notice: "Data from Semantic Scholar: https://www.semanticscholar.org/?utm_source=api",
    schedule: { everyMinutes: 24 * 60 },
    lookBack: 7,
    remembers: true,
    expectsDaily: false,
    today: utcDay,
    closed: () => undefined,

    async *fetch(days, { signal }): AsyncGenerator<SourceItem> {
      const sorted = [...days].sort();
      const between = `${sorted[0]}:${sorted.at(-1)}`;
      const first = { query, fields: FIELDS, sort: "publicationDate:desc", publicationDateOrYear: between };
      let token: string | undefined;
      for (let page = 0; page < MOST_PAGES; page++) {
        const url = withQuery(`${base("api.semanticscholar.org")}/graph/v1/paper/search/bulk`, {
          ...first,
          token,
        });
        const headers = { "x-api-key": apiKey };
        const request = { url, group: SEMANTIC_SCHOLAR, accept: "application/json", headers, signal };
        const answer = readJson(await client.request(request), answerSchema);
        for (const row of answer.data) {
          const item = itemOf(row);
          if (days.includes(item.day)) yield item;
        }
        token = answer.token ?? undefined;
        if (token === undefined) break;
      }
      for (const day of days) yield { kind: "done", day };
    },
  };
}

function itemOf(row: unknown): SourceItem {
  const day = field(row, "publicationDate") ?? "";
  const ids = own(row, "externalIds");
  const arxiv = field(ids, "ArXiv");
  const doi = field(ids, "DOI");
  const paper = foundPaper({
    id: canonicalId(arxiv === undefined ? (doi ?? "") : `arXiv:${arxiv}`),
    title: field(row, "title"),
    abstract: field(row, "abstract"),
    ...authorsInList(list(row, "authors").flatMap((author) => field(author, "name") ?? [])),
    published: day,
    venue: field(row, "venue"),
  });
  return typeof paper === "string" ? { kind: "left out", day, reason: paper } : { kind: "paper", day, paper };
}
