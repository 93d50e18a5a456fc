/** What a library's file turned out to be, for the store that looks into it and the doctor that explains it. */
export interface LibraryState {
  /**
   * `lost`: missing or empty although other files show that there was one. `no folder`: its home is a file, or a link to nothing.
   * `foreign`: no database of ours. `older`: the next start brings it up to date.
   */
  readonly state:
    | "none"
    | "lost"
    | "no folder"
    | "foreign"
    | "damaged"
    | "unreadable"
    | "newer"
    | "older"
    | "good";
  /** The system's own words, if known. */
  readonly reason?: string;
  readonly bytes: number;
  readonly papers: number;
}
