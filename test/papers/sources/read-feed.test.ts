import { expect, it } from "vitest";
import { papersInFeed } from "../../../src/papers/sources/feed-papers.ts";
import { createReadFeed } from "../../../src/papers/sources/read-feed.ts";

const FEED = { url: "https://example.org/feed", today: "2026-11-20", most: 500 };
const items = "<item><title>Bees</title><link>/a</link></item><item><description>None</description></item>";
const body = `<rss version="2.0"><channel>${items}</channel></rss>`;

it("reads the same in a thread of its own, what is left out too", async () => {
  const papers = await createReadFeed()({ ...FEED, body });
  expect(papers).toEqual(await papersInFeed({ ...FEED, body }));
  expect(papers).toMatchObject([{ title: "Bees", url: "https://example.org/a" }, "no title"]);
});

it("says what is no feed as the reader itself does", async () => {
  const problem = await papersInFeed({ ...FEED, body: "<html></html>" }).catch((error: unknown) => error);
  expect(problem).toMatchObject({ name: "SourceError", trouble: "invalid" });
  await expect(createReadFeed()({ ...FEED, body: "<html></html>" })).rejects.toEqual(problem);
});

it.each([
  ["a-loop", "took too long to read"],
  ["an-exception", "could not be read"],
])("fails, and no more than that, where the thread meets %s", async (way, message) => {
  const file = new URL(`../../support/workers/${way}.mjs`, import.meta.url);
  const limits = { withinMs: 1500, heapMb: 64, mostWaiting: 1, keepsAlive: true };
  await expect(createReadFeed(undefined, { file, limits })({ ...FEED, body })).rejects.toMatchObject({
    name: "SourceError",
    trouble: "invalid",
    message,
  });
});
