import { ZONE_CITIES } from "../../data/zone-cities.ts";
import { allTimezones, cityOf, plain, presentName } from "./zone-names.ts";

/** A time zone and its label: with the city first, where that was typed. */
export interface SuggestedZone {
  readonly zone: string;
  readonly label: string;
}

/**
 * Time zones that complete a half-typed city, region or zone, the likeliest first: the one nearby, then those where
 * most people live. `readTimezone` understands the labels, too.
 */
export function suggestZones(partial: string, limit: number, nearby?: string): readonly SuggestedZone[] {
  const typed = plain(partial);
  const found = new Map<string, SuggestedZone>();
  for (const [city, zone] of candidates(nearby)) {
    if (found.size === limit) break;
    if (found.has(zone) || !begins(city, zone, typed)) continue;
    const isByZone = plain(zone).startsWith(typed);
    found.set(zone, { zone, label: isByZone ? zone : `${city} (${zone})` });
  }
  return [...found.values()];
}

function* candidates(nearby: string | undefined): Generator<readonly [city: string, zone: string]> {
  if (nearby !== undefined) yield [cityOf(nearby), presentName(nearby)];
  yield* ZONE_CITIES;
  yield ["UTC", "UTC"];
  for (const zone of allTimezones()) yield [cityOf(zone), zone];
}

function begins(city: string, zone: string, typed: string): boolean {
  return plain(city).startsWith(typed) || plain(zone).startsWith(typed);
}
