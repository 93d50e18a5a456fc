import { z } from "zod";
import { isWeekend, utcDay } from "../../time/day.ts";
import { paperOfDailyEntry } from "../daily-entry.ts";
import type { FoundPaper } from "../found-paper.ts";
import { type BaseUrl, withQuery } from "./http/base-url.ts";
import type { HttpClient, Limits } from "./http/client.ts";
import { HUGGING_FACE } from "./http/host-group.ts";
import { readJson } from "./http/json-answer.ts";
import type { Source, SourceItem } from "./source.ts";

const HOST = "huggingface.co";
const PAGE = 100;
const MOST_PAGES = 10;
const accept = "application/json";

/** Papers that people picked, with their votes. A day's list and its votes grow for days, so it looks back. */
export function createHuggingFace(client: HttpClient, base: BaseUrl): Source {
  return {
    name: "huggingface",
    label: "Hugging Face Daily Papers",
    schedule: { everyMinutes: 6 * 60 },
    lookBack: 3,
    remembers: true,
    expectsDaily: true,
    today: utcDay,
    closed: (day) => (isWeekend(day) ? "weekend" : undefined),

    async *fetch(days, { signal }): AsyncGenerator<SourceItem> {
      for (const day of days) {
        for (let page = 0; page < MOST_PAGES; page++) {
          const url = withQuery(`${base(HOST)}/api/daily_papers`, { date: day, limit: PAGE, p: page });
          const answer = await client.request({ url, group: HUGGING_FACE, accept, signal });
          const entries = readJson(answer, z.array(z.unknown()));
          for (const entry of entries) {
            const paper = paperOfDailyEntry(entry);
            if (typeof paper === "string") yield { kind: "left out", day, reason: paper };
            else yield { kind: "paper", day, paper };
          }
          if (entries.length < PAGE) break;
        }
        yield { kind: "done", day };
      }
    },
  };
}

/** One paper by its arXiv number. Throws a SourceError, `not found` if Hugging Face does not list it. */
export async function askHuggingFace(
  client: HttpClient,
  base: BaseUrl,
  number: string,
  limits: Limits,
): Promise<FoundPaper | string> {
  const url = `${base(HOST)}/api/papers/${number}`;
  const answer = await client.request({ url, group: HUGGING_FACE, accept, ...limits });
  return paperOfDailyEntry(readJson(answer, z.looseObject({})));
}
