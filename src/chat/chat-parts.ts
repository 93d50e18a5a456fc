import type { Logger } from "../log.ts";
import type { Caller, Command } from "./command.ts";
import type { Former } from "./command-table.ts";
import type { Cooldown } from "./cooldown.ts";
import type { IsPublic } from "./in-public.ts";
import type { Handled } from "./replicas/handled.ts";
import type { Replicas } from "./replicas/replicas.ts";
import type { Phrasing } from "./typed/typed-line.ts";
import type { UnaskedParts } from "./unasked/unasked.ts";

/** What a chat is made of. */
export interface ChatParts<Services> extends UnaskedParts<Services> {
  readonly commands: readonly Command<Services>[];
  /** Former names of commands, e.g. `{ subscribe: "daily subscribe" }`: typed or pressed, they go on working. */
  readonly formerNames?: Readonly<Record<string, Former>>;
  readonly services: Services;
  readonly log: Logger;
  readonly cooldown: Cooldown;
  /** Whether everybody in the place where a command was run sees its answer; by default nobody else does. */
  readonly isPublic?: IsPublic;
  /** The services for one caller, e.g. so that they are told what takes long; the same for all by default. */
  readonly servicesFor?: (services: Services, caller: Caller) => Services;
  /** What is understood without a slash; by default only the commands' own names. */
  readonly phrasing?: Phrasing;
  /** What was handled lately; by default, what this process has handled. */
  readonly handled?: Handled | undefined;
  /** The other processes that work for the same installation, where there can be any. */
  readonly replicas?: Replicas | undefined;
  /** A monotonic clock in milliseconds, whatever the wall clock is set to; `performance.now()` by default. */
  readonly elapsed?: (() => number) | undefined;
}
