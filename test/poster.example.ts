import { PostError, type Poster } from "../src/chat/poster.ts";
import { note } from "../src/chat/reply.ts";

export async function greet(poster: Poster, channel: string): Promise<string> {
  try {
    const { message } = await poster.post({ channel, reply: note("Hello"), key: "hello-2026-11-23" });
    return (await poster.link(channel, message)) ?? "Posted.";
  } catch (error) {
    if (error instanceof PostError && error.kind === "channel") return error.message;
    throw error;
  }
}
