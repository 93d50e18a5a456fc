import { monitorEventLoopDelay } from "node:perf_hooks";
import { createApp } from "../../src/app/app.ts";
import { createHttpServer } from "../../src/http/server.ts";
import { createLogger } from "../../src/log.ts";
import { createDiscord } from "../../src/platforms/discord/index.ts";
import { createAddresses } from "../../src/web/addresses.ts";
import { readAssets } from "../../src/web/assets.ts";
import { createWeb } from "../../src/web/create-web.ts";
import { TOKEN } from "../../test/support/discord/server.ts";
import { openKept } from "./fill.ts";

/**
 * The process that is measured: the bot on Discord and the page, over the library of a folder, as the program puts them together, but
 * without a cooldown in chat. Arguments: the folder, the address of Discord's server, and the folder of the page's files.
 */
const [folder = "", apiUrl = "", assets = ""] = process.argv.slice(2);

const log = createLogger("warn");
const library = await openKept(folder);
await library.refresh();
const { chat, services } = createApp({ library, now: () => new Date(), log, cooldown: { take: () => 0 } });
const web = createWeb({
  services,
  kind: "library",
  addresses: createAddresses(),
  assets: readAssets(assets),
  trustedProxies: 1,
  log,
});
const server = createHttpServer({ port: 0, host: "127.0.0.1", log });
server.mountRest({ isLocal: true, answer: web.answer });
await server.open();
const discord = createDiscord({ token: TOKEN, apiUrl, log });
await discord.start(chat);
process.on("SIGTERM", () => process.exit(0));
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
process.on("message", () => {
  process.send?.({ cpu: process.cpuUsage(), rss: process.memoryUsage().rss, block: delay.max / 1e6 });
  delay.reset();
});
process.send?.({ port: server.port });
