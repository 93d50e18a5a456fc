import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createChat } from "../../../../src/chat/chat.ts";
import { defineCommand } from "../../../../src/chat/command.ts";
import { note } from "../../../../src/chat/reply.ts";
import { someApp } from "../../../support/app.ts";
import { someLibrary, TODAY } from "../../../support/library/library.ts";
import { optionFaults } from "../../../support/slack/block-rules.ts";
import {
  blockSuggestion,
  buttonPress,
  directMessage,
  type From,
  mention,
  slashCommand,
  viewSubmission,
} from "../../../support/slack/payloads.ts";
import type { OpenView } from "../../../support/slack/views.ts";
import { openWorkspace, type Workspace } from "../../../support/slack/workspace.ts";

const BOSS: From = { user: "UADMIN", channel: "C1" };
const ANN: From = { user: "U1", channel: "C1" };

let lab: Workspace;

async function start(http = false): Promise<void> {
  const { chat } = someApp(await someLibrary(), () => TODAY, { timezone: "Europe/Berlin" });
  lab = await openWorkspace({ http, chat: () => chat });
}

afterEach(async () => {
  await lab.close();
  expect(lab.server.refusals).toEqual([]);
});

const said = (body: unknown) => JSON.stringify(body);
const views = () => lab.server.channels.views.open;

/** Waits for one more view than there was; a form that is not there yet is a placeholder. */
async function opened(work: () => Promise<unknown>): Promise<OpenView> {
  const before = views().length;
  await work();
  return eventually(() => {
    const view = views()[before];
    return view && JSON.stringify(view).includes("Loading…") ? undefined : view;
  });
}

async function eventually<T>(look: () => T | undefined): Promise<T> {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    const seen = look();
    if (seen !== undefined) return seen;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("waited in vain");
}

/** What is said at a response_url by what is done. */
async function answerTo(work: (url: string) => Promise<unknown>): Promise<string> {
  const url = lab.url();
  const answered = lab.server.answered(url);
  await work(url);
  await answered;
  return said(lab.server.responses.findLast((response) => response.url === url)?.body);
}

const open = (text: string, from = BOSS, url = lab.url(), command = "/daily") =>
  opened(() => lab.send(slashCommand(command, text, url, from)));

function standing(view: OpenView): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    view.blocks.map(({ block_id, element }) => {
      const { initial_value, initial_option } = element as {
        initial_value?: string;
        initial_option?: { value: string };
      };
      return [block_id, initial_option?.value ?? initial_value];
    }),
  );
}

const buttonOf = (answer: string) =>
  JSON.parse(/"text":"Open form".*?"value":("(?:[^"\\]|\\.)*")/.exec(answer)?.[1] ?? "null");

describe.each([
  ["Socket Mode", false],
  ["HTTP mode", true],
])("a form in Slack, %s", (_, http) => {
  it("opens for the bare command with everything that is set, and is answered to whoever sent it", async () => {
    await start(http);
    const url = lab.url();
    const view = await open("subscribe", BOSS, url);
    expect(standing(view)).toEqual({
      topics: undefined,
      time: "09:00",
      timezone: "Europe/Berlin",
      days: "weekdays",
      papers: "1",
      every: "day",
      categories: undefined,
      "when-empty": "best",
      group: undefined,
    });
    const answered = lab.server.answered(url);
    expect(await lab.ask(viewSubmission(view, { topics: "bees", time: "8:30" }, BOSS))).toEqual({});
    await answered;
    const body = lab.server.responses.findLast((response) => response.url === url)?.body;
    expect(body?.response_type).toBe("ephemeral");
    expect(said(body)).toContain("1 paper every weekday at 08:30 Berlin time, on bees");
  });

  it("shows what is wrong at its field, and stays open", async () => {
    await start(http);
    const view = await open("subscribe");
    const answer = await lab.ask(viewSubmission(view, { time: "25:00", days: "someday" }, BOSS));
    expect(answer).toEqual({
      response_action: "errors",
      errors: {
        time: expect.stringContaining("time must be a time of day such as 09:00"),
        days: expect.stringContaining("days must be weekdays, daily"),
      },
    });
    expect(lab.server.responses).toEqual([]);
  });

  it("completes time zones in the form", async () => {
    await start(http);
    const view = await open("subscribe");
    const answer = await lab.ask(blockSuggestion(view, "timezone", "toky", BOSS));
    const { options } = answer as { options: { value: string }[] };
    expect(options.map(({ value }) => value)).toEqual(["Asia/Tokyo"]);
    expect(options.flatMap((option) => optionFaults({ ...option }))).toEqual([]);
    expect(await lab.ask(blockSuggestion(view, "nothing", "x", BOSS))).toEqual({ options: [] });
  });
});

describe("a form in Slack", () => {
  it("is for managers alone, when it is opened and when it is sent", async () => {
    await start();
    const refused = await answerTo((url) => lab.send(slashCommand("/daily", "subscribe", url, ANN)));
    expect(refused).toContain("Only channel managers");
    expect(views()).toEqual([]);
    const view = await open("subscribe");
    await lab.ask(viewSubmission(view, { topics: "spam" }, ANN));
    await eventually(() =>
      lab.server.responses.find(({ body }) =>
        said(body).includes("Only channel managers can use /daily subscribe here"),
      ),
    );
    expect(await answerTo((url) => lab.send(slashCommand("/daily", "show", url, BOSS)))).toContain(
      "no daily paper",
    );
  });

  it("is offered with a button after a mention and in a direct message, where Slack gives no way to open one", async () => {
    await start();
    for (const payload of [mention("<@UBOT> /follow add"), directMessage("/follow add")]) {
      const before = lab.server.calls.length;
      await lab.send(payload);
      const call = await eventually(() =>
        lab.server.calls.slice(before).find(({ method }) => method.startsWith("chat.post")),
      );
      expect(said(call.args)).toContain("Fill in the form, or write it out");
      const view = await opened(() =>
        lab.send(buttonPress({ value: buttonOf(said(call.args)) }, lab.url(), ANN)),
      );
      expect((view.title as { text: string }).text).toBe("Follow something");
    }
  });

  it("opens as it was typed after a mistake, and its answer takes the place of the mistake", async () => {
    await start();
    const wrong = await answerTo((url) =>
      lab.send(slashCommand("/club", "schedule tuesday time:25:00", url, BOSS)),
    );
    expect(wrong).toContain("For example: /club schedule tuesday time:14:00");
    const url = lab.url();
    const view = await opened(() =>
      lab.send(buttonPress({ value: buttonOf(wrong), hidden: true }, url, BOSS)),
    );
    expect(standing(view)).toMatchObject({ when: "tuesday", time: "25:00" });
    const answered = lab.server.answered(url);
    await lab.ask(viewSubmission(view, { time: "2pm" }, BOSS));
    await answered;
    const body = lab.server.responses.findLast((response) => response.url === url)?.body;
    expect(body?.replace_original).toBe(true);
    expect(said(body)).toContain("14:00");
  });

  it("says that it is an old one, or that settings have changed, and saves nothing", async () => {
    await start();
    const view = await open("subscribe");
    const state = JSON.parse(String(view.private_metadata));
    for (const [id, words] of [
      ["0 x daily subscribe", "from an older version of me"],
      ["1 0 daily subscribe", "These settings have changed"],
    ]) {
      const old = { ...view, private_metadata: JSON.stringify({ ...state, id }) };
      const before = lab.server.calls.length + lab.server.responses.length;
      await lab.ask(viewSubmission(old, { topics: "bees" }, BOSS));
      await lab.server.said(before + 1);
      expect(said([lab.server.calls, lab.server.responses])).toContain(words);
    }
    const strange = { ...view, id: "V99", private_metadata: "<" };
    await lab.ask(viewSubmission(strange, { topics: "bees" }, BOSS));
    expect(await answerTo((url) => lab.send(slashCommand("/daily", "show", url, BOSS)))).toContain(
      "no daily paper",
    );
  });

  it("keeps within Slack's limits whatever is written, and mentions nobody", async () => {
    await start();
    const hostile = `<!channel> <@U2> &lt; *b* ${"😀".repeat(200)}`;
    const url = lab.url();
    const view = await open("subscribe", BOSS, url);
    const wrong = await lab.ask(viewSubmission(view, { topics: hostile, time: "<!here>" }, BOSS));
    expect(JSON.stringify(wrong).length).toBeLessThan(2000);
    const answered = lab.server.answered(url);
    await lab.ask(viewSubmission(view, { topics: "<!channel>, <@U2> bees, & so on" }, BOSS));
    await answered;
    expect(standing(await open("subscribe")).topics).toBe("<!channel>, <@U2> bees, & so on");
  });

  it("says so where Slack does not open it", async () => {
    await start();
    lab.server.failNext("views.open", "expired_trigger_id");
    const answer = await answerTo((url) => lab.send(slashCommand("/daily", "subscribe", url, BOSS)));
    expect(answer).toContain("Slack didn't open the form");
    const view = await opened(() => lab.send(buttonPress({ value: buttonOf(answer) }, lab.url(), BOSS)));
    expect(view.blocks).toHaveLength(9);
  });
});

describe("a form in Slack that takes long", () => {
  it("begins as a placeholder, within the three seconds, and answers late after it was closed", async () => {
    const slow = defineCommand({
      name: "slow",
      description: "Takes long",
      example: "x",
      options: z.object({ what: z.string().max(10).describe("Anything") }),
      form: async () => {
        await new Promise((resolve) => setTimeout(resolve, 1300));
        return { title: "Slow", submit: "Save", fields: [{ option: "what", label: "What" }] };
      },
      run: async () => {
        await new Promise((resolve) => setTimeout(resolve, 1000));
        return note("Done at last");
      },
    });
    lab = await openWorkspace({
      chat: (log) => createChat({ commands: [slow], services: {}, log, cooldown: { take: () => 0 } }),
    });
    const url = lab.url();
    await lab.send(slashCommand("/slow", "", url, ANN));
    await eventually(() => (said(views()).includes("Loading…") ? true : undefined));
    const view = await eventually(() => (said(views()).includes("Loading…") ? undefined : views()[0]));
    const answered = lab.server.answered(url);
    expect(await lab.ask(viewSubmission(view, { what: "x" }, ANN))).toEqual({});
    await answered;
    expect(said(lab.server.responses.at(-1)?.body)).toContain("Done at last");
  });
});
