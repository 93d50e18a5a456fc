import type { JsonObject } from "../../test/support/discord/component-rules.ts";
import { halfTyped, press, slash } from "../../test/support/discord/interactions.ts";

const WORDS = ["streaming", "video", "codecs", "stalls", "bitrates", "buffers", "surveys", "paint"];

/** Three commands, a half-typed option and a turned page, over and over. */
export function interaction(turn: number, message: JsonObject): JsonObject {
  const query = `${word(turn)} ${word(turn * 7 + 3)}`;
  if (turn % 5 === 3) return halfTyped("paper", "query", word(turn).slice(0, 4));
  if (turn % 5 === 4) return press("1r paper;query=video;page=2", message);
  return slash("paper", { query, count: 1 + (Math.abs(turn) % 10) });
}

function word(index: number): string {
  return WORDS[Math.abs(index) % WORDS.length] ?? "";
}
