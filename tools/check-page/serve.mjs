// The page over an invented lab, on a port of this machine.
import { join } from "node:path";

const MANY = 400;
const SEED = 20;

/** Starts it; `root` is the folder with package.json, whose dist/ is built. */
export async function serveLab(root) {
  const from = (path) => import(join(root, "dist", path));
  const { openLab, PEOPLE } = await from("test/support/web/lab.js");
  const { hostileTexts } = await from("test/support/web/hostile.js");
  const visits = await from("test/support/web/visits.js");
  const { createHttpServer } = await from("src/http/server.js");

  const titles = hostileTexts(MANY, SEED);
  const more = titles.map((title) => ({ title, abstract: title, authors: [title] }));
  const lab = await openLab({ more, assets: join(root, "src", "web", "assets") });
  await lab.live();
  const server = createHttpServer({ port: 0, host: "127.0.0.1", log: lab.log });
  server.mountRest({ isLocal: true, answer: lab.web.answer });
  await server.open();
  const { router } = lab.web.app;
  return {
    base: `http://127.0.0.1:${server.port}`,
    ann: await visits.keysOf(lab, PEOPLE.ann),
    /** What she gets when she asks for her links again. */
    newKeys: () => visits.keysOf(lab, PEOPLE.ann),
    visits: visits.visitsOf(lab.web),
    forms: visits.formsOf(lab.web),
    cookieFor: visits.cookieFor,
    /** Which route answers. */
    routeOf(method, path) {
      const [handlers] = router.match(method, path);
      return handlers.map(([[, { path: route }]]) => route).find((route) => route !== "/*");
    },
    hostile: { titles, queries: hostileTexts(MANY, SEED + 1), ids: hostileTexts(MANY / 2, SEED + 2) },
    /** What the server could not do, which no page may cause. */
    errors: () => lab.log.entries.filter(({ level }) => level === "error"),
    async close() {
      await server.close();
      await lab.close();
    },
  };
}
