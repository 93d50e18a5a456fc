import type { Flag, Subcommand } from "./subcommand.ts";

const SETTINGS =
  "Settings come from the environment and from .env in the current folder; .env.example lists them.";

/** The usage line: "npm start -- sync [SOURCE…] [--days N]". */
export function usageLine({ name, args, flags }: Subcommand, program: string): string {
  const options = Object.entries(flags).map(([flag, shape]) => `[${flagLabel(flag, shape)}]`);
  return [program, name, ...(args ? [args.usage] : []), ...options].join(" ");
}

/** "--days N" */
export function flagLabel(name: string, flag: Flag | undefined): string {
  return flag?.value === undefined ? `--${name}` : `--${name} ${flag.value}`;
}

/** The list of subcommands. */
export function usageOfAll(subcommands: readonly Subcommand[], program: string): string {
  const [standard] = subcommands;
  return [
    "Paperboy recommends research papers.",
    `Usage: ${program} [SUBCOMMAND] [OPTIONS]   (without a subcommand: ${standard?.name})`,
    table(
      subcommands.map(({ name, args, description }) => [
        [name, args?.usage].filter(Boolean).join(" "),
        description,
      ]),
    ),
    table([
      ["-h, --help", "Show this, or a subcommand's own help"],
      ["--version", "Show the version"],
    ]),
    `Example: ${program} sync --help`,
    SETTINGS,
  ].join("\n\n");
}

/** The help of one subcommand. */
export function usageOf(subcommand: Subcommand, program: string): string {
  const { description, details = [], example, name, flags } = subcommand;
  const rows = Object.entries(flags).map(
    ([flag, shape]) => [flagLabel(flag, shape), shape.description] as const,
  );
  return [
    `${description}.`,
    `Usage: ${usageLine(subcommand, program)}`,
    ...(details.length > 0 ? [details.join("\n")] : []),
    table([...rows, ["-h, --help", "Show this"]]),
    ...(example === undefined ? [] : [`Example: ${program} ${name} ${example}`]),
  ].join("\n\n");
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join("\n");
}
