/** The two halves of TeX's question whether it reads a formula, and the length of it all, from behind `\\ifmmode`; undefined if it does not end. */
export function halvesOf(source: string): { formula: string; text: string; length: number } | undefined {
  let depth = 0;
  let otherwise: number | undefined;
  for (const { 0: sign, index } of source.matchAll(/\\(?:if[a-z]{1,20}|else|fi)(?![a-zA-Z])/g)) {
    if (sign === "\\else") {
      if (depth === 0) otherwise ??= index;
    } else if (sign !== "\\fi") depth++;
    else if (depth-- === 0) {
      const formula = source.slice(0, otherwise ?? index).trim();
      const text = otherwise === undefined ? "" : source.slice(otherwise + "\\else".length, index).trim();
      return { formula, text, length: index + sign.length };
    }
  }
  return undefined;
}
