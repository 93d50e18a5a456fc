/** Words that leave, with or without a slash before them. */
export function isLeaving(line: string): boolean {
  return /^\s*[/:]?(?:exit|quit|q)(?:\(\))?[.!;]?\s*$/iu.test(line);
}

// The slips of a hand on a keyboard: two letters swapped, one twice, one left out, or a neighbour of the right one.
const SLIPS = new Set(
  (
    "xeit eixt exti exot exut ecit rxit wxit ezit exir exiy exut exitt exiit exxit eexit ext exi xit exkt " +
    "uqit qiut quti wuit qyit qiit quot quir quiy quitt quiit quuit qquit qut qit uit quut qukt quti"
  ).split(" "),
);

/** Whether a word is a slip of one that leaves, and no word itself: "edit", "exist" and "quiet" are searched for. */
export function isLeavingSlip(line: string): boolean {
  return SLIPS.has(line.trim().replace(/^\//u, "").toLowerCase());
}

const SHORT: Readonly<Record<string, string>> = { "?": "/help", n: "next", p: "previous" };

/** A line as it is meant where a person types many: "?" asks for help, "n" and "p" turn the page. */
export function inFull(line: string): string {
  const word = line.trim().replace(/^\//u, "").toLowerCase();
  return Object.hasOwn(SHORT, word) ? (SHORT[word] ?? line) : line;
}
