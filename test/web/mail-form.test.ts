import { describe, expect, it } from "vitest";
import { findMailbox } from "../../src/store/mail/mailboxes.ts";
import { HOUR_MS } from "../../src/time/day.ts";
import { createClock } from "../support/clock.ts";
import { openMailDesk } from "../support/email/mail-desk.ts";
import { someLibrary } from "../support/library/library.ts";
import { someWeb } from "../support/web/some-web.ts";

async function mailboxes({ db }: Awaited<ReturnType<typeof openMailDesk>>) {
  return db.selectFrom("mailboxes").select("person").execute();
}

const PAGE = "https://lab.example.org/papers";

async function open() {
  const clock = createClock("2026-03-02T08:00:00Z");
  const desk = await openMailDesk(clock, { pageUrl: PAGE, hasForm: true });
  const library = await someLibrary();
  const different = { url: PAGE, now: clock.now };
  const { services } = someWeb(library, different).parts;
  let elapsed = 0;
  const { app } = someWeb(library, {
    ...different,
    parts: { services: { ...services, mail: desk.mail }, elapsed: () => elapsed },
  });
  const token = desk.mail.byLink?.formToken() ?? "";
  const incoming = { socket: { remoteAddress: "192.0.2.1" }, headers: {} };
  const send = async (fields: Record<string, string>, headers: Record<string, string> = {}) => {
    const usual = { form: token, what: "trending", often: "daily", time: "09:00" };
    const type = { "content-type": "application/x-www-form-urlencoded" };
    const answer = await app.request(
      `${PAGE}/mail`,
      {
        method: "POST",
        headers: { ...type, origin: "null", ...headers },
        body: `${new URLSearchParams({ ...usual, ...fields })}`,
      },
      { incoming },
    );
    return { status: answer.status, text: await answer.text() };
  };
  // What the form sends is not waited for.
  const arrived = (mails: number) =>
    expect.poll(() => desk.relay.taken.length, { timeout: 20_000 }).toBe(mails);
  const later = () => {
    elapsed += HOUR_MS;
  };
  return { desk, clock, app, send, arrived, later };
}

describe("the form for papers by mail", () => {
  it("sends one link, which a button behind it confirms, and then papers", async () => {
    const { desk, clock, app, send, arrived } = await open();
    for (const path of ["/trending", "/category/cs.CV", "/search?q=streaming+video"])
      expect(await (await app.request(`${PAGE}${path}`)).text(), path).toContain('action="/papers/mail"');
    expect(await send({ address: "cleo@example.org", what: "search", query: "ferns" })).toMatchObject({
      status: 200,
      text: expect.stringContaining("Look in your inbox"),
    });
    await arrived(1);
    const link = await desk.lastLink();
    for (const method of ["GET", "HEAD", "GET"])
      expect((await app.request(link, { method })).status).toBe(200);
    expect(await (await app.request(link)).text()).toContain(
      "You get 3 papers every day at 09:00 UTC, found by “ferns”, to c…@example.org.",
    );
    clock.set("2026-03-02T08:59:00Z");
    await desk.tick();
    expect(desk.relay.taken).toHaveLength(1);
    const press = () => app.request(link, { method: "POST", headers: { origin: "null" } });
    expect(await (await press()).text()).toContain("Confirmed");
    expect((await press()).status).toBe(404);
    clock.set("2026-03-02T09:00:05Z");
    await desk.tick();
    const [mail] = await desk.mails();
    expect(mail).toMatchObject({ to: [{ address: "cleo@example.org" }], subject: "3 papers: ferns" });
    expect(mail?.text).toContain(
      "because its address was confirmed on Mon 2 Mar to get papers found by “ferns”",
    );
    // Who is in no chat has no votes there.
    expect(mail?.text).not.toContain("Save:");
    const [, change = ""] = /Change: (\S+)/.exec(mail?.text ?? "") ?? [];
    const form = await (await app.request(change)).text();
    expect(form).toContain('name="what" value="search" required checked');
    expect(form).not.toContain('value="foryou"');
    const what = "what=topics&topics=glass&every=day&days=tue&time=09:00&timezone=UTC&papers=1&empty=best";
    const changed = await app.request(change, { method: "POST", headers: { origin: "null" }, body: what });
    expect(changed.status).toBe(200);
    clock.set("2026-03-03T09:00:05Z");
    await desk.tick();
    expect((await desk.mails()).at(-1)?.text).toContain("to get papers on glass. It comes every Tuesday");
    const [, stop = ""] = /Stop: (\S+)/.exec(mail?.text ?? "") ?? [];
    expect((await app.request(stop, { method: "POST" })).status).toBe(200);
    expect(await desk.mail.count()).toBe(0);
  });

  it("says the same of every address, and sends one link an hour to each", async () => {
    const { desk, send, clock, arrived } = await open();
    await desk.join();
    clock.advance(2 * HOUR_MS);
    const texts = new Set<string>();
    for (const address of ["new@example.org", "new@example.org", "ann@example.org"])
      texts.add((await send({ address })).text);
    await arrived(3);
    desk.relay.refuse("recipient", { code: 550 });
    texts.add((await send({ address: "refused@example.org" })).text);
    expect(texts.size).toBe(1);
    await expect.poll(async () => (await mailboxes(desk)).length).toBe(3);
    expect(desk.relay.taken).toHaveLength(3);
    // What Ann gets goes on, and nobody but her can change it.
    expect((await findMailbox(desk.db, desk.ann.person))?.confirmedAt).toBeDefined();
    expect(JSON.stringify(desk.log.entries)).not.toContain("@example.org");
    clock.advance(25 * HOUR_MS);
    await desk.mail.purge();
    expect(await mailboxes(desk)).toEqual([{ person: desk.ann.person }]);
  });

  it("takes nothing that another site or a program sends, and little from one visitor", async () => {
    const { send, later, arrived } = await open();
    const address = "a@example.org";
    expect((await send({ address }, { origin: "https://evil.example" })).status).toBe(403);
    expect((await send({ address }, { "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await send({ address, form: "A".repeat(22) })).status).toBe(403);
    expect((await send({ address, website: "https://spam.example" })).status).toBe(200);
    for (const wrong of [
      { address: "nobody" },
      { address, timezone: "Berlln" },
      { address, what: "search", query: "year:soon" },
    ])
      expect((await send(wrong)).status).toBe(400);
    expect((await send({ address })).status).toBe(200);
    expect((await send({ address: "b@example.org" })).status).toBe(429);
    later();
    expect((await send({ address: "b@example.org" })).status).toBe(200);
    await arrived(2);
  });

  it("asks on the page whether a mail is there whose answer was lost, and sends it again under its name", async () => {
    const { desk, clock, app, send, arrived } = await open();
    await send({ address: "cleo@example.org" });
    await arrived(1);
    await app.request(await desk.lastLink(), { method: "POST" });
    desk.relay.breakOff({ isTaken: true });
    clock.set("2026-03-02T09:00:05Z");
    await desk.tick();
    // Once its lease is over, it is looked into.
    clock.advance(HOUR_MS);
    await desk.tick();
    expect(await desk.ledger()).toMatchObject([{ state: "uncertain" }]);
    clock.set("2026-03-03T09:00:05Z");
    await desk.tick();
    const [first, second] = await desk.mails();
    expect(first?.text).not.toContain("may not have reached you");
    expect(second?.text).toContain("The papers before these may not have reached you");
    const [, change = ""] = /Change: (\S+)/.exec(second?.text ?? "") ?? [];
    const asked = await (await app.request(change)).text();
    expect(asked).toContain("whether the papers of 2 Mar 2026 were mailed to you");
    const [, lost = ""] = /name="mail" value="([^"]*)"/.exec(asked) ?? [];
    const answer = async (mail: string) => {
      const body = `${new URLSearchParams({ mail, answer: "post" })}`;
      return (await app.request(change, { method: "POST", headers: { origin: "null" }, body })).status;
    };
    expect([await answer("another"), await answer(lost), await answer(lost)]).toEqual([303, 303, 303]);
    await desk.tick();
    const mails = await desk.mails();
    expect(mails.map(({ messageId }) => messageId)).toEqual([
      first?.messageId,
      second?.messageId,
      first?.messageId,
    ]);
    expect(await (await app.request(change)).text()).not.toContain("whether the papers of");
  });

  it("stops asking after a week whether a mail is there, and sends its papers no more", async () => {
    const { desk, clock } = await open();
    await desk.join({ what: "trending" });
    desk.relay.breakOff({ isTaken: true });
    clock.set("2026-03-02T09:00:05Z");
    await desk.tick();
    clock.advance(HOUR_MS);
    await desk.tick();
    clock.set("2026-03-09T23:59:00Z");
    await desk.mail.purge();
    expect(await desk.ledger()).toMatchObject([{ state: "uncertain" }]);
    clock.set("2026-03-10T00:01:00Z");
    await desk.mail.purge();
    expect(await desk.rows()).toMatchObject([{ state: "skipped", reason: "nobody said whether it arrived" }]);
    clock.set("2026-03-10T09:00:05Z");
    await desk.tick();
    const texts = (await desk.mails()).map(({ text = "" }) => text);
    const papers = texts.flatMap((text) =>
      [...text.matchAll(/puzzle number (\d+)/g)].map(([, paper]) => paper),
    );
    expect([papers.length, new Set(papers).size]).toEqual([6, 6]);
  });

  it("confirms addresses from chat by a link, too", async () => {
    const { desk, app } = await open();
    await desk.mail.ask(desk.ann, { address: "ann@example.org", what: "trending" });
    expect(desk.relay.taken.at(-1)?.raw).not.toMatch(/Your code/);
    expect((await desk.mail.standing(desk.ann.person))?.subscription).toBeUndefined();
    await app.request(await desk.lastLink(), { method: "POST" });
    expect((await desk.mail.standing(desk.ann.person))?.subscription).toBeDefined();
  });
});
