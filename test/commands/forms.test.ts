import { beforeEach, describe, expect, it } from "vitest";
import type { Chat } from "../../src/chat/chat.ts";
import type { Caller } from "../../src/chat/command.ts";
import type { FormValues } from "../../src/chat/forms/form.ts";
import type { OpenedForm } from "../../src/chat/forms/forms.ts";
import { plainText, type Reply } from "../../src/chat/reply.ts";
import { someApp } from "../support/app.ts";
import { createClock, type TestClock } from "../support/clock.ts";
import { someLibrary } from "../support/library/library.ts";

const boss: Caller = {
  platform: "fake",
  user: "boss",
  admin: true,
  prefix: "/",
  channel: "C1",
  server: "S1",
  opensForms: true,
};
const member: Caller = { ...boss, user: "ann", admin: false };

let clock: TestClock;
let chat: Chat;

beforeEach(async () => {
  clock = createClock("2026-11-23T07:00:00Z");
  ({ chat } = someApp(await someLibrary(), clock.now, { timezone: "Europe/Berlin" }));
});

const ask = async (line: string, caller = boss) => plainText(await chat.runLine(line, caller));

async function open(command: string, caller = boss, draft?: string): Promise<OpenedForm> {
  const opened = await chat.openForm({ command, options: draft === undefined ? {} : { draft } }, caller);
  if (!("form" in opened)) throw new Error(plainText(opened));
  return opened;
}

const refused = async (command: string, caller: Caller) => {
  const opened = await chat.openForm({ command, options: {} }, caller);
  if ("form" in opened) throw new Error("the form was opened");
  return plainText(opened);
};

const shown = ({ form }: OpenedForm) =>
  Object.fromEntries(form.fields.map(({ option, value }) => [option, value]));

/** Sends a form as it was shown, but for what is written in some fields. */
const send = (opened: OpenedForm, written: FormValues, caller = boss) =>
  chat.submitForm(opened.id, { ...shown(opened), ...written }, caller);

/** The draft that the button "Open form" of an answer opens. */
function draftOf({ buttons }: Reply): string {
  const button = buttons.find(({ action }) => action.effect === "form");
  return button?.action.options.draft ?? "";
}

describe("the form of /daily subscribe", () => {
  it("is asked for where nothing is typed, and only there", async () => {
    expect(chat.asksForForm("daily subscribe", {})).toBe(true);
    expect(chat.asksForForm("daily subscribe", { topics: "bees" })).toBe(false);
    expect(chat.asksForForm("daily show", {})).toBe(false);
    expect(chat.asksForForm("nothing", {})).toBe(false);
    // What the command was called before does the same.
    expect(chat.asksForForm("subscribe", {})).toBe(true);
    expect((await open("subscribe")).id).toMatch(/ daily subscribe$/);
  });

  it("is pointed out by help, where a form can be opened", async () => {
    expect(await ask("/help daily subscribe")).toContain("/daily subscribe alone opens a form.");
    expect(await ask("/help daily show")).not.toContain("opens a form");
    const { opensForms: _, ...typing } = boss;
    expect(await ask("/help daily subscribe", typing)).not.toContain("opens a form");
  });

  it("begins with what a new subscription has", async () => {
    expect(shown(await open("daily subscribe"))).toEqual({
      topics: "",
      time: "09:00",
      timezone: "Europe/Berlin",
      days: "weekdays",
      papers: "1",
      every: "day",
      categories: "",
      "when-empty": "best",
      group: "",
    });
  });

  it("subscribes as typed options do", async () => {
    const reply = await send(await open("daily subscribe"), { topics: "bees, video\nhives", time: "8:30" });
    expect(plainText(reply)).toContain("Subscribed");
    expect(await ask("/daily")).toContain(
      "1 paper every weekday at 08:30 Berlin time, on bees, video and hives",
    );
  });

  it("shows what is set, changes what was changed, and clears what was emptied", async () => {
    await ask(
      "/daily subscribe bees, video time:8:30 days:mon,wed papers:3 categories:cs.CV,cs.LG group:lab",
    );
    const opened = await open("daily subscribe");
    expect(shown(opened)).toMatchObject({
      topics: "bees, video",
      time: "08:30",
      days: "Mon, Wed",
      papers: "3",
      categories: "cs.CV, cs.LG",
      group: "lab",
    });
    expect(plainText(await send(opened, { topics: " ", categories: "", group: "", papers: "2" }))).toContain(
      "Changed",
    );
    const now = await ask("/daily");
    expect(now).toContain("2 papers every Monday and Wednesday at 08:30 Berlin time, on any topic");
    expect(now).not.toMatch(/cs\.CV|lab/);
  });

  it("goes over to a paper a week, with as many papers as is usual then", async () => {
    await send(await open("daily subscribe"), { topics: "bees" });
    await send(await open("daily subscribe"), { every: "week" });
    const opened = await open("daily subscribe");
    expect(shown(opened)).toMatchObject({ every: "week", papers: "5", topics: "bees" });
    expect(opened.form.fields.find(({ option }) => option === "papers")?.label).toBe("Papers a week");
  });

  it("leaves alone what it could not show", async () => {
    await ask("/daily subscribe bees categories:cs.CV group:lab");
    const { id } = await open("daily subscribe");
    await chat.submitForm(id, { topics: "hives" }, boss);
    expect(shown(await open("daily subscribe"))).toMatchObject({
      topics: "hives",
      categories: "cs.CV",
      group: "lab",
    });
  });

  it("says what is wrong field by field, with a line that would be right, and keeps what was written", async () => {
    const opened = await open("daily subscribe");
    const reply = await send(opened, { topics: "bees", time: "25:00", timezone: "Berln" });
    expect(reply).toMatchObject({ outcome: "usage", audience: "asker" });
    expect(reply.problems?.map(({ option }) => option)).toEqual(["time", "timezone"]);
    expect(plainText(reply)).toContain(
      "For example: /daily subscribe bees time:08:30 timezone:Europe/Berlin",
    );
    expect(await ask("/daily")).toContain("no daily paper");
    const again = await open("daily subscribe", boss, draftOf(reply));
    expect(shown(again)).toMatchObject({
      topics: "bees",
      time: "25:00",
      timezone: "Berln",
      days: "weekdays",
    });
    expect(plainText(await send(again, { time: "10:00", timezone: "Berlin" }))).toContain("Subscribed");
    expect(await ask("/daily")).toContain("at 10:00 Berlin time, on bees");
  });

  it("has everything for longer topics than can be typed", async () => {
    const topics = Array.from({ length: 8 }, (_, at) => `${at} ${"bees ".repeat(19)}`.trim());
    await ask(`/daily subscribe ${topics.slice(0, 5).join(", ")}`);
    for (const field of (await open("daily subscribe")).form.fields)
      expect(field.value.length).toBeLessThanOrEqual(field.maxLength);
  });

  it("is for managers of the channel alone, when it is opened and when it is sent", async () => {
    expect(await refused("daily subscribe", member)).toContain(
      "Only channel managers can use /daily subscribe",
    );
    const opened = await open("daily subscribe");
    const reply = await send(opened, { topics: "spam" }, member);
    expect(plainText(reply)).toContain("Only channel managers");
    expect(await ask("/daily")).toContain("no daily paper");
  });

  it("is for channels alone", async () => {
    const { channel: _, ...inPrivate } = boss;
    expect(await refused("daily subscribe", inPrivate)).toContain("Run this in a channel");
  });

  it("says that settings have changed while it was open, and saves nothing", async () => {
    const opened = await open("daily subscribe");
    await ask("/daily subscribe hives time:11:00");
    const reply = await send(opened, { topics: "bees" });
    expect(plainText(reply)).toContain("These settings have changed since you opened the form");
    expect(await ask("/daily")).toContain("at 11:00 Berlin time, on hives");
    const again = await open("daily subscribe", boss, draftOf(reply));
    expect(plainText(await send(again, {}))).toContain("Changed");
    expect(await ask("/daily")).toContain("on bees");
  });

  it.each([
    "",
    "0 abc daily subscribe",
    "1 abc nothing",
    "1 abc daily show",
    "9".repeat(5000),
    "1 x daily subscribe;x",
  ])("says that a form named %j is not known any more", async (id) => {
    expect(plainText(await chat.submitForm(id, { topics: "bees" }, boss))).toBe(
      "That form is from an older version of me. Run the command again.",
    );
  });

  it("gives a draft to nobody but its writer, and for an hour", async () => {
    const reply = await send(await open("daily subscribe"), { topics: "my secret", time: "x" });
    expect(shown(await open("daily subscribe", { ...boss, user: "other" }, draftOf(reply))).topics).toBe("");
    expect(shown(await open("daily subscribe", boss, draftOf(reply))).topics).toBe("my secret");
    clock.set("2026-11-23T08:01:00Z");
    expect(shown(await open("daily subscribe", boss, draftOf(reply))).topics).toBe("");
  });
});

describe("the form of /club schedule", () => {
  it("proposes the zone of the channel's daily paper, and takes it if it is left", async () => {
    await ask("/daily subscribe bees timezone:Tokyo");
    const opened = await open("club schedule");
    expect(shown(opened)).toMatchObject({
      when: "",
      time: "",
      timezone: "Asia/Tokyo",
      every: "week",
      remind: "24",
    });
    expect(plainText(await send(opened, { when: "Tuesday", time: "2pm" }))).toContain("Tokyo time");
    expect(shown(await open("club schedule"))).toMatchObject({
      when: "Tuesday",
      time: "14:00",
      minutes: "60",
    });
  });

  it("does not move meetings whose day was left as it is", async () => {
    clock.set("2026-11-24T12:00:00Z");
    await ask("/club schedule tuesday time:14:00 every:2-weeks");
    clock.set("2026-11-26T12:00:00Z");
    const before = await ask("/club");
    await send(await open("club schedule"), { minutes: "90" });
    expect((await ask("/club")).split("\n")[0]).toBe(before.split("\n")[0]);
    expect(shown(await open("club schedule"))).toMatchObject({ every: "2-weeks", minutes: "90" });
  });

  it("asks for what is missing", async () => {
    const reply = await send(await open("club schedule"), { when: "tuesday" });
    expect(plainText(reply)).toContain("At what time?");
    expect(reply.problems?.map(({ option }) => option)).toEqual(["time"]);
    expect(plainText(reply)).toContain("For example: /club schedule tuesday time:14:00");
  });
});

describe("the form of /follow add", () => {
  it("follows for whoever sends it", async () => {
    const reply = await send(await open("follow add", member), { what: "author hinton" }, member);
    expect(plainText(reply)).toContain("You now follow the author “hinton”");
    expect(await ask("/follow", member)).toContain("Authors: hinton");
  });

  it("offers the channel to those who may change it", async () => {
    expect(shown(await open("follow add", member))).not.toHaveProperty("for");
    expect(plainText(await send(await open("follow add"), { what: "bees", for: "channel" }))).toContain(
      "This channel now follows the topic “bees”",
    );
    const asManager = await open("follow add");
    const sneaky = await chat.submitForm(asManager.id, { what: "spam", for: "channel" }, member);
    expect(sneaky.outcome).toBe("usage");
    expect(await ask("/follow")).not.toContain("spam");
  });

  it("keeps what was written where no field by itself is to blame", async () => {
    const reply = await send(await open("follow add"), { what: "no such paper at all", kind: "paper" });
    expect(reply).toMatchObject({ outcome: "usage" });
    expect(reply.problems).toBeUndefined();
    expect(shown(await open("follow add", boss, draftOf(reply)))).toMatchObject({
      what: "no such paper at all",
      kind: "paper",
    });
  });

  it("wants to know what", async () => {
    const reply = await send(await open("follow add"), {});
    expect(reply.problems?.map(({ option }) => option)).toEqual(["what"]);
  });
});

describe("a phrase for when", () => {
  it.each([
    ["weekdays 9", "1 paper every weekday at 09:00 Berlin time, on any topic"],
    [
      "streaming video, bees every monday 5pm",
      "1 paper every Monday at 17:00 Berlin time, on streaming video and bees",
    ],
    ["bees tuesday 14:00 Tokyo", "1 paper every Tuesday at 14:00 Tokyo time, on bees"],
    ["bees weekly friday 8", "5 papers every Friday at 08:00 Berlin time, on bees"],
    ["bees every monday 9am time:10:00", "1 paper every Monday at 10:00 Berlin time, on bees"],
    ['days:"weekdays 9:30" bees', "1 paper every weekday at 09:30 Berlin time, on bees"],
  ])("is understood by /daily subscribe: %s", async (typed, expected) => {
    expect(await ask(`/daily subscribe ${typed}`)).toContain(expected);
  });

  it("is no topic where papers never come so", async () => {
    expect(await ask("/daily subscribe bees every other monday 9")).toContain("every:week");
    expect(await ask("/daily")).toContain("no daily paper");
  });

  it.each([
    ["Tuesday 14:00", { when: "Tuesday", time: "14:00", every: "week" }],
    ["every monday 9am", { when: "Monday", time: "09:00", every: "week" }],
    [
      "every other thursday at 3pm Tokyo time",
      { when: "Thursday", time: "15:00", every: "2-weeks", timezone: "Asia/Tokyo" },
    ],
    ["2026-12-01 14:00", { when: "2026-12-01", time: "14:00", every: "once" }],
    ["tuesday 14:00 time:15:00 every:4-weeks", { when: "Tuesday", time: "15:00", every: "4-weeks" }],
  ])("is understood by /club schedule: %s", async (typed, expected) => {
    await ask(`/club schedule ${typed}`);
    expect(shown(await open("club schedule"))).toMatchObject(expected);
  });

  it("is understood in forms", async () => {
    await send(await open("club schedule"), { when: "every other tuesday 14:00 Tokyo", time: "15:00" });
    expect(shown(await open("club schedule"))).toMatchObject({
      when: "Tuesday",
      // What was written in a field of its own holds.
      time: "15:00",
      every: "2-weeks",
      timezone: "Asia/Tokyo",
    });
  });
});

describe("a typed command with a form", () => {
  it("answers a mistake with a button that opens the form as it was typed", async () => {
    const reply = await chat.runLine("/club schedule tuesday time:25:00", boss);
    expect(plainText(reply)).toContain("For example: /club schedule tuesday time:14:00");
    expect(shown(await open("club schedule", boss, draftOf(reply)))).toMatchObject({
      when: "tuesday",
      time: "25:00",
    });
  });

  it("says everything that is wrong at once, with a line that is right", async () => {
    const wrong = await ask("/daily subscribe bees papers:9 categories:cs.VC time:25");
    expect(wrong).toContain("papers must be a whole number from 1 to 5");
    expect(wrong).toContain("“cs.VC” is not an arXiv category");
    expect(wrong).toContain("time must be a time of day");
    const [, right = ""] = /For example: (.*)/.exec(wrong) ?? [];
    expect(right).toBe("/daily subscribe bees categories:cs.CV time:08:30 papers:5");
    expect(await ask(right)).toContain("Subscribed");
    const club = await ask("/club schedule when:someday minutes:5 timezone:Berln");
    const [, planned = ""] = /For example: (.*)/.exec(club) ?? [];
    expect(planned).toBe("/club schedule tuesday timezone:Europe/Berlin minutes:15");
  });

  it("has no such button at the host's own terminal", async () => {
    const reply = await chat.runLine("/follow add", { platform: "terminal", admin: true, prefix: "/" });
    expect(plainText(reply)).toContain("/follow add KV cache compression");
    expect(reply.buttons).toEqual([]);
  });

  it("is opened by buttons of those who may change the settings", async () => {
    const opening = async (line: string, caller: Caller) =>
      [await chat.runLine(line, caller)]
        .flatMap(({ buttons, cards }) => [...buttons, ...cards.flatMap((card) => card.buttons)])
        .filter(({ action }) => action.effect === "form")
        .map(({ label }) => label);
    expect(await opening("/daily", boss)).toEqual(["Start daily paper"]);
    expect(await opening("/daily", member)).toEqual([]);
    expect(await opening("daily subscribe", boss)).toEqual(["Run /daily subscribe"]);
    await ask("/daily subscribe bees");
    expect(await opening("/daily", boss)).toEqual(["Change settings"]);
    expect(await opening("/daily", member)).toEqual([]);
  });

  it("is offered with a button where a form takes a press", async () => {
    const offer = await chat.offerForm("daily subscribe", boss);
    expect(plainText(offer)).toContain("For example: /daily subscribe streaming video");
    expect(offer.buttons).toEqual([
      {
        label: "Open form",
        action: { command: "daily subscribe", options: {}, effect: "form" },
        style: "primary",
      },
    ]);
    expect(plainText(await chat.offerForm("daily subscribe", member))).toContain("Only channel managers");
  });
});
