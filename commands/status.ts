import { z } from "zod";
import { type Caller, defineCommand, managersOnly, type Request } from "../src/chat/command.ts";
import { invocation } from "../src/chat/naming.ts";
import { note, type Reply } from "../src/chat/reply.ts";
import { UserError } from "../src/errors.ts";
import type { Services } from "../src/present/services.ts";
import { doctorPage } from "../src/present/status/doctor.ts";
import { statusPage } from "../src/present/status/page.ts";
import { maySee } from "../src/present/this-channel.ts";

export const status = defineCommand({
  name: "status",
  group: "About the bot",
  description: "Show what needs attention: platforms, posts and channels",
  example: "",
  details: [
    "🔴 needs you, 🟡 may pass by itself, 🟢 is fine.",
    "doctor checks tokens, permissions, channels, sources and more, and says what to do.",
  ],
  partlyAdmin: true,
  options: z.object({
    show: z.enum(["doctor"]).optional().describe("doctor: check everything, with what to do"),
    uncertain: z.string().trim().max(30).default("").describe("A post that may be missing; see its buttons"),
    answer: z.enum(["post", "drop"]).optional().describe("post (again) or drop"),
  }),
  async run({ show, uncertain, answer }, services: Services, { caller }: Request): Promise<Reply> {
    if (uncertain !== "") return settle(uncertain, answer, services, caller);
    if (!caller.admin) throw new UserError(managersOnly(caller, `use ${invocation(caller, "status")}`));
    return show === "doctor" ? doctorPage(services, caller) : statusPage(services, caller);
  },
});

async function settle(
  id: string,
  answer: "post" | "drop" | undefined,
  { delivery }: Services,
  caller: Caller,
): Promise<Reply> {
  if (answer === undefined)
    throw new UserError("Add answer:post to post it again, or answer:drop to leave it.");
  const row = await delivery.find(id);
  const standing = row && (await delivery.standing(row));
  // Somebody else's paused posts do not exist for this caller.
  const isTheirs =
    row &&
    ((caller.admin && standing && maySee(caller, standing.subscription)) ||
      (await delivery.mayAnswer(row, caller)));
  if (!row || !isTheirs || !(await delivery.settle(row, answer)))
    throw new UserError("That post isn't in question any more. It may have been answered already.");
  return note(answer === "drop" ? "OK, I won't post it again." : "I'm posting it again now.");
}
