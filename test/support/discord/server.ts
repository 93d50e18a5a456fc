import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
  buttonsOf,
  choicesOf,
  type Json,
  type JsonObject,
  list,
  object,
  textsOf,
} from "./component-rules.ts";
import type { Answer } from "./desk.ts";
import { createFiles, type Files } from "./files.ts";
import { createGateway, type Gateway } from "./gateway.ts";
import type { RestAnswer } from "./http.ts";
import { choice, press, type Setting } from "./interactions.ts";
import { pingsOf } from "./message-rules.ts";
import { createRest, type Rest } from "./rest.ts";
import { APPLICATION_ID, BOT_USER, GUILD_ID, guildOf } from "./world.ts";

export const TOKEN = "a.valid.token";

export interface ServerOptions {
  readonly port?: number;
  readonly shards?: number;
  /** Closes with this code instead of accepting an IDENTIFY, e.g. 4014. */
  readonly identifyClose?: number;
  /** The servers that the bot is in; by default one, which it joined long ago. */
  readonly guilds?: JsonObject[];
}

/** A failure, instead of what was asked. */
export interface Fault {
  /** Matched against e.g. "POST /channels/1/messages". */
  readonly on: RegExp;
  /** "reset": the connection ends without an answer. "silence": it stays open without one. */
  readonly answer: RestAnswer | "reset" | "silence";
  /** Carries the request out all the same, and loses only the answer. */
  readonly taken?: boolean;
  readonly times?: number;
}

export interface DiscordServer {
  /** For `DISCORD_API_URL`. */
  readonly url: string;
  readonly port: number;
  readonly gateway: Gateway;
  readonly rest: Rest;
  readonly files: Files;
  /** Every request so far, e.g. "GET /gateway/bot". */
  readonly requests: string[];
  /** Everything that Discord would refuse, and everybody who would have been pinged. Empty while the bot behaves. */
  readonly refused: string[];
  readonly pings: string[];
  /** Starts an interaction and waits for its answer. */
  ask(interaction: JsonObject, patience?: number): Promise<Answer>;
  /** Presses the button with this label on an answer, and waits for what it does. */
  click(answer: { readonly message: JsonObject }, label: string, setting?: Setting): Promise<Answer>;
  /** Chooses what has this label in a menu of an answer, and waits for what it does. */
  choose(answer: { readonly message: JsonObject }, label: string, setting?: Setting): Promise<Answer>;
  fail(fault: Fault): void;
  stop(): Promise<void>;
}

const PATIENCE_MS = 60_000;

/** A fake Discord on a free port: real clients log in to it, and it refuses what Discord refuses. */
export async function createDiscordServer(options: ServerOptions = {}): Promise<DiscordServer> {
  const {
    port = 0,
    shards = 1,
    identifyClose,
    guilds = [guildOf(GUILD_ID, new Date("2026-01-01"))],
  } = options;
  const requests: string[] = [];
  const refused: string[] = [];
  const pings: string[] = [];
  const faults: (Fault & { left: number })[] = [];
  const http = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => http.listen(port, "127.0.0.1", resolve));
  const actualPort = (http.address() as AddressInfo).port;

  const rest = createRest({
    token: TOKEN,
    shards,
    guilds,
    gatewayUrl: () => `ws://127.0.0.1:${actualPort}/gw`,
    watch(body, problems, way) {
      refused.push(...problems);
      pings.push(...pingsOf(body, way));
      // Whatever its text, a message has to say that it mentions nobody.
      const silent =
        list(object(body.allowed_mentions).parse).length === 0 && body.allowed_mentions !== undefined;
      if (body.components !== undefined && !silent) pings.push("allowed_mentions left to Discord");
    },
  });
  const gateway = createGateway(http, {
    token: TOKEN,
    identifyClose,
    ready: () => ({ user: BOT_USER, application: { id: APPLICATION_ID, flags: 0 }, guilds }),
  });

  const files = createFiles(`http://127.0.0.1:${actualPort}`);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (files.serve(request, response)) return;
    const url = new URL(request.url ?? "/", "http://localhost");
    const path = decodeURIComponent(url.pathname).replace(/^\/api\/v10/, "");
    const method = request.method ?? "GET";
    const body = await parse(await read(request), request.headers["content-type"]);
    requests.push(`${method} ${path}`);
    const fault = faults.find(({ on, left }) => left > 0 && on.test(`${method} ${path}`));
    if (fault) fault.left -= 1;
    const authorization = request.headers.authorization;
    const handle = (): RestAnswer =>
      rest.handle({ method, path, query: url.searchParams, authorization, body });
    if (fault?.taken) handle();
    const answer = fault?.answer ?? handle();
    if (answer === "silence") return;
    if (answer === "reset") {
      request.socket.destroy();
      return;
    }
    // An empty answer must not claim to be JSON, or the client fails to parse it.
    const type = answer.body === undefined ? {} : { "content-type": "application/json" };
    response.writeHead(answer.status, { ...type, ...answer.headers });
    response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
  }

  function ask(interaction: JsonObject, patience = PATIENCE_MS): Promise<Answer> {
    const answer = rest.desk.open(interaction, patience);
    gateway.dispatch("INTERACTION_CREATE", interaction);
    return answer;
  }

  return {
    url: `http://127.0.0.1:${actualPort}/api`,
    port: actualPort,
    gateway,
    rest,
    files,
    requests,
    refused,
    pings,
    ask,
    click({ message }, label, setting) {
      const button = buttonsOf(list(message.components)).find((candidate) => candidate.label === label);
      if (!button)
        return Promise.reject(new Error(`no button “${label}” on “${labelsOf({ message }).join("”, “")}”`));
      return ask(press(String(button.custom_id), message, setting));
    },
    choose({ message }, label, setting) {
      const option = choicesOf(list(message.components)).find((candidate) => candidate.label === label);
      if (!option) return Promise.reject(new Error(`no choice “${label}”`));
      return ask(choice("menu", String(option.value), message, setting));
    },
    fail: (fault) => void faults.push({ ...fault, left: fault.times ?? 1 }),
    async stop() {
      gateway.stop();
      http.closeAllConnections();
      await new Promise<void>((resolve) => http.close(() => resolve()));
    },
  };
}

/** Everything that a message says. */
export function seen({ message }: { readonly message: JsonObject }): string {
  return [String(message.content ?? ""), ...textsOf(list(message.components))].filter(Boolean).join("\n");
}

export function labelsOf({ message }: { readonly message: JsonObject }): string[] {
  return buttonsOf(list(message.components)).map((button) => String(button.label));
}

/** Whether only the asker sees it. */
export function isPrivate({ message }: { readonly message: JsonObject }): boolean {
  return (Number(message.flags) & (1 << 6)) !== 0;
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** JSON, or a form with JSON and files, whose names and contents become the message's attachments. */
async function parse(body: Buffer, type = ""): Promise<Json> {
  if (!type.startsWith("multipart/form-data")) return body.length === 0 ? null : JSON.parse(body.toString());
  const form = await new Response(body, { headers: { "content-type": type } }).formData();
  const payload = object(JSON.parse(String(form.get("payload_json"))));
  const attachments: Json[] = [];
  for (const [, part] of form) {
    if (typeof part !== "string")
      attachments.push({ id: attachments.length, filename: part.name, content: await part.text() });
  }
  return payload.data === undefined
    ? { ...payload, attachments }
    : { ...payload, data: { ...object(payload.data), attachments } };
}
