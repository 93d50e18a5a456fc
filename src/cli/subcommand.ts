import type { BareHost, Host } from "../app/host.ts";

export interface Flag {
  /** What its value is called in the usage, such as N; a flag without one is a switch. */
  readonly value?: string;
  /** What it does, for `--help`. */
  readonly description: string;
}

/** What was typed after a subcommand's name. */
export interface Given<Name extends string = string> {
  readonly args: readonly string[];
  has(flag: Name): boolean;
  /** The value of a flag; the last one if it was given more than once. */
  value(flag: Name): string | undefined;
}

/** A way to run the program: what is parsed, and what `--help` says, follow from it. */
export type Subcommand<Name extends string = string> = Declared<Name> & Runs<Name>;

/** Either returns the exit status, and imports what it needs when it runs: every start of the program loads the whole table. */
type Runs<Name extends string> =
  | { run(host: Host, given: Given<Name>): Promise<number> }
  /** Runs whatever the settings say, and reads them itself. */
  | { runBare(host: BareHost, given: Given<Name>): Promise<number> };

interface Declared<Name extends string> {
  /** One word or two. */
  readonly name: string;
  /** What others call the same; whoever types one of these is told the name. */
  readonly alsoCalled?: readonly string[];
  /** Starts with a verb; at most 60 characters. */
  readonly description: string;
  /** Lines for its own `--help`. */
  readonly details?: readonly string[];
  readonly example?: string;
  /** What may stand after the name; nothing if not given. */
  readonly args?: {
    /** As in the usage: FILE…, [SOURCE…]. */
    readonly usage: string;
    readonly least: number;
    readonly most: number;
    /** What to ask for where there are too few. */
    readonly missing?: string;
  };
  readonly flags: Readonly<Record<Name, Flag>>;
  /** Whether SIGINT and SIGTERM let it end in order, instead of at once. */
  readonly endsInOrder?: boolean;
}

/**
 * Declares a subcommand, so that only flags that it has can be asked for.
 *
 * @example
 * export const greet = defineSubcommand({
 *   name: "greet",
 *   description: "Say hello",
 *   args: { usage: "NAME", least: 1, most: 1 },
 *   flags: { loud: { description: "in capitals" } },
 *   run: async ({ output }, { args: [name = ""], has }) => {
 *     output.write(`Hello, ${has("loud") ? name.toUpperCase() : name}\n`);
 *     return 0;
 *   },
 * });
 */
export function defineSubcommand<const Name extends string>(subcommand: Subcommand<Name>): Subcommand {
  return subcommand;
}
