import type { RegisteredCommand, RegisteredOption, RegisteredSubcommand } from "./commands.ts";

/** What registering `wanted` would change, a line each: + new, ~ changed, - removed. */
export function difference(
  known: readonly RegisteredCommand[],
  wanted: readonly RegisteredCommand[],
): string[] {
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

/** "/paper", or “Find related papers” in the menu of messages. */
export function title({ type, name }: RegisteredCommand): string {
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
