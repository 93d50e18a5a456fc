import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PlatformError } from "../../../../src/errors.ts";
import { createHttpServer } from "../../../../src/http/server.ts";
import { createSlack } from "../../../../src/platforms/slack/index.ts";
import { createRecordingLog } from "../../../support/recording-log.ts";
import { PAPERS, slackChat } from "../../../support/slack/chat.ts";
import { buttonPress, directMessage, slashCommand } from "../../../support/slack/payloads.ts";
import { BOT_TOKEN, createSlackServer } from "../../../support/slack/server.ts";
import { SIGNING_SECRET, sendSigned, signed } from "../../../support/slack/signed-request.ts";
import { openWorkspace, type Workspace } from "../../../support/slack/workspace.ts";

let lab: Workspace;
let release = () => {};

beforeEach(async () => {
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  lab = await openWorkspace({
    http: true,
    chat: (log) => slackChat({ log, library: { papers: PAPERS, gate } }),
  });
});

afterEach(async () => {
  release();
  await lab.close();
  expect(lab.server.refusals).toEqual([]);
});

async function status(request: RequestInit, path = "/slack/events"): Promise<number> {
  return (await fetch(`http://127.0.0.1:${lab.platform.port}${path}`, request)).status;
}

const command = () => slashCommand("/paper", "goats", lab.url());
const now = () => Math.floor(Date.now() / 1000);

describe("a signed request", () => {
  it.each([
    ["a command", command],
    ["an event", () => directMessage("goats")],
    ["a button", () => buttonPress({ value: "1 U1 1r paper;query=goats" }, lab.url())],
  ])("is acknowledged, then answered: %s", async (_, payload) => {
    expect(await status(signed(payload()))).toBe(200);
    release();
    await lab.server.said(1);
    const { body } = lab.server.responses[0] ?? { body: lab.server.calls[0]?.args };
    expect(body?.text).toContain("Papers about goats");
  });

  it("to verify the address is answered with its challenge", async () => {
    const request = signed({ type: "url_verification", challenge: "c0ffee" });
    const response = await fetch(`http://127.0.0.1:${lab.platform.port}/slack/events`, request);
    expect(await response.json()).toEqual({ challenge: "c0ffee" });
  });

  it("that Slack sends again with a new signature is answered once", async () => {
    const payload = directMessage("goats");
    const retry = { headers: { "x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout" } };
    expect(await status(signed(payload, { time: now() - 2 }))).toBe(200);
    expect(await status(signed(payload, { time: now() - 1, ...retry }))).toBe(200);
    expect(await status(signed(payload, retry))).toBe(200);
    release();
    await lab.platform.stop();
    expect(lab.server.calls).toHaveLength(1);
  });
});

it.each(["null", "[]", "7", "{", "payload=null", "payload=%7B"])(
  "a signed request that says %s is refused, and nothing else happens",
  async (body) => {
    const headers = body.startsWith("payload")
      ? undefined
      : { headers: { "content-type": "application/json" } };
    expect(await status(signed({}, { body, ...headers }))).toBe(400);
    expect(lab.log.entries.filter(({ level }) => level === "error")).toEqual([]);
  },
);

describe("a request that is not surely from Slack is refused", () => {
  const body = signed(slashCommand("/paper", "goats", "https://hooks.example.org/1")).body as string;
  it.each([
    ["signed with another secret", () => signed(command(), { secret: "f".repeat(32) })],
    ["ten minutes old", () => signed(command(), { time: now() - 600 })],
    ["from the future", () => signed(command(), { time: now() + 600 })],
    ["without a signature", () => ({ method: "POST", body })],
    [
      "with a time that is none",
      () => signed(command(), { headers: { "x-slack-request-timestamp": "soon" } }),
    ],
    ["with another's signature", () => ({ ...signed(command()), body })],
  ])("%s", async (_, request) => {
    expect(await status(request())).toBe(401);
    await lab.platform.stop();
    expect(lab.server.responses).toEqual([]);
  });

  it.each([
    ["ahead of", [-600, -601, -602]],
    ["behind", [600, 601, 602]],
  ])("with a word in the log, once, of a clock that is %s the right time", async (way, times) => {
    for (const time of times) expect(await status(signed(command(), { time: now() + time }))).toBe(401);
    const lines = lab.log.entries.filter(({ message }) => message.includes("clock"));
    expect(lines).toHaveLength(1);
    expect(lines[0]?.message).toMatch(new RegExp(`clock is (60\\d|599) s ${way} the time on it`));
    expect(lab.log.entries.filter(({ message }) => message.includes("not surely"))).toEqual([]);
  });

  it("sent a second time", async () => {
    const request = signed(command());
    expect(await status(request)).toBe(200);
    expect(await status(request)).toBe(401);
    release();
    await lab.server.said(1);
    expect(lab.server.responses).toHaveLength(1);
  });

  it("too large", async () => {
    expect(
      await status(signed(slashCommand("/paper", "x".repeat(2_000_000), "https://hooks.example.org/1"))),
    ).toBe(413);
  });

  it("smuggled into an unsigned check of the certificate", async () => {
    const smuggled = new URLSearchParams({
      ssl_check: "1",
      payload: JSON.stringify(buttonPress({ value: "x" }, lab.url())),
    });
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    expect(await status({ method: "POST", body: smuggled.toString(), headers })).toBe(200);
    await lab.platform.stop();
    expect(lab.server.responses).toEqual([]);
  });
});

it("serves its health and nothing else", async () => {
  expect(await status({}, "/healthz?verbose")).toBe(200);
  expect(await status({}, "/slack/events")).toBe(405);
  expect(await status({}, "/")).toBe(404);
  expect(await status({}, "//")).toBe(404);
});

it("stopping waits for the answers on their way", async () => {
  await lab.send(command());
  const stopped = lab.platform.stop();
  release();
  await stopped;
  expect(lab.server.responses).toHaveLength(1);
});

it("says what to do about a port that is taken", async () => {
  const log = createRecordingLog();
  const second = createSlack({
    botToken: BOT_TOKEN,
    signingSecret: SIGNING_SECRET,
    server: createHttpServer({ port: lab.platform.port ?? 0, log }),
    apiUrl: lab.server.apiUrl,
    prefix: "/",
    log,
    now: () => new Date(),
  });
  const failure = await second.start(slackChat({ log })).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(PlatformError);
  expect(failure).toMatchObject({ code: "EADDRINUSE", message: expect.stringContaining("Set PORT") });
});

it("acknowledges what comes at once before it answers, though each comes over a connection of its own", async () => {
  const server = await createSlackServer({ scopes: ["commands", "chat:write"] });
  const answered: number[] = [];
  const busy = await openWorkspace({
    http: true,
    server,
    chat: (log) => {
      const chat = slackChat({ log });
      return {
        ...chat,
        runText(...asked) {
          const until = performance.now() + 15;
          while (performance.now() < until);
          answered.push(1);
          return chat.runText(...asked);
        },
      };
    },
  });
  const atAcknowledgement = await Promise.all(
    Array.from({ length: 60 }, async () => {
      await sendSigned(busy.platform.port ?? 0, signed(slashCommand("/paper", "goats", busy.url())));
      return answered.length;
    }),
  );
  await server.said(60);
  await busy.close();
  // Without the order it is 59.
  expect(Math.max(...atAcknowledgement)).toBeLessThan(30);
});
