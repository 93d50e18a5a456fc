import { counted } from "../../counted.ts";
import type { Standing } from "../../delivery/delivery.ts";
import { describeInstant } from "../../time/zone.ts";
import { dateLine } from "../paper-card.ts";
import type { PlatformState, Services } from "../services.ts";
import { capital, lastOutcome, nextLine, pausedLine } from "../subscription-text.ts";
import { maySee, type Seer } from "../this-channel.ts";
import { describeFleet } from "./fleet.ts";
import type { Light, StateLine } from "./light.ts";

type Row = NonNullable<Standing["last"]>;

/** A channel, and what is wrong there. */
export interface ChannelState {
  readonly standing: Standing;
  /** Posts of which it is not known whether they arrived. */
  readonly lost: readonly Row[];
  /** Why its paper does not come as it should; absent where all is well, or quiet on purpose. */
  readonly trouble?: StateLine;
}

/** How the bot is, as far as somebody may see it. */
export interface BotState {
  /** What needs doing first, then what is slow, then what is fine. */
  readonly lines: readonly StateLine[];
  /** Every channel that gets papers, in a stable order. */
  readonly channels: readonly ChannelState[];
}

export async function readState(services: Services, seer: Seer): Promise<BotState> {
  const { delivery, library, platforms, now, sources, isOperator } = services;
  const uncertain = await delivery.uncertain();
  const channels = (await delivery.standings())
    .filter(({ subscription }) => maySee(seer, subscription))
    .map((standing): ChannelState => {
      const lost = uncertain.filter((row) => isOf(row, standing));
      const trouble = standing.last?.state === "uncertain" ? undefined : troubleIn(standing);
      return { standing, lost, ...(trouble && { trouble }) };
    });
  const lost = channels.reduce((count, one) => count + one.lost.length, 0);
  const lines = [
    ...lostLine(lost),
    ...platformLines(platforms()),
    ...((await isOperator(seer)) ? await mailLines(services) : []),
    ...((await isOperator(seer)) ? await fleetLines(services) : []),
    await libraryLine(library),
    ...((await sources?.())?.lines ?? []).map(({ text, isFine }) => ({
      light: isFine ? ("🟢" as const) : ("🟡" as const),
      text,
    })),
    ...channelLines(channels, now()),
  ];
  return { lines: inOrder(lines), channels };
}

function inOrder(lines: readonly StateLine[]): readonly StateLine[] {
  const ranks: readonly Light[] = ["🔴", "🟡", "🟢"];
  return [...lines].sort((a, b) => ranks.indexOf(a.light) - ranks.indexOf(b.light));
}

function lostLine(count: number): readonly StateLine[] {
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

function platformLines(platforms: readonly PlatformState[]): readonly StateLine[] {
  if (platforms.length === 0)
    return [{ light: "🟡", text: "No chat platform is connected in this process." }];
  return platforms.map(({ name, state }) => {
    const [light, text] = STATES[state];
    return { light, text: `${capital(name)}: ${text}` };
  });
}

/** Where e-mail is on: how many get it, and what the mail server answered last. */
async function mailLines({ mail, mailServer, now }: Services): Promise<readonly StateLine[]> {
  if (!mail) return [];
  const count = counted(await mail.count(), "reader");
  const last = await mailServer?.();
  if (!last) return [{ light: "🟢", text: `E-mail: ${count}. Nothing was sent yet.` }];
  const when = `${describeInstant(last.at, "UTC", now())} UTC`;
  if (last.isFine)
    return [{ light: "🟢", text: `E-mail: ${count}. At ${when}, the mail server answered: ${last.text}` }];
  return [{ light: "🟡", text: `E-mail: ${count}. At ${when}: ${last.text}` }];
}

/** Where processes share a database: which live, what each does alone, and which don't any more. */
async function fleetLines({ fleet, now }: Services): Promise<readonly StateLine[]> {
  if (!fleet) return [];
  return describeFleet(await fleet(), now());
}

async function libraryLine(library: Services["library"]): Promise<StateLine> {
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

function channelLines(channels: readonly ChannelState[], now: Date): readonly StateLine[] {
  const standings = channels.map(({ standing }) => standing);
  const isTroubled = channels.some(({ trouble }) => trouble !== undefined);
  if (standings.length === 0) return [{ light: "🟢", text: "No channel gets a daily paper yet." }];
  const next = standings
    .filter((one) => one.next)
    .sort((a, b) => (a.next?.at.getTime() ?? 0) - (b.next?.at.getTime() ?? 0))[0];
  const count = standings.length === 1 ? "1 channel has" : `${standings.length} channels have`;
  const when = next ? ` ${nextLine(next, now)}` : "";
  const light = next || isTroubled ? "🟢" : "🟡";
  return [{ light, text: `${count} a daily paper.${when}` }];
}

/** Why a channel's paper does not come as it should. */
function troubleIn(standing: Standing): StateLine | undefined {
  const { subscription, last, lastThread } = standing;
  const { paused } = subscription;
  const isQuiet = (row: Row) =>
    row.state === "skipped" && row.content.papers.length === 0 && subscription.whenEmpty === "quiet";
  const isOpen = [last, lastThread].some((row) => row && row.state !== "sent" && !isQuiet(row));
  if (!paused && !isOpen) return undefined;
  const light = paused?.by === "program" ? "🔴" : "🟡";
  return { light, text: paused ? pausedLine(paused) : `Last paper ${lastOutcome(standing)}.` };
}

function isOf(row: Row, { subscription }: Standing): boolean {
  return row.platform === subscription.platform && row.channel === subscription.channel;
}
