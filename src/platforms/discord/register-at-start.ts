import type { CommandSpec } from "../../chat/command.ts";
import type { Logger } from "../../log.ts";
import { explain } from "./errors.ts";
import { type RegisterOptions, register } from "./register.ts";

/**
 * Registers the commands if Discord knows others, so that none is dead after an update. Never rejects: without it, the bot
 * answers as before.
 */
export async function registerAtStart(
  specs: readonly CommandSpec[],
  options: RegisterOptions & { readonly signal: AbortSignal },
  log: Logger,
): Promise<void> {
  try {
    const lines = await register(specs, options);
    const changes = lines.slice(0, -1);
    if (changes.length > 0) log.info({ changes }, "registered the commands with Discord");
  } catch (error) {
    if (options.signal.aborted) return;
    const problem = explain(error);
    log.warn({ code: problem.code }, `the commands were not registered: ${problem.message}`);
  }
}
