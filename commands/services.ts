import type { Delivery } from "../src/delivery/delivery.ts";
import type { Library } from "../src/library/library.ts";

/** A platform as it stands in this process. */
export interface PlatformState {
  readonly name: string;
  readonly state: "starting" | "ready" | "failed";
}

/** What commands work on. */
export interface Services {
  readonly library: Library;
  readonly delivery: Delivery;
  readonly platforms: () => readonly PlatformState[];
  readonly now: () => Date;
}
