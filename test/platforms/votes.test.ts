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
    // What is asked by a button is for one alone.
    await stage.ask("similar", PAPER);
    const page = await stage.press("Read abstract");
    expect(page).toMatchObject({ isPrivate: true, labels: expect.arrayContaining(["Save"]) });
    const saved = await stage.press("Save");
    expect(saved).toMatchObject({ isInPlace: true, labels: expect.arrayContaining(["Saved"]) });
    expect((await stage.press("Saved")).labels).toContain("Save");
    await stage.press("Save");
    await stage.ask("similar", PAPER);
    expect((await stage.press("Read abstract")).labels).toContain("Saved");
  });

  it("answers with one private line and Undo where others see the message, which stays", async () => {
    const { stage } = await openStage(name);
    expect((await stage.ask("similar", PAPER)).isPrivate).toBe(false);
    const saved = await stage.press("Save");
    expect(saved).toMatchObject({ isPrivate: true, isInPlace: false, labels: ["Undo"] });
    expect(saved.text).toMatch(/^Saved “.*”\.$/m);
    expect((await stage.press("Undo")).text).toMatch(/^Removed “.*” from your saved papers\.$/m);
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
  if (!stage?.press) throw new Error(`no buttons on ${name}`);
  const { ask, press } = stage;
  return {
    app,
    clock,
    platform,
    stage: { ask, press },
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
