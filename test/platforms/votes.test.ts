import { describe, expect, it } from "vitest";
import { someApp } from "../support/app.ts";
import { createClock } from "../support/clock.ts";
import { createFakePlatform } from "../support/delivery/fake-poster.ts";
import { STAGES } from "../support/delivery/stages.ts";
import { someLibrary, TODAY } from "../support/library/library.ts";

const PAPER = { paper: "2405.16009" };

describe.each(["discord", "slack"])("Save under a paper on %s", (name) => {
  it("changes itself where only its reader sees the message, and is there as it is now", async () => {
    const { stage } = await openStage(name);
    await stage.ask("similar", PAPER);
    const page = await stage.open();
    expect(page).toMatchObject({ isPrivate: true, labels: expect.arrayContaining(["Save"]) });
    const saved = await stage.press("Save");
    expect(saved).toMatchObject({ isInPlace: true, labels: expect.arrayContaining(["Saved"]) });
    expect((await stage.press("Saved")).labels).toContain("Save");
    await stage.press("Save");
    await stage.ask("similar", PAPER);
    expect((await stage.open()).labels).toContain("Saved");
  });

  it("answers with one private line and Undo where others see the message, which stays", async () => {
    const { stage } = await openStage(name);
    await stage.ask("abstract", PAPER);
    expect((await stage.press("Share")).isPrivate).toBe(false);
    const saved = await stage.press("Save");
    expect(saved).toMatchObject({ isPrivate: true, isInPlace: false, labels: ["Undo"] });
    expect(saved.text).toMatch(/^Saved “.*”\.$/m);
    expect((await stage.press("Undo")).text).toMatch(/^Removed “.*” from your saved papers\.$/m);
  });
});

describe.each(["discord", "slack"])("Share on %s", (name) => {
  it("shows the paper or the list to the channel, once", async () => {
    const { stage } = await openStage(name);
    for (const what of ["similar", "abstract"]) {
      await stage.ask(what, PAPER);
      const first = await stage.press("Share", true);
      expect(first).toMatchObject({ isPrivate: false, isInPlace: false });
      expect(first.labels).not.toContain("Share");
      const second = await stage.press("Share", true);
      expect(second).toMatchObject({ isPrivate: true, text: expect.stringContaining("already shared") });
    }
  });

  it("is not offered for what is one's own, help or a question", async () => {
    const { stage } = await openStage(name);
    await stage.ask("save", PAPER);
    for (const [command, options] of [
      ["saved", {}],
      ["help", {}],
      ["similar", { paper: "architecture search" }],
    ] as const)
      expect((await stage.ask(command, options)).labels).not.toContain("Share");
  });
});

describe.each(["discord", "slack"])("a channel's daily post on %s", (name) => {
  it("says how its votes are after one in that channel, soon, and of many the last state", async () => {
    const { stage, posted, app, platform, clock } = await openStage(name);
    const [message, paper] = await posted();
    expect(platform.edits).toEqual([]);
    await stage.ask("vote", { paper, vote: "up" });
    await app.edits.idle();
    expect(platform.edits).toEqual([{ message, labels: labelled("👍 Relevant 1", "👎 Not relevant") }]);
    clock.advance(60_000);
    for (const vote of ["down", "up", "none", "down"]) {
      await stage.ask("vote", { paper, vote });
      clock.advance(60_000);
    }
    await app.edits.idle();
    expect(platform.edits.length).toBeLessThanOrEqual(4);
    expect(platform.edits.at(-1)).toEqual({
      message,
      labels: labelled("👍 Relevant", "👎 Not relevant 1"),
    });
  });

  it("keeps its old votes if it cannot be edited, and the vote counts", async () => {
    const { stage, posted, app, platform } = await openStage(name, true);
    const [, paper] = await posted();
    expect((await stage.ask("vote", { paper, vote: "up" })).text).toContain("Votes here: 1 relevant");
    await app.edits.idle();
    expect(platform.edits).toEqual([]);
  });
});

const labelled = (up: string, down: string) => [up, down, "Save", "Similar papers", "Read abstract"];

async function openStage(name: string, refusesEdits = false) {
  const clock = createClock(TODAY.toISOString());
  const library = await someLibrary();
  const platform = createFakePlatform({ now: clock.now, refusesEdits });
  const app = someApp(library, clock.now, { posters: new Map([[name, platform]]), editEveryMs: 400 });
  const stage = await STAGES[name]?.(app.chat);
  if (!stage?.press || !stage.open) throw new Error(`no buttons on ${name}`);
  const { ask, press, open } = stage;
  return {
    app,
    clock,
    platform,
    stage: { ask, press, open },
    /** Posts a paper, and gives its message and its id. */
    async posted(): Promise<readonly [message: string, paper: string]> {
      await ask("daily subscribe", { topics: "streaming video", time: "9:00" });
      clock.advance(24 * 60 * 60_000);
      await app.runner.tick();
      await app.runner.idle();
      await app.runner.stop();
      const row = await library.db.selectFrom("deliveries").selectAll().executeTakeFirstOrThrow();
      return [row.message ?? "", JSON.parse(row.content).papers[0].id];
    },
  };
}
