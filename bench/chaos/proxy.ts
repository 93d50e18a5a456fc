import { createServer, type IncomingMessage, type ServerResponse, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import type { Program } from "./program.ts";

/** What happens to a request on its way. `taken` ones reach the platform and lose their answer; the others never arrive. */
export type Fate =
  | { readonly kind: "pass" }
  | { readonly kind: "delay"; readonly ms: number }
  | { readonly kind: "reset" | "silence" | "kill"; readonly taken: boolean }
  | { readonly kind: "status"; readonly status: number; readonly taken: boolean }
  /** The platform refuses the bot's token. */
  | { readonly kind: "withdrawn" }
  /** The answer goes out, and the program dies before it can write it down. */
  | { readonly kind: "kill-after"; readonly ms: number }
  /** The program stands still for a while before it can read the answer. */
  | { readonly kind: "freeze"; readonly taken: boolean; readonly ms: number }
  /** The network holds it for a while, and hands it over even if the program has given it up meanwhile. */
  | { readonly kind: "hold"; readonly ms: number };

/** What a fate can do to the program that sent the request. */
export type Victim = Pick<Program, "kill" | "freeze">;

/** A proxy between the program and a platform: it decides the fate of each request. */
export interface Proxy {
  /** Without a slash at the end. */
  readonly url: string;
  /** Resolves when every request that is under way has arrived, or never will. */
  arrived(): Promise<void>;
  close(): Promise<void>;
}

interface ProxyParts {
  /** Where the platform is, e.g. http://127.0.0.1:1234 */
  readonly target: string;
  readonly fateOf: (method: string, path: string) => Fate;
  readonly victim: Victim;
  /** The platform's answer to a token that it does not know (any more). */
  readonly refusal: Refusal;
  /** Is told the key of each post whose answer does not reach the program, whether or not the post is there. */
  readonly onLost: (key: string) => void;
  /** Is told the key of each post that arrives so late that somebody else may have looked for it in vain. */
  readonly onHeld?: (key: string) => void;
}

export interface Refusal {
  readonly status: number;
  readonly body: object;
}

export async function createProxy(parts: ProxyParts): Promise<Proxy> {
  const { target, fateOf, victim, refusal, onLost, onHeld } = parts;
  const underWay = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    // A program that is killed leaves broken connections behind: they are the point.
    const handled = handle(request, response)
      .catch(() => void response.destroy())
      .finally(() => underWay.delete(handled));
    underWay.add(handled);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await collect(request);
    const fate = fateOf(request.method ?? "GET", request.url ?? "/");
    const key = swallowsAnswer(fate) ? keyOf(body) : undefined;
    if (key !== undefined) onLost(key);
    if (key !== undefined && fate.kind === "hold") onHeld?.(key);
    if (fate.kind === "delay" || fate.kind === "hold")
      await new Promise((resolve) => setTimeout(resolve, fate.ms));
    if (fate.kind === "withdrawn") {
      answerWith(response, refusal);
      return;
    }
    const arrives = !("taken" in fate) || fate.taken;
    const answer = arrives ? await forward(target, request, body) : undefined;
    if (fate.kind === "freeze") victim.freeze(fate.ms);
    if (fate.kind === "kill") victim.kill();
    if (fate.kind === "kill" || fate.kind === "reset") request.socket.destroy();
    else if (fate.kind === "status") refuse(response, fate.status);
    else if (fate.kind === "freeze" && !answer) request.socket.destroy();
    else if (fate.kind !== "silence" && answer) {
      response.writeHead(answer.status, answer.headers).end(answer.body);
      if (fate.kind === "kill-after") setTimeout(victim.kill, fate.ms);
    }
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async arrived() {
      await Promise.all(underWay);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Buffer;
}

function forward(target: string, request: IncomingMessage, body: Buffer): Promise<Answer> {
  const { method, headers, url } = request;
  return new Promise((resolve, reject) => {
    const onward = send(new URL(url ?? "/", target), { method, headers, agent: false }, async (response) => {
      const { statusCode: status = 502, headers: own } = response;
      const { "transfer-encoding": _, connection: __, ...kept } = own;
      resolve({ status, headers: kept, body: await collect(response) });
    });
    onward.on("error", reject);
    onward.end(body);
  });
}

function refuse(response: ServerResponse, status: number): void {
  const isLimit = status === 429;
  if (isLimit) response.setHeader("retry-after", "1").setHeader("x-ratelimit-scope", "user");
  const body = isLimit ? { message: "Slow down.", retry_after: 1, global: false } : {};
  answerWith(response, { status, body });
}

function answerWith(response: ServerResponse, { status, body }: Refusal): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

const SWALLOWING: ReadonlySet<Fate["kind"]> = new Set(["reset", "silence", "kill", "freeze", "hold"]);

/** Whether the program gets no answer that says what became of its request, or not in time. */
function swallowsAnswer(fate: Fate): boolean {
  return fate.kind === "status" ? fate.status >= 500 : SWALLOWING.has(fate.kind);
}

/** The key of the post in a request: Discord has it as a nonce in JSON, Slack as metadata in a form. */
function keyOf(body: Buffer): string | undefined {
  const text = body.toString();
  const isForm = !text.startsWith("{");
  const json = isForm ? new URLSearchParams(text).get("metadata") : text;
  if (json === null || json === "") return undefined;
  const { nonce, event_payload } = JSON.parse(json) as {
    readonly nonce?: string;
    readonly event_payload?: { readonly key?: string };
  };
  return isForm ? event_payload?.key : nonce;
}

async function collect(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
