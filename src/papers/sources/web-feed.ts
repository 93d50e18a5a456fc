import { utcDay } from "../../time/day.ts";
import type { HttpClient, Validators } from "./http/client.ts";
import { feedHost } from "./http/host-group.ts";
import type { ReadFeed } from "./read-feed.ts";
import type { Source, SourceItem } from "./source.ts";

const MAX_BYTES = 5e6;
const MOST_ENTRIES = 500;
/** The first time, not the whole past of a feed is taken. */
const FIRST_TIME = 20;

/** A feed that the operator names: RSS 2.0, RSS 1.0, Atom or JSON Feed, anywhere on the public internet. */
export function createWebFeed(client: HttpClient, url: string, readFeed: ReadFeed): Source {
  const { host, pathname } = new URL(url);
  return {
    name: `feed:${url}`,
    label: pathname === "/" ? host : host + pathname,
    schedule: { everyMinutes: 120 },
    lookBack: 1,
    remembers: false,
    expectsDaily: false,
    today: utcDay,
    closed: () => undefined,

    async *fetch(_, { signal, now, bookmark }): AsyncGenerator<SourceItem> {
      const day = utcDay(now);
      const validators = bookmark === undefined ? {} : (JSON.parse(bookmark) as Validators);
      const accept =
        "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5";
      const group = feedHost(host);
      const answer = await client.request({
        url,
        group,
        accept,
        validators,
        signal,
        foreign: true,
        maxBytes: MAX_BYTES,
      });
      if (answer.status === 304) return yield { kind: "done", day, unchanged: true };
      const most = bookmark === undefined ? FIRST_TIME : MOST_ENTRIES;
      for (const paper of await readFeed({ body: answer.body, url: answer.url, today: day, most })) {
        if (typeof paper === "string") yield { kind: "left out", day, reason: paper };
        else yield { kind: "paper", day, paper };
      }
      yield { kind: "done", day, bookmark: JSON.stringify(answer.validators) };
    },
  };
}
