import { z } from "zod";
import { type Caller, defineCommand, type Request } from "../src/chat/command.ts";
import { invocation } from "../src/chat/naming.ts";
import { note, type Reply } from "../src/chat/reply.ts";
import { stillLoading } from "../src/present/paging.ts";
import { paperList } from "../src/present/paper-list.ts";
import type { Services } from "../src/present/services.ts";
import { pickPapers } from "../src/recommend/pick.ts";
import { NO_PROFILE, type Profile } from "../src/recommend/profile.ts";

export const foryou = defineCommand({
  name: "foryou",
  description: "New papers like those that you voted for, saved or follow; only you see them",
  group: "Votes, lists and privacy",
  example: "5",
  personal: true,
  options: z.object({
    count: z.coerce.number().int().min(1).max(10).default(5).describe("How many papers to show"),
    from: z
      .enum(["all", "saved"])
      .default("all")
      .describe("What they are to be like; saved: your list alone"),
  }),
  async run({ count, from }, services: Services, { caller }: Request): Promise<Reply> {
    const { library, taste, now } = services;
    const profile = from === "saved" ? await savedAlone(services, caller) : await taste.likes(caller);
    const signals = [profile.interests, profile.likes, profile.authors, profile.categories];
    if (signals.every(({ length }) => length === 0)) {
      if (from === "saved")
        return note(`You have saved nothing yet. ${invocation(caller, "save")} and a link begins.`);
      return note(
        `I do not know yet what you like. Vote for papers or save some, or ${invocation(caller, "follow")} a topic, an author or a paper.`,
      );
    }
    const day = now().toISOString().slice(0, 10);
    const seed = await taste.person(caller);
    const { papers } = await pickPapers(
      { topics: [], categories: [], profile, count, whenEmpty: "quiet", seed, day, shown: [] },
      library.index,
    );
    const loading = stillLoading(library);
    if (papers.length === 0)
      return note(["Nothing that is new comes near to what you like.", loading].filter(Boolean).join(" "));
    return paperList(
      {
        heading: [from === "saved" ? "Like what you saved" : "For you", loading].filter(Boolean).join("\n\n"),
        papers: papers.map(({ paper, why }) => ({ paper, note: why })),
        footer: `What this is based on: ${invocation(caller, "profile")}`,
        audience: "asker",
      },
      services,
      caller,
    );
  },
});

/** The saved papers as all that somebody likes; what was voted down stays away. */
async function savedAlone({ taste, history }: Services, caller: Caller): Promise<Profile> {
  const { hidden } = await taste.likes(caller);
  const saves = await history.saved(caller);
  return {
    ...NO_PROFILE,
    hidden,
    likes: saves.map(({ id }) => ({ paper: id, weight: 1, because: "you saved it" })),
  };
}
