import { counted } from "../counted.ts";
import { nearest } from "../nearest.ts";
import { shorten } from "../shorten.ts";
import { checkEnvFile, type EnvFileFacts, LINK, of } from "./env-file.ts";
import { type DoctorFinding, fine, problem, warning } from "./finding.ts";

/** What one kind of secret looks like, and which settings it belongs to. */
export interface SecretShape {
  /** The settings that take one of these; empty for a kind that no setting takes. */
  readonly settings: readonly string[];
  readonly pattern: RegExp;
  /** "a Slack app-level token (xapp-…)" */
  readonly what: string;
}

/** The settings as the operator gave them. */
export interface SettingsFacts {
  /** Every setting there is. */
  readonly names: readonly string[];
  /** The values in effect: the environment's, and .env's for what is not in it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly file: EnvFileFacts;
  /** Whether the program already runs with these, so that .env was edited since where it differs. */
  readonly hasStarted: boolean;
  /** Why the program would not start with them: one line for each reason, and the settings that it names. */
  readonly problems: readonly { readonly text: string; readonly names: readonly string[] }[];
  readonly shapes: readonly SecretShape[];
  /** Whether any chat platform is set up. */
  readonly hasPlatform: boolean;
}

/** Settings with free text, in which quotes have a meaning. */
const FREE_TEXTS = ["PUBMED_QUERY", "S2_QUERY", "DAILY_TOPICS"];

/** What is wrong with the settings. No value is ever repeated: it may be a secret, also in the wrong line. */
export function checkSettings(facts: SettingsFacts): readonly DoctorFinding[] {
  const special = facts.names.flatMap((name) => checkValue(name, facts));
  const explained = new Set(special.filter(({ level }) => level === "problem").map(({ subject }) => subject));
  // A general problem is left out where its cause has been named.
  const others = facts.problems
    .filter(({ names }) => !names.some((name) => explained.has(name)))
    .map(({ text, names: [name = ""] }) =>
      problem("settings.invalid", text, "Correct it in .env and start the bot again.", of(name)),
    );
  const found = [...checkEnvFile(facts), ...special, ...others, ...unknownNames(facts)];
  const hint = facts.hasPlatform || found.some(({ level }) => level === "problem") ? [] : [NO_PLATFORM];
  if (!found.every(({ level }) => level === "ok")) return [...found, ...hint];
  const given = facts.names.filter((name) => (facts.env[name]?.trim() ?? "") !== "").length;
  const text =
    given === 0
      ? "No setting is given; the defaults hold."
      : `${counted(given, "setting")} given, and all can be used.`;
  return [...found, fine("settings", text), ...hint];
}

const NO_PLATFORM = warning(
  "settings.platform",
  "No chat platform is set up yet, so the bot runs in this terminal alone.",
  "Run `npm start -- setup`, which asks for what it needs; or go on with `npm start` here.",
  { link: "docs/hosting.md" },
);

/** What is wrong with one value: the most specific reason only. */
function checkValue(name: string, { env, shapes }: SettingsFacts): readonly DoctorFinding[] {
  const given = env[name] ?? "";
  const value = given.trim();
  if (value === "") return [];
  if (/\$\{\w+\}/u.test(value) || /^\$\w+$/u.test(value))
    return [
      problem(
        "settings.expansion",
        `${name} holds the name of a variable, such as \${TOKEN}, which nothing has replaced by its value.`,
        "Put the value itself there: .env files and systemd replace no variables.",
        of(name),
      ),
    ];
  if (!FREE_TEXTS.includes(name) && /^["'“”‘’`].*["'“”‘’`]$/su.test(value))
    return [
      problem(
        "settings.quotes",
        `${name} has quotes in its value.`,
        "Remove the quotes: Docker and systemd take them for a part of the value, and curly ones nothing takes away.",
        of(name),
      ),
    ];
  const own = shapes.find((shape) => shape.settings.includes(name));
  const other = own && shapes.find((shape) => shape !== own && shape.pattern.test(value));
  if (own && other && !own.pattern.test(value)) return [swapped(name, own, other)];
  if (own && /[\s\u00a0\u200b\ufeff]/u.test(value))
    return [
      problem(
        "settings.spaces",
        `${name} has a space or an invisible character in the middle.`,
        "Copy it once more, in one piece.",
        of(name),
      ),
    ];
  if (given !== value)
    return [
      warning(
        "settings.spaces",
        `${name} has spaces around its value, which other programs may take seriously.`,
        "Remove them.",
        of(name),
      ),
    ];
  return [];
}

function swapped(name: string, own: SecretShape, { what, settings }: SecretShape): DoctorFinding {
  const home = settings.length > 0 ? ` That belongs into ${settings.join(" or ")}.` : "";
  return problem(
    "settings.swapped",
    `${name} holds ${what}, and takes ${own.what}.${home}`,
    settings.length > 0
      ? `Put ${own.what} into ${name}, and what is there now into ${settings.join(" or ")}.`
      : `Put ${own.what} into ${name}.`,
    of(name),
  );
}

/** Unknown names listed; if there are more, they belong to some other program. */
const MOST_UNKNOWN = 5;

/** Names in .env that mean nothing, and those in the environment that are nearly ours. */
function unknownNames({ names, file, env }: SettingsFacts): readonly DoctorFinding[] {
  const lines = typeof file === "object" ? file.lines : [];
  const inFile = new Set(lines.map(({ name }) => name));
  const nearly = Object.keys(env).filter(
    (name) => !inFile.has(name) && names.some((known) => isSlip(name, known)),
  );
  return [...inFile, ...nearly]
    .filter((name) => !names.includes(name))
    .slice(0, MOST_UNKNOWN)
    .map((name) => {
      const guess = nearest(name, names);
      const quoted = `“${shorten(name)}”`;
      return warning(
        "settings.unknown",
        `${quoted} is no setting of Paperboy, and is ignored.`,
        guess === undefined
          ? "Remove it, or leave it for another program."
          : `Did you mean ${guess}? Rename it.`,
        LINK,
      );
    });
}

/** Whether two names differ only in upper and lower case and in separators. */
function isSlip(name: string, known: string): boolean {
  const bare = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/gu, "");
  return name !== known && bare(name) === bare(known);
}
