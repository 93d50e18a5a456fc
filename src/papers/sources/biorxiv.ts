import { z } from "zod";
import { shorten } from "../../shorten.ts";
import { utcDay } from "../../time/day.ts";
import { foundPaper } from "../found-paper.ts";
import { canonicalId } from "../identifier.ts";
import { readEach } from "../import/authors.ts";
import { field } from "../json.ts";
import { withoutTypesetting } from "./biorxiv-text.ts";
import { excerpt } from "./excerpt.ts";
import type { BaseUrl } from "./http/base-url.ts";
import type { HttpClient } from "./http/client.ts";
import { BIORXIV } from "./http/host-group.ts";
import { readJson } from "./http/json-answer.ts";
import { SourceError } from "./http/source-error.ts";
import type { Source, SourceItem } from "./source.ts";

const answerSchema = z.looseObject({
  // Numbers come as text from some of its servers.
  messages: z
    .array(
      z.looseObject({
        status: z.string().optional().catch(undefined),
        total: z.coerce.number().optional().catch(undefined),
      }),
    )
    .default([]),
  collection: z.array(z.unknown()).optional(),
});

const MOST_PAGES = 200;

/** Preprints of bioRxiv or medRxiv in their first version. */
export function createBiorxiv(client: HttpClient, base: BaseUrl, server: "biorxiv" | "medrxiv"): Source {
  return {
    name: server,
    label: server === "biorxiv" ? "bioRxiv" : "medRxiv",
    schedule: { everyMinutes: 12 * 60 },
    lookBack: 2,
    remembers: true,
    expectsDaily: true,
    today: utcDay,
    // Posts at weekends, too.
    closed: () => undefined,

    async *fetch(days, { signal }): AsyncGenerator<SourceItem> {
      const sorted = [...days].sort();
      const interval = `${sorted[0]}/${sorted.at(-1)}`;
      let cursor = 0;
      for (let page = 0; page < MOST_PAGES; page++) {
        const url = `${base("api.biorxiv.org")}/details/${server}/${interval}/${cursor}/json`;
        const answer = await client.request({ url, group: BIORXIV, accept: "application/json", signal });
        const { messages, collection } = readJson(answer, answerSchema);
        const status = messages[0]?.status ?? "ok";
        // Trouble comes with HTTP 200 as well, and is no empty day.
        if (!/^(?:ok|no (?:posts|articles|papers)\b.{0,40})$/i.test(status))
          throw new SourceError("invalid", `bioRxiv says: ${shorten(status, 100)}`);
        if (collection === undefined) throw new SourceError("invalid", "JSON without papers");
        for (const row of collection) {
          const item = itemOf(row);
          if (item !== undefined && days.includes(item.day)) yield item;
        }
        cursor += collection.length;
        // The size of a page is not what the documentation says; the total is.
        if (collection.length === 0 || cursor >= (messages[0]?.total ?? 0)) break;
      }
      for (const day of days) yield { kind: "done", day };
    },
  };
}

// There is a row for each version; only the first is news.
function itemOf(row: unknown): SourceItem | undefined {
  const day = field(row, "date") ?? "";
  if ((field(row, "version") ?? "1") !== "1") return undefined;
  const { names, hasMore } = readEach([field(row, "authors") ?? ""]);
  const paper = foundPaper({
    id: canonicalId(field(row, "doi") ?? ""),
    title: withoutTypesetting(field(row, "title") ?? ""),
    abstract: abstractOf(row),
    // "Bee, A.; Dee, C.": without a semicolon, it is one name.
    names: [...names],
    authorsCount: hasMore ? names.length + 1 : undefined,
    categories: field(row, "category")?.split(";") ?? [],
    published: day,
    venue: field(row, "server"),
  });
  return typeof paper === "string" ? { kind: "left out", day, reason: paper } : { kind: "paper", day, paper };
}

// "cc_no" means that all rights are reserved: then only a short quotation may be shown.
function abstractOf(row: unknown): string | undefined {
  const raw = field(row, "abstract");
  const abstract = raw === undefined ? undefined : withoutTypesetting(raw);
  return field(row, "license") === "cc_no" && abstract !== undefined ? excerpt(abstract, 2) : abstract;
}
