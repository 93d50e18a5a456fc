import {
  type Json,
  type JsonObject,
  list,
  object,
  selectProblems,
  text,
  unknownKeys,
  when,
} from "./component-rules.ts";

/** What Discord would refuse about a form. */
export function modalProblems(data: JsonObject): string[] {
  const labels = list(data.components).map(object);
  const inputs = labels.map((label) => object(label.component));
  const ids = inputs.map((input) => text(input.custom_id));
  return [
    ...unknownKeys(data, ["custom_id", "title", "components"]),
    ...outside("title of a form", data.title, 1, 45),
    ...outside("custom_id of a form", data.custom_id, 1, 100),
    ...when(labels.length < 1 || labels.length > 5, "a form has 1 to 5 parts"),
    ...when(new Set(ids).size < ids.length, "duplicate custom_id"),
    ...labels.flatMap((label) => [
      ...when(label.type !== 18, "a form's parts are labels"),
      ...unknownKeys(label, ["type", "id", "label", "description", "component"]),
      ...outside("label", label.label, 1, 45),
      ...outside("description of a label", label.description ?? "x", 1, 100),
    ]),
    ...inputs.flatMap((input) => (input.type === 3 ? modalMenuProblems(input) : textInputProblems(input))),
  ];
}

function modalMenuProblems({ required = true, ...menu }: JsonObject): string[] {
  const chosen = list(menu.options).filter((option) => object(option).default === true);
  return [
    ...selectProblems(menu),
    ...when(menu.disabled !== undefined, "a menu of a form cannot be disabled"),
    ...when(
      required === true && Number(menu.min_values ?? 1) < 1,
      "min_values of 0 where a choice is required",
    ),
    ...when(chosen.length > Number(menu.max_values ?? 1), "more chosen than can be"),
  ];
}

function textInputProblems(input: JsonObject): string[] {
  const most = Number(input.max_length ?? 4000);
  return [
    ...when(input.type !== 4, `component type ${input.type} in a form`),
    ...unknownKeys(input, [
      "type",
      "id",
      "custom_id",
      "style",
      "min_length",
      "max_length",
      "required",
      "value",
      "placeholder",
    ]),
    ...outside("custom_id", input.custom_id, 1, 100),
    ...when(![1, 2].includes(Number(input.style)), "unknown style of a text input"),
    ...when(most < 1 || most > 4000, "max_length of 1 to 4000"),
    ...outside("value of a text input", input.value ?? "x", 1, most),
    ...when(!text(input.value).isWellFormed(), "text with a lone surrogate"),
    ...outside("placeholder", input.placeholder ?? "x", 1, 100),
  ];
}

function outside(what: string, value: Json | undefined, least: number, most: number): string[] {
  const { length } = text(value);
  return when(length < least || length > most, `${what} of ${length}, not ${least} to ${most}`);
}
