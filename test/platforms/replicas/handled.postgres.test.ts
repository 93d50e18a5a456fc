import { describe, expect, it, onTestFinished } from "vitest";
import { createHandled, type Handled } from "../../../src/chat/replicas/handled.ts";
import { createDiscord } from "../../../src/platforms/discord/index.ts";
import { createHandledRows } from "../../../src/store/replicas/handled.ts";
import { deleteOldRows } from "../../../src/store/replicas/old-rows.ts";
import { HOUR_MS } from "../../../src/time/day.ts";
import { someApp } from "../../support/app.ts";
import { eventually, startBot } from "../../support/discord/bot.ts";
import { createMemoryLog, createSampleChat } from "../../support/discord/chat.ts";
import { slash, written } from "../../support/discord/interactions.ts";
import { isPrivate, labelsOf, seen, TOKEN } from "../../support/discord/server.ts";
import { BOT_ID } from "../../support/discord/world.ts";
import { someLibrary, TODAY } from "../../support/library/library.ts";
import { freshDatabase } from "../../support/postgres.ts";
import { slackChat } from "../../support/slack/chat.ts";
import { BOT_USER } from "../../support/slack/identity.ts";
import { directMessage, mention, slashCommand, viewSubmission } from "../../support/slack/payloads.ts";
import type { SlackServer } from "../../support/slack/server.ts";
import { openWorkspace } from "../../support/slack/workspace.ts";

const unreachable: Handled = {
  isFirst: () => Promise.reject(new Error("no database")),
  forget: () => Promise.reject(new Error("no database")),
};

/** What two processes with one database know. */
async function shared(): Promise<readonly [Handled, Handled]> {
  const db = await freshDatabase();
  const now = () => new Date();
  return [createHandledRows(db, now), createHandledRows(db, now)];
}

describe("two processes with one Discord shard", () => {
  it("run each press, command and message once", async () => {
    const [handled, others] = await shared();
    const ticks: string[] = [];
    const { server } = await startBot({ chat: createSampleChat({ ticks, handled }) });
    const log = createMemoryLog();
    const other = createDiscord({ token: TOKEN, apiUrl: server.url, log, register: false });
    onTestFinished(() => other.stop());
    await other.start(createSampleChat({ ticks, handled: others, log }));
    for (let count = 1; count <= 4; count += 1) {
      expect(seen(await server.ask(slash("tick", {})))).toContain(`Ticked: ${count}`);
    }
    server.gateway.dispatch("MESSAGE_CREATE", written(`<@${BOT_ID}> paper video`));
    await eventually(() => expect(server.rest.posted.length).toBeGreaterThan(0));
    // Both have had it by the time of the next answer.
    await server.ask(slash("tick", {}));
    expect(ticks).toHaveLength(5);
    expect(server.rest.posted).toHaveLength(1);
    expect(server.requests.filter((request) => request.includes("/callback"))).toHaveLength(5);
    expect(log.lines.filter(({ level }) => level === "error")).toEqual([]);
  });

  it("share what a button shares once", async () => {
    const [handled, others] = await shared();
    const { server } = await startBot({ chat: createSampleChat({ handled }) });
    const other = createDiscord({
      token: TOKEN,
      apiUrl: server.url,
      log: createMemoryLog(),
      register: false,
    });
    onTestFinished(() => other.stop());
    await other.start(createSampleChat({ handled: others }));
    const answer = await server.ask(slash("saved", {}));
    expect(labelsOf(answer)).toContain("Share");
    const both = await Promise.all([server.click(answer, "Share"), server.click(answer, "Share")]);
    expect(both.filter(isPrivate).map(seen)).toEqual([expect.stringContaining("already shared")]);
  });
});

it("Discord says so where the library can't tell, and runs nothing", async () => {
  const ticks: string[] = [];
  const { server, log } = await startBot({ chat: createSampleChat({ ticks, handled: unreachable }) });
  const answer = await server.ask(slash("tick", {}));
  expect(seen(answer)).toContain("I can't reach my library right now. Try again in a minute.");
  expect(isPrivate(answer)).toBe(true);
  server.gateway.dispatch("MESSAGE_CREATE", written(`<@${BOT_ID}> paper video`));
  await eventually(() => expect(server.rest.posted).toHaveLength(1));
  expect(seen({ message: server.rest.posted[0] ?? {} })).toContain("I can't reach my library");
  expect(ticks).toEqual([]);
  expect(log.lines.filter(({ level }) => level === "error")).toEqual([]);
});

describe("two processes that Slack asks over HTTP", () => {
  it("answer once what it sends to both", async () => {
    const [handled, others] = await shared();
    const replica = (handled: Handled, server?: SlackServer) =>
      openWorkspace({ http: true, chat: (log) => slackChat({ log, handled }), ...(server && { server }) });
    const one = await replica(handled);
    const { server } = one;
    const other = await replica(others, server);
    const events = Array.from({ length: 5 }, () => directMessage("goats"));
    const commands = Array.from({ length: 5 }, () => slashCommand("/paper", "goats", one.url()));
    await Promise.all([one, other].flatMap((lab) => [...events, ...commands].map((sent) => lab.send(sent))));
    await Promise.all([one.platform.stop(), other.platform.stop()]);
    expect(server.calls.filter(({ method }) => method === "chat.postMessage")).toHaveLength(5);
    expect(server.responses).toHaveLength(5);
    await server.close();
  });
});

describe("two processes with a socket to Slack each", () => {
  it("share what it sends, and answer once what it sends again", async () => {
    const [handled, others] = await shared();
    const runs = [0, 0];
    const replica = (at: 0 | 1, handled: Handled, server?: SlackServer) =>
      openWorkspace({
        chat: (log) => {
          const chat = slackChat({ log, handled });
          return {
            ...chat,
            runLine: (...asked) => {
              runs[at] = (runs[at] ?? 0) + 1;
              return chat.runLine(...asked);
            },
          };
        },
        ...(server && { server }),
      });
    const one = await replica(0, handled);
    const { server } = one;
    const other = await replica(1, others, server);
    const events = Array.from({ length: 6 }, () => directMessage("goats"));
    // Each comes twice, as where the first acknowledgement was lost: in turn, so to the other process.
    for (const event of events) for (const _ of [1, 2]) await one.send(event);
    for (const event of events.toReversed()) await one.send(event);
    await Promise.all([one.platform.stop(), other.platform.stop()]);
    expect(server.calls.filter(({ method }) => method === "chat.postMessage")).toHaveLength(6);
    expect(runs.reduce((sum, count) => sum + count)).toBe(6);
    await server.close();
  });
});

it("a form that one process opened in Slack can be sent to another", async () => {
  const [handled, others] = await shared();
  const library = await someLibrary();
  const replica = (handled: Handled, server?: SlackServer) => {
    const { chat } = someApp(library, () => TODAY, { timezone: "Europe/Berlin" });
    return openWorkspace({ http: true, chat: () => ({ ...chat, handled }), ...(server && { server }) });
  };
  const one = await replica(handled);
  const { server } = one;
  const other = await replica(others, server);
  const boss = { user: "UADMIN", channel: "C1" };
  await one.send(slashCommand("/daily", "subscribe", one.url(), boss));
  await eventually(() => expect(server.channels.views.open).toHaveLength(1));
  const [view] = server.channels.views.open;
  if (!view) throw new Error("no form");
  expect(await other.ask(viewSubmission(view, { time: "25:00" }, boss))).toMatchObject({
    response_action: "errors",
  });
  expect(await other.ask(viewSubmission(view, { topics: "bees" }, boss))).toEqual({});
  await eventually(() =>
    expect(server.calls.map(({ args }) => JSON.stringify(args)).join()).toContain("1 paper every weekday"),
  );
  await Promise.all([one.platform.stop(), other.platform.stop()]);
  await server.close();
});

describe("Slack, where the library can't tell whether something was handled", () => {
  it.each([true, false])("says so and runs nothing (HTTP: %s)", async (http) => {
    const lab = await openWorkspace({ http, chat: (log) => slackChat({ log, handled: unreachable }) });
    onTestFinished(() => lab.close());
    await lab.send(slashCommand("/paper", "goats", lab.url()));
    await lab.server.said(1);
    expect(lab.server.responses.map(({ body }) => body)).toEqual([
      expect.objectContaining({
        text: expect.stringContaining("I can't reach my library right now."),
        response_type: "ephemeral",
      }),
    ]);
    const posted = () => lab.server.calls.filter(({ method }) => method === "chat.postMessage");
    for (const event of [directMessage("goats"), mention(`<@${BOT_USER}> goats`)]) await lab.send(event);
    // What a bot says is never answered, or two of them would never end.
    await lab.send(directMessage("goats", { bot_id: "B1" }));
    await eventually(() => expect(posted()).toHaveLength(2));
    for (const { args } of posted()) expect(args.text).toContain("I can't reach my library right now.");
    await lab.platform.stop();
    expect(posted()).toHaveLength(2);
    expect(lab.log.entries.filter(({ level }) => level === "error")).toEqual([]);
  });
});

it("what was handled in memory is the same as in the database", async () => {
  const [rows] = await shared();
  for (const handled of [createHandled(() => 0), rows]) {
    const keys = ["a", "b", "a", "c", "b", "a"];
    const first = await Promise.all(keys.map((key) => handled.isFirst(key)));
    expect(first).toEqual([true, true, false, true, false, false]);
    await handled.forget("a");
    expect(await handled.isFirst("a")).toBe(true);
    expect(await handled.isFirst("a")).toBe(false);
  }
});

it("ids are deleted after two hours, and the leases of processes that ended after a day", async () => {
  const db = await freshDatabase();
  const [now, day] = [new Date("2026-11-23T09:00:00Z"), 24 * 60 * 60_000];
  const before = (ms: number) => new Date(now.getTime() - ms);
  await createHandledRows(db, () => before(2 * HOUR_MS + 1)).isFirst("old");
  await createHandledRows(db, () => before(2 * HOUR_MS - 1)).isFirst("new");
  for (const [name, until] of [
    ["discord host ended", before(day + 1)],
    ["discord host late", before(day - 1)],
    ["discord shard 0 of 1", before(day + 1)],
  ] as const)
    await db.insertInto("leases").values({ name, holder: "x", fence: 1, until: until.getTime() }).execute();
  await deleteOldRows(db, now);
  expect(await db.selectFrom("handled").select("key").execute()).toEqual([{ key: "new" }]);
  const leases = await db.selectFrom("leases").select("name").orderBy("name").execute();
  expect(leases.map(({ name }) => name)).toEqual(["discord host late", "discord shard 0 of 1"]);
});
