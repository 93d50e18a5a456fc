import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import type { Action } from "../../src/chat/action.ts";
import { writeSetting } from "../../src/store/settings.ts";
import { createFakePlatform } from "../support/delivery/fake-poster.ts";
import { liveIn, marksOf, PLACES, type Place } from "../support/isolation/places.ts";
import { rowsOf } from "../support/isolation/rows.ts";
import { actionsIn, pressAll, type Seen, tryEverything } from "../support/isolation/tries.ts";
import { createTestDatabase, isOverPostgres } from "../support/postgres.ts";
import { type Lab, openLab } from "../support/web/lab.ts";
import { cookieFor, keysOf, visitsOf } from "../support/web/visits.ts";

/** What somebody tried, what they saw, and the others' rows before and after. */
interface Attempt {
  readonly seen: Seen;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** All three places live in it. */
let lab: Lab;
/** Everything that can be tried in a place, and then the buttons that the others see there. */
const own = new Map<Place, Attempt>();
const foreign = new Map<Place, Attempt & { readonly pressed: readonly Action[] }>();

const othersOf = (place: Place) => PLACES.filter((one) => one !== place);
const none: Seen = new Map();

async function openInstallation(): Promise<Lab> {
  const database = isOverPostgres() ? await createTestDatabase() : undefined;
  const poster = createFakePlatform({ now: () => new Date("2026-11-23T09:30:00Z") });
  const opened = await openLab({
    database: database?.address,
    parts: {
      posters: new Map(["discord", "slack"].map((platform) => [platform, poster])),
      observes: new Set(["discord", "slack"]),
      page: { shows: "lab", address: "https://papers.example.org" },
    },
  });
  // What is tested is what is written, not what a disk does.
  if (!database) await sql`pragma synchronous = off`.execute(opened.db);
  // Chance in a person's papers is drawn by their name, which would differ with the key.
  await writeSetting(opened.db, "person-key", "the same in each");
  return {
    ...opened,
    async close() {
      await opened.close();
      await database?.drop();
    },
  };
}

async function attempt(place: Place, work: () => Promise<Seen>): Promise<Attempt> {
  const parts = { db: lab.db, taste: lab.session.app.services.taste };
  const before = await rowsOf(parts, othersOf(place), place);
  const seen = await work();
  return { seen, before, after: await rowsOf(parts, othersOf(place), place) };
}

beforeAll(async () => {
  lab = await openInstallation();
  for (const place of PLACES) await liveIn(lab, place);
  for (const place of PLACES)
    own.set(place, await attempt(place, () => tryEverything(lab, place, othersOf(place))));
  for (const place of PLACES) {
    const pressed = othersOf(place).flatMap((other) => actionsIn(own.get(other)?.seen ?? none));
    foreign.set(place, { ...(await attempt(place, () => pressAll(lab, place, pressed))), pressed });
  }
  return () => lab.close();
});

it("tries every command there is, and there is something to find", () => {
  for (const { seen } of own.values())
    for (const { name } of lab.session.app.chat.commands)
      expect([...seen.keys()].filter((tried) => tried.startsWith(`/${name} {`)).length, name).toBeGreaterThan(
        0,
      );
  const [first] = PLACES;
  for (const mark of first ? othersOf(first).flatMap(marksOf) : [])
    expect(
      own.get(first as Place)?.before.some((row) => row.includes(mark)),
      mark,
    ).toBe(true);
});

describe.each(PLACES)("$name", (place) => {
  it("changes nothing of the others", () => {
    for (const tries of [own, foreign]) expect(tries.get(place)?.after).toEqual(tries.get(place)?.before);
  });

  it("reads none of their words", () => {
    const words = othersOf(place).flatMap(({ secrets: { channel, person, talk } }) => [
      channel,
      person,
      talk,
    ]);
    // What somebody types, or what is on the button that they press, they know already.
    const read = [...(own.get(place)?.seen ?? none), ...(foreign.get(place)?.seen ?? none)].filter(
      ([tried, text]) => words.some((word) => text.includes(word) && !tried.includes(word)),
    );
    expect(read).toEqual([]);
  });

  it("opens none of their pages and feeds, and reads nothing of them on its own", async () => {
    const visits = [...visitsOf(lab.web).values()].flat();
    const mine = await keysOf(lab, place.caller);
    for (const other of othersOf(place)) {
      const theirs = await keysOf(lab, other.caller);
      for (const visit of visits.filter(({ of }) => of !== undefined)) {
        // Whoever holds a link may see what it is to: they hold their own.
        const path = visit.of === "channel" ? visit.path(theirs) : visit.path(mine);
        const answer = await lab.web.app.request(path, { headers: { cookie: cookieFor(visit, mine) } });
        if (visit.of === "channel") expect(answer.status, path).toBe(404);
        const text = await answer.text();
        // Ids and addresses they have typed themselves.
        for (const word of [other.secrets.channel, other.secrets.talk])
          expect(text.includes(word), `${word} at ${path}`).toBe(false);
      }
    }
  });
});

// For one of them, since it is as much again as all the rest.
it("the first gets the same answers as where nobody else has done anything", async () => {
  const [place] = PLACES;
  if (!place) throw new Error("no such place");
  const alone = await openInstallation();
  await liveIn(alone, place);
  const answers = await tryEverything(alone, place, othersOf(place));
  const pressed = await pressAll(alone, place, foreign.get(place)?.pressed ?? []);
  await alone.close();
  const differing = (seen: Seen = none, other: Seen) =>
    [...seen].filter(([tried, text]) => other.get(tried) !== text).map(([tried]) => tried);
  expect(differing(own.get(place)?.seen, answers)).toEqual([]);
  expect(differing(foreign.get(place)?.seen, pressed)).toEqual([]);
});
