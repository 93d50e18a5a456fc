/** Discord's rules for the components of a message. Every function returns the faults, a line each. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export const V2 = 1 << 15;
const BUTTON = 2;
const SELECTS = [3, 5, 6, 7, 8];
const LEGACY_TOP = [1];
const V2_TOP = [1, 9, 10, 12, 13, 14, 17];

export function componentProblems(components: readonly Json[], v2: boolean): string[] {
  const tops = components.map(object);
  const all = tops.flatMap(flatten);
  const ids = all.flatMap((component) =>
    typeof component.custom_id === "string" ? [component.custom_id] : [],
  );
  const texts = all.filter((component) => component.type === 10).map((component) => text(component.content));
  return [
    ...when(!v2 && components.length > 5, "more than 5 action rows"),
    ...when(
      !v2 && tops.some((top) => !LEGACY_TOP.includes(Number(top.type))),
      "components v2 without the flag IS_COMPONENTS_V2",
    ),
    ...when(v2 && tops.some((top) => !V2_TOP.includes(Number(top.type))), "component not allowed at the top"),
    ...when(v2 && all.length > 40, `${all.length} components, more than 40`),
    ...when(
      texts.reduce((sum, content) => sum + content.length, 0) > 4000,
      "text displays of more than 4000 together",
    ),
    ...when(new Set(ids).size < ids.length, "duplicate custom_id"),
    ...tops.flatMap(problemsOf),
  ];
}

/** Every text a reader can see, in order. */
export function textsOf(components: readonly Json[]): string[] {
  return components
    .map(object)
    .flatMap(flatten)
    .filter((component) => component.type === 10)
    .map((component) => text(component.content));
}

/** The names of the files that are shown. */
export function filesOf(components: readonly Json[]): string[] {
  return components
    .map(object)
    .flatMap(flatten)
    .filter((component) => component.type === 13)
    .map((component) => text(object(component.file).url).replace(/^attachment:\/\//, ""));
}

/** Every button, in order. */
export function buttonsOf(components: readonly Json[]): JsonObject[] {
  return components
    .map(object)
    .flatMap(flatten)
    .filter((component) => component.type === BUTTON);
}

/** Every choice of every menu, in order. */
export function choicesOf(components: readonly Json[]): JsonObject[] {
  return components
    .map(object)
    .flatMap(flatten)
    .flatMap((component) => list(component.options).map(object));
}

export function when(wrong: boolean, problem: string): string[] {
  return wrong ? [problem] : [];
}

export function object(value: Json | undefined): JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? value : {};
}

export function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

/** Discord trims before it counts and stores. */
export function text(value: Json | undefined): string {
  return typeof value === "string" ? value.trim() : "";
}

export function unknownKeys(value: JsonObject, known: readonly string[]): string[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => `unknown key ${key}`);
}

/** Whether a client would follow the address: other schemes are refused. */
export function isWebAddress(value: string): boolean {
  return URL.canParse(value) && ["http:", "https:", "discord:"].includes(new URL(value).protocol);
}

function flatten(component: JsonObject): JsonObject[] {
  const children = [...list(component.components), ...(component.accessory ? [component.accessory] : [])];
  return [component, ...children.map(object).flatMap(flatten)];
}

function problemsOf(component: JsonObject): string[] {
  const check = RULES[Number(component.type)];
  return check ? check(component) : [`unknown component type ${component.type}`];
}

const RULES: Readonly<Record<number, (component: JsonObject) => string[]>> = {
  1: rowProblems,
  2: buttonProblems,
  3: selectProblems,
  9: sectionProblems,
  10: textDisplayProblems,
  11: (thumbnail) => when(!isWebAddress(text(object(thumbnail.media).url)), "thumbnail without an address"),
  13: (file) => unknownKeys(file, ["type", "id", "file", "spoiler"]),
  14: (separator) => unknownKeys(separator, ["type", "id", "divider", "spacing"]),
  17: containerProblems,
};

function rowProblems(row: JsonObject): string[] {
  const children = list(row.components).map(object);
  const selects = children.filter((child) => SELECTS.includes(Number(child.type)));
  const others = children.filter((child) => child.type !== BUTTON && !selects.includes(child));
  return [
    ...unknownKeys(row, ["type", "id", "components"]),
    ...when(children.length === 0 || children.length > 5, "an action row holds 1 to 5 buttons"),
    ...when(selects.length > 0 && children.length > 1, "a select menu needs an action row of its own"),
    ...when(others.length > 0, "only buttons and select menus in an action row"),
    ...children.flatMap(problemsOf),
  ];
}

function buttonProblems(button: JsonObject): string[] {
  const link = button.style === 5;
  const id = text(button.custom_id);
  const url = text(button.url);
  return [
    ...unknownKeys(button, ["type", "id", "style", "label", "emoji", "custom_id", "url", "disabled"]),
    ...when(![1, 2, 3, 4, 5].includes(Number(button.style)), "unknown button style"),
    ...when(text(button.label).length > 80, "button label of more than 80"),
    ...when(text(button.label) === "" && !button.emoji, "button without label and emoji"),
    ...when(
      link && (url === "" || url.length > 512 || !isWebAddress(url)),
      "link button without a web address",
    ),
    ...when(link && button.custom_id !== undefined, "link button with a custom_id"),
    ...when(!link && button.url !== undefined, "url on a button that is no link"),
    ...when(!link && (id.length < 1 || id.length > 100), "custom_id of 1 to 100"),
  ];
}

export function selectProblems(select: JsonObject): string[] {
  const options = list(select.options).map(object);
  const lengths = options.flatMap((option) => [
    text(option.label),
    text(option.value),
    text(option.description),
  ]);
  const values = options.map((option) => text(option.value));
  return [
    ...unknownKeys(select, [
      "type",
      "id",
      "custom_id",
      "options",
      "placeholder",
      "min_values",
      "max_values",
      "disabled",
    ]),
    ...options.flatMap((option) =>
      unknownKeys(option, ["label", "value", "description", "emoji", "default"]),
    ),
    ...when(options.length < 1 || options.length > 25, "a select menu has 1 to 25 options"),
    ...when(
      options.some((option) => text(option.label) === "" || text(option.value) === ""),
      "select option without a label or a value",
    ),
    ...when(new Set(values).size < values.length, "duplicate value of a select option"),
    ...when(
      lengths.some((value) => value.length > 100),
      "select option of more than 100",
    ),
    ...when(text(select.placeholder).length > 150, "placeholder of more than 150"),
    ...when(
      text(select.custom_id).length < 1 || text(select.custom_id).length > 100,
      "custom_id of 1 to 100",
    ),
  ];
}

function sectionProblems(section: JsonObject): string[] {
  const texts = list(section.components).map(object);
  const accessory = object(section.accessory);
  return [
    ...unknownKeys(section, ["type", "id", "components", "accessory"]),
    ...when(texts.length < 1 || texts.length > 3, "a section holds 1 to 3 text displays"),
    ...when(
      texts.some((child) => child.type !== 10),
      "only text displays in a section",
    ),
    ...when(accessory.type !== BUTTON && accessory.type !== 11, "a section needs a button or a thumbnail"),
    ...texts.flatMap(problemsOf),
    ...(section.accessory ? problemsOf(accessory) : []),
  ];
}

function textDisplayProblems(display: JsonObject): string[] {
  const content = text(display.content);
  return [
    ...unknownKeys(display, ["type", "id", "content"]),
    ...when(content.length < 1 || content.length > 4000, "text display of 1 to 4000"),
    ...when(!content.isWellFormed(), "text with a lone surrogate"),
  ];
}

function containerProblems(container: JsonObject): string[] {
  const children = list(container.components).map(object);
  const accent = container.accent_color;
  const allowed = [1, 9, 10, 12, 13, 14];
  return [
    ...unknownKeys(container, ["type", "id", "components", "accent_color", "spoiler"]),
    ...when(children.length < 1, "an empty container"),
    ...when(
      children.some((child) => !allowed.includes(Number(child.type))),
      "component not allowed in a container",
    ),
    ...when(typeof accent === "number" && (accent < 0 || accent > 0xffffff), "accent_color out of range"),
    ...children.flatMap(problemsOf),
  ];
}
