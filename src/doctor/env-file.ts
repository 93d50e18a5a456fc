import { type DoctorFinding, fine, problem, warning } from "./finding.ts";

/** The lines of .env; undefined if there is no such file, and a word if it can't be read. */
export type EnvFileFacts =
  | "unreadable"
  | {
      readonly lines: readonly { readonly line: number; readonly name: string; readonly raw: string }[];
      readonly unreadable: readonly number[];
      /** Whether other users of this machine may read it; undefined where files have no such rights. */
      readonly isOpen: boolean | undefined;
    }
  | undefined;

interface GivenFacts {
  /** Every setting there is. */
  readonly names: readonly string[];
  /** The values in effect: the environment's, and .env's for what is not in it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly file: EnvFileFacts;
  readonly hasStarted: boolean;
}

export const LINK = { link: "docs/hosting.md#settings" };

/** Everything found about one setting. */
export function of(subject: string) {
  return { ...LINK, subject };
}

/** Lines named at most. */
const MOST = 5;

/** What is wrong with .env as a file, whatever its settings mean. */
export function checkEnvFile({ file, env, names, hasStarted }: GivenFacts): readonly DoctorFinding[] {
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
      hasStarted
        ? warning(
            "settings.restart",
            `${name} in .env is another than the bot was started with.`,
            "Restart the bot; if it stays so, the environment has another value, which counts.",
            of(name),
          )
        : warning(
            "settings.environment",
            `${name} is set in the environment too, which counts, and not what .env says.`,
            `Run \`unset ${name}\`, or look where the service that starts the bot sets it.`,
            of(name),
          ),
    );
  return [...open, ...unreadable, ...cut, ...overruled, ...elsewhere];
}

/** Whether a line's plain value differs from the one in effect. Quoted values are left alone. */
function differs(raw: string, value = ""): boolean {
  const plain = raw.trim();
  return plain !== "" && /^[^"'`#\\]+$/u.test(plain) && plain !== value.trim();
}
