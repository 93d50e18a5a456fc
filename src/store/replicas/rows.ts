/** The right to do something alone. The row stays when nobody holds it: its fence only grows. */
export interface LeaseRow {
  /** What it is the right to, such as `source arxiv`. */
  name: string;
  /** The name of a replica; null where nobody holds it. */
  holder: string | null;
  /** Larger by one with each holder. PostgreSQL gives numbers of this size as text. */
  fence: number;
  /** When it ends unless it is renewed, in milliseconds since 1970. */
  until: number;
}

/** A process that works on this database. */
export interface ReplicaRow {
  name: string;
  started_at: string;
  seen_at: string;
  /** The program's version. */
  version: string;
}

/** A file of the search index that was made of this database. */
export interface IndexSnapshotRow {
  /** Random; the file has it too. */
  mark: string;
  made_at: string;
  /** The rest is null unless `index_chunks` holds the file. */
  format: string | null;
  bytes: number | null;
  /** SHA-256, in hexadecimal. */
  hash: string | null;
}
