import { messageOf } from "../../errors.ts";
import type { Logger } from "../../log.ts";
import type { Caller, CommandSpec } from "../command.ts";
import { replyToError } from "../failure-text.ts";
import type { Naming } from "../naming.ts";
import type { Reply } from "../reply.ts";
import type { LeftServer, ServerWatch } from "./server-watch.ts";
import type { Setup } from "./setup.ts";

/** A message with links that somebody wrote in a channel, by the platform's own ids. It is read but not kept. */
export interface ObservedMessage {
  readonly platform: string;
  readonly server?: string;
  readonly channel: string;
  /** Set where `channel` is a thread: the channel that contains it. */
  readonly parent?: string;
  readonly message: string;
  /** The links, with or without the text between them. */
  readonly text: string;
}

/** A place the bot has just joined, by the platform's own ids. */
interface NewPlace extends Naming {
  readonly platform: string;
  readonly server: string;
  /** Set where the bot is invited to each channel separately. */
  readonly channel?: string;
  /** Set where the bot may write in no channel and so tells one person: the server's name. */
  readonly silentIn?: string;
}

/** What the bot does without being asked. No call ever rejects. */
export interface Unasked extends ServerWatch {
  /** Looks at a message that was not sent to the bot; resolves to an answer if there is something to say. */
  observe(message: ObservedMessage): Promise<Reply | undefined>;
  /** The first message in a new place: once per place, ever; undefined where it was sent before. */
  hello(place: NewPlace): Promise<Reply | undefined>;
  /** Notes the setup that is needed now, and has whoever can do it told of a change. */
  setUp(setup: Setup): Promise<void>;
  /** A person's home page, in sections. */
  home(caller: Caller): Promise<readonly Reply[]>;
}

export interface UnaskedParts<Services> {
  /** Answers a message that was not sent to the bot, if there is something to say. */
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
    present: (platform, all, sight) => watch({ platform }, () => servers?.present(platform, all, sight)),
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
