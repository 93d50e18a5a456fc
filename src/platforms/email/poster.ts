import { type Outgoing, PostError, type Posted, type Poster, refuseIfLate } from "../../chat/poster.ts";
import type { Reply } from "../../chat/reply.ts";
import type { Logger } from "../../log.ts";
import { toPostError } from "./errors.ts";
import { buildMessage, messageId, type Sender, type Signature, type StopWays } from "./message.ts";
import { HandoverError } from "./relay/handover-error.ts";
import type { Relay } from "./relay/relay.ts";
import type { Handover } from "./relay/session.ts";
import { type LinksOf, renderLetter, type SmallPrint } from "./render.ts";

/** Somebody who gets mail. */
export interface Recipient {
  readonly address: string;
  readonly smallPrint: SmallPrint;
  readonly stop: StopWays;
  /** More links below a paper, by its id. */
  readonly links?: LinksOf | undefined;
}

/** Who is behind a channel: one person's mailbox. */
export interface Recipients {
  /** Undefined if nobody wants mail there (any more). */
  find(channel: string): Promise<Recipient | undefined>;
  /** Whether somebody still wants mail there. */
  has(channel: string): Promise<boolean>;
  /** The mail server has taken a mail for it. */
  accepted(channel: string): Promise<void>;
  /** The mail server refuses the address for good. */
  refused(channel: string): Promise<void>;
  /** Why nothing is to be sent there now, in plain words; none if all is well. Rejects with a PostError where that cannot be told. */
  missing(channel: string): Promise<readonly string[]>;
}

interface PosterParts {
  readonly relay: Relay;
  readonly from: Sender;
  readonly signature?: Signature | undefined;
  readonly recipients: Recipients;
  /** Called with the outcome of each handover. */
  readonly note: (outcome: { readonly answer: string } | { readonly failure: PostError }) => void;
  readonly now: () => Date;
  readonly log: Logger;
}

/** A mail to one address, outside of the ledger: a confirmation, or a test. */
interface DirectMail {
  readonly to: string;
  readonly reply: Reply;
  readonly key: string;
}

/** A Poster whose channels are mailboxes, and the way to send a mail that nobody subscribed to. */
export interface MailPoster extends Poster {
  /** Resolves to the server's answer. Rejects with a PostError. */
  sendDirectly(mail: DirectMail): Promise<string>;
  /** The reason of any such rejection. */
  failureOf(error: unknown): PostError;
}

const GONE = "There is no e-mail address here any more.";

/**
 * Mail cannot be looked for, nor changed once it is out. A message that is sent again after its answer was lost has the same
 * Message-ID, by which mail programs know it.
 */
export function createPoster(parts: PosterParts): MailPoster {
  const { relay, from, signature, recipients, note, now, log } = parts;

  async function handOver(
    to: string,
    key: string,
    build: () => Promise<Buffer>,
    { ready, check }: Pick<Handover, "ready" | "check">,
  ): Promise<{ readonly answer: string }> {
    try {
      const raw = await build();
      check();
      const answer = await relay.send({ from: from.address, to, raw, check, ...(ready && { ready }) });
      note({ answer });
      log.debug({ key }, "a mail was handed over");
      return { answer };
    } catch (error) {
      const failure = toPostError(error);
      if (failure.cause instanceof HandoverError) note({ failure });
      throw failure;
    }
  }

  async function post(message: Outgoing): Promise<Posted> {
    const { channel, reply, key, thread, plain = false } = message;
    const recipient = await recipients.find(channel);
    if (!recipient) throw new PostError("channel", GONE);
    // Checked again right before the mail goes out.
    const [obstacle] = await recipients.missing(channel);
    if (obstacle !== undefined) throw new PostError("channel", obstacle);
    const { address, smallPrint, stop, links } = recipient;
    const build = () =>
      buildMessage({
        from,
        to: address,
        letter: renderLetter(reply, smallPrint, links),
        isPlain: plain,
        key,
        after: thread,
        stop,
        signature,
        date: now(),
      });
    // A reader may have stopped it while it waited for its turn.
    const ready = async () => {
      if (!(await recipients.has(channel))) throw new PostError("channel", GONE);
    };
    try {
      await handOver(address, key, build, { ready, check: () => refuseIfLate(message) });
    } catch (error) {
      if (error instanceof PostError && error.kind === "channel") await recipients.refused(channel);
      throw error;
    }
    // The mail is out: a failure to record that must not make it look lost.
    await recipients.accepted(channel).catch((error: unknown) => {
      log.warn({ err: error }, "could not note that a mail was taken");
    });
    return { message: messageId(key, from) };
  }

  return {
    post,
    async sendDirectly({ to, reply, key }) {
      const build = () =>
        buildMessage({ from, to, letter: renderLetter(reply), key, signature, date: now() });
      return (await handOver(to, key, build, { check: () => {} })).answer;
    },
    failureOf: toPostError,
    find: async () => "unknown",
    async missingIn(channel) {
      return (await recipients.has(channel)) ? recipients.missing(channel) : [GONE];
    },
    adviceFor: async () => [],
    // A mailbox is one person's, and nobody else's.
    isMember: async () => false,
    link: async () => undefined,
    nameOf: async () => undefined,
    async edit() {
      throw new PostError("payload", "A mail can't be changed once it is sent.");
    },
    async tell() {
      throw new PostError("channel", "Nobody is told anything by mail but their papers.");
    },
    owners: async () => [],
  };
}
