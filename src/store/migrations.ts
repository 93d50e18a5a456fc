import type { Kysely, Migration } from "kysely";
import { createCitationTables } from "./citation-tables.ts";
import { createClubEvents, createClubTables } from "./club-tables.ts";
import { createDeliveryTables } from "./delivery-tables.ts";
import { createLinkTables } from "./link-tables.ts";
import { createSourceTables } from "./source-tables.ts";
import { createTasteTables } from "./taste-tables.ts";
import { splitVotesByLab } from "./vote-tables.ts";

/** Every change of the tables, in order, for good: a landed migration is never edited. Names sort as they run. */
export const migrations: Readonly<Record<string, Migration>> = {
  "0001_papers": {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("papers")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("title", "text", (column) => column.notNull())
        .addColumn("title_key", "text", (column) => column.notNull())
        .addColumn("abstract", "text")
        .addColumn("summary", "text")
        .addColumn("keywords", "text", (column) => column.notNull())
        .addColumn("authors", "text", (column) => column.notNull())
        .addColumn("authors_count", "integer")
        .addColumn("published", "text")
        .addColumn("categories", "text", (column) => column.notNull())
        .addColumn("venue", "text")
        .addColumn("url", "text")
        .addColumn("code_url", "text")
        .addColumn("upvotes", "integer")
        .addColumn("merged_into", "text")
        .addColumn("revision", "integer", (column) => column.notNull())
        .addColumn("added_at", "text", (column) => column.notNull())
        .execute();
      await db.schema.createIndex("papers_title_key").on("papers").column("title_key").execute();
      await db.schema.createIndex("papers_revision").on("papers").columns(["revision", "id"]).execute();
      await db.schema
        .createTable("counters")
        .addColumn("name", "text", (column) => column.primaryKey())
        .addColumn("value", "integer", (column) => column.notNull())
        .execute();
      await db.schema
        .createTable("settings")
        .addColumn("name", "text", (column) => column.primaryKey())
        .addColumn("value", "text", (column) => column.notNull())
        .execute();
    },
  },
  "0003_sources": { up: createSourceTables },
  "0004_deliveries": { up: createDeliveryTables },
  "0005_taken_records": {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("taken_records")
        .addColumn("digest", "text", (column) => column.primaryKey())
        .execute();
    },
  },
  "0006_taste": { up: createTasteTables },
  "0030_citation_keys": { up: createCitationTables },
  "0031_clubs": { up: createClubTables },
  "0032_links": { up: createLinkTables },
  "0033_votes_by_lab": { up: splitVotesByLab },
  "0034_club_events": { up: createClubEvents },
};
