import { bareChoice, type OptionSpec } from "../options.ts";
import { parseOptions } from "../text-input.ts";

/**
 * Options as they are typed after a command's name, e.g. `streaming video page:2`. Undefined if no line says exactly
 * the same: for a query that contains `page:2` itself, say.
 */
export function lineOf(
  options: Readonly<Record<string, string>>,
  specs: readonly OptionSpec[],
): string | undefined {
  const rest = specs.find((option) => option.kind === "text")?.name;
  const bare = bareChoice(specs)?.name;
  const given = Object.entries(options);
  const words = given.filter(([name]) => name === rest).map(([, value]) => value);
  const named = ([name, value]: readonly [string, string]) => `${name}:${quote(value)}`;
  const others = given.filter(([name]) => name !== rest && name !== bare).map(named);
  const choice = given.filter(([name]) => name === bare);
  const lines = [choice.map(([, value]) => value), choice.map(named)].map((last) =>
    [...words, ...others, ...last].join(" "),
  );
  return lines.find((line) => {
    const parsed = Object.entries(parseOptions(line, specs));
    return parsed.length === given.length && parsed.every(([name, value]) => options[name] === value);
  });
}

/** A value as it is typed after `name:`. */
export function quote(value: string): string {
  return value === "" || /[\s"“”]/u.test(value) ? `"${value}"` : value;
}
