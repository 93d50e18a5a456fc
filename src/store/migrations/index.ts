import * as m0001 from "./0001-papers.ts";
import * as m0003 from "./0003-sources.ts";
import * as m0004 from "./0004-deliveries.ts";
import * as m0005 from "./0005-taken-records.ts";
import * as m0006 from "./0006-taste.ts";
import * as m0030 from "./0030-citation-keys.ts";
import * as m0031 from "./0031-clubs.ts";
import * as m0032 from "./0032-links.ts";
import * as m0033 from "./0033-votes-by-lab.ts";
import * as m0034 from "./0034-club-events.ts";
import * as m0037 from "./0037-delivery-kinds.ts";
import * as m0038 from "./0038-paused-by.ts";
import * as m0039 from "./0039-notices.ts";
import * as m0040 from "./0040-left-servers.ts";
import * as m0041 from "./0041-private-labs.ts";
import * as m0042 from "./0042-who-added.ts";
import * as m0060 from "./0060-servers-of-posts.ts";
import * as m0061 from "./0061-greeted.ts";
import * as m0063 from "./0063-weekly-papers.ts";
import * as m0064 from "./0064-public-replies.ts";
import * as m0065 from "./0065-removed-settings.ts";
import * as m0066 from "./0066-records-of-papers.ts";
import * as m0069 from "./0069-what-a-reference-is.ts";
import * as m0075 from "./0075-days.ts";
import * as m0077 from "./0077-page-access.ts";
import * as m0081 from "./0081-mailboxes.ts";
import * as m0088 from "./0088-paper-changes.ts";
import * as m0089 from "./0089-club-changes.ts";
import * as m0090 from "./0090-what-mailboxes-get.ts";
import * as m0094 from "./0094-days-of-deliveries.ts";
import * as m0097 from "./0097-titles-of-papers.ts";
import * as m0102 from "./0102-replicas.ts";
import * as m0103 from "./0103-index-snapshots.ts";
import * as m0104 from "./0104-rolling-upgrades.ts";
import * as m0105 from "./0105-handled.ts";
import type { TableChanges } from "./compatibility.ts";

/** Every change of the tables, in order, for good: a landed migration is never edited. Names sort as they run. */
export const migrations: TableChanges = {
  "0001_papers": m0001,
  "0003_sources": m0003,
  "0004_deliveries": m0004,
  "0005_taken_records": m0005,
  "0006_taste": m0006,
  "0030_citation_keys": m0030,
  "0031_clubs": m0031,
  "0032_links": m0032,
  "0033_votes_by_lab": m0033,
  "0034_club_events": m0034,
  "0037_delivery_kinds": m0037,
  "0038_paused_by": m0038,
  "0039_notices": m0039,
  "0040_left_servers": m0040,
  "0041_private_labs": m0041,
  "0042_who_added": m0042,
  "0060_servers_of_posts": m0060,
  "0061_greeted": m0061,
  "0063_weekly_papers": m0063,
  "0064_public_replies": m0064,
  "0065_removed_settings": m0065,
  "0066_records_of_papers": m0066,
  "0069_what_a_reference_is": m0069,
  "0075_days": m0075,
  "0077_page_access": m0077,
  "0081_mailboxes": m0081,
  "0088_paper_changes": m0088,
  "0089_club_changes": m0089,
  "0090_what_mailboxes_get": m0090,
  "0094_days_of_deliveries": m0094,
  "0097_titles_of_papers": m0097,
  "0102_replicas": m0102,
  "0103_index_snapshots": m0103,
  "0104_rolling_upgrades": m0104,
  "0105_handled": m0105,
};
