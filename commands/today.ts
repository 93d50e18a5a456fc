import { z } from "zod";
import { defineCommand, type Request } from "../src/chat/command.ts";
import { note, type Reply } from "../src/chat/reply.ts";
import { FALLBACK_NOTE } from "../src/delivery/plan.ts";
import { stillLoading } from "../src/present/paging.ts";
import { paperCard } from "../src/present/paper-card.ts";
import type { Services } from "../src/present/services.ts";
import { outcome } from "../src/present/subscription-text.ts";

export const today = defineCommand({
  name: "today",
  group: "The daily paper",
  description: "Today's paper of this channel, or what it would be and why",
  example: "",
  options: z.object({}),
  async run(_, { delivery, library, sources }: Services, { caller }: Request): Promise<Reply> {
    // Where nobody has subscribed there is a paper of the day all the same, for this person alone.
    const { platform, channel = `private:${caller.user ?? ""}` } = caller;
    const found = await delivery.today({ platform, channel });
    if (found.kind === "recorded") {
      const [row] = found.rows;
      const cards = found.posts.flatMap((post) => post.cards);
      if (!row || cards.length === 0)
        return note(`Nothing was posted today: ${row?.reason ?? "nobody knows why"}.`);
      return { ...empty, text: `Today's paper of this channel (${outcome(row)})`, cards };
    }
    const { papers, fallback } = found.pick;
    const loading = stillLoading(library);
    const footer = (await sources?.())?.notice;
    if (papers.length === 0) {
      return note([`Nothing unseen matches what this channel is about.`, loading].filter(Boolean).join(" "));
    }
    return {
      ...empty,
      text: ["What would be posted today", fallback && FALLBACK_NOTE, loading].filter(Boolean).join("\n\n"),
      cards: papers.map(({ paper, why }) => paperCard(paper, why)),
      ...(footer !== undefined && { footer }),
    };
  },
});

const empty = { outcome: "answer", audience: "asker", buttons: [] } as const;
