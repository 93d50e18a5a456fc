import { isDeepStrictEqual } from "node:util";

/**
 * What Slack refuses in blocks, written down from its documentation and independent of the platform's own table.
 * Each rule answers with a sentence; an empty list means that the blocks are accepted.
 */
export type Surface = "message" | "home" | "modal";
type Json = Readonly<Record<string, unknown>>;

const MAX_BLOCKS: Readonly<Record<Surface, number>> = { message: 50, home: 100, modal: 100 };

const MESSAGES_ONLY = ["context_actions", "data_visualization", "markdown", "plan", "table", "task_card"];
const REFUSED_ON: Readonly<Record<Surface, readonly string[]>> = {
  message: ["alert", "file", "input"],
  home: ["alert", ...MESSAGES_ONLY],
  modal: ["card", "carousel", ...MESSAGES_ONLY],
};

export function blockFaults(surface: Surface, value: unknown): string[] {
  if (!Array.isArray(value)) return ["blocks is not a list"];
  const blocks = value as Json[];
  const faults: string[] = [];
  if (blocks.length > MAX_BLOCKS[surface]) faults.push(`${blocks.length} blocks`);
  faults.push(...duplicates("block_id", blocks));
  for (const block of blocks) {
    const type = String(block.type);
    if (REFUSED_ON[surface].includes(type)) faults.push(`no ${type} in a ${surface}`);
    else faults.push(...(RULES[type]?.(block) ?? [`unknown block ${type}`]));
    faults.push(...tooLong("block_id", block.block_id, 255));
  }
  return [...faults, ...malformed(value)];
}

/** Faults of a text that Slack parses: sequences that mention, link or format must not come from outside. */
export function parsedTextFaults(text: string): string[] {
  const faults: string[] = [];
  if (/<[!@#]/.test(text)) faults.push(`control sequence in ${text.slice(0, 80)}`);
  if (/[<>]/.test(text)) faults.push(`unescaped < or > in ${text.slice(0, 80)}`);
  if (/&(?!amp;|lt;|gt;)/.test(text)) faults.push(`half an entity in ${text.slice(-80)}`);
  return faults;
}

/** Strings with half a surrogate pair, anywhere in `value`. */
export function malformed(value: unknown): string[] {
  if (typeof value === "string") return value.isWellFormed() ? [] : ["half a surrogate pair"];
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(malformed);
  return [];
}

const RULES: Readonly<Record<string, (block: Json) => string[]>> = {
  divider: () => [],
  header: ({ text }) => textFaults(text, 150, ["plain_text"]),
  section: ({ text, fields }) => {
    if (text === undefined && fields === undefined) return ["a section without text"];
    return [
      ...(text === undefined ? [] : textFaults(text, 3000)),
      ...list("fields", fields ?? [], 0, 10).flatMap(([fault, field]) =>
        fault ? [fault] : textFaults(field, 2000),
      ),
    ];
  },
  context: ({ elements }) =>
    list("context", elements, 1, 10).flatMap(([fault, element]) =>
      fault ? [fault] : element?.type === "image" ? imageFaults(element) : textFaults(element, 3000),
    ),
  actions: ({ elements }) => [
    ...list("actions", elements, 1, 25).flatMap(([fault, element]) =>
      fault ? [fault] : buttonFaults(element ?? {}),
    ),
    ...duplicates("action_id", Array.isArray(elements) ? elements : []),
  ],
  image: imageFaults,
  input: inputFaults,
  markdown: ({ text }) => tooLong("markdown", text, 12_000),
  rich_text: ({ elements }) =>
    list("rich_text", elements, 1, 1000).flatMap(([fault, element]) =>
      fault ? [fault] : richTextFaults(element ?? {}),
    ),
};

/** A field of a form. */
function inputFaults({ label, hint, element, block_id }: Json): string[] {
  const { type, action_id, max_length, initial_value = "", ...menu } = (element ?? {}) as Json;
  const most = Number(max_length ?? 3000);
  return [
    ...filled("block_id", block_id),
    ...textFaults(label, 2000, ["plain_text"]),
    ...(hint === undefined ? [] : textFaults(hint, 2000, ["plain_text"])),
    ...filled("action_id", action_id),
    ...(type === "plain_text_input"
      ? [
          ...(most >= 1 && most <= 3000 ? [] : [`max_length ${most}`]),
          ...tooLong("initial_value", initial_value, most),
        ]
      : type === "static_select" || type === "external_select"
        ? formMenuFaults({ type, ...menu })
        : [`${String(type)} in an input`]),
  ];
}

function formMenuFaults({ type, options, initial_option, placeholder }: Json): string[] {
  const initial = initial_option === undefined ? [] : [initial_option];
  const all = type === "static_select" ? options : initial;
  const isListed =
    type !== "static_select" ||
    initial.every(
      (one) => Array.isArray(options) && options.some((option) => isDeepStrictEqual(option, one)),
    );
  return [
    ...(placeholder === undefined ? [] : textFaults(placeholder, 150, ["plain_text"])),
    ...list("options", all, type === "static_select" ? 1 : 0, 100).flatMap(([fault, option]) =>
      fault ? [fault] : optionFaults(option ?? {}),
    ),
    ...(isListed ? [] : ["initial_option that is none of the options"]),
  ];
}

/** A choice of a menu. */
export function optionFaults({ text, value }: Json): string[] {
  return [
    ...textFaults(text, 75, ["plain_text"]),
    ...filled("value", value),
    ...tooLong("value", value, 150),
  ];
}

const RICH_CONTAINERS = ["rich_text_section", "rich_text_quote", "rich_text_preformatted", "rich_text_list"];

function richTextFaults(element: Json): string[] {
  if (RICH_CONTAINERS.includes(String(element.type))) {
    return list(String(element.type), element.elements, 1, 1000).flatMap(([fault, child]) =>
      fault ? [fault] : richTextFaults(child ?? {}),
    );
  }
  if (element.type === "text") return filled("text", element.text);
  if (element.type === "link") {
    return [...https(element.url), ...filled("link", element.text ?? "address")];
  }
  if (element.type === "date") {
    return [
      ...(Number.isInteger(element.timestamp) ? [] : ["date without a whole timestamp"]),
      ...filled("format", element.format),
      ...filled("fallback", element.fallback),
    ];
  }
  // A channel is named, and nobody is pinged.
  if (element.type === "channel") return filled("channel_id", element.channel_id);
  // Slack has more (user, broadcast, ...); from the bot they would be mentions.
  return [`${String(element.type)} in rich text`];
}

function menuFaults({ placeholder, options, action_id }: Json): string[] {
  return [
    ...textFaults(placeholder, 150, ["plain_text"]),
    ...filled("action_id", action_id),
    ...list("options", options, 1, 100).flatMap(([fault, option]) =>
      fault ? [fault] : optionFaults(option ?? {}),
    ),
  ];
}

function buttonFaults(element: Json): string[] {
  if (element.type === "static_select") return menuFaults(element);
  const { type, text, action_id, value, url, style } = element;
  if (type !== "button") return [`${String(type)} among actions`];
  return [
    ...textFaults(text, 75, ["plain_text"]),
    ...filled("action_id", action_id),
    ...tooLong("action_id", action_id, 255),
    ...tooLong("value", value, 2000),
    ...(url === undefined ? [] : https(url)),
    ...(style === undefined || style === "primary" || style === "danger" ? [] : [`style ${String(style)}`]),
  ];
}

function imageFaults({ image_url, alt_text }: Json): string[] {
  return [...https(image_url), ...filled("alt_text", alt_text), ...tooLong("alt_text", alt_text, 2000)];
}

function textFaults(value: unknown, max: number, types = ["plain_text", "mrkdwn"]): string[] {
  const { type, text } = (value ?? {}) as Json;
  if (!types.includes(String(type))) return [`text of type ${String(type)}`];
  const parsed = type === "mrkdwn" && typeof text === "string" ? parsedTextFaults(text) : [];
  return [...filled("text", text), ...tooLong("text", text, max), ...parsed];
}

// Each element, or the fault that makes the list unusable.
function list(
  name: string,
  value: unknown,
  min: number,
  max: number,
): [string | undefined, Json | undefined][] {
  if (!Array.isArray(value) || value.length < min || value.length > max) {
    return [[`${name} with ${Array.isArray(value) ? value.length : "no"} elements`, undefined]];
  }
  return value.map((element: Json) => [undefined, element]);
}

/** Where the bot's own page is in tests that have it on this machine: no paper may lead there. */
const OWN_PAGE = "http://127.0.0.1:3000/";

function https(url: unknown): string[] {
  if (typeof url !== "string" || !URL.canParse(url)) return [`no address: ${String(url)}`];
  if (!url.startsWith("https://") && !url.startsWith(OWN_PAGE)) return [`not https: ${url}`];
  return tooLong("url", url, 3000);
}

function filled(name: string, value: unknown): string[] {
  return typeof value === "string" && value.length > 0 ? [] : [`${name} is empty`];
}

function tooLong(name: string, value: unknown, max: number): string[] {
  return typeof value === "string" && value.length > max ? [`${name} has ${value.length} > ${max}`] : [];
}

function duplicates(key: string, items: readonly Json[]): string[] {
  const values = items.map((item) => item[key]).filter((value) => value !== undefined);
  return new Set(values).size === values.length ? [] : [`${key} twice`];
}
