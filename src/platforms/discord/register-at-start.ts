import type { CommandSpec } from "../../chat/command.ts";
import type { Logger } from "../../log.ts";
import { explain } from "./errors.ts";
import { clearDuplicates } from "./guild-duplicates.ts";
import { type RegisterOptions, register } from "./register.ts";

type StartOptions = RegisterOptions & {
  readonly signal: AbortSignal;
  /** The servers that the bot is in. */
  readonly guilds: readonly string[];
};

/**
 * Registers the commands, if any are given and Discord has others, so that none is dead after an update, and deletes those that
 * servers see twice. Never rejects: without it, the bot still answers.
 */
export async function registerAtStart(
  specs: readonly CommandSpec[] | undefined,
  options: StartOptions,
  log: Logger,
): Promise<void> {
  const attempt = async (what: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      if (options.signal.aborted) return;
      const problem = explain(error);
      log.warn({ code: problem.code }, `${what}: ${problem.message}`);
    }
  };
  await attempt("the commands were not registered", async () => {
    if (!specs) return;
    const lines = await register(specs, options);
    const changes = lines.slice(0, -1);
    if (changes.length > 0) log.info({ changes }, "registered the commands with Discord");
  });
  await attempt("commands that a server sees twice were not looked for", async () => {
    for (const cleared of await clearDuplicates(options.guilds, options))
      log.info(
        cleared,
        "people in a server saw each command twice; its own are taken away, and those for all servers stay",
      );
  });
}
