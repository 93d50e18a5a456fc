import { parseArgs } from "node:util";
import { messageOf, UserError } from "../../src/errors.ts";

/** Writes a line of the report. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Says how far a long run has come, apart from the report. */
export function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** The files and `--name value` options of the command line. Throws a UserError that ends with `usage`. */
export function readArguments<Name extends string>(
  usage: string,
  names: readonly Name[],
): { files: string[]; options: Partial<Record<Name, string>> } {
  try {
    const options = Object.fromEntries(names.map((name) => [name, { type: "string" as const }]));
    const { positionals, values } = parseArgs({ allowPositionals: true, options });
    if (positionals.length > 0)
      return { files: positionals, options: values as Partial<Record<Name, string>> };
  } catch (error) {
    throw new UserError(`${messageOf(error)}\nUsage: ${usage}`);
  }
  throw new UserError(`Usage: ${usage}`);
}

/** Runs a benchmark; what the person at the keyboard can put right ends in a plain message and exit code 2. */
export async function runBenchmark(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    progress(error.message);
    process.exitCode = 2;
  }
}
