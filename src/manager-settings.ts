import { z } from "zod";
import type { Managers } from "./chat/managers.ts";

const NAMES =
  "everyone, or people and roles with commas between, such as discord:123,discord:role:456,slack:U0123ABCD";

/** Who may manage channels; part of the list in config.ts. */
export const managerSettings = {
  MANAGERS: z
    .string()
    .transform((text) => text.split(",").flatMap((part) => part.trim() || []))
    .pipe(
      z.array(z.string().regex(/^(?:everyone|discord:(?:role:)?\d{1,20}|slack:[UW][A-Z0-9]{1,20})$/, NAMES)),
    )
    .default([])
    .describe(
      "Who else may manage channels: everyone, or discord:ID, discord:role:ID, slack:U…, with commas between",
    ),
};

/** Those of a platform. */
export function managersOn(platform: string, names: readonly string[]): Managers {
  const own = names.map((name) => name.split(":")).filter(([of]) => of === platform);
  const of = (length: number) =>
    new Set(own.flatMap((parts) => (parts.length === length ? parts.slice(-1) : [])));
  return { everyone: names.includes("everyone"), people: of(2), roles: of(3) };
}
