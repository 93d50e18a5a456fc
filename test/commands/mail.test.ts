import { describe, expect, it } from "vitest";
import type { Caller } from "../../src/chat/command.ts";
import type { FormValues } from "../../src/chat/forms/form.ts";
import { plainText } from "../../src/chat/reply.ts";
import { UserError } from "../../src/errors.ts";
import { createMailKeys } from "../../src/mail/keys.ts";
import { someApp } from "../support/app.ts";
import { createClock } from "../support/clock.ts";
import { someLibrary } from "../support/library/library.ts";

const ann: Caller = {
  platform: "fake",
  user: "U-ann",
  admin: false,
  prefix: "/",
  channel: "C1",
  server: "S1",
};

async function open() {
  const clock = createClock("2026-11-23T07:00:00Z");
  const codes: string[] = [];
  /** What happens while a code that never arrives is on its way. */
  const meanwhile = { run: async () => {} };
  const { chat } = someApp(await someLibrary(), clock.now, {
    timezone: "Europe/Berlin",
    mail: {
      keys: createMailKeys("a secret of the operator"),
      sendCode: async (to, code) => {
        if (to.startsWith("bad")) {
          await meanwhile.run();
          throw new UserError("I couldn't send the code.");
        }
        codes.push(code);
      },
      isMember: async () => true,
      lastAnswer: async () => ({ at: clock.now(), isFine: true, text: "250 2.0.0 Ok: queued" }),
    },
  });
  const ask = async (line: string, caller = ann) => {
    const reply = await chat.runLine(line, caller);
    expect(reply.audience).toBe("asker");
    return plainText(reply);
  };
  const open = async (caller: Caller) => {
    const opened = await chat.openForm({ command: "daily mail", options: {} }, caller);
    if (!("form" in opened)) throw new Error(plainText(opened));
    return opened;
  };
  return { chat, ask, codes, open, meanwhile };
}

describe("/daily mail", () => {
  it("goes from an address to a code to a subscription, and back", async () => {
    const { ask, codes } = await open();
    expect(await ask("/daily mail")).toBe(
      "You don't get papers by e-mail. To start: /daily mail ann@example.org",
    );
    expect(await ask("/daily mail <mailto:ann@example.org|ann@example.org> time:08:30 papers:2")).toBe(
      "I've sent a code to a…@example.org. Type it here within a day: /daily mail code:123456\nThen you get 2 papers every weekday at 08:30 Berlin time, picked for you, to a…@example.org.",
    );
    expect(await ask("/daily mail")).toContain("waiting for the code");
    expect(await ask(`/daily mail ${codes[0]}`)).toBe(
      [
        "Confirmed. You get 2 papers every weekday at 08:30 Berlin time, picked for you, to a…@example.org. I don't know your interests yet: vote, save papers, or follow a topic with /follow add streaming video for:me",
        "Next: Mon 23 Nov, 08:30 (in 30 min)",
      ].join("\n"),
    );
    expect(await ask("/daily mail every:week what:trending categories:cs.CV")).toContain(
      "Changed. You get 5 papers every Monday at 08:30 Berlin time, of what is new and trending, in cs.CV, to a…@example.org.",
    );
    expect(await ask("/daily mail topics:streaming video, KV caches when-empty:explain")).toContain(
      "You get 5 papers every Monday at 08:30 Berlin time, on streaming video, KV caches, in cs.CV, or a line that says why there are none, to",
    );
    expect(await ask("/daily mail search:author:Zhang year:2026 categories:all when-empty:quiet")).toContain(
      "found by “author:Zhang year:2026”, or nothing if no paper matches, to",
    );
    expect(await ask("/daily mail what:channel")).toBe(
      "This channel has no daily paper yet, so there is nothing to mail.",
    );
    await ask("/daily subscribe", { ...ann, admin: true });
    expect(await ask("/daily mail what:channel every:day")).toContain("posted in the channel, or nothing");
    expect(await ask("/daily mail what:foryou", { ...ann, channel: "C2" })).toContain("picked for you");
    const file = await ask("/privacy");
    expect(file).toContain("• 1 e-mail address that papers go to");
    expect(await ask("/daily mail stop")).toBe("Stopped. I've deleted your address, and no more mails come.");
    expect(await ask("/daily mail stop")).toContain("You don't get papers by e-mail.");
  });

  it("says what is wrong with what was typed", async () => {
    const { ask } = await open();
    expect(await ask("/daily mail ann")).toContain("isn't an e-mail address");
    expect(await ask("/daily mail 123456")).toContain("nothing to confirm");
    expect(await ask("/daily mail bad@example.org")).toContain("I couldn't send the code.");
    expect(await ask("/daily mail ann@example.org timezone:Berlln")).toContain("Did you mean Europe/Berlin?");
    expect(await ask("/daily mail ann@example.org papers:9")).toContain("1 to 5");
    expect(await ask("/daily mail ann@example.org search:year:soon")).toContain("year");
    expect(await ask("/daily mail ann@example.org what:topics")).toBe(
      [
        "Which topics? Put commas between them.",
        'For example: /daily mail ann@example.org what:topics topics:"streaming video, KV caches"',
      ].join("\n\n"),
    );
    expect(await ask("/daily mail ann@example.org what:search")).toContain("Which search?");
    const { channel: _, ...inPrivate } = ann;
    expect(await ask("/daily mail ann@example.org what:channel", inPrivate)).toBe(
      "Run this in the channel whose papers you want.",
    );
  });

  it("keeps nothing of somebody who stopped it while a mail to another address failed", async () => {
    const { ask, codes, meanwhile } = await open();
    await ask("/daily mail ann@example.org");
    await ask(`/daily mail ${codes[0]}`);
    expect(await ask("/daily mail bad@example.org")).toContain("I couldn't send the code.");
    expect(await ask("/daily mail")).toContain("You get 3 papers every weekday");
    meanwhile.run = async () => void (await ask("/daily mail stop"));
    expect(await ask("/daily mail bad@example.org")).toContain("I couldn't send the code.");
    expect(await ask("/daily mail")).toContain("You don't get papers by e-mail.");
  });

  it("tells those who run the bot what the mail server says", async () => {
    const { ask } = await open();
    const { user: _, ...host } = { ...ann, admin: true };
    expect(await ask("/status", { ...ann, admin: true })).not.toContain("E-mail");
    expect(await ask("/status", host)).toContain(
      "🟢 E-mail: 0 readers. At Mon 23 Nov, 07:00 UTC, the mail server answered: 250 2.0.0 Ok: queued",
    );
  });

  it("starts, confirms and changes by a form where it is run alone, with what is set now", async () => {
    const { chat, ask, codes, open: form } = await open();
    const caller = { ...ann, opensForms: true };
    const send = async (written: FormValues) => {
      const { id, form: shown } = await form(caller);
      const values = Object.fromEntries(shown.fields.map(({ option, value }) => [option, value]));
      return chat.submitForm(id, { ...values, ...written }, caller);
    };
    const options = async () => (await form(caller)).form.fields.map(({ option }) => option);
    expect(chat.asksForForm("daily mail", {})).toBe(true);
    // Discord shows five.
    expect((await options()).slice(0, 5)).toEqual(["address", "what", "topics", "time", "timezone"]);
    const wrong = await send({ address: "ann", time: "8:30" });
    expect(wrong.problems).toEqual([expect.objectContaining({ option: "address" })]);
    const [again] = wrong.buttons;
    const kept = await chat.openForm({ command: "daily mail", options: again?.action.options ?? {} }, caller);
    expect("form" in kept && kept.form.fields.map(({ value }) => value)).toEqual(
      expect.arrayContaining(["ann", "8:30"]),
    );
    const sent = await send({ address: "ann@example.org", time: "8:30" });
    expect(plainText(sent)).toContain("I've sent a code to a…@example.org.");
    expect(sent.buttons).toMatchObject([{ label: "Enter code", action: { effect: "form" } }]);
    expect(await options()).toEqual(["code", "address"]);
    expect((await send({ code: codes[0] === "111111" ? "222222" : "111111" })).outcome).toBe("usage");
    expect(plainText(await send({ code: codes[0] ?? "" }))).toContain("Confirmed. You get 3 papers");
    expect(plainText(await send({ what: "search", topics: "author:Zhang" }))).toContain(
      "Changed. You get 3 papers every weekday at 08:30 Berlin time, found by “author:Zhang”, to",
    );
    expect(await options()).toContain("search");
    expect(plainText(await send({ search: "year:soon" }))).toContain("year");
    const changed = await send({ what: "topics", search: "bees, hives", every: "week", days: "tue" });
    expect(plainText(changed)).toContain(
      "You get 5 papers every Tuesday at 08:30 Berlin time, on bees, hives",
    );
    expect(changed.buttons.map(({ label }) => label)).toEqual(["Change", "Stop the mail"]);
    // What was not changed says how it stands.
    expect(plainText(await send({}))).toContain("You get 5 papers every Tuesday");
    expect(await ask("/daily mail show", caller)).toContain("You get 5 papers every Tuesday");
    // Nobody's whole address is shown again.
    expect(JSON.stringify(await form(caller))).not.toContain("ann@");
  });

  it("has no form where e-mail is off", async () => {
    const { chat } = someApp(await someLibrary(), () => new Date());
    const opened = await chat.openForm({ command: "daily mail", options: {} }, { ...ann, opensForms: true });
    expect("form" in opened ? "" : plainText(opened)).toContain("doesn't send e-mail");
  });

  it("says where e-mail is off", async () => {
    const { chat } = someApp(await someLibrary(), () => new Date());
    expect(plainText(await chat.runLine("/daily mail ann@example.org", ann))).toContain(
      "doesn't send e-mail",
    );
  });
});
