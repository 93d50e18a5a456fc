import { type JsonObject, list, object, text } from "./component-rules.ts";
import {
  EMPTY_MESSAGE,
  found,
  invalid,
  ok,
  type RestAnswer,
  type RestRequest,
  type Route,
  refusal,
} from "./http.ts";
import { messageProblems } from "./message-rules.ts";
import {
  CHANNEL_ID,
  CLOSED_DM_CHANNEL_ID,
  CLOSED_PERSON_ID,
  DM_CHANNEL_ID,
  FLAT_CHANNEL_ID,
  FORGETFUL_CHANNEL_ID,
  GUILD_ID,
  HIDDEN_CHANNEL_ID,
  QUIET_CHANNEL_ID,
  SPARE_CHANNEL_IDS,
  snowflake,
} from "./world.ts";

export interface Channels {
  /** Messages that were sent to channels, oldest first. */
  readonly posted: JsonObject[];
  /** The open threads: the channel of each, by its own id, which is that of the message it hangs from. */
  readonly threads: Map<string, JsonObject>;
  /** The people whose direct messages the bot opened, in order. */
  readonly written: string[];
  readonly routes: readonly Route[];
  /** Forgets the nonces, as Discord does after some minutes. */
  forgetNonces(): void;
}

/** Messages that a bot may send to one channel in a second, according to the headers. */
const CHANNEL_LIMIT = 5;
/** How long a nonce prevents a second message, in milliseconds; Discord says "the past few minutes". */
const NONCE_MS = 3 * 60_000;

const NO_ACCESS = refusal(403, 50001, "Missing Access");
const NO_PERMISSION = refusal(403, 50013, "Missing Permissions");
const NO_CHANNEL = refusal(404, 10003, "Unknown Channel");

/** The channels, threads and direct messages of the fake Discord, with the messages in them. */
export function createChannels(watch: (body: JsonObject, problems: readonly string[]) => void): Channels {
  const posted: JsonObject[] = [];
  const threads = new Map<string, JsonObject>();
  const written: string[] = [];
  const nonces = new Map<string, { message: JsonObject; until: number }>();
  const budgets = new Map<string, Budget>();

  const routes: readonly Route[] = [
    ["GET", /^\/channels\/(\d+)$/, (_, [channel = ""]) => describe(channel)],
    ["GET", /^\/channels\/(\d+)\/messages$/, ({ query }, [channel = ""]) => read(channel, query)],
    ["GET", /^\/channels\/(\d+)\/messages\/(\d+)$/, (_, [, id]) => found(messageOf(id))],
    [
      "PATCH",
      /^\/channels\/(\d+)\/messages\/(\d+)$/,
      (request, [channel = "", id = ""]) => edit(request, channel, id),
    ],
    ["POST", /^\/channels\/(\d+)\/messages$/, (request, [channel = ""]) => post(request, channel)],
    [
      "POST",
      /^\/channels\/(\d+)\/messages\/(\d+)\/threads$/,
      (request, [channel = "", id = ""]) => openThread(request, channel, id),
    ],
    ["POST", /^\/users\/@me\/channels$/, ({ body }) => openDm(String(object(body).recipient_id))],
  ];

  function messageOf(id: string | undefined): JsonObject | undefined {
    return posted.find((message) => message.id === id);
  }

  function accessTo(channel: string): RestAnswer | undefined {
    if (channel === HIDDEN_CHANNEL_ID) return NO_ACCESS;
    return CHANNELS.has(channel) || threads.has(channel) ? undefined : NO_CHANNEL;
  }

  function saidIn(channel: string): JsonObject[] {
    return posted.filter((message) => message.channel_id === channel);
  }

  function describe(channel: string): RestAnswer {
    const last = saidIn(channel).at(-1)?.id ?? null;
    return accessTo(channel) ?? ok({ id: channel, type: 0, guild_id: GUILD_ID, last_message_id: last });
  }

  function read(channel: string, query: URLSearchParams): RestAnswer {
    const limit = Number(query.get("limit") ?? 50);
    if (!(limit >= 1 && limit <= 100)) return invalid(["limit of 1 to 100"]);
    const denied = accessTo(channel);
    if (denied) return denied;
    // Without permission to read the history, Discord returns an empty list rather than an error.
    if (channel === FORGETFUL_CHANNEL_ID) return ok([]);
    const before = query.get("before");
    const earlier = saidIn(channel).filter(
      ({ id }) => before === null || BigInt(String(id)) < BigInt(before),
    );
    return ok(
      earlier
        .slice(-limit)
        .reverse()
        .map(({ nonce: _, ...message }) => message),
    );
  }

  function post(request: RestRequest, channel: string): RestAnswer {
    const body = object(request.body);
    const denied = accessTo(channel);
    if (denied) return denied;
    if (channel === QUIET_CHANNEL_ID) return NO_PERMISSION;
    if (channel === CLOSED_DM_CHANNEL_ID) return refusal(403, 50007, "Cannot send messages to this user");
    if (threads.get(channel)?.locked === true) return refusal(400, 160005, "Thread is locked");
    if (channel === FORGETFUL_CHANNEL_ID && body.message_reference)
      return refusal(400, 160002, "Cannot reply without permission to read message history");
    const budget = spend(channel);
    if (budget.left < 0) return { ...tooMany(waitOf(budget)), headers: budgetHeaders(budget) };
    const problems = messageProblems(body, "message");
    watch(body, problems);
    if (problems.length > 0) return invalid(problems);
    const nonce = body.enforce_nonce === true ? text(body.nonce) : "";
    const earlier = nonces.get(nonce);
    if (earlier && earlier.until > Date.now())
      return { ...ok(earlier.message), headers: budgetHeaders(budget) };
    const message = keep(body, channel);
    if (nonce !== "") nonces.set(nonce, { message, until: Date.now() + NONCE_MS });
    return { ...ok(message), headers: budgetHeaders(budget) };
  }

  function edit(request: RestRequest, channel: string, id: string): RestAnswer {
    const body = object(request.body);
    const denied = accessTo(channel);
    if (denied) return denied;
    const at = posted.findIndex((message) => message.id === id && message.channel_id === channel);
    const before = posted[at];
    if (!before) return refusal(404, 10008, "Unknown Message");
    const problems = messageProblems(body, "edit", before);
    watch(body, problems);
    if (problems.length > 0) return invalid(problems);
    const after = { ...before, components: list(body.components) };
    posted[at] = after;
    return ok(after);
  }

  function keep(body: JsonObject, channel: string): JsonObject {
    const reference = object(body.message_reference);
    const message: JsonObject = {
      ...EMPTY_MESSAGE,
      id: snowflake(),
      channel_id: channel,
      content: text(body.content),
      components: list(body.components),
      attachments: list(body.attachments),
      flags: body.flags ?? 0,
      timestamp: new Date().toISOString(),
      ...(body.nonce !== undefined && { nonce: body.nonce }),
      ...(body.message_reference && { type: 19, message_reference: { ...reference, channel_id: channel } }),
    };
    posted.push(message);
    return message;
  }

  function openThread({ body }: RestRequest, channel: string, id: string): RestAnswer {
    const denied = accessTo(channel);
    if (denied) return denied;
    if (threads.has(channel)) return refusal(400, 50024, "Cannot execute action on this channel type");
    if ([QUIET_CHANNEL_ID, FLAT_CHANNEL_ID].includes(channel)) return NO_PERMISSION;
    if (messageOf(id)?.channel_id !== channel) return refusal(404, 10008, "Unknown Message");
    const { name, auto_archive_duration: archive = 1440 } = object(body);
    if (text(name).length < 1 || text(name).length > 100) return invalid(["name of 1 to 100"]);
    if (![60, 1440, 4320, 10080].includes(Number(archive))) return invalid(["auto_archive_duration"]);
    if (threads.has(id)) return refusal(400, 160004, "A thread has already been created for this message");
    const thread: JsonObject = {
      id,
      guild_id: GUILD_ID,
      type: 11,
      parent_id: channel,
      name: text(name),
      locked: false,
    };
    threads.set(id, thread);
    return { ...ok(thread), status: 201 };
  }

  function openDm(person: string): RestAnswer {
    written.push(person);
    return ok({ id: person === CLOSED_PERSON_ID ? CLOSED_DM_CHANNEL_ID : DM_CHANNEL_ID, type: 1 });
  }

  function spend(channel: string): Budget {
    const now = Date.now();
    const current = budgets.get(channel);
    const budget =
      current && current.resetsAt > now ? current : { left: CHANNEL_LIMIT, resetsAt: now + 1000 };
    budget.left -= 1;
    budgets.set(channel, budget);
    return budget;
  }

  return { posted, threads, written, routes, forgetNonces: () => nonces.clear() };
}

interface Budget {
  left: number;
  readonly resetsAt: number;
}

const CHANNELS = new Set([
  FLAT_CHANNEL_ID,
  CHANNEL_ID,
  QUIET_CHANNEL_ID,
  FORGETFUL_CHANNEL_ID,
  DM_CHANNEL_ID,
  CLOSED_DM_CHANNEL_ID,
  ...SPARE_CHANNEL_IDS,
]);

/** The body of a 429, which asks the client to wait for that many seconds. */
export function tooMany(seconds: number, global = false): RestAnswer {
  return {
    status: 429,
    headers: {
      "retry-after": String(seconds),
      "x-ratelimit-scope": global ? "global" : "user",
      ...(global && { "x-ratelimit-global": "true" }),
    },
    body: { message: "You are being rate limited.", retry_after: seconds, global },
  };
}

function waitOf({ resetsAt }: Budget): number {
  return Math.max(0.05, (resetsAt - Date.now()) / 1000);
}

function budgetHeaders(budget: Budget): Record<string, string> {
  return {
    "x-ratelimit-limit": String(CHANNEL_LIMIT),
    "x-ratelimit-remaining": String(Math.max(0, budget.left)),
    "x-ratelimit-reset-after": String(waitOf(budget)),
    "x-ratelimit-bucket": "channel-messages",
    ...(budget.left < 0 && { "retry-after": String(waitOf(budget)), "x-ratelimit-scope": "user" }),
  };
}
