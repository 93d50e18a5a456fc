import { describe, expect, it } from "vitest";
import { type Database, writeBatch, writePapers } from "../../../src/store/database.ts";
import { insertNotices, lastNoticeId } from "../../../src/store/notices.ts";
import { findPaper, papersAfter, putPapers, START } from "../../../src/store/papers.ts";
import { addShown, shownIn } from "../../../src/store/shown.ts";
import { putRecords, recordsOf } from "../../../src/store/sources/paper-records.ts";
import { daysListed, putListed } from "../../../src/store/sources/sources.ts";
import { rememberRecords } from "../../../src/store/sources/taken-records.ts";
import { aPaper } from "./a-paper.ts";

const NOW = new Date("2026-11-23T09:00:00.123Z");

const CHANNEL = { platform: "fake", channel: "C1" };

/** What databases differ in by themselves, and must not here. `open` is as in `describeStore`. */
export function describeValues(name: string, open: () => Promise<readonly [Database, Database]>): void {
  describe(`values on ${name}`, () => {
    it("takes the same row twice in one write", async () => {
      const [db, other] = await open();
      const paper = aPaper({ id: "arxiv:1", title: "First" });
      await writePapers(db, async (tx, revision) => {
        const row = { titleKey: "key", revision };
        await putPapers(
          tx,
          [
            { paper, ...row },
            { paper: { ...paper, title: "Second" }, ...row },
          ],
          NOW,
        );
        const record = {
          digest: "d",
          paper: "arxiv:1",
          titleKey: "key",
          ids: ["arxiv:1", "arxiv:1"],
          found: paper,
        };
        await putRecords(tx, [record, { ...record, paper: "arxiv:2" }]);
        await rememberRecords(tx, ["d", "d"]);
        await addShown(tx, CHANNEL, ["arxiv:1", "arxiv:1"], "2026-11-23");
        const listed = ["2026-11-22", "2026-11-23", "2026-11-21"].map((day) => ({ id: "arxiv:1", day }));
        await putListed(tx, "arxiv", listed, "2026-11-23");
        const ahead = ["2027-01-01", "2026-11-23", "2026-11-22"].map((day) => ({ id: "arxiv:2", day }));
        await putListed(tx, "arxiv", ahead, "2026-11-23");
      });
      expect((await findPaper(other, "arxiv:1"))?.title).toBe("Second");
      expect(await recordsOf(other, ["arxiv:1", "arxiv:2"])).toMatchObject([{ paper: "arxiv:2" }]);
      expect([...(await daysListed(other, "arxiv", ["arxiv:1", "arxiv:2"]))].sort()).toEqual([
        ["arxiv:1", "2026-11-22"],
        ["arxiv:2", "2026-11-23"],
      ]);
    });

    it("sorts and compares texts byte by byte, whatever the language", async () => {
      const [db, other] = await open();
      const ids = ["a", "B", "_", "-", "Z", "é", "z", "a b", "a-b", "𝔘", "\uffee"];
      await writePapers(db, async (tx, revision) => {
        const rows = ids.map((id) => ({ paper: aPaper({ id }), titleKey: id, revision }));
        await putPapers(tx, rows, NOW);
      });
      const sorted = ids.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      const read: string[] = [];
      for (let cursor = START; ; ) {
        const some = await papersAfter(other, cursor, 2);
        const last = some.at(-1);
        if (!last) break;
        read.push(...some.map(({ paper }) => paper.id));
        cursor = { revision: last.revision, id: last.paper.id };
      }
      expect(read).toEqual(sorted);
      const notices = ids.map((id) => ({ id, platform: "fake", user: "ann", text: "Hello." }));
      await writeBatch(db, (tx) => insertNotices(tx, notices, { madeAt: NOW, nextTry: NOW }));
      expect(await lastNoticeId(other, "A", "a")).toBe("_");
    });

    it("takes long numbers, and any text but U+0000, which it leaves out", async () => {
      const [db, other] = await open();
      const paper = aPaper({ title: "N\0UL ' \\ \" 𝔘 \u2028", upvotes: 5_000_000_000, keywords: ["a\0b"] });
      await writePapers(db, (tx, revision) => putPapers(tx, [{ paper, titleKey: "k\0ey", revision }], NOW));
      const found = await findPaper(other, `${paper.id}\0`);
      expect(found).toEqual({ ...paper, title: "NUL ' \\ \" 𝔘 \u2028" });
    });

    it("takes a write of some thousand rows, and of as many values", async () => {
      const [db, other] = await open();
      const papers = Array.from({ length: 2500 }, (_, at) => `arxiv:${at}`);
      await writeBatch(db, (tx) => addShown(tx, CHANNEL, papers, "2026-11-23"));
      expect(await shownIn(other, CHANNEL, undefined)).toHaveLength(2500);
    });
  });
}
