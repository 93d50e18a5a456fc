import type { Session } from "../access/sign-in.ts";
import type { TrustedProxies } from "../http/visitor.ts";
import type { Logger } from "../log.ts";
import type { Services } from "../present/services.ts";
import type { Addresses } from "./addresses.ts";
import type { Assets } from "./assets.ts";

/** What every part of the page works on. */
export interface WebParts {
  readonly services: Services;
  /** `library`: what is public anyway. `lab`: also what links from chat open. */
  readonly kind: "library" | "lab";
  readonly addresses: Addresses;
  readonly assets: Assets;
  /** Who says truly where a request comes from; nobody, if not given. */
  readonly trustedProxies?: TrustedProxies;
  /** Milliseconds that pass whatever the wall clock is set to; `performance.now()`, if not given. */
  readonly elapsed?: () => number;
  readonly log: Logger;
  /** Whoever is signed in and asks for the page at hand. */
  readonly viewer?: Viewer;
}

export interface Viewer extends Session {
  /** The address of the page at hand, to come back to. */
  readonly here: string;
}
