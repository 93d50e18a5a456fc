import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { commands } from "../../../../commands/index.ts";
import { createChat } from "../../../../src/chat/chat.ts";
import { defineCommand } from "../../../../src/chat/command.ts";
import { note } from "../../../../src/chat/reply.ts";
import { registrations } from "../../../../src/platforms/discord/commands.ts";
import { someApp } from "../../../support/app.ts";
import { type Bot, eventually, startBot } from "../../../support/discord/bot.ts";
import { createMemoryLog } from "../../../support/discord/chat.ts";
import { type JsonObject, list, object } from "../../../support/discord/component-rules.ts";
import type { Answer } from "../../../support/discord/desk.ts";
import { press, type Setting, slash, submitted, written } from "../../../support/discord/interactions.ts";
import { isPrivate, labelsOf, seen } from "../../../support/discord/server.ts";
import { ADMIN, ALICE, BOT_ID, CURATOR } from "../../../support/discord/world.ts";
import { someLibrary, TODAY } from "../../../support/library/library.ts";

let bot: Bot;

beforeEach(async () => {
  const { chat } = someApp(await someLibrary(), () => TODAY, { timezone: "Europe/Berlin" });
  bot = await startBot({ chat });
});

const ask = (command: string, options = {}, setting: Setting = { by: ADMIN }) =>
  bot.server.ask(slash(command, options, setting));
const send = (
  modal: JsonObject,
  values: Readonly<Record<string, string>>,
  more: Parameters<typeof submitted>[2] = {},
) => bot.server.ask(submitted(modal, values, { by: ADMIN, ...more }));

/** What stands in the fields of a form. */
function standing(modal: JsonObject): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    list(modal.components).map((label) => {
      const { custom_id, value, options } = object(object(label).component);
      const chosen = list(options)
        .map(object)
        .find((option) => option.default === true);
      return [custom_id, value ?? chosen?.value];
    }),
  );
}

describe("a form in Discord", () => {
  it("is the first response to the bare command, with five fields and what is set now", async () => {
    await ask("daily subscribe", { topics: "bees, video", time: "8:30", categories: "cs.CV" });
    const opened = await ask("daily subscribe");
    expect(opened.steps).toEqual(["9"]);
    expect(opened.modal.title).toBe("Daily paper");
    expect(standing(opened.modal)).toEqual({
      topics: "bees, video",
      time: "08:30",
      timezone: "Europe/Berlin",
      days: "weekdays",
      papers: "1",
    });
    expect(list(opened.modal.components).map((label) => object(label).label)).toEqual([
      "Topics",
      "Time",
      "Time zone",
      "Days",
      "Papers a day",
    ]);
    const saved = await send(opened.modal, { topics: "", papers: "2" });
    expect(isPrivate(saved)).toBe(true);
    expect(seen(saved)).toContain("2 papers every weekday at 08:30 Berlin time, on any topic, in cs.CV");
  });

  it("says privately what is wrong, with a line to copy, and opens again as it was filled in", async () => {
    const { modal } = await ask("daily subscribe");
    const wrong = await send(modal, { topics: "bees", time: "25:00" });
    expect(isPrivate(wrong)).toBe(true);
    expect(seen(wrong)).toContain("time must be a time of day");
    expect(seen(wrong)).toMatch(/\/daily subscribe topics:bees time:08:30/);
    const again = await bot.server.click(wrong, "Open form", { by: ADMIN });
    expect(again.steps).toEqual(["9"]);
    expect(standing(again.modal)).toMatchObject({ topics: "bees", time: "25:00" });
    // The answer takes the place of the one with the button, which is used up.
    const saved = await send(again.modal, { time: "9" }, { message: wrong.message });
    expect(saved.steps).toEqual(["7"]);
    expect(seen(saved)).toContain("Subscribed");
    expect(labelsOf(saved)).not.toContain("Open form");
  });

  it("opens a typed mistake", async () => {
    const wrong = await ask("club schedule", { when: "tuesday", time: "25" });
    expect(labelsOf(wrong)).toEqual(["Open form"]);
    const { modal } = await bot.server.click(wrong, "Open form", { by: ADMIN });
    expect(standing(modal)).toEqual({
      when: "tuesday",
      time: "25",
      timezone: "Europe/Berlin",
      every: "week",
      remind: "24",
    });
  });

  it("is there for managers alone, and is refused to whoever has lost that right meanwhile", async () => {
    const refused = await ask("daily subscribe", {}, { by: ALICE });
    expect(isPrivate(refused)).toBe(true);
    expect(seen(refused)).toContain("Only channel managers");
    const { modal } = await ask("daily subscribe", {}, { by: CURATOR });
    const sent = await send(
      modal,
      { topics: "spam" },
      { by: { ...CURATOR, permissions: ALICE.permissions } },
    );
    expect(seen(sent)).toContain("Only channel managers");
    expect(seen(await ask("daily show"))).toContain("no daily paper");
  });

  it("takes what a required option would have stopped, and lets a menu stay empty", async () => {
    const { modal } = await ask("follow add", {}, { by: ALICE });
    expect(standing(modal)).toEqual({ what: undefined, kind: undefined, interest: undefined });
    const followed = await send(modal, { what: "KV cache compression" }, { by: ALICE });
    expect(seen(followed)).toContain("You now follow the topic “KV cache compression”");
    const group = registrations(
      commands.map(({ spec }) => spec),
      "everywhere",
    ).find(({ name }) => name === "follow");
    const member = group?.options?.find(({ name }) => name === "add");
    expect(member && "options" in member && member.options.some((option) => option.required)).toBe(false);
  });

  it("is offered with a button where it was asked by a mention or in private", async () => {
    for (const setting of [{ by: ADMIN }, { by: ALICE, dm: true }]) {
      const before = bot.server.rest.posted.length;
      bot.server.gateway.dispatch("MESSAGE_CREATE", written(`<@${BOT_ID}> /follow add`, setting));
      await eventually(() => expect(bot.server.rest.posted.length).toBe(before + 1));
      const message = bot.server.rest.posted.at(-1) ?? {};
      expect(seen({ message })).toContain("Fill in the form, or write it out");
      const { modal } = await bot.server.click({ message }, "Open form", setting);
      expect(modal.title).toBe("Follow something");
    }
  });

  it.each(["1 abc daily subscribe", "0 abc daily subscribe", "nothing", "1 abc help"])(
    "answers one of a former version, or one that was changed meanwhile: %s",
    async (id) => {
      const { modal } = await ask("daily subscribe");
      const answer = await send({ ...modal, custom_id: id }, { topics: "bees" });
      expect(isPrivate(answer)).toBe(true);
      expect(seen(answer)).toMatch(/from an older version of me|settings have changed/);
      expect(seen(await ask("daily show"))).toContain("no daily paper");
    },
  );

  it("keeps within the limits whatever is written, and pings nobody", async () => {
    const hostile = `@everyone <@${ALICE.id}> \u202e**x** [a](javascript:1) ${"😀".repeat(200)}`;
    const { modal } = await ask("daily subscribe");
    const wrong = await send(modal, { topics: hostile, time: "@here <@&1>" });
    expect(isPrivate(wrong)).toBe(true);
    const again = await bot.server.click(wrong, "Open form", { by: ADMIN });
    const kept = String(standing(again.modal).topics);
    expect(kept).toBe(hostile.trim());
    // The server checks every payload, and whom it would ping, against Discord's rules.
    await send(again.modal, { time: "9:00", topics: "@everyone, <@123>, **bold**" });
    expect(seen(await ask("daily show"))).not.toMatch(/@everyone|<@123>/);
    expect(String(standing((await ask("daily subscribe")).modal).topics)).toContain("@everyone");
  });

  it("answers an old message's button for a form that there is not", async () => {
    const shown = await ask("daily show");
    const answer = await bot.server.ask(press("1f daily show", shown.message, { by: ADMIN }));
    expect(seen(answer)).toContain("from an older version of me");
  });
});

describe("a form that takes long", () => {
  it("is offered with a button instead of after a placeholder", async () => {
    const slow = defineCommand({
      name: "slow",
      description: "Takes long",
      example: "x",
      options: z.object({ what: z.string().max(10).describe("Anything") }),
      form: async () => {
        await new Promise((resolve) => setTimeout(resolve, waits.shift() ?? 0));
        return { title: "Slow", submit: "Save", fields: [{ option: "what", label: "What" }] };
      },
      run: () => note("Done"),
    });
    const waits = [1700];
    const log = createMemoryLog();
    const chat = createChat({ commands: [slow], services: {}, log, cooldown: { take: () => 0 } });
    const { server } = await startBot({ chat });
    const late: Answer = await server.ask(slash("slow", {}));
    expect(late.steps).toEqual(["4"]);
    expect(late.firstResponse).toBeLessThan(3000);
    expect(seen(late)).toContain("took too long");
    expect((await server.click(late, "Open form")).steps).toEqual(["9"]);
  });
});
