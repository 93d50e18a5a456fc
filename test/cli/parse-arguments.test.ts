import { describe, expect, it } from "vitest";
import { parseArguments } from "../../src/cli/parse-arguments.ts";
import { defineSubcommand } from "../../src/cli/subcommand.ts";
import { subcommands } from "../../src/cli/subcommands.ts";
import { usageOf, usageOfAll } from "../../src/cli/usage.ts";
import { UserError } from "../../src/errors.ts";

const run = async () => 0;
const TABLE = [
  defineSubcommand({ name: "serve", description: "Run", flags: {}, run }),
  defineSubcommand({
    name: "carry",
    description: "Carry papers",
    args: { usage: "FILE…", least: 1, most: 2, missing: "Which file?" },
    flags: { fast: { description: "Run" }, to: { value: "HOUSE", description: "Where to" } },
    run,
  }),
  defineSubcommand({ name: "street sweep", description: "Sweep", flags: {}, run }),
];

/** What is run and with what, or for which subcommand there is help. */
function read(...args: readonly string[]): unknown {
  const asked = parseArguments(args, TABLE, "paperboy");
  if (asked.kind === "version") return "version";
  if (asked.kind === "help") return `help ${asked.subcommand?.name ?? "all"}`;
  const { args: words, has, value } = asked.given;
  return [
    asked.subcommand.name,
    ...words,
    ...(has("fast") ? ["fast"] : []),
    ...(has("to") ? [value("to")] : []),
  ];
}

describe("a command line", () => {
  it.each([
    [[], ["serve"]],
    [["serve"], ["serve"]],
    [
      ["carry", "a"],
      ["carry", "a"],
    ],
    [
      ["carry", "--fast", "a", "b", "--to", "9"],
      ["carry", "a", "b", "fast", "9"],
    ],
    [
      ["carry", "a", "--to=-9"],
      ["carry", "a", "-9"],
    ],
    [
      ["carry", "a", "--to", "1", "--to", "2"],
      ["carry", "a", "2"],
    ],
    [
      ["carry", "--", "--fast"],
      ["carry", "--fast"],
    ],
    [
      ["carry", ""],
      ["carry", ""],
    ],
    [["street", "sweep"], ["street sweep"]],
  ])("%j runs %j", (args, expected) => {
    expect(read(...args)).toEqual(expected);
  });

  it.each([
    [["--help"], "help all"],
    [["-h"], "help all"],
    [["help"], "help all"],
    [["help", "carry"], "help carry"],
    [["--help", "carry"], "help carry"],
    [["carry", "--help"], "help carry"],
    [["carry", "-h"], "help carry"],
    [["carry", "a", "--to", "9", "--help"], "help carry"],
    [["street", "sweep", "-h"], "help street sweep"],
    [["--version"], "version"],
  ])("%j shows %s", (args, expected) => {
    expect(read(...args)).toBe(expected);
  });

  it.each([
    [["cary", "a"], "“cary” isn't a subcommand. Did you mean carry? Run paperboy --help for the list."],
    [["street"], "Did you mean street sweep?"],
    [["street", "swep"], "Did you mean street sweep?"],
    [["xyzzy"], "“xyzzy” isn't a subcommand. Run paperboy --help for the list."],
    [["help", "xyzzy"], "“xyzzy” isn't a subcommand."],
    [["carry", "a", "--fsat"], "carry has no option --fsat. Did you mean --fast?"],
    [["carry", "a", "--dry-run"], "carry has no option --dry-run. It has --fast, --to HOUSE."],
    [["carry", "a", "-x"], "carry has no option -x."],
    [["serve", "--dry-run"], "serve has no option --dry-run. It has no options."],
    [["--fast", "carry"], "serve has no option --fast. It has no options."],
    [["carry", "a", "--fast=yes"], "--fast takes no value."],
    [["carry", "a", "--to"], "--to needs a value: --to HOUSE"],
    [["carry", "a", "--to", "--fast"], "--to needs a value: --to HOUSE"],
    [["carry"], "Which file?\nUsage: paperboy carry FILE… [--fast] [--to HOUSE]"],
    [["carry", "a", "b", "c"], "I don't know what to do with “c”."],
    [["serve", "now"], "I don't know what to do with “now”.\nUsage: paperboy serve\n"],
    [["serve", "--__proto__"], "serve has no option --__proto__."],
    [[`${"x".repeat(500)}\u001b[2J`], `“${"x".repeat(40)}…”`],
  ])("%j is refused: %s", (args, problem) => {
    let thrown: unknown;
    try {
      read(...args);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(UserError);
    expect((thrown as UserError).message).toContain(problem);
    expect((thrown as UserError).message).not.toContain("\u001b");
  });
});

describe("the subcommands", () => {
  it.each(subcommands)(
    "$name says what it does in a short line that starts with a verb",
    ({ description }) => {
      expect(description.length).toBeLessThanOrEqual(60);
      expect(description).toMatch(/^[A-Z][a-z]+ .*[^.]$/);
    },
  );

  it("are all in the usage, which fits a terminal", () => {
    const text = usageOfAll(subcommands, "npm start --");
    for (const { name, description } of subcommands)
      expect(text).toMatch(new RegExp(`\n  ${name}.* ${description}\n`));
    expect(text.split("\n").filter((line) => line.length > 100)).toEqual([]);
  });

  it.each(subcommands)("$name tells its own options", (subcommand) => {
    const text = usageOf(subcommand, "paperboy");
    expect(text).toContain(`Usage: paperboy ${subcommand.name}`);
    for (const [name, { description }] of Object.entries(subcommand.flags)) {
      expect(text).toMatch(new RegExp(`\n  --${name}\\b.*  ${description.replace(/[().]/g, "\\$&")}\n`));
    }
    expect(text.split("\n").filter((line) => line.length > 100)).toEqual([]);
  });
});
