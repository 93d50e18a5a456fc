import type { Session } from "../access/sign-in.ts";
import type { TrustedProxies } from "../http/visitor.ts";
import type { Logger } from "../log.ts";
import type { Services } from "../present/services.ts";
import type { Addresses } from "./addresses.ts";
import type { Assets } from "./assets.ts";

/** What every page gets. */
export interface WebParts {
  readonly services: Services;
  /** `library`: public papers only. `lab`: also the pages that links from chat open. */
  readonly kind: "library" | "lab";
  readonly addresses: Addresses;
  readonly assets: Assets;
  /** The proxies whose X-Forwarded-For is believed; none, if not given. */
  readonly trustedProxies?: TrustedProxies;
  /** Milliseconds that pass whatever the wall clock is set to; `performance.now()`, if not given. */
  readonly elapsed?: () => number;
  readonly log: Logger;
  /** Who is signed in and asks for this page. */
  readonly viewer?: Viewer;
}

export interface Viewer extends Session {
  /** The address of this page, to come back to. */
  readonly here: string;
}
