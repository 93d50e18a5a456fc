import type { Services } from "../present/services.ts";
import { hasPublicReplies, putPublicReplies } from "../store/channels/public-channels.ts";
import type { Database } from "../store/database.ts";
import { groupCommit } from "../store/group-commit.ts";

/** Who sees answers in a channel; a question in a thread counts as one in its channel. */
export function createReplies(db: Database): Services["replies"] {
  return {
    isPublic: async ({ platform, channel, parent = channel }) =>
      parent !== undefined && (await hasPublicReplies(db, { platform, channel: parent })),
    async set({ platform, server, channel, parent = channel }, isPublic) {
      if (parent === undefined) return;
      await groupCommit(db, (tx) => putPublicReplies(tx, { platform, server, channel: parent }, isPublic));
    },
  };
}
