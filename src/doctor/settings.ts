import { counted } from "../counted.ts";
import { nearest } from "../nearest.ts";
import { shorten } from "../shorten.ts";
import { type DoctorFinding, fine, problem, warning } from "./finding.ts";

/** What a secret of one kind looks like, and where it belongs. */
export interface SecretShape {
  /** The settings that take one of these; none, for what no setting takes. */
  readonly settings: readonly string[];
  readonly pattern: RegExp;
  /** "a Slack app-level token (xapp-…)" */
  readonly what: string;
}

/** What the operator gave as settings. */
export interface SettingsFacts {
  /** Every setting there is. */
  readonly names: readonly string[];
  /** What counts: the environment, and .env for what is not in it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The lines of .env; undefined where there is none, and a word where there is one that can't be read. */
  readonly file:
    | "unreadable"
    | {
        readonly lines: readonly { readonly line: number; readonly name: string; readonly raw: string }[];
        readonly unreadable: readonly number[];
        /** Whether other users of this machine may read it; undefined where files have no such rights. */
        readonly isOpen: boolean | undefined;
      }
    | undefined;
  /** Why the program would not start with them, a line each, with the settings that it names. */
  readonly problems: readonly { readonly text: string; readonly names: readonly string[] }[];
  readonly shapes: readonly SecretShape[];
  /** Whether any chat platform is set up. */
  readonly hasPlatform: boolean;
}

const LINK = { link: "docs/hosting.md#settings" };

/** What is said of one setting. */
function of(subject: string) {
  return { ...LINK, subject };
}

/** Texts of people's own, in which quotes mean something. */
const FREE_TEXTS = ["PUBMED_QUERY", "S2_QUERY", "DAILY_TOPICS"];

/** What is wrong with the settings. No value is ever repeated: it may be a secret, also in the wrong line. */
export function checkSettings(facts: SettingsFacts): readonly DoctorFinding[] {
  const special = facts.names.flatMap((name) => checkValue(name, facts));
  const explained = new Set(special.filter(({ level }) => level === "problem").map(({ subject }) => subject));
  // What stands in the way in general is not said again where its cause is known.
  const others = facts.problems
    .filter(({ names }) => !names.some((name) => explained.has(name)))
    .map(({ text, names: [name = ""] }) =>
      problem("settings.invalid", text, "Correct it in .env and start the bot again.", of(name)),
    );
  const found = [...checkFile(facts), ...special, ...others, ...unknownNames(facts)];
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

/** What is wrong with one value; the most telling reason only. */
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

function checkFile({ file, env, names }: SettingsFacts): readonly DoctorFinding[] {
  if (file === "unreadable")
    return [
      problem(
        "settings.file",
        "There is a .env here that this user can't read, so nothing in it counts.",
        "Run the bot as the user that it belongs to, or give it to this one with `chown`.",
        LINK,
      ),
    ];
  if (!file)
    return [fine("settings.file", "There is no .env here; settings come from the environment alone.", LINK)];
  const open = file.isOpen
    ? [
        warning(
          "settings.mode",
          "Other users of this machine can read .env, and with it the tokens.",
          "Run `chmod 600 .env`.",
        ),
      ]
    : [];
  const bad = file.unreadable;
  const lines = `${bad.length === 1 ? "Line" : "Lines"} ${bad.slice(0, MOST).join(", ")}${bad.length > MOST ? " and more" : ""}`;
  const unreadable =
    bad.length === 0
      ? []
      : [
          warning(
            "settings.line",
            `${lines} of .env ${bad.length === 1 ? "sets" : "set"} nothing.`,
            "Write NAME=value there, or put a # in front.",
            LINK,
          ),
        ];
  const cut = file.lines
    .filter(({ name, raw }) => names.includes(name) && /^[^"'`\s#][^"'`#]*[^\s#]#/u.test(raw.trim()))
    .map(({ line, name }) =>
      problem(
        "settings.cut",
        `${name} in line ${line} of .env ends at its #, where a comment begins.`,
        "Put single quotes around the value, or write %23 for # in an address.",
        of(name),
      ),
    );
  const last = new Map(file.lines.map((one) => [one.name, one]));
  const twice = [...last.values()].filter(
    ({ name, line }) =>
      names.includes(name) && file.lines.some((one) => one.name === name && one.line !== line),
  );
  const overruled = twice.map(({ name, line }) =>
    warning(
      "settings.twice",
      `.env sets ${name} more than once; line ${line} counts.`,
      "Remove the other lines.",
      of(name),
    ),
  );
  const elsewhere = [...last.values()]
    .filter(({ name, raw }) => names.includes(name) && differs(raw, env[name]))
    .map(({ name }) =>
      warning(
        "settings.environment",
        `${name} is set in the environment too, which counts, and not what .env says.`,
        `Run \`unset ${name}\`, or look where the service that starts the bot sets it.`,
        of(name),
      ),
    );
  return [...open, ...unreadable, ...cut, ...overruled, ...elsewhere];
}

/** Whether a plain value of a line is another than what counts. What needs unquoting is left alone. */
function differs(raw: string, value = ""): boolean {
  const plain = raw.trim();
  return plain !== "" && /^[^"'`#\\]+$/u.test(plain) && plain !== value.trim();
}

/** So many findings of one kind, at most. */
const MOST = 5;

/** Names in .env that mean nothing, and those in the environment that are nearly ours. */
function unknownNames({ names, file, env }: SettingsFacts): readonly DoctorFinding[] {
  const lines = typeof file === "object" ? file.lines : [];
  const inFile = new Set(lines.map(({ name }) => name));
  const nearly = Object.keys(env).filter(
    (name) => !inFile.has(name) && names.some((known) => isSlip(name, known)),
  );
  return [...inFile, ...nearly]
    .filter((name) => !names.includes(name))
    .slice(0, MOST)
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

/** Whether two names are the same but for their letters' size, and for what stands between. */
function isSlip(name: string, known: string): boolean {
  const bare = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/gu, "");
  return name !== known && bare(name) === bare(known);
}
