import { afterEach, describe, expect, it } from "vitest";
import { PlatformError } from "../../../../src/errors.ts";
import { createSlack, type SlackOptions } from "../../../../src/platforms/slack/index.ts";
import { createRecordingLog } from "../../../support/recording-log.ts";
import { PAPERS, slackChat } from "../../../support/slack/chat.ts";
import { directMessage, slashCommand } from "../../../support/slack/payloads.ts";
import { APP_TOKEN, BOT_TOKEN, createSlackServer, type SlackServer } from "../../../support/slack/server.ts";
import { openWorkspace, type Workspace } from "../../../support/slack/workspace.ts";

const SCOPES = ["app_mentions:read", "chat:write", "commands", "im:history"];

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function server(scopes = SCOPES): Promise<SlackServer> {
  const made = await createSlackServer({ scopes });
  open.push(made);
  return made;
}

async function workspace(settings: Parameters<typeof openWorkspace>[0] = {}): Promise<Workspace> {
  const lab = await openWorkspace(settings);
  open.push(lab);
  return lab;
}

function slack(apiUrl: string, options: Partial<SlackOptions> = {}) {
  const log = createRecordingLog();
  const platform = createSlack({
    botToken: BOT_TOKEN,
    appToken: APP_TOKEN,
    apiUrl,
    prefix: "/",
    log,
    now: () => new Date(),
    ...options,
  });
  open.unshift({ close: () => platform.stop() });
  return { platform, log, start: () => platform.start(slackChat({ log })) };
}

function warnings({ entries }: ReturnType<typeof createRecordingLog>): string[] {
  return entries.filter(({ level }) => level === "warn").map(({ message }) => message);
}

describe("starting", () => {
  it("says what to do about a wrong bot token", async () => {
    const { apiUrl } = await server();
    const failure = await slack(apiUrl, { botToken: "xoxb-wrong" })
      .start()
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PlatformError);
    expect(failure).toMatchObject({ platform: "slack", code: "invalid_auth" });
    expect(String(failure)).toContain("SLACK_BOT_TOKEN");
  });

  it("says what to do about a wrong app token", async () => {
    const { apiUrl } = await server();
    const failure = await slack(apiUrl, { appToken: "xapp-wrong" })
      .start()
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "invalid_auth" });
    expect(String(failure)).toContain("SLACK_APP_TOKEN");
  });

  it("waits for Slack to come back from an outage", async () => {
    const { apiUrl, failNext, sockets } = await server();
    failNext("auth.test", 503);
    failNext("apps.connections.open", "internal_error");
    const { start, log } = slack(apiUrl);
    await start();
    expect(sockets.connected).toBe(1);
    expect(warnings(log)).toEqual([
      "Slack can't be reached (503). Check this machine's network and SLACK_API_URL.",
      expect.stringContaining("internal_error"),
    ]);
  });

  it("can be stopped while it waits", async () => {
    const gone = await createSlackServer({ scopes: SCOPES });
    await gone.close();
    const { start, platform, log } = slack(gone.apiUrl);
    const started = start();
    while (warnings(log).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(warnings(log)[0]).toContain("Slack can't be reached (ECONNREFUSED)");
    await platform.stop();
    await started;
  });

  it("warns of a scope that was not granted", async () => {
    const { apiUrl } = await server(["chat:write", "commands"]);
    const { start, log } = slack(apiUrl);
    await start();
    const warning = log.entries.find(({ level }) => level === "warn");
    expect(warning?.fields).toEqual({ missing: ["app_mentions:read", "im:history"] });
    expect(warning?.message).toContain("slack manifest");
  });

  it("needs one of the two ways to be reached", () => {
    const { BOT, ...rest } = {
      BOT: BOT_TOKEN,
      prefix: "/",
      log: createRecordingLog(),
      now: () => new Date(),
    };
    expect(() => createSlack({ botToken: BOT, ...rest })).toThrow("SLACK_APP_TOKEN");
  });
});

describe("a socket that ends", () => {
  it("is replaced, and what Slack sends again is answered once", async () => {
    const lab = await workspace();
    const sent: Promise<void>[] = [];
    for (let round = 1; round <= 3; round++) {
      for (let i = 0; i < 20; i++)
        sent.push(lab.send(slashCommand("/paper", `goats ${round} ${i}`, lab.url())));
      for (let i = 0; i < 5; i++) sent.push(lab.send(directMessage(`video ${round} ${i}`)));
      lab.server.sockets.drop();
    }
    await Promise.all(sent);
    await lab.server.said(75);
    await lab.platform.stop();
    const texts = [
      ...lab.server.responses.map(({ body }) => body),
      ...lab.server.calls.map(({ args }) => args),
    ].map(({ text }) => /about (.*), page/.exec(String(text))?.[1]);
    expect(texts).toHaveLength(75);
    expect(new Set(texts).size).toBe(75);
    expect(lab.server.refusals).toEqual([]);
  });

  it("because Slack asks for it is replaced", async () => {
    const lab = await workspace();
    lab.server.sockets.refresh();
    while (lab.server.sockets.greeted < 2) await new Promise((resolve) => setTimeout(resolve, 10));
    await lab.send(slashCommand("/paper", "goats", lab.url()));
    await lab.server.said(1);
  });

  it("and a token that was withdrawn meanwhile is explained, and the process lives on", async () => {
    const lab = await workspace();
    lab.server.failNext("apps.connections.open", "token_revoked");
    lab.server.sockets.drop();
    while (lab.server.sockets.greeted < 2) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(lab.log.entries.map(({ message }) => message).join("\n")).toContain(
      "Slack has withdrawn the token",
    );
    await lab.send(slashCommand("/paper", "goats", lab.url()));
    await lab.server.said(1);
  });

  it("and is just being replaced is not left open by a stop", async () => {
    const lab = await workspace();
    const { called, release } = lab.server.hold("apps.connections.open");
    lab.server.sockets.drop();
    await called;
    const stopped = lab.platform.stop();
    release();
    await stopped;
    expect(lab.server.sockets.greeted).toBe(2);
    // Our end is closed; the other takes a moment to notice.
    await expect.poll(() => lab.server.sockets.connected).toBe(0);
  });

  it("does not keep the platform from stopping", async () => {
    const lab = await workspace();
    lab.server.failNext("apps.connections.open", ...Array<number>(20).fill(503));
    lab.server.sockets.drop();
    while (!lab.log.entries.some(({ level }) => level === "warn"))
      await new Promise((resolve) => setTimeout(resolve, 10));
    await lab.platform.stop();
    expect(lab.server.sockets.connected).toBe(0);
  });
});

it("acknowledges before it answers, and waits for the answer before it stops", async () => {
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const lab = await workspace({ chat: (log) => slackChat({ log, library: { papers: PAPERS, gate } }) });
  await lab.send(slashCommand("/paper", "goats", lab.url()));
  expect(lab.server.responses).toEqual([]);
  const stopped = lab.platform.stop();
  release();
  await stopped;
  expect(lab.server.responses).toHaveLength(1);
});

describe("Slack's refusals", () => {
  it("to go on for a while are waited out", async () => {
    const lab = await workspace();
    lab.server.failNext("chat.postMessage", 429);
    await lab.send(directMessage("goats"));
    await lab.server.said(1);
    expect(lab.server.calls[0]?.args.text).toContain("Papers about goats");
  });

  it("of an answer are logged with what to do", async () => {
    const lab = await workspace();
    lab.server.failNext("chat.postMessage", "missing_scope");
    await lab.send(directMessage("goats"));
    await lab.platform.stop();
    const [line] = lab.log.entries.filter(({ level }) => level === "error");
    expect(line?.message).toBe("an answer could not be delivered");
    expect(line?.fields).toMatchObject({ err: { message: expect.stringContaining("reinstall the app") } });
  });
});
