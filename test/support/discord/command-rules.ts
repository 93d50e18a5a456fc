import { type Json, type JsonObject, list, object, text, unknownKeys, when } from "./component-rules.ts";

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const KEYS = [
  "type",
  "name",
  "description",
  "options",
  "default_member_permissions",
  "integration_types",
  "contexts",
  "name_localizations",
  "description_localizations",
  "nsfw",
];
const OPTION_KEYS = [
  "type",
  "name",
  "description",
  "required",
  "choices",
  "min_value",
  "max_value",
  "min_length",
  "max_length",
  "autocomplete",
];

/** What Discord would refuse about a list of commands, a line each. */
export function commandProblems(body: Json, scope: "global" | "guild"): string[] {
  const commands = list(body).map(object);
  const keys = commands.map((command) => `${command.type ?? 1} ${text(command.name)}`);
  return [
    ...when(!Array.isArray(body), "not a list"),
    ...when(new Set(keys).size < keys.length, "duplicate command name"),
    ...when(
      commands.filter((command) => (command.type ?? 1) === 1).length > 100,
      "more than 100 slash commands",
    ),
    ...when(commands.filter((command) => command.type === 3).length > 15, "more than 15 message commands"),
    ...commands.flatMap((command) => problemsOf(command, scope)),
  ];
}

function problemsOf(command: JsonObject, scope: "global" | "guild"): string[] {
  const name = text(command.name);
  const slash = (command.type ?? 1) === 1;
  const options = list(command.options).map(object);
  const names = options.map((option) => text(option.name));
  const contexts = list(command.contexts);
  const firstOptional = options.findIndex((option) => option.required !== true);
  const permissions = command.default_member_permissions ?? "0";
  return [
    ...unknownKeys(command, KEYS),
    ...when(slash && (!NAME.test(name) || name !== name.toLowerCase()), `command name ${name}`),
    ...when(!slash && (name.length < 1 || name.length > 32), `command name ${name}`),
    ...when(slash && !isBetween(text(command.description), 1, 100), `description of ${name}`),
    ...when(!slash && (command.description ?? "") !== "", "only slash commands have a description"),
    ...when(!slash && options.length > 0, "only slash commands have options"),
    ...when(options.length > 25, "more than 25 options"),
    ...when(new Set(names).size < names.length, "duplicate option name"),
    ...when(
      firstOptional >= 0 && options.slice(firstOptional).some((option) => option.required === true),
      "required option after an optional one",
    ),
    ...when(lengthOf(command) > 8000, `${name} is longer than 8000`),
    ...when(typeof permissions !== "string" || !/^\d+$/.test(permissions), "default_member_permissions"),
    ...when(
      scope === "guild" && (command.contexts !== undefined || command.integration_types !== undefined),
      "contexts and integration_types belong to global commands",
    ),
    ...when(
      contexts.includes(2) && !list(command.integration_types).includes(1),
      "private channels need the user install",
    ),
    ...optionsProblems(options),
  ];
}

/** Either options or subcommands, whose own options follow the same rules. */
function optionsProblems(options: readonly JsonObject[]): string[] {
  const subcommands = options.filter(({ type }) => type === 1);
  if (subcommands.length === 0) return options.flatMap(optionProblems);
  return [
    ...when(subcommands.length < options.length, "subcommands and options exclude each other"),
    ...subcommands.flatMap((subcommand) => {
      const name = text(subcommand.name);
      const own = list(subcommand.options).map(object);
      const firstOptional = own.findIndex((option) => option.required !== true);
      return [
        ...unknownKeys(subcommand, ["type", "name", "description", "options"]),
        ...when(!NAME.test(name) || name !== name.toLowerCase(), `subcommand name ${name}`),
        ...when(!isBetween(text(subcommand.description), 1, 100), `description of ${name}`),
        ...when(own.length > 25, "more than 25 options"),
        ...when(
          firstOptional >= 0 && own.slice(firstOptional).some((option) => option.required === true),
          "required option after an optional one",
        ),
        ...own.flatMap(optionProblems),
      ];
    }),
  ];
}

function optionProblems(option: JsonObject): string[] {
  const name = text(option.name);
  const choices = list(option.choices).map(object);
  const values = choices.flatMap((choice) => [text(choice.name), String(choice.value ?? "")]);
  const numeric = option.type === 4 || option.type === 10;
  return [
    ...unknownKeys(option, OPTION_KEYS),
    ...when(!NAME.test(name) || name !== name.toLowerCase(), `option name ${name}`),
    ...when(!isBetween(text(option.description), 1, 100), `description of ${name}`),
    ...when(choices.length > 25, "more than 25 choices"),
    ...when(
      values.some((value) => !isBetween(value, 1, 100)),
      "choice of more than 100",
    ),
    ...when(
      choices.length > 0 && option.autocomplete === true,
      "choices and autocomplete exclude each other",
    ),
    ...when(
      !numeric && (option.min_value ?? option.max_value) !== undefined,
      "bounds on an option that is no number",
    ),
    ...when(option.type !== 3 && option.max_length !== undefined, "max_length on an option that is no text"),
    ...when(
      Number(option.max_length ?? 1) > 6000 || Number(option.max_length ?? 1) < 1,
      "max_length over 6000",
    ),
  ];
}

/** Names, descriptions and choice values, as Discord adds them up. */
function lengthOf(command: JsonObject): number {
  const options = list(command.options).map(object);
  const own = text(command.name).length + text(command.description).length;
  const choices = options.flatMap((option) => list(option.choices).map(object));
  const choiceLength = choices.reduce(
    (sum, choice) => sum + text(choice.name).length + String(choice.value).length,
    0,
  );
  return options.reduce((sum, option) => sum + lengthOf(option), own + choiceLength);
}

function isBetween(value: string, least: number, most: number): boolean {
  return value.length >= least && value.length <= most;
}
