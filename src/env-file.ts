/** A line of a .env file that sets something. */
interface EnvLine {
  /** Counts from 1. */
  readonly line: number;
  readonly name: string;
  /** What stands behind the sign, quotes, comments and spaces included. */
  readonly raw: string;
}

/** What a .env file says, line by line. */
export interface EnvLines {
  readonly lines: readonly EnvLine[];
  /** The numbers of lines that set nothing and are no comments. */
  readonly unreadable: readonly number[];
}

const SETS = /^\s*(?:export\s+)?([\w.-]+)\s*=(.*)$/u;

/** Reads a .env file as dotenv does: quotes may hold several lines, the last value of a name counts. */
export function readEnvLines(text: string): EnvLines {
  const lines: EnvLine[] = [];
  const unreadable: number[] = [];
  let openQuote = "";
  const all = text.split(/\r?\n/u);
  for (const [at, line] of all.entries()) {
    if (openQuote !== "") {
      if (line.includes(openQuote)) openQuote = "";
      continue;
    }
    const [, name, raw = ""] = SETS.exec(line) ?? [];
    if (name === undefined) {
      if (line.trim() !== "" && !line.trimStart().startsWith("#")) unreadable.push(at + 1);
      continue;
    }
    lines.push({ line: at + 1, name, raw });
    const [quote = ""] = raw.trimStart();
    const isOpen = /["'`]/u.test(quote) && !raw.trimStart().slice(1).includes(quote);
    // Without another quote further down, dotenv takes it as a part of the value.
    if (isOpen && all.slice(at + 1).some((later) => later.includes(quote))) openQuote = quote;
  }
  return { lines, unreadable };
}

/**
 * The text of a .env file with settings changed. What is there stays, comments and order included: a name that is set is changed
 * in its line, another is added at the end.
 */
export function withSettings(text: string, changes: Readonly<Record<string, string>>): string {
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = text === "" ? [] : text.replace(/\r?\n$/u, "").split(/\r?\n/u);
  for (const [name, value] of Object.entries(changes)) {
    const set = `${name}=${quoted(value)}`;
    const known = readEnvLines(text).lines.findLast((one) => one.name === name);
    if (!known) lines.push(set);
    else {
      const [lead = ""] = /^\s*(?:export\s+)?/u.exec(lines[known.line - 1] ?? "") ?? [];
      lines[known.line - 1] = `${lead}${set}${commentIn(known.raw)}`;
    }
  }
  return `${lines.join(end)}${end}`;
}

/** What stands behind a value without quotes: " # from the portal". */
function commentIn(raw: string): string {
  const at = raw.indexOf("#");
  return at < 0 || /^\s*["'`]/u.test(raw) ? "" : ` ${raw.slice(at)}`;
}

/** Without quotes where none are needed: systemd and Docker read such files too, and keep quotes. */
function quoted(value: string): string {
  if (/^[^\s#"'`\\]*$/u.test(value)) return value;
  const quote = ["'", '"', "`"].find((one) => !value.includes(one)) ?? "'";
  return `${quote}${value}${quote}`;
}
