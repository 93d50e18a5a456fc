import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import PostalMime from "postal-mime";
import { describe, expect, it } from "vitest";
import { createClock } from "../support/clock.ts";
import { openMailDesk } from "../support/email/mail-desk.ts";
import { someLibrary } from "../support/library/library.ts";
import { someWeb } from "../support/web/some-web.ts";

const PAGE = "https://lab.example.org/papers";

async function mailed() {
  const clock = createClock("2026-03-02T08:00:00Z");
  const desk = await openMailDesk(clock, { pageUrl: PAGE });
  await desk.join();
  clock.set("2026-03-02T09:00:05Z");
  await desk.tick();
  const folder = dirname(desk.file);
  writeFileSync(join(folder, "one.jsonl"), `${JSON.stringify({ title: "Of the catalogue" })}\n`);
  const library = await someLibrary(join(folder, "one.jsonl"), folder);
  const different = { url: PAGE, now: clock.now };
  const { services } = someWeb(library, different).parts;
  const { app } = someWeb(library, { ...different, parts: { services: { ...services, mail: desk.mail } } });
  const everything = async () => {
    const tables = await desk.db.introspection.getTables();
    const rowsOf = async (name: string) => {
      const rows = await desk.db
        .selectFrom(name as "votes")
        .selectAll()
        .execute();
      return [name, rows] as const;
    };
    return Object.fromEntries(await Promise.all(tables.map(({ name }) => rowsOf(name))));
  };
  const urls = [
    ...new Set(
      (await Promise.all(desk.relay.taken.map(({ raw }) => PostalMime.parse(Buffer.from(raw, "latin1")))))
        .map(({ html = "", text = "", headers }) =>
          [html, text, ...headers.map(({ value }) => value)].join("\n"),
        )
        .flatMap((said) => said.match(/https:\/\/[^\s"<>]{1,200}/g) ?? []),
    ),
  ];
  return { clock, desk, app, everything, urls };
}

/** Readers whose mails are on their way when one of them stops. */
const READERS = 12;

const isStop = (url: string) => /^https:\/\/lab\.example\.org\/papers\/m\/[\w-]{22}$/.test(url);

describe("the links of a mail", () => {
  it("change nothing, whoever opens them, however often", async () => {
    const { desk, app, everything, urls } = await mailed();
    const ours = urls.filter((url) => url.startsWith(PAGE));
    // One to change, one to stop, and three for each paper.
    expect(ours.filter((url) => !url.includes("/m/c/"))).toHaveLength(11);
    // Short enough for a header that no server folds.
    expect(ours.find(isStop)?.length).toBeLessThanOrEqual(56);
    const before = await everything();
    for (const url of urls)
      for (const method of ["GET", "HEAD", "GET"]) {
        const answer = await app.request(url, { method });
        // The link that confirmed the address is used up.
        if (url.startsWith(PAGE)) expect(answer.status).toBe(url.includes("/m/c/") ? 404 : 200);
      }
    expect(await everything()).toEqual(before);
    expect(await desk.mail.count()).toBe(1);
  });

  it("save and vote by a button behind them, as in chat, for that reader and paper alone", async () => {
    const { desk, app, urls } = await mailed();
    const [save = "", up = ""] = ["/save?", "/up?"].map((deed) => urls.find((url) => url.includes(deed)));
    const paper = new URL(up).searchParams.get("paper") ?? "";
    const feedback = async () => (await desk.taste.feedback(desk.ann, [paper])).get(paper);
    const press = async (url: string, deed: string, headers: Record<string, string> = {}) => {
      const type = { "content-type": "application/x-www-form-urlencoded" };
      const answer = await app.request(url, {
        method: "POST",
        headers: { ...type, origin: "null", ...headers },
        body: `deed=${deed}`,
      });
      return answer.status;
    };
    const shown = await (await app.request(up)).text();
    expect(shown).toContain(
      '<button name="deed" value="up" aria-pressed="false" class="primary">👍 Relevant</button>',
    );
    expect(await press(save, "save")).toBe(303);
    // Twice is once: a link may be followed again later.
    expect([await press(up, "up"), await press(up, "up")]).toEqual([303, 303]);
    expect(await feedback()).toEqual({ tally: { up: 1, down: 0 }, vote: "up", isSaved: true });
    expect(await (await app.request(up)).text()).toContain("You saved this paper. You marked it relevant.");
    expect([await press(save, "unsave"), await press(up, "none")]).toEqual([303, 303]);
    expect(await feedback()).toEqual({ tally: { up: 0, down: 0 }, isSaved: false });
    const otherPaper = up.replace(/paper=[^&]*/, "paper=arxiv%3A2601.00060");
    const otherToken = up.replace(/\/m\/[\w-]*/, "/m/abcdefghijkabcdefghijkabcdefghijk");
    expect([await press(otherPaper, "up"), await press(otherToken, "up"), await press(up, "ban")]).toEqual([
      404, 404, 403,
    ]);
    expect(await press(up, "up", { origin: "https://evil.example" })).toBe(403);
    expect(await feedback()).toMatchObject({ isSaved: false });
    await desk.mail.stop(desk.ann.person);
    expect([await press(up, "up"), (await app.request(up)).status]).toEqual([404, 404]);
  });

  it("stop it within a second, while the mails of others go out", async () => {
    const { clock, desk, app, urls } = await mailed();
    const stop = urls.find(isStop) ?? "";
    for (let at = 0; at < READERS; at += 1) {
      const typed = { address: `reader-${at}@example.org`, what: "trending", papers: 1 } as const;
      await desk.mail.ask({ ...desk.ann, user: `U${at}`, person: `reader ${at}` }, typed);
      await desk.mail.byLink?.confirm((await desk.lastLink()).split("/").at(-1) ?? "");
    }
    clock.set("2026-03-03T09:00:05Z");
    const before = desk.relay.taken.length;
    desk.relay.pace(50);
    const running = desk.tick();
    await expect.poll(() => desk.relay.taken.length).toBeGreaterThan(before);
    // Ann's is among them, or is taken already: then she gets no other one.
    const began = performance.now();
    const answer = await app.request(stop, { method: "POST", body: "List-Unsubscribe=One-Click" });
    const took = performance.now() - began;
    const toAnn = () => desk.relay.taken.filter(({ to }) => to === "ann@example.org").length;
    const had = toAnn();
    await running;
    expect([answer.status, took < 1000]).toEqual([200, true]);
    expect(desk.relay.taken.length - before).toBeGreaterThan(1);
    // What the mail server had in its hands at that moment may still come.
    expect(toAnn() - had).toBeLessThanOrEqual(1);
  });

  it("change what comes by a form behind one, which keeps what was written where that is wrong", async () => {
    const { clock, desk, app, urls } = await mailed();
    const url = urls.find((one) => one.endsWith("/change")) ?? "";
    const shown = await (await app.request(url)).text();
    expect(shown).toContain(
      "You get 3 papers every weekday at 09:00 UTC, picked for you, to a…@example.org.",
    );
    expect(shown).toContain('name="what" value="foryou" required checked');
    const usual = {
      what: "foryou",
      every: "day",
      time: "09:00",
      timezone: "UTC",
      papers: "3",
      empty: "best",
    };
    const send = async (fields: Record<string, string>, days = ["mon", "wed"], headers = {}) => {
      const type = { "content-type": "application/x-www-form-urlencoded", origin: "null" };
      const written = [...Object.entries({ ...usual, ...fields }), ...days.map((day) => ["days", day])];
      const body = `${new URLSearchParams(written as [string, string][])}`;
      const answer = await app.request(url, { method: "POST", headers: { ...type, ...headers }, body });
      return { status: answer.status, text: await answer.text() };
    };
    const standing = () => desk.mail.standing(desk.ann.person);
    const before = await standing();
    for (const [fields, days, says] of [
      [{ timezone: "Berlln<b>", what: "topics", topics: "bees" }, ["mon"], "Berlln&lt;b&gt;"],
      [{ what: "topics", topics: " , " }, ["mon"], "Which topics? Put commas"],
      [{ what: "search", search: "year:soon" }, ["mon"], "year"],
      [{ what: "search", search: " " }, ["mon"], "Which search?"],
      [{ what: "channel" }, ["mon"], "Choose what to get."],
      [{ papers: "99" }, ["mon"], "Choose how many papers."],
      [{}, [], "On which days?"],
      [{ time: "25:00" }, ["mon"], "time must be a time of day"],
      [{ categories: "cs.VC" }, ["mon"], "cs.CV"],
    ] as const) {
      const { status, text } = await send(fields, [...days]);
      expect([status, text], says).toEqual([400, expect.stringContaining(says)]);
      if ("timezone" in fields) expect(text).toContain('name="topics" value="bees"');
    }
    expect((await send({}, ["mon"], { origin: "https://evil.example" })).status).toBe(403);
    expect(await standing()).toEqual(before);
    const saved = await send({
      what: "search",
      search: "ferns puzzle",
      time: "07:30",
      timezone: "berlin",
      papers: "2",
      empty: "quiet",
      categories: "cs.CV",
    });
    expect(saved).toEqual({
      status: 200,
      text: expect.stringContaining(
        "You get 2 papers every Monday and Wednesday at 07:30 Berlin time, found by “ferns puzzle”, in cs.CV, or nothing if no paper matches, to a…@example.org.",
      ),
    });
    const again = await (await app.request(url)).text();
    expect(again).toContain('name="search" value="ferns puzzle"');
    expect(again.match(/name="days" value="(\w+)" checked/g)).toHaveLength(2);
    await send({ what: "topics", topics: "ferns" });
    clock.set("2026-03-04T09:00:05Z");
    await desk.tick();
    expect((await desk.mails()).at(-1)?.subject).toBe("3 papers: ferns");
    // A channel's papers can be kept; whether its reader is still in it is asked before each mail.
    await desk.subscribe("C1", { topics: ["bees"] });
    await desk.mail.ask({ ...desk.ann, channel: "C1" }, { what: "channel" });
    desk.members.failure = new Error("not asked now");
    expect((await send({ what: "channel", time: "10:15" })).text).toContain(
      "at 10:15 UTC, posted in the channel",
    );
    await desk.mail.stop(desk.ann.person);
    expect([(await send({})).status, (await app.request(url)).status]).toEqual([404, 404]);
    expect(await standing()).toBeUndefined();
  });

  it("stop it by one POST, without a cookie or a redirect, and at once", async () => {
    const { clock, desk, app, urls } = await mailed();
    const url = urls.find(isStop) ?? "";
    const shown = await (await app.request(url)).text();
    expect(shown).toContain(`<form method="post" action="${new URL(url).pathname}">`);
    expect(shown).toContain('content="noindex"');
    const post = () =>
      app.request(url, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: "List-Unsubscribe=One-Click",
      });
    const answer = await post();
    expect([answer.status, answer.headers.get("set-cookie")]).toEqual([200, null]);
    expect(await answer.text()).toContain("No more mails come");
    clock.set("2026-03-03T09:00:05Z");
    await desk.tick();
    expect(await desk.mails()).toHaveLength(1);
    const others = [`${PAGE}/m/unknown`, `${PAGE}/m/%00`, `${PAGE}/m/${"x".repeat(5000)}`];
    const unknown = await Promise.all(others.map((one) => app.request(one)));
    for (const again of [await post(), await app.request(url), ...unknown])
      expect([again.status, await again.text()]).toEqual([
        404,
        expect.stringContaining("stops nothing any more"),
      ]);
  });
});
