import { REST, Routes } from "discord.js";
import type { CommandSpec } from "../../chat/command.ts";
import {
  type RegisteredCommand,
  type RegisteredOption,
  type RegisteredSubcommand,
  registrations,
} from "./commands.ts";
import { explain } from "./errors.ts";

export interface RegisterOptions {
  readonly token: string;
  readonly apiUrl?: string | undefined;
  /** Only in this server, where changes show at once; otherwise everywhere. */
  readonly guild?: string | undefined;
  /** Says what would change, and changes nothing. */
  readonly dryRun?: boolean | undefined;
  /** Gives up. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Tells Discord the bot's commands, all at once, if it does not know them already. Resolves to what changed, a line
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

/** A word of warning where a server sees the same commands already, from everywhere. */
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

/** What registering `wanted` would change, a line each: + new, ~ changed, - removed. */
function difference(known: readonly RegisteredCommand[], wanted: readonly RegisteredCommand[]): string[] {
  const before = new Map(known.map((command) => [title(command), normal(command)]));
  const after = new Map(wanted.map((command) => [title(command), normal(command)]));
  const kept = [...after].flatMap(([name, command]) => {
    const old = before.get(name);
    if (!old) return [`+ ${name}`];
    const changed = Object.keys(command).filter(
      (key) => JSON.stringify(command[key]) !== JSON.stringify(old[key]),
    );
    return changed.length > 0 ? [`~ ${name} (${changed.join(", ").replaceAll("_", " ")})`] : [];
  });
  const removed = [...before.keys()].filter((name) => !after.has(name)).map((name) => `- ${name}`);
  return [...kept, ...removed];
}

function title({ type, name }: RegisteredCommand): string {
  return type === 1 ? `/${name}` : `“${name}” in the menu of messages`;
}

/** What counts when two commands are compared: Discord adds ids and fills in what was left out. */
function normal(command: RegisteredCommand): Readonly<Record<string, unknown>> {
  const { description = "", options = [], default_member_permissions = null } = command;
  const { integration_types, contexts } = command;
  return {
    description,
    options: options.map(normalOption),
    default_member_permissions,
    // The commands of one server have no places, whatever Discord says about them.
    ...(contexts && {
      integration_types: [...(integration_types ?? [])].sort(),
      contexts: [...contexts].sort(),
    }),
  };
}

function normalOption(option: RegisteredOption | RegisteredSubcommand): unknown[] {
  if (option.type === 1)
    return [option.type, option.name, option.description, (option.options ?? []).map(normalOption)];
  const { type, name, description, ...rest } = option;
  const choices = (rest.choices ?? []).map((choice) => [choice.name, choice.value]);
  const bounds = [rest.min_value ?? null, rest.max_value ?? null, rest.max_length ?? null];
  return [type, name, description, rest.required ?? false, choices, bounds, rest.autocomplete ?? false];
}
