import { join } from "node:path";
import type { HttpServer } from "../http/server.ts";
import type { PageState, Services } from "../present/services.ts";
import { createAddresses } from "../web/addresses.ts";
import { readAssets } from "../web/assets.ts";
import type { Host } from "./host.ts";

/**
 * Puts the page on the server, if it is switched on; hono is loaded only then. Where nobody says on which address to listen, the
 * page answers this machine alone, although Slack's requests may come from anywhere.
 */
export async function mountPage(host: Host, server: HttpServer, services: Services): Promise<boolean> {
  const { config, log, root } = host;
  const { kind, url } = config.page;
  if (kind === "off") return false;
  const { createWeb } = await import("../web/create-web.ts");
  const web = createWeb({
    services,
    kind,
    addresses: createAddresses(url),
    assets: readAssets(join(root, "src", "web", "assets")),
    trustedProxies: config.http.trustedProxies,
    log: log.child("page"),
  });
  server.mountRest({
    isLocal: config.http.listen === undefined,
    answer: (request, response) => web.answer(request, response),
  });
  return true;
}

/** The page as chat can speak of it, before the server listens. */
export function pageState({ config: { page, http } }: Pick<Host, "config">): PageState {
  if (page.kind === "off") return { shows: "nothing" };
  if (page.url !== undefined) return { shows: page.kind, address: page.url };
  return { shows: page.kind, address: `http://127.0.0.1:${http.port}`, isLocal: true };
}

/** Where to open the page; the server is listening. */
export function pageAddress({ config }: Pick<Host, "config">, { port }: HttpServer): string {
  if (config.page.url !== undefined) return `${config.page.url}/`;
  const { listen = "127.0.0.1" } = config.http;
  const isAny = listen === "0.0.0.0" || listen === "::";
  const name = isAny ? "127.0.0.1" : listen;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}/`;
}
