import type { Caller } from "../../chat/command.ts";
import { buttons, type Card, type Reply } from "../../chat/reply.ts";
import { counted } from "../../counted.ts";
import type { Standing } from "../../delivery/delivery.ts";
import { describeInstant } from "../../time/zone.ts";
import { dateLine } from "../paper-card.ts";
import type { PlatformState, Services } from "../services.ts";
import { lastOutcome, nextLine, pausedLine } from "../subscription-text.ts";
import { channelName, channelOf, maySee } from "../this-channel.ts";

type Row = NonNullable<Standing["last"]>;

/** Whether something needs a person, may pass by itself, or is fine. */
type Light = "🔴" | "🟡" | "🟢";

interface Line {
  readonly light: Light;
  readonly text: string;
}

/** More cards than these are counted: with two buttons each, an answer has at most eight. */
const MOST_CARDS = 4;

/** How the bot is, for those who run it: what needs doing first, then what is slow, then what is fine. */
export async function statusPage(services: Services, caller: Caller): Promise<Reply> {
  const { delivery, library, platforms, now, sources } = services;
  const standings = (await delivery.standings()).filter(({ subscription }) => maySee(caller, subscription));
  const lost = (await delivery.uncertain()).flatMap((row) => {
    const standing = standings.find((one) => isOf(row, one));
    return standing ? [lostCard(row, standing, caller)] : [];
  });
  const isLost = ({ last }: Standing) => last?.state === "uncertain";
  const troubled = standings.flatMap((one) => (isLost(one) ? [] : (troubleCard(one, caller) ?? [])));
  const cards = [...lost, ...troubled];
  const lines = [
    ...lostLine(lost.length),
    ...platformLines(platforms()),
    ...(await mailLines(services)),
    await libraryLine(library),
    ...((await sources?.())?.lines ?? []).map(({ text, isFine }) => ({
      light: isFine ? ("🟢" as const) : ("🟡" as const),
      text,
    })),
    ...channelLines(standings, troubled.length, now()),
  ];
  const left = cards.length - MOST_CARDS;
  return {
    outcome: "answer",
    audience: "asker",
    text: inOrder(lines)
      .map(({ light, text }) => `${light} ${text}`)
      .join("\n"),
    cards: cards.slice(0, MOST_CARDS),
    ...(left > 0 && { footer: `${left} more ${left === 1 ? "channel needs" : "channels need"} a look.` }),
    buttons: [],
  };
}

function inOrder(lines: readonly Line[]): readonly Line[] {
  const ranks: readonly Light[] = ["🔴", "🟡", "🟢"];
  return [...lines].sort((a, b) => ranks.indexOf(a.light) - ranks.indexOf(b.light));
}

function lostLine(count: number): readonly Line[] {
  if (count === 0) return [];
  const what = count === 1 ? "1 post may be missing. Is it" : `${count} posts may be missing. Are they`;
  return [{ light: "🔴", text: `${what} in the channel? Answer below.` }];
}

const STATES: Readonly<Record<PlatformState["state"], readonly [Light, string]>> = {
  ready: ["🟢", "connected"],
  starting: ["🟡", "connecting"],
  reconnecting: ["🟡", "connection lost, reconnecting"],
  failed: ["🔴", "disconnected. The log says why."],
};

function platformLines(platforms: readonly PlatformState[]): readonly Line[] {
  if (platforms.length === 0)
    return [{ light: "🟡", text: "No chat platform is connected in this process." }];
  return platforms.map(({ name, state }) => {
    const [light, text] = STATES[state];
    return { light, text: `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${text}` };
  });
}

/** Where e-mail is on: how many get it, and what the mail server answered last. */
async function mailLines({ mail, mailServer, now }: Services): Promise<readonly Line[]> {
  if (!mail) return [];
  const count = counted(await mail.count(), "reader");
  const last = mailServer?.();
  if (!last) return [{ light: "🟢", text: `E-mail: ${count}. Nothing was sent since the start.` }];
  const when = `${describeInstant(last.at, "UTC", now())} UTC`;
  if (last.isFine)
    return [{ light: "🟢", text: `E-mail: ${count}. At ${when}, the mail server answered: ${last.text}` }];
  return [{ light: "🟡", text: `E-mail: ${count}. At ${when}: ${last.text}` }];
}

async function libraryLine(library: Services["library"]): Promise<Line> {
  const { hits } = await library.index.searchWords("", { offset: 0, limit: 1 });
  const newest = hits[0]?.paper.published;
  // Counting those on disk would hold up everything else for a tenth of a second in a large library.
  const { size } = library.index;
  const count = counted(size, "paper");
  if (library.loading) return { light: "🟡", text: `Library: still loading, ${count} so far` };
  return {
    light: "🟢",
    text: `Library: ${count}${newest === undefined ? "" : `, newest ${dateLine(newest)}`}`,
  };
}

function channelLines(standings: readonly Standing[], troubled: number, now: Date): readonly Line[] {
  if (standings.length === 0) return [{ light: "🟢", text: "No channel gets a daily paper yet." }];
  const next = standings
    .filter((one) => one.next)
    .sort((a, b) => (a.next?.at.getTime() ?? 0) - (b.next?.at.getTime() ?? 0))[0];
  const count = standings.length === 1 ? "1 channel has" : `${standings.length} channels have`;
  const when = next ? ` ${nextLine(next, now)}` : "";
  const light = next || troubled > 0 ? "🟢" : "🟡";
  return [{ light, text: `${count} a daily paper.${when}` }];
}

/** A channel whose paper does not come as it should; undefined where all is well, or quiet on purpose. */
function troubleCard(standing: Standing, caller: Caller): Card | undefined {
  const { subscription, last, lastThread } = standing;
  const { paused } = subscription;
  const isQuiet = (row: Row) =>
    row.state === "skipped" && row.content.papers.length === 0 && subscription.whenEmpty === "quiet";
  const isOpen = [last, lastThread].some((row) => row && row.state !== "sent" && !isQuiet(row));
  if (!paused && !isOpen) return undefined;
  const light: Light = paused?.by === "program" ? "🔴" : "🟡";
  const body = paused ? pausedLine(paused) : `Last paper ${lastOutcome(standing)}.`;
  return channelCard(subscription, caller, `${light} ${body}`);
}

/** A post of which it is not known whether it arrived. */
function lostCard(row: Row, { subscription }: Standing, caller: Caller): Card {
  const decide = (label: string, answer: string) => ({
    label,
    action: { command: "status", options: { uncertain: row.id, answer }, effect: "answer" as const },
  });
  return {
    ...channelCard(subscription, caller, `🔴 Is the paper of ${dateLine(row.day)} in the channel?`),
    buttons: buttons(decide("Post it again", "post"), decide("It's there", "drop")),
  };
}

function channelCard(subscription: Standing["subscription"], caller: Caller, body: string): Card {
  return {
    title: channelName(caller, subscription),
    channel: channelOf(subscription),
    facts: [],
    body,
    buttons: [],
  };
}

function isOf(row: Row, { subscription }: Standing): boolean {
  return row.platform === subscription.platform && row.channel === subscription.channel;
}
