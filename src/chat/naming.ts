/** How commands are called where somebody asks. */
export interface Naming {
  /** The prefix of command names: "/", or "/lab-" where the plain names were taken. */
  readonly prefix: string;
  /** Commands with another name here, by their own: `{ status: "paper-status" }`. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** Whether a typed command names each of its options, the first text too, and has no quotes. */
  readonly namesOptions?: boolean;
}

/** What to type for a command: "/paper", "/club add", "/lab-paper" or "/paper-status". */
export function invocation({ prefix, renamed = {} }: Naming, command: string): string {
  const [first = "", ...rest] = command.split(" ");
  const name = Object.hasOwn(renamed, first) ? renamed[first] : first;
  return [prefix + name, ...rest].join(" ");
}

/** The command that somebody means: "/lab-paper", "/paper" and "paper" all name one where the prefix is "/lab-". */
export function commandNamed(word: string, { prefix, renamed = {} }: Naming): string {
  const lower = word.toLowerCase();
  const bare = lower.startsWith(prefix) ? lower.slice(prefix.length) : lower.replace(/^\//, "");
  return Object.keys(renamed).find((own) => renamed[own] === bare) ?? bare;
}
