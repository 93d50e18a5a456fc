import type { Host } from "../app/host.ts";
import { openApp } from "../app/open-app.ts";
import { UserError } from "../errors.ts";
import { papersNamedInFile } from "../taste/seeds.ts";
import { problemLines } from "./import.ts";

interface SeedOptions {
  /** `platform:id` */
  readonly channel: string | undefined;
  readonly interest: string | undefined;
}

/**
 * Takes the file into the library, and makes its papers examples of what a
 * channel likes. A file of more papers than a list may have changes nothing. Returns the exit status.
 */
export async function seedChannel(
  host: Host,
  file: string,
  { channel, interest }: SeedOptions,
): Promise<number> {
  const [, platform, id] = /^(discord|slack):(\w+)$/.exec(channel ?? "") ?? [];
  if (platform === undefined || id === undefined)
    throw new UserError("Which channel? Add --channel discord:1234567890123456789 or slack:C0123ABCD.");
  const named = await papersNamedInFile(file);
  const app = await openApp(host);
  try {
    const { library, services } = app;
    const { taste } = services;
    // The terminal stands for the host.
    const by = await taste.person({ platform: "terminal" });
    const scope = { ...(await taste.scope({ platform, channel: id }, "channel")), by };
    const report = await library.importFile(file, { now: host.now, signal: host.stop });
    const { known, unknown, lost } = await taste.findSeeds(named);
    const examples = [...known, ...unknown].map((value) => ({ kind: "paper" as const, value, interest }));
    const { added, known: before } = await taste.follow(scope, examples);
    const counts = [
      `${added} new`,
      `${before} were there`,
      lost > 0 && `${lost} without a paper in the library`,
      report.broken > 0 && `${report.broken} broken`,
    ];
    const lines = [
      `Examples for ${channel}: ${counts.filter(Boolean).join(", ")}`,
      ...problemLines(report, "line"),
    ];
    host.output.write(`${lines.join("\n")}\n`);
  } finally {
    await app.close();
  }
  return 0;
}
