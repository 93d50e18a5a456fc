import { REST, Routes } from "discord.js";
import type { RegisteredCommand } from "./commands.ts";
import { explain } from "./errors.ts";
import type { RegisterOptions } from "./register.ts";

/** A server whose own commands were deleted, and their names. */
export interface Cleared {
  readonly guild: string;
  readonly commands: readonly string[];
}

/**
 * Deletes a server's own commands where the same ones are registered everywhere: people there see each twice.
 * Registering replaces all of a server's commands, so all of them are this bot's. Asks about one server after the other
 * and skips those that do not let the bot look. Rejects with a PlatformError.
 */
export async function clearDuplicates(
  guilds: readonly string[],
  { token, apiUrl, signal }: Pick<RegisterOptions, "token" | "apiUrl" | "signal">,
): Promise<readonly Cleared[]> {
  const rest = new REST({ version: "10", ...(apiUrl !== undefined && { api: apiUrl }) }).setToken(token);
  // discord.js leaves a listener on the signal of each request.
  const until = () => signal && { signal: AbortSignal.any([signal]) };
  const commandsAt = async (route: `/${string}`) => (await rest.get(route, until())) as RegisteredCommand[];
  const cleared: Cleared[] = [];
  try {
    const { id } = (await rest.get(Routes.currentApplication(), until())) as { id: string };
    const everywhere = new Set((await commandsAt(Routes.applicationCommands(id))).map(key));
    for (const guild of guilds) {
      if (signal?.aborted) break;
      const route = Routes.applicationGuildCommands(id, guild);
      const own = await commandsAt(route).catch(nothingIfRefused);
      if (!own.some((command) => everywhere.has(key(command)))) continue;
      await rest.put(route, { body: [], ...until() });
      cleared.push({ guild, commands: own.map(({ name }) => name) });
    }
    return cleared;
  } catch (error) {
    throw explain(error);
  }
}

/** Discord's codes for a server that did not give the bot its commands scope, or is gone. */
const REFUSALS: readonly string[] = ["50001", "50013", "10004", "403", "404"];

function nothingIfRefused(error: unknown): readonly RegisteredCommand[] {
  if (REFUSALS.includes(String(explain(error).code))) return [];
  throw error;
}

function key({ type, name }: RegisteredCommand): string {
  return `${type} ${name}`;
}
