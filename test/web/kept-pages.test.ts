import { expect, it } from "vitest";
import { createClock } from "../support/clock.ts";
import { aPaper } from "../support/library/a-paper.ts";
import { someLibrary } from "../support/library/library.ts";
import { listOn } from "../support/web/days.ts";
import { someWeb } from "../support/web/some-web.ts";

async function open() {
  const clock = createClock("2026-11-23T12:00:00Z");
  const library = await someLibrary();
  const paper = aPaper({ published: "2026-11-20" });
  await listOn(library, "arxiv", "2026-11-20", [paper]);
  let time = 0;
  const { app, parts } = someWeb(library, { now: clock.now, parts: { kind: "lab", elapsed: () => time } });
  let made = 0;
  const { days } = parts.services;
  const of: typeof days.of = (day) => {
    made += 1;
    return days.of(day);
  };
  Object.assign(parts.services, { days: { ...days, of } });
  const ask = (path = "/", init?: RequestInit) => app.request(path, init);
  const wait = (ms: number) => {
    time += ms;
  };
  return { clock, library, paper, ask, wait, made: () => made };
}

it("makes a page once for all who ask at the same time or soon after, as a page and by its tag", async () => {
  const { ask, made, wait } = await open();
  const [first, ...others] = await Promise.all([ask(), ask(), ask("/", { method: "HEAD" })]);
  const text = await first?.text();
  expect(await others[0]?.text()).toBe(text);
  const etag = first?.headers.get("etag") ?? "";
  wait(14_000);
  expect((await ask("/", { headers: { "if-none-match": etag } })).status).toBe(304);
  expect(await (await ask()).text()).toBe(text);
  expect(made()).toBe(1);
  wait(1000);
  expect((await ask()).headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(made()).toBe(2);
});

it("makes it anew for whoever is signed in, on another day, and where a paper has changed", async () => {
  const { ask, clock, library, made, paper } = await open();
  await ask();
  await ask("/", { headers: { cookie: "other=1" } });
  expect(made()).toBe(1);
  for (const cookie of ["paperboy-me=x", "a=b; paperboy-channel=x"]) await ask("/", { headers: { cookie } });
  expect(made()).toBe(3);
  await listOn(library, "arxiv", "2026-11-20", [{ ...paper, abstract: "Bees learn mazes." }]);
  expect(await (await ask()).text()).toContain("Bees learn mazes.");
  clock.set("2026-11-24T12:00:00Z");
  await ask();
  expect(made()).toBe(5);
});

it("keeps nothing that is no page, or not for everybody", async () => {
  const { ask, made } = await open();
  for (let turn = 0; turn < 2; turn += 1) {
    expect((await ask("/day/2026-11-20?page=9")).status).toBe(404);
    expect((await ask("/me")).headers.get("cache-control")).toBe("private, no-store");
  }
  expect(made()).toBe(2);
});
