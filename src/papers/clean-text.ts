import { capped, type FIELD_CAPS } from "./field-caps.ts";
import { cutText, readableText } from "./text.ts";

/** A raw field as a person reads it, cut to `longest`; undefined if nothing is left of it. */
export function cleanText(
  raw: string | undefined,
  kind: keyof typeof FIELD_CAPS,
  longest: number,
): string | undefined {
  const readable = cutText(readableText(capped(raw ?? "", kind)), longest);
  return readable === "" ? undefined : readable;
}
