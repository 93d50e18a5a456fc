import { z } from "zod";
import type { Problem } from "../errors.ts";
import { nearest } from "../nearest.ts";
import { shorten } from "../shorten.ts";

/** The options that a command is run with, unchecked. */
export type Input = Readonly<Record<string, unknown>>;

/** One option of a command, as the registrations, the help, the text parser and the error messages need it. */
export interface OptionSpec {
  readonly name: string;
  readonly description: string;
  /** A `file` is attached where the platform allows it, and arrives as its text; it can't be typed. */
  readonly kind: "text" | "integer" | "choice" | "file";
  readonly required: boolean;
  /** Bounds of an integer. */
  readonly min?: number;
  readonly max?: number;
  /** Longest text, in UTF-16 code units. */
  readonly maxLength?: number;
  readonly choices?: readonly string[];
  /** Other words for choices when typed; see `choiceWithAliases`. */
  readonly aliases?: readonly string[];
  readonly default?: string | number;
  /** Means one paper: a number stands for that paper of the list the asker saw last. */
  readonly paper?: boolean;
  /** Whether the command can complete a half-typed value. */
  readonly suggests: boolean;
}

interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly enum?: readonly string[];
  /** Set by `choiceWithAliases`. */
  readonly aliases?: readonly string[];
  /** Likewise: with aliases, the schema itself does not show the default. */
  readonly standard?: string;
  /** Set by `.meta({ file: true })`. */
  readonly file?: boolean;
  /** Set by `.meta({ paper: true })`. */
  readonly paper?: boolean;
  readonly default?: string | number;
}

/**
 * The specs of an options object, in the order of its keys. Put `.describe()`, or for a file
 * `.meta({ description, file: true })` and for what means one paper `.meta({ description, paper: true })`, last in each chain.
 */
export function optionSpecs(options: z.ZodObject, suggesting: ReadonlySet<string>): readonly OptionSpec[] {
  const schema = z.toJSONSchema(options, { io: "input" });
  const required = new Set(schema.required ?? []);
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
  return properties.map(([name, { standard, default: said = standard, ...property }]) => ({
    name,
    description: property.description ?? "",
    kind: kindOf(property),
    required: required.has(name),
    ...(isBound(property.minimum) && { min: property.minimum }),
    ...(isBound(property.maximum) && { max: property.maximum }),
    ...(property.maxLength !== undefined && { maxLength: property.maxLength }),
    ...(property.enum && { choices: property.enum }),
    ...(property.aliases && { aliases: property.aliases }),
    ...(said !== undefined && { default: said }),
    ...(property.paper && { paper: true }),
    suggests: suggesting.has(name),
  }));
}

/**
 * A choice with aliases for people who type: `aliases` maps each word to its choice. Platforms list only the choices;
 * `description` is what `.describe()` would be given.
 */
export function choiceWithAliases<Choice extends string>(
  choices: readonly [Choice, ...Choice[]],
  aliases: Readonly<Record<string, Choice>>,
  { standard, description }: { readonly standard: Choice; readonly description: string },
) {
  const meant = new Map<unknown, Choice>(Object.entries(aliases));
  return z
    .preprocess((typed) => meant.get(typed) ?? typed, z.enum(choices))
    .default(standard)
    .meta({ description, type: "string", enum: [...choices], standard, aliases: [...meant.keys()] });
}

function kindOf({ file, enum: choices, type }: JsonSchema): OptionSpec["kind"] {
  if (file) return "file";
  if (choices) return "choice";
  return type === "integer" ? "integer" : "text";
}

/** The text values of an input, except those of some options. */
export function textsOf(input: Input, without: readonly OptionSpec[]): Readonly<Record<string, string>> {
  const texts = Object.entries(input).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === "string" && without.every(({ name }) => name !== entry[0]),
  );
  return Object.fromEntries(texts);
}

/** What is wrong with the value of an option, and what was most likely meant. */
export function problemWith(spec: OptionSpec, value: unknown): Problem {
  const instead = insteadOf(spec, String(value ?? "").trim());
  const text = explainOption(spec, value);
  return { option: spec.name, text, ...(instead !== undefined && { instead }) };
}

function insteadOf({ kind, choices = [], min, max }: OptionSpec, typed: string): string | undefined {
  if (kind === "choice") return nearest(typed, choices);
  const number = Number.parseInt(typed, 10);
  if (kind !== "integer" || Number.isNaN(number)) return undefined;
  return String(Math.min(Math.max(number, min ?? number), max ?? number));
}

/** What is wrong with a value, as one sentence that says what would be right. */
function explainOption(spec: OptionSpec, value: unknown): string {
  const given = value === undefined || value === "" ? "" : `, not “${shorten(String(value))}”`;
  if (spec.kind === "integer") return `${spec.name} must be a whole number${bounds(spec)}${given}.`;
  if (spec.kind === "choice") return `${spec.name} must be ${orList(spec.choices ?? [])}${given}.`;
  const text = String(value ?? "");
  if (text.trim() === "") return `${questionFor(spec.name)}? Give ${inSentence(spec.description)}.`;
  if (spec.maxLength === undefined || text.length <= spec.maxLength)
    return `I can't use that as ${spec.name}${given}. Give ${inSentence(spec.description)}.`;
  return `${spec.name} can have at most ${spec.maxLength.toLocaleString("en")} characters. Yours has ${text.length.toLocaleString("en")}.`;
}

/** "Which paper", "When", "What are you looking for" */
function questionFor(name: string): string {
  if (name === "query") return "What are you looking for";
  return /^wh/.test(name) ? capital(name) : `Which ${name}`;
}

/** A description within a sentence: lower case ("an arXiv id"), except for names ("BibTeX entries"). */
function inSentence(description: string): string {
  return /^\p{Lu}(?:\p{Ll}|\s)*(?:\s|,|$)/u.test(description)
    ? description.charAt(0).toLowerCase() + description.slice(1)
    : description;
}

/** "up, down or none" */
export function orList(words: readonly string[]): string {
  return [words.slice(0, -1).join(", "), words.at(-1)].filter(Boolean).join(" or ");
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The choice that may stand at the end of a typed line without its name: a required one. */
export function bareChoice(options: readonly OptionSpec[]): OptionSpec | undefined {
  return options.find(({ kind, required }) => kind === "choice" && required);
}

/** `/paper <query> [count:1-10] [page:1-50]`, `/vote <paper> up|down|none` */
export function usageLine(invocation: string, options: readonly OptionSpec[]): string {
  const typed = options.filter(({ kind }) => kind !== "file");
  const firstText = typed.find((option) => option.kind === "text")?.name;
  const bare = bareChoice(options)?.name;
  const words = typed.map((option) => {
    if (option.name === firstText) return option.required ? `<${option.name}>` : `[${option.name}]`;
    if (option.name === bare) return range(option);
    const word = `${option.name}:${range(option)}`;
    return option.required ? word : `[${word}]`;
  });
  return [invocation, ...words].join(" ");
}

function range({ kind, min, max, choices }: OptionSpec): string {
  if (kind === "integer" && (min !== undefined || max !== undefined)) return `${min ?? "…"}-${max ?? "…"}`;
  return choices?.join("|") ?? "…";
}

function bounds({ min, max }: OptionSpec): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return `, at least ${min}`;
  return max === undefined ? "" : `, at most ${max}`;
}

// zod gives every integer bounds: those of a JavaScript number if the schema sets none.
function isBound(bound: number | undefined): bound is number {
  return bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
}

/** What somebody has written freely, in words or in a file. */
export function ownWords(
  { options }: { readonly options: readonly OptionSpec[] },
  input: Input,
): readonly string[] {
  return options.flatMap(({ name, kind }) => {
    const value = input[name];
    return typeof value === "string" && (kind === "text" || kind === "file") ? value : [];
  });
}
