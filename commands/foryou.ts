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
  description: "Recommend papers based on what you like and follow",
  group: "Votes, lists and privacy",
  example: "",
  personal: true,
  expensive: true,
  options: z.object({
    count: z.coerce.number().int().min(1).max(10).default(5).describe("Number of papers"),
    from: z
      .enum(["all", "saved"])
      .default("all")
      .describe("Basis: everything you like, or your saved papers alone"),
  }),
  async run({ count, from }, services: Services, { caller }: Request): Promise<Reply> {
    const { library, taste, now } = services;
    const profile = from === "saved" ? await savedAlone(services, caller) : await taste.likes(caller);
    const signals = [profile.interests, profile.likes, profile.authors, profile.categories];
    if (signals.every(({ length }) => length === 0)) {
      if (from === "saved")
        return note(
          `You haven't saved any papers yet. Press Save below a paper, or type ${invocation(caller, "save")} and its link.`,
        );
      return note(
        `I don't know your interests yet. Vote on a few papers, save some, or follow a topic: ${invocation(caller, "follow add")} streaming video`,
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
      return note(["No new papers match your interests today.", loading].filter(Boolean).join(" "));
    return paperList(
      {
        heading: [from === "saved" ? "New papers like the ones you saved" : "New papers for you", loading]
          .filter(Boolean)
          .join("\n\n"),
        papers: papers.map(({ paper, why }) => ({ paper, note: why })),
        footer: `${invocation(caller, "profile")} for:me shows what this is based on.`,
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
