import { resolve } from "node:path";
import { onTestFinished } from "vitest";
import type { AppParts } from "../../../src/app/app.ts";
import type { Library } from "../../../src/library/library.ts";
import { createAddresses } from "../../../src/web/addresses.ts";
import { readAssets } from "../../../src/web/assets.ts";
import { createWeb, type Web } from "../../../src/web/create-web.ts";
import type { WebParts } from "../../../src/web/parts.ts";
import { someApp } from "../app.ts";
import { createRecordingLog } from "../recording-log.ts";

const assets = readAssets(resolve(import.meta.dirname, "..", "..", "..", "src", "web", "assets"));

interface SomeWeb extends Web {
  readonly parts: WebParts;
  readonly log: ReturnType<typeof createRecordingLog>;
}

interface Different {
  readonly url?: string;
  readonly now?: () => Date;
  readonly app?: Partial<AppParts>;
  readonly parts?: Partial<WebParts>;
}

/** The page over a library, as the program serves it; `more` replaces parts of it. */
export function someWeb(
  library: Library,
  { url, now = () => new Date(), app = {}, parts }: Different = {},
): SomeWeb {
  const log = createRecordingLog();
  const { services, edits } = someApp(library, now, { ...app, log });
  onTestFinished(() => edits.stop());
  let elapsed = 0;
  const whole: WebParts = {
    // A minute between two requests: none is too many, and no page is kept from the one before.
    elapsed: () => {
      elapsed += 60_000;
      return elapsed;
    },
    services,
    kind: "library",
    addresses: createAddresses(url),
    assets,
    log,
    ...parts,
  };
  return { ...createWeb(whole), parts: whole, log };
}
