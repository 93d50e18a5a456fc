import type { BareHost, Host } from "../app/host.ts";
import { ConfigError, messageOf, PlatformError, StoreError, UserError } from "../errors.ts";
import { createRedact } from "../redact.ts";
import { exitStatusOf } from "./exit-status.ts";
import { parseArguments } from "./parse-arguments.ts";
import { subcommands } from "./subcommands.ts";
import { usageOf, usageOfAll } from "./usage.ts";

/** The surroundings of a command line. */
export interface Surroundings {
  readonly output: NodeJS.WritableStream;
  readonly errors: NodeJS.WritableStream;
  /** What the user types to start the program, for usage texts. */
  readonly program: string;
  readonly version: string;
  /**
   * Makes the host once it is clear that something will run; `endsInOrder` says whether SIGINT and SIGTERM let it end in order,
   * instead of at once. Rejects with a ConfigError.
   */
  createHost(endsInOrder: boolean): Promise<Host>;
  /** The same without reading the settings. */
  createBareHost(endsInOrder: boolean): Promise<BareHost>;
}

/**
 * Runs a command line. Returns the exit status: 0 for an answer, 1 for a failure, 2 for bad usage, 78 for bad settings, 130 for an
 * interrupted import or sync. `doctor` has its own: 1 for warnings, 2 for problems.
 */
export async function runCommandLine(args: readonly string[], around: Surroundings): Promise<number> {
  try {
    return await run(args, around);
  } catch (error) {
    around.errors.write(`${explain(error)}\n`);
    return exitStatusOf(error);
  }
}

async function run(args: readonly string[], around: Surroundings): Promise<number> {
  const { output, program, version, createHost, createBareHost } = around;
  const asked = parseArguments(args, subcommands, program);
  if (asked.kind === "version") {
    output.write(`${version}\n`);
    return 0;
  }
  if (asked.kind === "help") {
    const text = asked.subcommand ? usageOf(asked.subcommand, program) : usageOfAll(subcommands, program);
    output.write(`${text}\n`);
    return 0;
  }
  const { subcommand, given } = asked;
  const { endsInOrder = false } = subcommand;
  return "runBare" in subcommand
    ? subcommand.runBare(await createBareHost(endsInOrder), given)
    : subcommand.run(await createHost(endsInOrder), given);
}

function explain(error: unknown): string {
  const known = [UserError, ConfigError, StoreError, PlatformError].some((kind) => error instanceof kind);
  if (known) return messageOf(error);
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `Something went wrong: ${createRedact([])(text)}`;
}
