import { capped } from "../field-caps.ts";
import { cutText, readableText } from "../text.ts";

/** The first sentences of a text that may not be shown in full, at most 500 characters. */
export function excerpt(raw: string, sentences: number): string {
  const text = readableText(capped(raw, "abstract"));
  const segments = [...new Intl.Segmenter("en", { granularity: "sentence" }).segment(text.slice(0, 5000))];
  const start = segments
    .slice(0, sentences)
    .map(({ segment }) => segment)
    .join("")
    .trim();
  return start.length < text.length ? cutText(`${start} …`, 500) : start;
}
