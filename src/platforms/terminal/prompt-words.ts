/** Words that end the session, with or without a slash. */
export function isLeaving(line: string): boolean {
  return /^\s*[/:]?(?:exit|quit|q)(?:\(\))?[.!;]?\s*$/iu.test(line);
}

// Typos of those words: two letters swapped, doubled or left out, or a neighbouring key.
const SLIPS = new Set(
  (
    "xeit eixt exti exot exut ecit rxit wxit ezit exir exiy exut exitt exiit exxit eexit ext exi xit exkt " +
    "uqit qiut quti wuit qyit qiit quot quir quiy quitt quiit quuit qquit qut qit uit quut qukt quti"
  ).split(" "),
);

/** Whether a word is a typo of one that ends the session, and not a word itself: "edit", "exist" and "quiet" are searched for. */
export function isLeavingSlip(line: string): boolean {
  return SLIPS.has(line.trim().replace(/^\//u, "").toLowerCase());
}

const SHORT: Readonly<Record<string, string>> = { "?": "/help", n: "next", p: "previous" };

/** Expands the short forms of the prompt: "?" asks for help, "n" and "p" turn the page. */
export function inFull(line: string): string {
  const word = line.trim().replace(/^\//u, "").toLowerCase();
  return Object.hasOwn(SHORT, word) ? (SHORT[word] ?? line) : line;
}
