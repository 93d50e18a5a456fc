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
  const web = someWeb(await someLibrary(), { url: PAGE });
  Object.assign(web.parts.services, { mail: desk.mail });
  const { app } = someWeb(await someLibrary(), {
    url: PAGE,
    parts: { services: { ...web.parts.services, mail: desk.mail } },
  });
  const everything = async () => {
    const tables = await desk.db.introspection.getTables();
    const dumps = tables.map(({ name }) =>
      desk.db
        .selectFrom(name as "votes")
        .selectAll()
        .execute(),
    );
    return JSON.stringify(await Promise.all(dumps));
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

describe("the links of a mail", () => {
  it("change nothing, whoever opens them, however often", async () => {
    const { desk, app, everything, urls } = await mailed();
    const ours = urls.filter((url) => url.startsWith(PAGE));
    expect(ours).toHaveLength(1);
    // Short enough for a header that no server folds.
    expect(ours[0]?.length).toBeLessThanOrEqual(56);
    const before = await everything();
    for (const url of urls)
      for (const method of ["GET", "HEAD", "GET"]) {
        const answer = await app.request(url, { method });
        if (url.startsWith(PAGE)) expect(answer.status).toBe(200);
      }
    expect(await everything()).toBe(before);
    expect(await desk.mail.count()).toBe(1);
  });

  it("stop it by one POST, without a cookie or a redirect, and at once", async () => {
    const { clock, desk, app, urls } = await mailed();
    const url = urls.find((one) => one.startsWith(PAGE)) ?? "";
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
    for (const again of [await post(), await app.request(url), await app.request(`${PAGE}/m/unknown`)])
      expect([again.status, await again.text()]).toEqual([
        404,
        expect.stringContaining("stops nothing any more"),
      ]);
  });
});
