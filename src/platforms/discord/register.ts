import { REST, Routes } from "discord.js";
import type { CommandSpec } from "../../chat/command.ts";
import { difference, title } from "./command-difference.ts";
import { type RegisteredCommand, registrations } from "./commands.ts";
import { explain } from "./errors.ts";

export interface RegisterOptions {
  readonly token: string;
  readonly apiUrl?: string | undefined;
  /** Register in this server alone, where changes show at once; otherwise everywhere. */
  readonly guild?: string | undefined;
  /** Say what would change, and change nothing. */
  readonly dryRun?: boolean | undefined;
  /** Aborting it gives up. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sends Discord the bot's commands, all at once, if it does not have them already. Resolves to what changed, a line
 * each. Rejects with a PlatformError.
 */
export async function register(
  specs: readonly CommandSpec[],
  { token, apiUrl, guild, dryRun = false, signal }: RegisterOptions,
): Promise<readonly string[]> {
  const rest = new REST({ version: "10", ...(apiUrl !== undefined && { api: apiUrl }) }).setToken(token);
  const wanted = registrations(specs, guild === undefined ? "everywhere" : "one server");
  const where = guild === undefined ? "everywhere" : `in the server ${guild}`;
  const until = signal && { signal };
  try {
    const { id } = (await rest.get(Routes.currentApplication(), until)) as { id: string };
    const route =
      guild === undefined ? Routes.applicationCommands(id) : Routes.applicationGuildCommands(id, guild);
    const twice = guild === undefined ? [] : await alsoEverywhere(rest, id, wanted, until);
    const changes = difference((await rest.get(route, until)) as RegisteredCommand[], wanted);
    if (changes.length === 0)
      return [...twice, `Nothing to change: Discord knows all ${wanted.length} commands ${where}.`];
    if (dryRun) return [...changes, ...twice, "Nothing was sent (dry run)."];
    await rest.put(route, { body: wanted, ...until });
    return [...changes, ...twice, `Registered ${wanted.length} commands ${where}.`];
  } catch (error) {
    throw explain(error);
  }
}

/** A warning where a server sees the same commands already because they are registered everywhere. */
async function alsoEverywhere(
  rest: REST,
  id: string,
  wanted: readonly RegisteredCommand[],
  until: { readonly signal: AbortSignal } | undefined,
): Promise<readonly string[]> {
  const known = (await rest.get(Routes.applicationCommands(id), until)) as RegisteredCommand[];
  const names = new Set(known.map(title));
  return wanted.some((command) => names.has(title(command)))
    ? [
        "These commands are registered everywhere as well, so people in this server see each twice until the bot starts next: then it takes the server's own away.",
      ]
    : [];
}
