export interface PageLinkRow {
  platform: string;
  channel: string;
  server: string | null;
  /** Names the channel in addresses. It is no secret. */
  handle: string;
  /** Links of earlier versions open nothing. */
  version: number;
}

/** A link that was not opened yet, or a browser that has opened one. */
export interface PageSignInRow {
  /** A keyed hash of the token. */
  id: string;
  /** link or session */
  stage: string;
  /** person or admin */
  opens: string;
  /** A keyed hash of whose it is. */
  person: string;
  /** Where it was asked for. */
  platform: string;
  server: string | null;
  channel: string | null;
  /** The platform's own id of the person, which only the token can read; see secrets.ts. */
  sealed: string;
  /** By the library's own clock, see proven-time.ts. */
  begun_at: string;
}
