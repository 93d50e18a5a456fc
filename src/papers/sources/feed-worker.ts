import { answerCall } from "../../async/worker-answer.ts";
import { type FeedText, papersInFeed } from "./feed-papers.ts";
import { SourceError } from "./http/source-error.ts";
import type { FeedAnswer } from "./read-feed.ts";

/** What runs in the thread of its own. An error would lose its kind on the way back. */
await answerCall(async (feed: FeedText): Promise<FeedAnswer> => {
  try {
    return { papers: await papersInFeed(feed) };
  } catch (error) {
    if (error instanceof SourceError) return { trouble: error.trouble, message: error.message };
    throw error;
  }
});
