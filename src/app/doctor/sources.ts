import type { Look, Probe } from "../../doctor/probe.ts";
import { checkSources, type SourceFacts } from "../../doctor/sources.ts";
import { messageOf } from "../../errors.ts";
import { createSources } from "../../papers/sources/create-sources.ts";
import { hostOf } from "../../papers/sources/host-of.ts";
import { type AddressPolicy, systemResolver } from "../../papers/sources/http/address.ts";
import { createExchange, type Exchange } from "../../papers/sources/http/exchange.ts";
import { SourceError } from "../../papers/sources/http/source-error.ts";
import type { SourceSettings } from "../../papers/sources/settings.ts";
import type { Source } from "../../papers/sources/source.ts";
import type { Database } from "../../store/database.ts";
import { freeAt } from "../../store/sources/request-gate.ts";
import { readSource } from "../../store/sources/sources.ts";
import { sourceReport } from "../../sync/report.ts";
import { HOUR_MS } from "../../time/day.ts";
import { describeInstant } from "../../time/zone.ts";

interface SourcesOptions {
  readonly settings: SourceSettings;
  /** Undefined where there is no library to read. */
  readonly db: Database | undefined;
  readonly isRunning: boolean | undefined;
  readonly version: string;
  readonly isAllowedAddress: AddressPolicy;
  readonly now: () => Date;
}

/** A bot that has slept, or is catching up, is not late before this, in milliseconds. */
const OVERDUE_MS = 6 * HOUR_MS;
/** How long a host may take, in milliseconds. */
const WITHIN_MS = 4000;
/** What a robots.txt may have; more is not read, and an answer all the same. */
const MOST_BYTES = 500_000;

/** What each source has told last, and whether its host answers: one small request to each, unless it has asked to be left alone. */
export function sourcesProbe(options: SourcesOptions): Probe {
  const { settings, isAllowedAddress } = options;
  const exchange = createExchange(isAllowedAddress, systemResolver);
  // Nobody asks these for papers.
  const never = () => Promise.reject(new Error("nothing is fetched here"));
  const { sources } = createSources({ request: never }, settings, never);
  return {
    title: "Sources",
    async look(look) {
      const told = options.db ? await sourceReport(options.db, sources, options.now()) : undefined;
      const facts = sources.map(async (source): Promise<SourceFacts> => {
        const line = told?.lines.find((one) => one.source === source.name);
        const next = await nextRun(source, options);
        const said = line?.text.slice(source.label.length + 2);
        return {
          name: source.name,
          label: source.label,
          said: said === "not asked yet" ? undefined : said,
          trouble: line?.trouble,
          next: next && `${describeInstant(next, "UTC", options.now())} UTC`,
          isOverdue:
            options.isRunning === true &&
            next !== undefined &&
            options.now().getTime() - next.getTime() > OVERDUE_MS,
          host: await reach(source, options, exchange, look),
        };
      });
      return checkSources(await Promise.all(facts));
    },
  };
}

async function nextRun({ name }: Source, { db }: SourcesOptions): Promise<Date | undefined> {
  const at = db && (await readSource(db, name)).next_run_at;
  return at ? new Date(at) : undefined;
}

async function reach(
  { name }: Source,
  { settings, db, version, now }: SourcesOptions,
  exchange: Exchange,
  { signal, heard }: Look,
): Promise<SourceFacts["host"]> {
  const host = hostOf(name, settings.mirror);
  if (!host) return { kind: "not asked" };
  const free = db ? await freeAt(db, host.group) : 0;
  if (free > now().getTime() + WITHIN_MS)
    return { kind: "resting", until: `${describeInstant(new Date(free), "UTC", now())} UTC` };
  try {
    const { status, headers } = await exchange({
      url: new URL(host.url),
      headers: { "user-agent": `Paperboy/${version} (a check by its operator)` },
      trusted: !host.isForeign,
      maxBytes: MOST_BYTES,
      timeoutMs: WITHIN_MS,
      signal,
    });
    heard({
      from: new URL(host.url).host,
      said: Date.parse(headers.get("date") ?? ""),
      here: now().getTime(),
    });
    return status < 500 ? { kind: "answers" } : { kind: "silent", reason: `server trouble, ${status}` };
  } catch (error) {
    if (error instanceof SourceError && error.trouble === "too large") return { kind: "answers" };
    return { kind: "silent", reason: messageOf(error) };
  }
}
