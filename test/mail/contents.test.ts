import { describe, expect, it } from "vitest";
import { PostError } from "../../src/chat/poster.ts";
import { HOUR_MS, MINUTE_MS } from "../../src/time/day.ts";
import { createClock } from "../support/clock.ts";
import { openMailDesk } from "../support/email/mail-desk.ts";

/** Ann's mails at nine o'clock from Monday on, beside a channel that gets one paper about bees at the same time. */
async function open() {
  const clock = createClock("2026-03-02T08:00:00Z");
  const desk = await openMailDesk(clock);
  await desk.subscribe("C1", { topics: ["bees"], papers: 1 });
  const day = async (date: string) => {
    clock.set(`${date}T09:00:05Z`);
    await desk.tick();
    return (await desk.mails()).at(-1);
  };
  const inChannel = { ...desk.ann, channel: "C1" };
  return { ...desk, clock, day, inChannel };
}

const titlesIn = (text = "") => text.match(/Toy \w+ \w+ puzzle number \d+$/gm) ?? [];

describe("what comes by mail", () => {
  it("is on topics that were named, as the subject says", async () => {
    const desk = await open();
    await desk.join({ topics: "violins, glass", papers: 2 });
    const mail = await desk.day("2026-03-02");
    expect([...(mail?.subject ?? "")].join("")).toMatch(/^2 papers: (violins, glass|glass, violins)$/);
    expect(titlesIn(mail?.text).sort()).toEqual([
      expect.stringContaining("glass"),
      expect.stringContaining("violins"),
    ]);
  });

  it("is what a search finds that is new, the newest first, and earlier ones where nothing is", async () => {
    const desk = await open();
    await desk.join({ search: "ferns puzzle", papers: 2 });
    const first = await desk.day("2026-03-02");
    expect(first?.subject).toBe("2 papers: ferns puzzle");
    expect(titlesIn(first?.text)).toEqual(
      ["Toy ferns predict puzzle number 56", "Toy ferns predict puzzle number 40"].map((title) =>
        expect.stringContaining(title.slice(0, 9)),
      ),
    );
    const numbers = titlesIn(first?.text).map((title) => Number(/\d+$/.exec(title)));
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
    const later: string[] = [];
    for (const date of ["03", "04", "05"]) later.push((await desk.day(`2026-03-${date}`))?.text ?? "");
    expect(later.at(-1)).toContain("No new papers match your search. These are earlier ones");
    const all = [first?.text, ...later].flatMap((text) => titlesIn(text));
    expect(new Set(all).size).toBe(all.length);
  });

  it.each([
    ["quiet", 0],
    ["explain", 1],
  ] as const)("is, on an empty day, what its reader chose: %s", async (whenEmpty, mails) => {
    const desk = await open();
    await desk.join({ search: "title:nonexistent", whenEmpty });
    const mail = await desk.day("2026-03-02");
    expect(await desk.mails()).toHaveLength(mails);
    expect((await desk.rows()).filter(({ kind }) => kind === "digest")).toMatchObject([
      mails === 0
        ? { state: "skipped", reason: "no new papers match your search “title:nonexistent”" }
        : { state: "sent" },
    ]);
    if (mails === 1) {
      expect(mail?.subject).toBe("No new papers");
      expect(mail?.text).toContain("No new papers match your search “title:nonexistent” today.");
    }
  });

  it("is a channel's papers on the day on which they are posted, for who is in it", async () => {
    const desk = await open();
    await desk.mail.ask(desk.inChannel, { address: "ann@example.org", what: "channel", whenEmpty: "quiet" });
    await desk.mail.confirm(desk.ann.person, await desk.lastCode());
    const first = await desk.day("2026-03-02");
    const second = await desk.day("2026-03-03");
    const posted = (await desk.db.selectFrom("deliveries").selectAll().where("channel", "=", "C1").execute())
      .map(({ content }) => JSON.parse(content).papers[0].id.slice(-2))
      .map((number) => expect.stringMatching(new RegExp(`bees .* ${Number(number)}$`)));
    expect([titlesIn(first?.text), titlesIn(second?.text)]).toEqual(posted.map((title) => [title]));
    expect(first?.text).toContain("It has what is posted in a channel there.");
    // Nothing goes out from the day on which she is not in it, and it goes on when she is back.
    desk.members.all = [];
    await desk.day("2026-03-04");
    await desk.tick();
    await desk.day("2026-03-05");
    expect(await desk.mails()).toHaveLength(2);
    expect(desk.told).toEqual([
      "I've held back your papers by e-mail. You aren't in the channel any more whose papers you asked for. I'll go on if that changes. To end it: /daily mail stop",
    ]);
    desk.members.all = ["U-ann"];
    desk.clock.advance(20 * MINUTE_MS);
    await desk.tick();
    await desk.day("2026-03-06");
    expect((await desk.mails()).length).toBeGreaterThan(2);
  });

  it("is no channel's papers where nobody can tell who is in it", async () => {
    const desk = await open();
    const ask = () => desk.mail.ask(desk.inChannel, { address: "ann@example.org", what: "channel" });
    desk.members.all = [];
    await expect(ask()).rejects.toThrow("Only people who are in the channel");
    desk.members.failure = new PostError("channel", "I may not see who is in the channel.");
    await expect(ask()).rejects.toThrow("without knowing who is in it. I may not see who is in the channel.");
    await expect(
      desk.mail.ask({ ...desk.ann, channel: "C9" }, { address: "a@b.org", what: "channel" }),
    ).rejects.toThrow("no daily paper yet");
    await expect(desk.mail.ask(desk.ann, { address: "a@b.org", what: "channel" })).rejects.toThrow(
      "Run this in the channel",
    );
    expect(desk.relay.taken).toEqual([]);
    desk.members.failure = undefined;
    desk.members.all = ["U-ann"];
    await ask();
    await desk.mail.confirm(desk.ann.person, await desk.lastCode());
    // For now, and then for good.
    desk.members.failure = new PostError("retry", "I can't check who is in the channel at the moment.");
    await desk.day("2026-03-02");
    expect((await desk.rows()).find(({ channel }) => channel === desk.ann.person)).toMatchObject({
      state: "failed",
      reason: "I can't check who is in the channel at the moment.",
    });
    desk.members.failure = new PostError("channel", "I may not see who is in the channel.");
    desk.clock.advance(HOUR_MS);
    await desk.tick();
    await desk.tick();
    expect(await desk.mails()).toEqual([]);
    expect(desk.told).toEqual([expect.stringContaining("I may not see who is in the channel.")]);
  });
});
