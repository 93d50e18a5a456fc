import { SHAPES } from "../../app/doctor/shapes.ts";
import type { BareHost } from "../../app/host.ts";
import { settings } from "../../config.ts";
import type { DoctorFinding } from "../../doctor/finding.ts";
import type { Probe } from "../../doctor/probe.ts";
import { safeLine } from "../../platforms/terminal/safe-text.ts";
import type { Prompter } from "./prompter.ts";

/** What every step of the setup gets. */
export interface Guide {
  readonly host: BareHost;
  readonly prompter: Prompter;
  /** The current settings: those of the start, and what was saved since. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Writes settings into .env at once, so that nobody is asked for them again. Throws a UserError. */
  save(changes: Readonly<Record<string, string>>): void;
}

/** How long one look at a platform may take, in milliseconds. */
const LOOK_MS = 10_000;

/** Checks what was typed, and prints what is wrong. Resolves to the findings. */
export async function lookAndTell(
  probe: Probe,
  { prompter }: Pick<Guide, "prompter">,
): Promise<readonly DoctorFinding[]> {
  const findings = await probe.look({ signal: AbortSignal.timeout(LOOK_MS), heard: () => {} });
  for (const { level, text, fix = "" } of findings)
    prompter.say(
      `  ${level === "ok" ? "✓" : "✗"} ${safeLine(text)}${fix === "" ? "" : `\n    ${safeLine(fix)}`}`,
    );
  return findings;
}

/**
 * Asks for a secret until there is one that may be right, and takes away what came along when it was copied. Empty where it was left
 * out. What is wrong with it is said without repeating it.
 */
export async function askToken(
  { prompter }: Pick<Guide, "prompter">,
  setting: keyof typeof settings,
  question: string,
): Promise<string> {
  for (;;) {
    const token = withoutWrapping(await prompter.askSecret(question), setting);
    if (token === "") return "";
    const problem = problemWith(token, setting);
    if (problem === undefined) return token;
    prompter.say(problem);
  }
}

/** `DISCORD_TOKEN="abc"` and `Bot abc` are what was copied around a token. */
function withoutWrapping(typed: string, setting: string): string {
  const given = typed.replace(/^export /u, "");
  const name = `${setting}=`;
  return (given.startsWith(name) ? given.slice(name.length) : given)
    .replace(/^(?:Bot|Bearer) /u, "")
    .replace(/^["'“‘`]|["'”’`]$/gu, "")
    .trim();
}

function problemWith(token: string, setting: keyof typeof settings): string | undefined {
  const own = SHAPES.find((shape) => shape.settings.includes(setting));
  const other = SHAPES.find((shape) => shape !== own && shape.pattern.test(token));
  if (own && other && !own.pattern.test(token)) return `That is ${other.what}. Here goes ${own.what}.`;
  const read = settings[setting].safeParse(token);
  if (read.success) return undefined;
  return `That can't be it: ${read.error.issues[0]?.message ?? "it has another form"}.`;
}
