import { answerCall } from "../../async/worker-answer.ts";
import { type FeedText, papersInFeed } from "./feed-papers.ts";
import { SourceError } from "./http/source-error.ts";
import type { FeedAnswer } from "./read-feed.ts";

/** The worker thread's side of read-feed.ts. Errors travel as data, since they would lose their class on the way. */
await answerCall(async (feed: FeedText): Promise<FeedAnswer> => {
  try {
    return { papers: await papersInFeed(feed) };
  } catch (error) {
    if (error instanceof SourceError) return { trouble: error.trouble, message: error.message };
    throw error;
  }
});
