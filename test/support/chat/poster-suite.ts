import { describe, expect, it } from "vitest";
import { type Outgoing, PostError, type Poster, type PostFailure } from "../../../src/chat/poster.ts";
import { note, type Reply } from "../../../src/chat/reply.ts";

/** The outcome of the next post: refused, taken without an answer, or lost on its way. */
export type Mishap = Exclude<PostFailure, "uncertain"> | "answer lost" | "request lost";

/** A poster with a fake platform, which the suite can inspect and disturb. */
export interface PosterStage {
  readonly poster: Poster;
  /** A channel where everything is allowed, and one where the bot may not post. */
  readonly channel: string;
  readonly closed: string;
  /** A person who can get a private message. */
  readonly user: string;
  /** Whether the same key gives the same message for some minutes. */
  readonly remembersKeys: boolean;
  /** Set where a message is out of reach once it is sent, as a letter is: it can be neither looked for nor edited, and nobody is told anything. */
  readonly isOneWay?: boolean;
  /** The platform's ids of all messages that stand in channels and threads, in order. */
  messages(): readonly string[];
  /** What a message says, in whatever form the platform keeps it. */
  says(message: string): string;
  /** The id of a message that is not there. */
  readonly nowhere: string;
  /** How many requests have come. */
  requests(): number;
  /** Gives the next post this outcome, however often it is tried. */
  disturb(mishap: Mishap): void;
  /** Takes the person out of the channel. */
  leave(): void;
  /** Lets nobody be told anything. */
  closeConversations(): void;
}

const REPLY: Reply = {
  outcome: "answer",
  audience: "everyone",
  text: "Paper of the day",
  cards: [
    {
      title: "Toy Bees Solve Mazes",
      url: "https://arxiv.org/abs/2401.00001",
      facts: [],
      body: "Bees.",
      buttons: [],
    },
  ],
  buttons: [],
};

const KEY = "2026-11-23_suite";

/** The contract of every poster: see chat/poster.ts. */
export function describePoster(name: string, open: () => Promise<PosterStage>): void {
  describe(`the poster of ${name}`, () => {
    const outgoing = ({ channel }: PosterStage, more: Partial<Outgoing> = {}): Outgoing => ({
      channel,
      reply: REPLY,
      key: KEY,
      ...more,
    });
    const trace = ({ channel }: PosterStage, more: { key?: string; thread?: string } = {}) => ({
      channel,
      key: KEY,
      since: new Date(Date.now() - 60_000),
      ...more,
    });
    const failureOf = async (post: Promise<unknown>): Promise<PostError> => {
      const error = await post.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (error instanceof PostError) return error;
      throw new Error("not a PostError", { cause: error });
    };

    it("posts a message, finds it by its key, and knows an https address of it or none", async () => {
      const stage = await open();
      const { message } = await stage.poster.post(outgoing(stage));
      expect(stage.messages()).toEqual([message]);
      expect(await stage.poster.find(trace(stage))).toEqual(stage.isOneWay ? "unknown" : { message });
      expect(await stage.poster.find(trace(stage, { key: "2026-11-24_suite" }))).toBe(
        stage.isOneWay ? "unknown" : "absent",
      );
      expect((await stage.poster.link(stage.channel, message)) ?? "https://").toMatch(/^https:\/\//);
      expect((await stage.poster.nameOf(stage.channel)) ?? "#").toMatch(/^#/);
    });

    it("makes the same post the same message where keys are remembered, and another post another", async () => {
      const stage = await open();
      const first = await stage.poster.post(outgoing(stage));
      const again = await stage.poster.post(outgoing(stage));
      const other = await stage.poster.post(outgoing(stage, { key: "other" }));
      // A letter keeps its name, by which mail programs know it again.
      expect(again.message === first.message).toBe(stage.remembersKeys || stage.isOneWay === true);
      expect(other.message).not.toBe(first.message);
      expect(stage.messages()).toHaveLength(stage.remembersKeys ? 2 : 3);
    });

    it("posts as plain text where the layout was refused", async () => {
      const stage = await open();
      const { message } = await stage.poster.post(outgoing(stage, { plain: true }));
      expect(stage.messages()).toEqual([message]);
    });

    it("posts into the thread of a message, and looks for it there alone", async () => {
      const stage = await open();
      const { message: thread } = await stage.poster.post(outgoing(stage));
      const { message } = await stage.poster.post(outgoing(stage, { key: "part-2", thread }));
      expect(stage.messages()).toEqual([thread, message]);
      if (stage.isOneWay) return;
      expect(await stage.poster.find(trace(stage, { key: "part-2", thread }))).toEqual({ message });
      expect(await stage.poster.find(trace(stage, { key: "part-2" }))).toBe("absent");
    });

    it("lets a message say something else, which is still found, in a thread as well", async () => {
      const stage = await open();
      const { message } = await stage.poster.post(outgoing(stage));
      if (stage.isOneWay) return expect(stage.poster.edit({ ...outgoing(stage), message })).rejects.toThrow();
      const { message: below } = await stage.poster.post(outgoing(stage, { key: "part-2", thread: message }));
      const reply = { ...REPLY, text: "Paper of the day, read by four" };
      await stage.poster.edit({ ...outgoing(stage, { reply }), message });
      await stage.poster.edit({
        ...outgoing(stage, { reply, key: "part-2", thread: message }),
        message: below,
      });
      expect(stage.messages()).toEqual([message, below]);
      expect(stage.says(message)).toContain("read by four");
      expect(stage.says(below)).toContain("read by four");
      expect(await stage.poster.find(trace(stage))).toEqual({ message });
      expect(await stage.poster.find(trace(stage, { key: "part-2", thread: message }))).toEqual({
        message: below,
      });
    });

    it("rejects with a PostError where there is no such message to edit", async () => {
      const stage = await open();
      const edit = stage.poster.edit({ ...outgoing(stage), message: stage.nowhere });
      expect((await failureOf(edit)).message).toMatch(/^\p{Lu}.*[.!?]$/su);
    });

    it("sends nothing that is late", async () => {
      const stage = await open();
      const before = stage.requests();
      const error = await failureOf(stage.poster.post(outgoing(stage, { isLate: () => true })));
      expect(error.kind).toBe("retry");
      expect(stage.requests()).toBe(before);
      expect(stage.messages()).toEqual([]);
    });

    it.each(["retry", "token", "channel", "payload"] as const)(
      "names a refusal after what has to stop: %s",
      async (mishap) => {
        const stage = await open();
        stage.disturb(mishap);
        const error = await failureOf(stage.poster.post(outgoing(stage)));
        expect(error.kind).toBe(mishap);
        expect(error.message).toMatch(/^\p{Lu}.*[.!?]$/su);
        // A member of the channel reads it, and can do nothing about tokens and scopes.
        expect(error.message).not.toMatch(/xox|OAuth|_TOKEN|scope/i);
        expect(error.forOperator).not.toBe("");
        expect(stage.messages()).toEqual([]);
      },
    );

    it.each(["answer lost", "request lost"] as const)(
      "does not know what became of a post (%s), and finds out by looking",
      async (mishap) => {
        const stage = await open();
        stage.disturb(mishap);
        const error = await failureOf(stage.poster.post(outgoing(stage)));
        expect(error.kind).toBe("uncertain");
        const found = await stage.poster.find(trace(stage));
        if (stage.isOneWay) return expect(found).toBe("unknown");
        if (mishap === "request lost") expect(found).toBe("absent");
        else expect([found]).toEqual(stage.messages().map((message) => ({ message })));
      },
    );

    it("says what is missing in a channel, and posts nothing to find out", async () => {
      const stage = await open();
      expect(await stage.poster.missingIn(stage.channel)).toEqual([]);
      expect(await stage.poster.missingIn(stage.closed)).not.toEqual([]);
      expect((await failureOf(stage.poster.post(outgoing(stage, { channel: stage.closed })))).kind).toBe(
        "channel",
      );
      expect(stage.messages()).toEqual([]);
    });

    it("knows whether somebody is in a channel now", async () => {
      const stage = await open();
      const isMember = () => stage.poster.isMember(stage.channel, stage.user);
      // A letter goes to one person, who is in nothing.
      expect(await isMember()).toBe(stage.isOneWay !== true);
      stage.leave();
      expect(await isMember()).toBe(false);
    });

    it("tells a person something, and rejects where that cannot be done", async () => {
      const stage = await open();
      if (stage.isOneWay) return expect(stage.poster.tell(stage.user, note("Paused."))).rejects.toThrow();
      await stage.poster.tell(stage.user, note("The daily paper is paused."));
      stage.closeConversations();
      await expect(stage.poster.tell(stage.user, note("Once more."))).rejects.toThrow();
    });
  });
}
