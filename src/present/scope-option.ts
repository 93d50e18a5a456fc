import { z } from "zod";
import { managersOnly, type Request } from "../chat/command.ts";
import { UserError } from "../errors.ts";
import type { Scope } from "../taste/following.ts";
import type { Services } from "./services.ts";

/** The option of every command that is about the asker or about the channel. */
export const whose = z.enum(["me", "channel"]).default("me").describe("You or this channel");

/** The option of every command that adds to an interest. */
export const interest = z.string().trim().min(1).max(60).optional().describe("A name that groups follows");

export type Whose = z.output<typeof whose>;

/** The list to change. Throws a UserError if the caller may not change the channel's. */
export async function scopeToChange(
  whose: Whose,
  { taste }: Services,
  { caller }: Request,
  what: string,
): Promise<Scope> {
  const scope = await taste.scope(caller, whose);
  if (whose === "channel" && !caller.admin)
    throw new UserError(`${managersOnly(caller, `change ${what}`)} Use for:me to change your own.`);
  return scope;
}
