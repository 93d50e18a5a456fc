import type { Part } from "../../../src/platforms/discord/components.ts";
import type { Payload } from "./shot.ts";

/** What a person reads of a payload, and can press. */
export interface Visible {
  /** Texts as people read them: without escapes, and without files, which are somebody's data. */
  readonly texts: readonly string[];
  /** The labels of buttons, menus and their choices. */
  readonly labels: readonly string[];
  /** Buttons and menus. */
  readonly elements: number;
  /** Lines of text, and one for each row of elements. */
  readonly lines: number;
}

export function visibleIn(payload: Payload): Visible {
  if (payload.platform !== "terminal" && payload.modal)
    return { texts: modalTexts(payload.modal), labels: [], elements: 0, lines: 0 };
  if (payload.platform === "discord") return ofDiscord(payload.message.components[0].components);
  if (payload.platform === "slack") return ofSlack(payload.message.blocks);
  // Lines to type are commands, not words of ours.
  const lines = payload.text.split("\n");
  const words = lines.map((line) => line.replace(/(?<=: |^\s*)\/[a-z].*$/u, ""));
  return { texts: [words.join("\n")], labels: [], elements: 0, lines: lines.length };
}

/** The texts of a form, depth first; without its values, which are somebody's own, and without the names of its parts in code. */
export function modalTexts(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(modalTexts);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === "string" ? (SAID.has(key) ? [inner] : []) : modalTexts(inner),
  );
}

const SAID = new Set(["title", "label", "description", "text", "placeholder"]);

function ofDiscord(parts: readonly Part[]): Visible {
  const texts = parts.flatMap((part) =>
    part.type === 10 && !part.content.startsWith("```") ? [part.content] : [],
  );
  const rows = parts.flatMap((part) => (part.type === 1 ? [part.components] : []));
  const elements = rows.flat();
  const labels = elements.flatMap((one) =>
    one.type === 3 ? [one.placeholder, ...one.options.map(({ label }) => label)] : [one.label],
  );
  const lines = texts.flatMap((text) => text.split("\n")).length + rows.length;
  return { texts: texts.map(readable), labels, elements: elements.length, lines };
}

/** Markdown as it is read. */
function readable(markdown: string): string {
  return markdown
    .replace(/\]\(<[^>]*>\)/gu, "]")
    .replace(/<#\d+>|<t:\d+:\w>/gu, "then")
    .replace(/\\([^\w\s])/gu, "$1")
    .replace(/^-# |\*\*/gmu, "");
}

interface Json {
  readonly [key: string]: unknown;
}

function ofSlack(blocks: readonly object[]): Visible {
  const texts: string[] = [];
  const labels: string[] = [];
  let [elements, lines] = [0, 0];
  for (const block of blocks) {
    const { type, elements: inside = [] } = block as {
      readonly type: string;
      readonly elements?: readonly Json[];
    };
    if (type === "actions") {
      elements += inside.length;
      lines += 1;
      labels.push(...textsIn(inside));
    } else {
      const isFile = JSON.stringify(block).includes("rich_text_preformatted");
      const text = textsIn(block).join("");
      if (!isFile) texts.push(text);
      lines += text.split("\n").length;
    }
  }
  return { texts, labels, elements, lines };
}

/** All strings under the key `text`, depth first. */
function textsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === "string" ? (key === "text" ? [inner] : []) : textsIn(inner),
  );
}
