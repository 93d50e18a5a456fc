import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { galleryPage } from "../test/support/gallery/page.ts";
import { playAll } from "../test/support/gallery/play.ts";
import { PLATFORMS, type Shot } from "../test/support/gallery/shot.ts";
import { STORIES } from "../test/support/gallery/stories.ts";
import { print, progress } from "./support/command.ts";

/**
 * `npm run gallery -- [--out FILE]`: everything that the bot says, in every state, as one page that looks like Discord, Slack
 * and a terminal. It is made of the payloads that are really sent, over a small library of invented papers.
 */
const { values } = parseArgs({ options: { out: { type: "string", default: "dist/gallery.html" } } });
const file = resolve(values.out);

const stories = new Map<string, Shot[]>();
for (const platform of PLATFORMS) {
  let done = 0;
  for await (const shots of playAll(platform)) {
    done += 1;
    progress(`${platform}: ${done} of ${STORIES.length + 1}, ${shots.length} messages`);
    for (const shot of shots) stories.set(shot.story, [...(stories.get(shot.story) ?? []), shot]);
  }
}

await mkdir(dirname(file), { recursive: true });
await writeFile(file, galleryPage(stories));
print(`${[...stories.values()].flat().length.toLocaleString("en")} messages: ${file}`);
