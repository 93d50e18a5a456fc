/**
 * What time zones are called. The runtime's own names (Intl) are older than people's: up to Node 24 it lists Asia/Calcutta for
 * Asia/Kolkata, and understands both.
 */

import { ZONE_CITIES } from "../../data/zone-cities.ts";

/**
 * Old names and those of now: every zone that ICU lists under another name than IANA's present one, as in the attribute `iana` of CLDR's
 * common/bcp47/timezone.xml (release 48), each a link in tzdata 2025c. Zones that were merged with others keep their names.
 */
const RENAMED: Readonly<Record<string, string>> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Catamarca": "America/Argentina/Catamarca",
  "America/Coral_Harbour": "America/Atikokan",
  "America/Cordoba": "America/Argentina/Cordoba",
  "America/Godthab": "America/Nuuk",
  "America/Indianapolis": "America/Indiana/Indianapolis",
  "America/Jujuy": "America/Argentina/Jujuy",
  "America/Louisville": "America/Kentucky/Louisville",
  "America/Mendoza": "America/Argentina/Mendoza",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

/** The present name of a zone that the runtime may know by an old one. */
export function presentName(zone: string): string {
  return RENAMED[zone] ?? zone;
}

/** Every zone with a city, by its present name. */
export function allTimezones(): readonly string[] {
  zones ??= [...new Set(Intl.supportedValuesOf("timeZone").map(presentName))].sort();
  return zones;
}

let zones: readonly string[] | undefined;

/** "Ho Chi Minh": the city that a zone is named after. */
export function cityOf(zone: string): string {
  return zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");
}

/** The zones that a name or a city means, in any case: present names, former ones, or a city in the zone. */
export function zonesNamed(typed: string): readonly string[] {
  const wanted = plain(typed);
  const exact = allTimezones().filter((zone) => [zone, cityOf(zone)].some((name) => plain(name) === wanted));
  if (exact.length > 0) return exact;
  const before = Object.keys(RENAMED).filter((zone) =>
    [zone, cityOf(zone)].some((name) => plain(name) === wanted),
  );
  if (before.length > 0) return before.map(presentName);
  return ZONE_CITIES.flatMap(([city, zone]) => (plain(city) === wanted ? [zone] : []));
}

/** "Berlin time", "UTC": how a zone is named after a time. */
export function zoneWords(zone: string): string {
  const name = presentName(zone);
  return name.includes("/") && !name.startsWith("Etc/") ? `${cityOf(name)} time` : name;
}

/** Without case, accents and punctuation. */
export function plain(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[_\s-]/gu, " ")
    .trim()
    .toLowerCase();
}
