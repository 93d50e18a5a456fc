import { type Config, readConfig, settings } from "./config.ts";
import { ConfigError } from "./errors.ts";

interface UsableConfig {
  readonly config: Config;
  /** What is wrong with the settings that were left out, a line each. */
  readonly problems: readonly string[];
  /** The names of the settings that were left out. */
  readonly unusable: ReadonlySet<string>;
}

/** Reads the settings that can be used, as if the others were not given: for who looks at what is wrong. */
export function readUsableConfig(env: Readonly<Record<string, string | undefined>>): UsableConfig {
  const left = { ...env };
  const problems: string[] = [];
  const unusable = new Set<string>();
  for (;;) {
    try {
      return { config: readConfig(left), problems, unusable };
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      const [, ...lines] = error.message.split("\n");
      // That a setting needs another one is no news where that was left out for its value.
      problems.push(...lines.filter((line) => !namesIn(line).some((name) => unusable.has(name))));
      const bad = lines.flatMap(namesIn).filter((name) => left[name] !== undefined);
      if (bad.length === 0) throw error;
      for (const name of bad) {
        delete left[name];
        unusable.add(name);
      }
    }
  }
}

/** The settings that a line of a ConfigError is about. */
export function namesIn(line: string): readonly string[] {
  const words = new Set(line.split(/[^A-Z0-9_]+/u));
  return Object.keys(settings).filter((name) => words.has(name));
}
