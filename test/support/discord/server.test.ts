import { describe, expect, it, onTestFinished } from "vitest";
import type { JsonObject } from "./component-rules.ts";
import { slash } from "./interactions.ts";
import { createDiscordServer, type DiscordServer, TOKEN } from "./server.ts";
import {
  APPLICATION_ID,
  CHANNEL_ID,
  CLOSED_DM_CHANNEL_ID,
  CLOSED_PERSON_ID,
  FLAT_CHANNEL_ID,
  FORGETFUL_CHANNEL_ID,
  GUILD_ID,
  HIDDEN_CHANNEL_ID,
  QUIET_CHANNEL_ID,
} from "./world.ts";

interface Reached {
  readonly server: DiscordServer;
  /** The status, Discord's code and the headers of an answer. */
  call(
    method: string,
    path: string,
    body?: unknown,
    token?: string,
  ): Promise<{ status: number; code: unknown; headers: Headers }>;
  /** The messages of a page. */
  list(path: string): Promise<JsonObject[]>;
}

async function reach(): Promise<Reached> {
  const server = await createDiscordServer();
  onTestFinished(() => server.stop());
  return {
    server,
    async list(path) {
      const response = await fetch(`${server.url}/v10${path}`, {
        headers: { authorization: `Bot ${TOKEN}` },
      });
      return (await response.json()) as JsonObject[];
    },
    async call(method, path, body, token = TOKEN) {
      const response = await fetch(`${server.url}/v10${path}`, {
        method,
        headers: { authorization: `Bot ${token}`, "content-type": "application/json" },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        code: text === "" ? undefined : JSON.parse(text).code,
        headers: response.headers,
      };
    },
  };
}

/** An interaction that waits to be answered, and the path of its callback. */
function opened({ server }: Reached): { interaction: JsonObject; callback: string; webhook: string } {
  const interaction = slash("paper", { query: "x" });
  server.rest.desk.open(interaction, 60_000).catch(() => undefined);
  return {
    interaction,
    callback: `/interactions/${interaction.id}/${interaction.token}/callback`,
    webhook: `/webhooks/${APPLICATION_ID}/${interaction.token}`,
  };
}

const SAY = { type: 4, data: { content: "hello" } };

describe("the pretended Discord", () => {
  it("wants the bot's token, but not for interactions", async () => {
    const reached = await reach();
    expect(await reached.call("GET", "/gateway/bot", undefined, "wrong")).toMatchObject({
      status: 401,
      code: 0,
    });
    const answered = await reached.call("POST", opened(reached).callback, SAY, "wrong");
    expect(answered.status).toBe(204);
    expect(answered.headers.get("content-type")).toBeNull();
  });

  it("knows an interaction once, and not for ever", async () => {
    const reached = await reach();
    const { callback, interaction } = opened(reached);
    expect((await reached.call("POST", callback, SAY)).status).toBe(204);
    expect(await reached.call("POST", callback, SAY)).toMatchObject({ status: 400, code: 40060 });
    const late = opened(reached);
    reached.server.rest.desk.expire(String(late.interaction.id));
    expect(await reached.call("POST", late.callback, SAY)).toMatchObject({ status: 404, code: 10062 });
    const forged = `/interactions/${interaction.id}/forged/callback`;
    expect(await reached.call("POST", forged, SAY)).toMatchObject({ status: 404, code: 10062 });
  });

  it.each([
    ["an invalid message", { type: 4, data: { content: "" } }],
    ["a deferral with other flags", { type: 5, data: { flags: 64 | (1 << 15) } }],
    ["an update without a button", { type: 7, data: { content: "x" } }],
    ["a deferred update without a button", { type: 6 }],
    ["choices for a command", { type: 8, data: { choices: [] } }],
    ["a callback of no known type", { type: 99 }],
  ])("refuses %s", async (_, body) => {
    const reached = await reach();
    expect(await reached.call("POST", opened(reached).callback, body)).toMatchObject({
      status: 400,
      code: 50035,
    });
    expect(reached.server.refused).not.toEqual([]);
  });

  it("takes follow-ups and edits only after a first response", async () => {
    const reached = await reach();
    const { callback, webhook } = opened(reached);
    const content = { content: "more" };
    expect(await reached.call("POST", webhook, content)).toMatchObject({ status: 404, code: 10015 });
    await reached.call("POST", callback, SAY);
    expect((await reached.call("POST", webhook, content)).status).toBe(200);
    expect((await reached.call("PATCH", `${webhook}/messages/@original`, content)).status).toBe(200);
    expect((await reached.call("DELETE", `${webhook}/messages/@original`)).status).toBe(204);
    expect(await reached.call("PATCH", `${webhook}/messages/@original`, content)).toMatchObject({
      status: 404,
      code: 10008,
    });
  });

  it("guards its channels", async () => {
    const { call, server } = await reach();
    const content = { content: "x" };
    expect(await call("POST", `/channels/${QUIET_CHANNEL_ID}/messages`, content)).toMatchObject({
      status: 403,
      code: 50013,
    });
    const reply = { ...content, message_reference: { message_id: "1" } };
    expect(await call("POST", `/channels/${FORGETFUL_CHANNEL_ID}/messages`, reply)).toMatchObject({
      status: 400,
      code: 160002,
    });
    expect(await call("POST", "/channels/1/messages", content)).toMatchObject({ status: 404, code: 10003 });
    expect(await call("POST", `/channels/${CHANNEL_ID}/messages`, { content: "" })).toMatchObject({
      status: 400,
      code: 50035,
    });
    expect(await call("GET", `/channels/${CHANNEL_ID}/messages/1`)).toMatchObject({
      status: 404,
      code: 10008,
    });
    expect((await call("POST", `/channels/${CHANNEL_ID}/messages`, { content: "@everyone" })).status).toBe(
      200,
    );
    expect(server.pings).toEqual(["@everyone"]);
  });

  it("limits how much is said in a channel, and says so", async () => {
    const { call } = await reach();
    const statuses = [];
    for (let turn = 0; turn < 6; turn++)
      statuses.push(await call("POST", `/channels/${CHANNEL_ID}/messages`, { content: "x" }));
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
    expect(statuses[0]?.headers.get("x-ratelimit-remaining")).toBe("4");
    expect(Number(statuses[5]?.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("refuses bad commands, and keeps those of a server apart", async () => {
    const { call, server } = await reach();
    const commands = `/applications/${APPLICATION_ID}/commands`;
    expect(await call("PUT", commands, [{ name: "Bad Name" }])).toMatchObject({ status: 400, code: 50035 });
    const good = [{ type: 1, name: "paper", description: "Finds papers" }];
    const inGuild = `/applications/${APPLICATION_ID}/guilds/${GUILD_ID}/commands`;
    expect((await call("PUT", inGuild, good)).status).toBe(200);
    expect([...server.rest.commands.keys()]).toEqual([GUILD_ID]);
  });

  it("fails as it is told to, and as often", async () => {
    const { call, server } = await reach();
    server.fail({ on: /gateway/, answer: { status: 503 }, times: 2 });
    const statuses = [];
    for (let turn = 0; turn < 3; turn++) statuses.push((await call("GET", "/gateway/bot")).status);
    expect(statuses).toEqual([503, 503, 200]);
  });

  it("says too many requests of all kinds", async () => {
    const { call } = await reach();
    const answers = await Promise.all(Array.from({ length: 60 }, () => call("GET", "/gateway/bot")));
    const limited = answers.filter(({ status }) => status === 429);
    expect(limited).toHaveLength(10);
    expect(limited[0]?.headers.get("x-ratelimit-global")).toBe("true");
  });

  it("does what was asked and loses the answer, if told to", async () => {
    const { call, server } = await reach();
    const path = `/channels/${CHANNEL_ID}/messages`;
    server.fail({ on: /messages/, answer: { status: 500 }, taken: true });
    server.fail({ on: /messages/, answer: "reset" });
    expect((await call("POST", path, { content: "x" })).status).toBe(500);
    await expect(call("POST", path, { content: "x" })).rejects.toThrow();
    expect(server.rest.posted).toHaveLength(1);
  });
});

describe("the channels of the pretended Discord", () => {
  const path = `/channels/${CHANNEL_ID}/messages`;

  it("make one message of two with the same nonce, for a while", async () => {
    const { call, server } = await reach();
    const body = { content: "x", nonce: "n", enforce_nonce: true };
    for (let turn = 0; turn < 2; turn += 1) await call("POST", path, body);
    expect(server.rest.posted).toHaveLength(1);
    await call("POST", path, { ...body, enforce_nonce: false });
    expect(server.rest.posted).toHaveLength(2);
    server.rest.channels.forgetNonces();
    await call("POST", path, body);
    expect(server.rest.posted).toHaveLength(3);
  });

  it("list what was said, newest first, a page at a time", async () => {
    const { call, list, server } = await reach();
    for (const content of ["a", "b", "c"]) await call("POST", path, { content, nonce: content });
    const newest = await list(`${path}?limit=2`);
    expect(newest.map(({ content }) => content)).toEqual(["c", "b"]);
    expect(newest[0]).not.toHaveProperty("nonce");
    expect((await list(`${path}?before=${newest[1]?.id}`)).map(({ content }) => content)).toEqual(["a"]);
    expect(await call("GET", `${path}?limit=101`)).toMatchObject({ status: 400, code: 50035 });
    expect(await list(`/channels/${FORGETFUL_CHANNEL_ID}/messages`)).toEqual([]);
    expect(server.rest.posted).toHaveLength(3);
  });

  it("hide what may not be seen", async () => {
    const { call } = await reach();
    for (const [method, rest] of [
      ["GET", ""],
      ["GET", "/messages"],
      ["POST", "/messages"],
    ] as const) {
      const hidden = await call(
        method,
        `/channels/${HIDDEN_CHANNEL_ID}${rest}`,
        method === "POST" ? {} : undefined,
      );
      expect(hidden).toMatchObject({ status: 403, code: 50001 });
      const unknown = await call(method, `/channels/1${rest}`, method === "POST" ? {} : undefined);
      expect(unknown).toMatchObject({ status: 404, code: 10003 });
    }
  });

  it("open one thread below a message", async () => {
    const { call, server } = await reach();
    await call("POST", path, { content: "x" });
    const id = String(server.rest.posted[0]?.id);
    const open = (body: object, channel = CHANNEL_ID, message = id) =>
      call("POST", `/channels/${channel}/messages/${message}/threads`, body);
    expect(await open({ name: "x".repeat(101) })).toMatchObject({ status: 400, code: 50035 });
    expect(await open({ name: "x", auto_archive_duration: 5 })).toMatchObject({ status: 400, code: 50035 });
    expect(await open({ name: "x" }, CHANNEL_ID, "1")).toMatchObject({ status: 404, code: 10008 });
    expect(await open({ name: "x" }, FLAT_CHANNEL_ID)).toMatchObject({ status: 403, code: 50013 });
    expect(await call("POST", `/channels/${id}/messages`, { content: "y" })).toMatchObject({ code: 10003 });
    expect((await open({ name: "x" })).status).toBe(201);
    expect(await open({ name: "x" })).toMatchObject({ status: 400, code: 160004 });
    expect((await call("POST", `/channels/${id}/messages`, { content: "y" })).status).toBe(200);
    expect(await open({ name: "x" }, id)).toMatchObject({ status: 400, code: 50024 });
  });

  it("lead to people, but not to all", async () => {
    const { call } = await reach();
    expect((await call("POST", "/users/@me/channels", { recipient_id: CLOSED_PERSON_ID })).status).toBe(200);
    const closed = `/channels/${CLOSED_DM_CHANNEL_ID}/messages`;
    expect(await call("POST", closed, { content: "x" })).toMatchObject({ status: 403, code: 50007 });
  });
});
