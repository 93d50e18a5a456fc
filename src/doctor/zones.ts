import { type DoctorFinding, fine, problem } from "./finding.ts";

/** What Node knows about time zones, and who needs them. */
export interface ZoneFacts {
  /** The version of ICU, which has the time zones; undefined if Node was built without. */
  readonly icu: string | undefined;
  /** Whether the zones that everybody has are known. */
  readonly knowsZones: boolean;
  readonly subscriptions: readonly {
    readonly platform: string;
    readonly channel: string;
    readonly server?: string;
    readonly timezone: string;
    readonly isKnown: boolean;
  }[];
}

export function checkZones({ icu, knowsZones, subscriptions }: ZoneFacts): readonly DoctorFinding[] {
  if (!knowsZones)
    return [
      problem(
        "zones",
        icu === undefined
          ? "This Node was built without the data of time zones."
          : `This Node's data of time zones (ICU ${icu}) lacks most of them.`,
        "Install Node from nodejs.org or your distribution, which has them all, and unset NODE_ICU_DATA.",
        { link: "https://nodejs.org/en/download" },
      ),
    ];
  const unknown = subscriptions.filter(({ isKnown }) => !isKnown);
  if (unknown.length === 0) return [fine("zones", "Every time zone in use is known.")];
  return unknown.map(({ timezone, ...about }) =>
    problem(
      "zones.unknown",
      `A channel gets its papers by the time zone “${timezone}”, which this Node doesn't know.`,
      "Type /daily subscribe timezone:Europe/Berlin in that channel, with your own zone.",
      {
        about: {
          platform: about.platform,
          channel: about.channel,
          ...(about.server && { server: about.server }),
        },
      },
    ),
  );
}
