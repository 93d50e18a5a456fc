import type { CommandSpec } from "../../chat/command.ts";
import { lastWord, topLevel } from "../../chat/group.ts";
import type { OptionSpec } from "../../chat/options.ts";
import { cut } from "./cut.ts";
import { LIMITS } from "./limits.ts";

/** A command as `PUT /applications/{id}/commands` takes it; the numbers are the API's. */
export interface RegisteredCommand {
  readonly type: 1 | 3;
  readonly name: string;
  readonly description?: string;
  readonly options?: readonly (RegisteredOption | RegisteredSubcommand)[];
  /** Never sent, so that Discord resets an earlier value; it occurs in what Discord already has. */
  readonly default_member_permissions?: string | null;
  readonly integration_types?: readonly number[];
  readonly contexts?: readonly number[];
}

/** One command of a group. */
export interface RegisteredSubcommand {
  readonly type: 1;
  readonly name: string;
  readonly description: string;
  readonly options: readonly RegisteredOption[];
}

export interface RegisteredOption {
  readonly type: 3 | 4 | 11;
  readonly name: string;
  readonly description: string;
  readonly required?: true;
  readonly choices?: readonly { readonly name: string; readonly value: string }[];
  readonly min_value?: number;
  readonly max_value?: number;
  readonly max_length?: number;
  readonly autocomplete?: true;
}

/** Where a command can be used. For commands of one server Discord knows that already and refuses to be told. */
export type Scope = "everywhere" | "one server";

/**
 * The commands as Discord wants them: a slash command for each name at the top, with the commands of a group as its
 * subcommands, and a message command for each that works on messages.
 * Commands for managers are shown to everybody and check for themselves: a gate of Discord's would ask for all of several
 * permissions, knows neither MANAGERS nor what a command is about to do, and hides commands from those who may use them.
 */
export function registrations(specs: readonly CommandSpec[], scope: Scope): readonly RegisteredCommand[] {
  const slash = topLevel(specs).map((top): RegisteredCommand => {
    if ("spec" in top) {
      const { spec } = top;
      return {
        type: 1,
        name: top.name,
        ...described(spec),
        options: registerOptions(spec),
        ...placeOf([spec], scope),
      };
    }
    const options = top.members.map(
      (spec): RegisteredSubcommand => ({
        type: 1,
        name: lastWord(spec.name),
        ...described(spec),
        options: registerOptions(spec),
      }),
    );
    return { type: 1, name: top.name, ...described(top.group), options, ...placeOf(top.members, scope) };
  });
  const onMessages = specs.flatMap((spec): RegisteredCommand[] =>
    spec.onMessage ? [{ type: 3, name: spec.onMessage.label, ...placeOf([spec], scope) }] : [],
  );
  return [...slash, ...onMessages];
}

function described({ description }: { readonly description: string }) {
  return { description: cut(description, LIMITS.commandDescription) };
}

/** Where commands can be used: what concerns a whole channel, in servers alone. */
function placeOf(specs: readonly CommandSpec[], scope: Scope): Partial<RegisteredCommand> {
  if (scope === "one server") return {};
  return specs.every(({ admin }) => admin) ? SERVERS_ONLY : ANYWHERE;
}

// Discord requires required options first. A command with a form runs without any, to open it.
function registerOptions({ options, hasForm }: CommandSpec): readonly RegisteredOption[] {
  return options
    .map((option) => ({ ...option, required: option.required && !hasForm }))
    .sort((a, b) => Number(b.required) - Number(a.required))
    .map(registerOption);
}

const SERVERS_ONLY = { integration_types: [0], contexts: [0] };
/** For servers and for single users; in servers, in direct messages with the bot, and in other direct messages. */
const ANYWHERE = { integration_types: [0, 1], contexts: [0, 1, 2] };

const OPTION_TYPES = { text: 3, choice: 3, integer: 4, file: 11 } as const;

function registerOption(spec: OptionSpec): RegisteredOption {
  const { choices = [], maxLength = 0 } = spec;
  // If there are more choices than Discord can list, they are typed by hand; the command checks them anyway.
  const listed = choices.length > 0 && choices.length <= LIMITS.choices;
  return {
    type: OPTION_TYPES[spec.kind],
    name: spec.name,
    description: cut(spec.description, LIMITS.commandDescription),
    ...(spec.required && { required: true }),
    ...(listed && { choices: choices.map((choice) => ({ name: choice, value: choice })) }),
    ...(spec.min !== undefined && { min_value: spec.min }),
    ...(spec.max !== undefined && { max_value: spec.max }),
    ...(spec.kind !== "file" &&
      maxLength > 0 &&
      maxLength <= LIMITS.optionMaxLength && { max_length: maxLength }),
    ...(spec.suggests && !listed && { autocomplete: true }),
  };
}
