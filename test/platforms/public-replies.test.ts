import { describe, expect, it } from "vitest";
import { inPublic } from "../../src/chat/in-public.ts";
import { note, type Reply } from "../../src/chat/reply.ts";
import { someApp } from "../support/app.ts";
import { someone } from "../support/chat/sample-chat.ts";
import { STAGES } from "../support/delivery/stages.ts";
import { startBot } from "../support/discord/bot.ts";
import { slash } from "../support/discord/interactions.ts";
import { isPrivate, labelsOf } from "../support/discord/server.ts";
import { ADMIN, MUTED } from "../support/discord/world.ts";
import { someLibrary } from "../support/library/library.ts";
import { createRecordingLog } from "../support/recording-log.ts";

describe.each(["discord", "slack"])("a channel with public answers, in %s", (name) => {
  it("shows everybody what a command finds, without Share, and keeps what is somebody's own", async () => {
    const { chat } = someApp(await someLibrary(), () => new Date("2026-11-23T07:00:00Z"));
    const stage = await STAGES[name]?.(chat);
    if (!stage) throw new Error("no such platform");
    const find = () => stage.ask("paper", { query: "streaming video" });

    const before = await find();
    expect(before.isPrivate).toBe(true);
    expect(before.labels).toContain("Share");

    expect((await stage.ask("daily replies", { who: "public" })).text).toContain(
      "Answers to commands are public",
    );
    const found = await find();
    expect(found.isPrivate).toBe(false);
    expect(found.labels).not.toContain("Share");
    // The asker turns its pages in place; what a choice opens is for whoever chose.
    const opened = await stage.open?.();
    expect(opened?.isPrivate).toBe(true);
    expect((await stage.ask("saved", {})).isPrivate).toBe(true);
    expect((await stage.ask("paper", { query: "streaming video", count: 99 })).isPrivate).toBe(true);
    expect((await stage.ask("daily show", {})).isPrivate).toBe(true);

    await stage.ask("daily replies", { who: "private" });
    expect((await find()).isPrivate).toBe(true);
  });
});

describe("somebody who may not speak in a channel of Discord", () => {
  it("says nothing there through the bot", async () => {
    const { chat } = someApp(await someLibrary(), () => new Date("2026-11-23T07:00:00Z"));
    const { server } = await startBot({ chat });
    await server.ask(slash("daily replies", { who: "public" }, { by: ADMIN }));
    for (const [command, options] of [
      ["paper", { query: "streaming video" }],
      ["club show", {}],
    ] as const) {
      expect(isPrivate(await server.ask(slash(command, options)))).toBe(false);
      const muted = await server.ask(slash(command, options, { by: MUTED }));
      expect(isPrivate(muted)).toBe(true);
      expect(labelsOf(muted)).not.toContain("Share");
    }
  });
});

describe("inPublic", () => {
  const answer: Reply = { ...note("Papers"), audience: "conversation" };
  const log = createRecordingLog();

  it("keeps an answer private where nobody can tell", async () => {
    const isPublic = () => Promise.reject(new Error("the disk is gone"));
    expect(await inPublic(answer, someone, { isPublic, log })).toBe(answer);
    expect(log.entries).toMatchObject([{ level: "warn" }]);
  });

  it("never shows anybody what went wrong, or what is somebody's own", async () => {
    const isPublic = async () => true;
    for (const reply of [note("Mine"), { ...answer, outcome: "usage" as const }])
      expect(await inPublic(reply, someone, { isPublic, log })).toBe(reply);
    expect(await inPublic(answer, someone, { isPublic, log })).toEqual({ ...answer, audience: "everyone" });
  });
});
