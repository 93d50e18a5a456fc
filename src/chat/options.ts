import { z } from "zod";

/** One option of a command, as the registrations, the help, the text parser and the error messages need it. */
export interface OptionSpec {
  readonly name: string;
  readonly description: string;
  readonly kind: "text" | "integer" | "choice";
  readonly required: boolean;
  /** Bounds of an integer. */
  readonly min?: number;
  readonly max?: number;
  /** Longest text, in UTF-16 code units. */
  readonly maxLength?: number;
  readonly choices?: readonly string[];
  readonly default?: string | number;
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
  readonly default?: string | number;
}

/** The specs of an options object, in the order of its keys. Put `.describe()` last in each chain. */
export function optionSpecs(options: z.ZodObject, suggesting: ReadonlySet<string>): readonly OptionSpec[] {
  const schema = z.toJSONSchema(options, { io: "input" });
  const required = new Set(schema.required ?? []);
  return Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>).map(([name, property]) => ({
    name,
    description: property.description ?? "",
    kind: property.enum ? "choice" : property.type === "integer" ? "integer" : "text",
    required: required.has(name),
    ...(property.minimum !== undefined && { min: property.minimum }),
    ...(property.maximum !== undefined && { max: property.maximum }),
    ...(property.maxLength !== undefined && { maxLength: property.maxLength }),
    ...(property.enum && { choices: property.enum }),
    ...(property.default !== undefined && { default: property.default }),
    suggests: suggesting.has(name),
  }));
}

/** What is wrong with a value, as one sentence that says what would be right. */
export function explainOption(spec: OptionSpec, value: unknown): string {
  const given = value === undefined || value === "" ? "" : `, not “${shorten(String(value))}”`;
  if (spec.kind === "integer")
    return `${spec.name} is a whole number from ${spec.min} to ${spec.max}${given}.`;
  if (spec.kind === "choice") return `${spec.name} is one of ${spec.choices?.join(", ")}${given}.`;
  if (value === undefined || String(value).trim() === "")
    return `${spec.name} is missing: ${spec.description}.`;
  return `${spec.name} may have at most ${spec.maxLength?.toLocaleString("en")} characters; this one has ${String(value).length.toLocaleString("en")}.`;
}

/** `/paper <query> [count:1-10] [page:1-50]` */
export function usageLine(invocation: string, options: readonly OptionSpec[]): string {
  const firstText = options.find((option) => option.kind === "text")?.name;
  const words = options.map((option) => {
    const range =
      option.kind === "integer" ? `${option.min}-${option.max}` : (option.choices?.join("|") ?? "…");
    const word = option.name === firstText ? `<${option.name}>` : `${option.name}:${range}`;
    return option.required || option.name === firstText
      ? option.required
        ? word
        : `[${option.name}]`
      : `[${word}]`;
  });
  return [invocation, ...words].join(" ");
}

function shorten(text: string): string {
  const points = [...text];
  return points.length > 40 ? `${points.slice(0, 40).join("")}…` : text;
}
