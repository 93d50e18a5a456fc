import type { Host } from "../../app/host.ts";
import { openApp } from "../../app/open-app.ts";
import { plainText } from "../../chat/reply.ts";
import { safeLine, safeText } from "../../platforms/terminal/safe-text.ts";
import type { Guide } from "./guide.ts";

/** A channel that could get papers. */
export interface FirstChannel {
  readonly platform: string;
  readonly channel: string;
  readonly server?: string;
  /** "#papers in Reading group" */
  readonly name: string;
}

/** Channels listed at most: somebody with more can use the command. */
const MOST = 15;

/** Asks which channel gets a paper every working day. Undefined where none shall, or none was found. */
export async function chooseChannel(
  { prompter }: Pick<Guide, "prompter">,
  channels: readonly FirstChannel[],
): Promise<FirstChannel | undefined> {
  const listed = channels.slice(0, MOST);
  if (listed.length === 0) return undefined;
  const list = listed.map(({ name }, at) => `  ${at + 1}. ${safeLine(name)}`).join("\n");
  prompter.say(`Which channel shall get a paper every working day?\n${list}`);
  for (;;) {
    const answer = await prompter.ask("Its number, or n for none yet", "1");
    if (/^no?(?:ne)?$/iu.test(answer)) return undefined;
    const chosen = listed[Number(answer.replace(/^#/u, "")) - 1];
    if (chosen) return chosen;
    prompter.say(`Type a number from 1 to ${listed.length}, or n.`);
  }
}

/** Subscribes a channel as /daily subscribe does there, with topics, time and zone as asked. */
export async function subscribeChannel(
  { prompter }: Pick<Guide, "prompter">,
  host: Host,
  first: FirstChannel,
): Promise<void> {
  const { platform, channel, server, name } = first;
  const app = await openApp(host);
  try {
    let [topics, time, timezone] = ["everything", "09:00", defaultZone(host)];
    for (;;) {
      topics = await prompter.ask(
        `Papers for ${safeLine(name)} about what? Topics with commas between`,
        topics,
      );
      time = await prompter.ask("At what time?", time);
      timezone = await prompter.ask("In which time zone?", timezone);
      const reply = await app.chat.run(
        "daily subscribe",
        { topics, time, timezone },
        {
          platform,
          channel,
          admin: true,
          prefix: "/",
          ...(server !== undefined && { server }),
        },
      );
      prompter.say(`${safeLine(name)}: ${safeText(plainText({ ...reply, buttons: [] }))}`);
      if (reply.outcome === "answer") return;
      // Valid answers stay as they were typed.
      const wrong = new Set((reply.problems ?? []).map(({ option }) => option));
      if (wrong.has("topics")) topics = "everything";
      if (wrong.has("time")) time = "09:00";
      if (wrong.has("timezone")) timezone = defaultZone(host);
    }
  } finally {
    await app.close();
  }
}

/** The time zone that is set, or this machine's own. */
function defaultZone({ config, env }: Host): string {
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return env.DAILY_TIMEZONE?.trim() ? config.daily.settings.timezone : own || "UTC";
}
