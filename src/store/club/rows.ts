/** When the journal club of a channel meets; see clubs.ts. */
export interface ClubRow {
  platform: string;
  channel: string;
  server: string | null;
  first_day: string;
  time: string;
  timezone: string;
  every_weeks: number;
  minutes: number;
  remind_hours: number;
  sequence: number;
  /** When the meetings were last rescheduled, ISO; null where nobody knows. */
  changed_at: string | null;
}

/** A meeting as a calendar file has contained it; see events.ts. */
export interface ClubEventRow {
  platform: string;
  channel: string;
  server: string | null;
  uid: string;
  day: string;
  at: string;
  ends_at: string;
  sequence: number;
  /** 0 or 1 */
  cancelled: number;
  until: string;
}

/** What a journal club is to read (not discussed yet), or has read. */
export interface ClubPaperRow {
  platform: string;
  channel: string;
  server: string | null;
  paper: string;
  added_at: string;
  discussed_on: string | null;
  /** The keyed hash of whoever added it; null where nobody knows. */
  added_by: string | null;
  /** The keyed hash of the presenter when it was discussed. */
  presented_by: string | null;
}

/** A presenter in a journal club: a keyed hash, and the name that they chose. */
export interface ClubPresenterRow {
  platform: string;
  channel: string;
  server: string | null;
  person: string;
  name: string;
  turn: number;
}
