import { blockFaults, malformed, parsedTextFaults } from "./block-rules.ts";

import type { Channels } from "./channels.ts";

type Args = Readonly<Record<string, unknown>>;

/** What Slack answers a method that it refuses. */
export interface Refusal {
  readonly error: string;
  readonly needed?: string;
  /** Why, for whoever reads a failing test. */
  readonly messages: readonly string[];
}

interface Method {
  /** The scope that the bot token needs; none where every token may. */
  readonly scope?: string | ((args: Args, channels: Channels) => string);
  check?(args: Args, channels: Channels): Refusal | undefined;
  answer?(args: Args, channels: Channels): object;
}

/** The methods that this Slack knows, each with the scope that it wants and what it refuses. */
export const METHODS: Readonly<Record<string, Method>> = {
  "auth.test": {},
  "chat.postMessage": {
    scope: "chat:write",
    check: (args, channels) =>
      refused(channels.postRefusal(args)) ?? messageRefusal(args) ?? metadataRefusal(args),
    answer: (args, channels) => channels.post(args),
  },
  "chat.update": {
    scope: "chat:write",
    check: (args, channels) =>
      required(args, ["channel", "ts"]) ??
      messageRefusal(args) ??
      metadataRefusal(args) ??
      refused(channels.update(args) ? undefined : "message_not_found"),
  },
  "chat.delete": { scope: "chat:write", check: (args) => required(args, ["channel", "ts"]) },
  "chat.postEphemeral": {
    scope: "chat:write",
    check: (args) => messageRefusal(args) ?? required(args, ["user"]),
  },
  "chat.unfurl": { scope: "links:write", check: unfurlRefusal },
  "conversations.history": {
    scope: (args, channels) => `${channels.kind(String(args.channel))}:history`,
    check: (args, channels) => required(args, ["channel"]) ?? refused(channels.readRefusal(args)),
    answer: (args, channels) => channels.history(args),
  },
  "conversations.replies": {
    scope: (args, channels) => `${channels.kind(String(args.channel))}:history`,
    check: (args, channels) => required(args, ["channel", "ts"]) ?? refused(channels.readRefusal(args)),
    answer: (args, channels) => channels.history(args),
  },
  "conversations.info": {
    scope: (args, channels) => `${channels.kind(String(args.channel))}:read`,
    // A private channel without the bot does not exist for it; a public one may be looked at.
    check: (args, channels) => {
      const reason = channels.readRefusal(args);
      return required(args, ["channel"]) ?? refused(reason === "not_in_channel" ? undefined : reason);
    },
    answer: ({ channel }, channels) => ({ channel: channels.info(String(channel)) }),
  },
  // Two pages.
  "conversations.members": {
    scope: (args, channels) => `${channels.kind(String(args.channel))}:read`,
    check: (args) => required(args, ["channel"]),
    answer: ({ cursor }, { strangers }) =>
      cursor === "more"
        ? { members: ["U1"].filter((user) => !strangers.has(user)) }
        : { members: ["UADMIN"], response_metadata: { next_cursor: "more" } },
  },
  // The channels that somebody set up, ten in a page.
  "users.conversations": {
    scope: "channels:read",
    answer: ({ cursor }, channels) => channels.joined(Number(cursor ?? 0)),
  },
  // What is in them, the server knows.
  "files.info": { scope: "files:read", check: (args) => required(args, ["file"]) },
  "users.info": {
    scope: "users:read",
    check: (args) => required(args, ["user"]),
    answer: ({ user }, { users }) => ({
      user: {
        id: user,
        team_id: "T1",
        deleted: false,
        is_bot: false,
        is_admin: user === "UADMIN",
        is_owner: false,
        is_restricted: false,
        is_ultra_restricted: false,
        ...users.get(String(user)),
      },
    }),
  },
  // Two pages, with the primary owner on the second.
  "users.list": {
    scope: "users:read",
    answer: ({ cursor }) =>
      cursor === "more"
        ? { members: [{ id: "UOWNER", is_owner: true, is_primary_owner: true }] }
        : {
            members: [{ id: "UADMIN", is_admin: true }, { id: "U1" }],
            response_metadata: { next_cursor: "more" },
          },
  },
  "views.open": {
    check: (args, { views }) => views.refusal(args, true),
    answer: (args, { views }) => views.put(args),
  },
  "views.update": {
    check: (args, { views }) => views.refusal(args, false),
    answer: (args, { views }) => views.put(args),
  },
  "views.publish": { check: homeRefusal },
};

function refused(error: string | undefined): Refusal | undefined {
  return error === undefined ? undefined : { error, messages: [] };
}

function metadataRefusal({ metadata }: Args): Refusal | undefined {
  if (metadata === undefined) return undefined;
  const { event_type, event_payload } = metadata as Args;
  const isGood = /^\w{1,255}$/.test(String(event_type)) && typeof event_payload === "object";
  return isGood ? undefined : { error: "invalid_metadata_format", messages: [JSON.stringify(metadata)] };
}

/** What is wrong with a message for chat.postMessage or a response_url; undefined if Slack would take it. */
export function messageRefusal(args: Args): Refusal | undefined {
  const { text, blocks } = args;
  const faults = blockFaults("message", blocks ?? []);
  if (faults.length > 0) return { error: "invalid_blocks", messages: faults };
  if (JSON.stringify(blocks ?? []).length > 13_000) {
    return { error: "msg_blocks_too_long", messages: ["more than 13,000 characters of blocks"] };
  }
  if (typeof text !== "string" || text === "") return { error: "no_text", messages: ["text is missing"] };
  if (text.length > 4_000) return { error: "msg_too_long", messages: ["text is longer than 4,000"] };
  const textFaults = [...parsedTextFaults(text), ...malformed(text)];
  return textFaults.length > 0 ? { error: "invalid_text", messages: textFaults } : undefined;
}

function unfurlRefusal({ unfurls, channel, ts, unfurl_id, source }: Args): Refusal | undefined {
  const named =
    (channel && ts) || (unfurl_id && (source === "composer" || source === "conversations_history"));
  if (!named) return { error: "cannot_find_message", messages: [] };
  const faults = Object.values((unfurls ?? {}) as Record<string, Args>).flatMap(({ blocks }) =>
    blockFaults("message", blocks),
  );
  return faults.length > 0 ? { error: "cannot_parse_attachment", messages: faults } : undefined;
}

function homeRefusal({ view }: Args): Refusal | undefined {
  const { type, blocks } = (view ?? {}) as Args;
  const faults = type === "home" ? blockFaults("home", blocks) : [`view of type ${String(type)}`];
  return faults.length > 0 ? { error: "invalid_arguments", messages: faults } : undefined;
}

function required(args: Args, names: readonly string[]): Refusal | undefined {
  const missing = names.filter((name) => args[name] === undefined);
  return missing.length > 0 ? { error: "invalid_arguments", messages: missing } : undefined;
}

/** The arguments of a form-encoded request: Slack's client sends objects and lists as JSON. */
export function parseForm(body: string): Args {
  const entries = [...new URLSearchParams(body)].map(([name, value]) => [name, parseValue(value)] as const);
  return Object.fromEntries(entries);
}

function parseValue(value: string): unknown {
  return /^[[{]/.test(value) ? (JSON.parse(value) as unknown) : value;
}
