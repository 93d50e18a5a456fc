import { messageOf } from "../../errors.ts";
import type { Logger } from "../../log.ts";
import type { Caller, CommandSpec } from "../command.ts";
import { replyToError } from "../failure-text.ts";
import type { Naming } from "../naming.ts";
import type { Reply } from "../reply.ts";
import type { LeftServer, ServerWatch } from "./server-watch.ts";
import type { Setup } from "./setup.ts";

/** A message with links that somebody wrote in a channel, by the platform's own ids. It is read, and not kept. */
export interface ObservedMessage {
  readonly platform: string;
  readonly server?: string;
  readonly channel: string;
  /** Set where `channel` is a thread: the channel that it belongs to. */
  readonly parent?: string;
  readonly message: string;
  /** The links, with or without what is between them. */
  readonly text: string;
}

/** Where the bot has just come to, by the platform's own ids. */
interface NewPlace extends Naming {
  readonly platform: string;
  readonly server: string;
  /** Set where the bot is invited to each channel by itself. */
  readonly channel?: string;
  /** Set where it may write in no channel, and so tells one person: the server's name. */
  readonly silentIn?: string;
}

/** What the bot does without having been asked for it. No call ever rejects. */
export interface Unasked extends ServerWatch {
  /** Takes note of a message that was not meant for the bot; an answer if there is something to say to it. */
  observe(message: ObservedMessage): Promise<Reply | undefined>;
  /** What to say first in a new place: once for each, ever; undefined where it was said before. */
  hello(place: NewPlace): Promise<Reply | undefined>;
  /** Takes note of what has to be set up by hand now, and sees to it that whoever can do that is told of a change. */
  setUp(setup: Setup): Promise<void>;
  /** A person's own page, in sections. */
  home(caller: Caller): Promise<readonly Reply[]>;
}

export interface UnaskedParts<Services> {
  /** What there is to say to a message that was not meant for the bot. */
  readonly observe?: (message: ObservedMessage, services: Services) => Promise<Reply | undefined>;
  readonly servers?: ServerWatch;
  readonly hello?: (place: NewPlace, commands: readonly CommandSpec[]) => Promise<Reply | undefined>;
  readonly setUp?: (setup: Setup) => Promise<void>;
  readonly home?: (services: Services, caller: Caller) => Promise<readonly Reply[]>;
}

export function createUnasked<Services>(
  { observe, servers, hello, setUp, home }: UnaskedParts<Services>,
  { services, commands, log }: { services: Services; commands: readonly CommandSpec[]; log: Logger },
): Unasked {
  async function watch(where: Partial<LeftServer>, note: () => Promise<void> | undefined): Promise<void> {
    try {
      await note();
    } catch (error) {
      const { platform, server } = where;
      log.error(
        { err: error, platform, server },
        "that the bot was added to or removed from a server was not noted",
      );
    }
  }

  return {
    left: (left) => watch(left, () => servers?.left(left)),
    joined: (server) => watch(server, () => servers?.joined(server)),
    present: (platform, all, serverOf) =>
      watch({ platform }, () => servers?.present(platform, all, serverOf)),
    async observe(message) {
      try {
        return await observe?.(message, services);
      } catch (error) {
        log.warn(
          { err: messageOf(error), platform: message.platform },
          "a message with links was not looked into",
        );
        return undefined;
      }
    },
    async hello(place) {
      try {
        return await hello?.(place, commands);
      } catch (error) {
        log.warn({ err: messageOf(error), platform: place.platform }, "the bot did not say hello");
        return undefined;
      }
    },
    async setUp(setup) {
      try {
        await setUp?.(setup);
      } catch (error) {
        log.error({ err: error, platform: setup.platform }, "a new setup could not be told to the operators");
      }
    },
    async home(caller) {
      try {
        return (await home?.(services, caller)) ?? [];
      } catch (error) {
        return [replyToError(error, { command: "home", caller, log })];
      }
    },
  };
}
