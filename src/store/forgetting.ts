import { forgetPresenter } from "./club/presenters.ts";
import type { Database } from "./database.ts";

/** Somebody, by the keyed hash and by the platform's own id. */
export interface Forgotten {
  readonly person: string;
  readonly platform: string;
  readonly user?: string | undefined;
}

/** A server or workspace that the bot is no longer in. */
export interface LeftServer {
  readonly platform: string;
  readonly server: string;
  /** Its channels; without them, whatever is not known to belong elsewhere on the platform is taken for its. */
  readonly channels?: readonly string[] | undefined;
}

/** Tables whose rows say in which channel they belong, and of which server that is as far as it is known. */
const OF_CHANNELS = [
  "subscriptions",
  "votes",
  "clubs",
  "club_papers",
  "club_presenters",
  "club_events",
  "link_channels",
  "shared_links",
] as const;

/** Values in one statement. */
const SLICE = 500;

/** Deletes, as part of a batch, everything that is kept about a person. Channels' lists stay, without who added what. */
export async function forgetPerson(tx: Database, { person, platform, user }: Forgotten): Promise<void> {
  const owner = `person:${person}`;
  await tx.deleteFrom("votes").where("person", "=", person).execute();
  await tx.deleteFrom("saves").where("person", "=", person).execute();
  await forgetPresenter(tx, person);
  await tx.deleteFrom("follows").where("owner", "=", owner).execute();
  await tx.deleteFrom("profile_marks").where("owner", "=", owner).execute();
  await tx.updateTable("follows").set({ added_by: null }).where("added_by", "=", person).execute();
  if (user === undefined) return;
  await tx
    .updateTable("subscriptions")
    .set({ created_by: null })
    .where("platform", "=", platform)
    .where("created_by", "=", user)
    .execute();
}

/** Deletes, as part of a batch, everything that was said, wished for or posted in a server. */
export async function forgetServer(tx: Database, left: LeftServer): Promise<void> {
  const { platform, server } = left;
  const channels = await channelsOf(tx, left);
  for (const table of [...OF_CHANNELS, "saves", "follows", "profile_marks"] as const) {
    await tx.deleteFrom(table).where("platform", "=", platform).where("server", "=", server).execute();
  }
  for (let from = 0; from < channels.length; from += SLICE) {
    const some = channels.slice(from, from + SLICE);
    const owners = some.map((channel) => `channel:${platform}:${channel}`);
    for (const table of [...OF_CHANNELS, "deliveries", "shown"] as const) {
      await tx.deleteFrom(table).where("platform", "=", platform).where("channel", "in", some).execute();
    }
    for (const table of ["follows", "profile_marks"] as const) {
      await tx.deleteFrom(table).where("owner", "in", owners).execute();
    }
  }
}

async function channelsOf(tx: Database, { platform, server, channels }: LeftServer): Promise<string[]> {
  const known = (
    await Promise.all(
      OF_CHANNELS.map((table) =>
        tx
          .selectFrom(table)
          .select(["channel", "server"])
          .distinct()
          .where("platform", "=", platform)
          .execute(),
      ),
    )
  ).flat();
  const all =
    channels ??
    (
      await Promise.all(
        ([...OF_CHANNELS, "deliveries", "shown"] as const).map((table) =>
          tx.selectFrom(table).select("channel").distinct().where("platform", "=", platform).execute(),
        ),
      )
    )
      .flat()
      .flatMap(({ channel }) => channel ?? []);
  const own = known.flatMap((one) => (one.server === server && one.channel !== null ? [one.channel] : []));
  const others = new Set(
    known.flatMap((one) => (one.server !== null && one.server !== server ? [one.channel] : [])),
  );
  return [...new Set([...own, ...all])].filter((channel) => !others.has(channel));
}
