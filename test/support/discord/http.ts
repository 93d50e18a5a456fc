import type { Json, JsonObject } from "./component-rules.ts";
import { BOT_USER } from "./world.ts";

export interface RestRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  readonly body: Json;
}

export interface RestAnswer {
  readonly status: number;
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A method, a pattern for the path, and what answers; `ids` are what the pattern's groups caught. */
export type Route = readonly [string, RegExp, (request: RestRequest, ids: readonly string[]) => RestAnswer];

export const EMPTY_MESSAGE: JsonObject = {
  type: 0,
  author: BOT_USER,
  content: "",
  embeds: [],
  attachments: [],
  mentions: [],
  mention_roles: [],
  mention_everyone: false,
  edited_timestamp: null,
  tts: false,
  pinned: false,
};

export function ok(body: Json): RestAnswer {
  return { status: 200, body };
}

export function refusal(status: number, code: number, message: string): RestAnswer {
  return { status, body: { code, message } };
}

export function invalid(problems: readonly string[]): RestAnswer {
  const errors = { _errors: problems.map((message) => ({ code: "INVALID", message })) };
  return { status: 400, body: { code: 50035, message: "Invalid Form Body", errors } };
}

export function found(message: JsonObject | undefined): RestAnswer {
  return message ? ok(message) : refusal(404, 10008, "Unknown Message");
}
