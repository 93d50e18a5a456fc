import { capped } from "../../field-caps.ts";
import { readableText } from "../../text.ts";
import { withoutProtection } from "./text.ts";

// Private-use characters. A title that already has them would not round-trip, and is then left as it is.
const [OPEN, CLOSE] = ["\ue000", "\ue001"];

/**
 * A title in readable pieces, every second of which stood in braces that keep its capitals: `{LLM}s at {W}ork` is "", "LLM", "s at ", "W",
 * "ork". Undefined if none did.
 */
export function titleParts(raw: string): string[] | undefined {
  // No style changes the capitals of a formula.
  const formulas = capped(raw, "title").replace(/(?<!\\)\$[^$]{1,300}\$/g, `${OPEN}$&${CLOSE}`);
  const marked = readableText(withoutProtection(formulas, [OPEN, CLOSE]));
  const pieces = [""];
  let depth = 0;
  for (const part of marked.split(/([\ue000\ue001])/)) {
    if (part === OPEN || part === CLOSE) depth += part === OPEN ? 1 : -1;
    else if (part !== "" && depth > 0 === (pieces.length % 2 === 0))
      pieces.push(`${pieces.pop() ?? ""}${part}`);
    else if (part !== "") pieces.push(part);
  }
  return pieces.length > 1 ? pieces : undefined;
}
