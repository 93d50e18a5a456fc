import { expect, test } from "vitest";
import { formatOf } from "../../../src/papers/import/format/format.ts";

test.each([
  ['{"title": "Toy Bees"}\n', "JSON Lines"],
  ['\ufeff\n  {"title": "Toy Bees"}\r\n', "JSON Lines"],
  ['of a cut line"}\n{"title": "a"}\n{"title": "b"}\n', "JSON Lines"],
  ['# papers\n{"title": "a"}\n{"title": "b"}\n', "JSON Lines"],
  ["<!doctype html><html>", "HTML"],
  ["\n<div class='x'>", "HTML"],
  ["<!-- saved from url -->\n<html>", "HTML"],
  ["### [Toy Bees](https://huggingface.co/papers/2611.00042)", "Markdown"],
  ["[12](https://huggingface.co/login?next=x)", "Markdown"],
  ["- [Toy Bees](/papers/2611.00042)", "Markdown"],
  ["Toy Bees\n\nWe show <a href='x'>bees</a> and [1] more.", "plain text"],
  ['["Bees" and Wasps](https://arxiv.org/abs/2611.00042)', "Markdown"],
  ["[[MASK] Bees](https://arxiv.org/abs/2611.00042)", "Markdown"],
  ["[MASK] Is All Bees Need\n\nWe show.", "plain text"],
  ['[{"title": "Toy Bees"}]', "JSON list"],
  ["\ufeff[\n\t{", "JSON list"],
  ["[]", "JSON list"],
  ['["2611.00042", "2611.00043"]', "JSON list"],
  ["@misc{bee26, title={Toy Bees}}", "BibTeX"],
  ["% mine\n\n@article{bee26,", "BibTeX"],
  ["# mine\n@string{toy = {Toy}}", "BibTeX"],
  ["Written by a program.\n\n  @Article{bee26,\n  title={<p>Toy</p> Bees},", "BibTeX"],
  ["@bees asked a question about {toys}", "plain text"],
  ["TY  - JOUR\n", "RIS"],
  ["\ufeff\r\nTY - JOUR\r\n", "RIS"],
  ["TY  - JOUR\rTI  - Toy Bees\r", "RIS"],
  ["\nPMID- 10000007\nOWN - NLM\n", "PubMed"],
  ["%0 Journal Article\n%T Toy Bees\n", "EndNote"],
  ["%T Toy Bees\n%A Bee, Ana\n", "EndNote"],
  ["FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\n", "Web of Science"],
  ["PT J\nAU Bee, A\n", "Web of Science"],
  ["% Encoding: UTF-8\n\n", "BibTeX"],
  ['{\n  "title": "Toy Bees"\n}', "JSON object"],
  ['{"items": [{"title": "Toy Bees"}]}', "JSON object"],
  ['{"status":"ok","message-type":"work","message":{}}', "JSON object"],
  ["---\nreferences:\n- id: bee\n  title: Toy Bees\n...\n", "CSL-YAML"],
  ["- id: bee\n  title: Toy Bees\n", "CSL-YAML"],
  ["- Toy Bees\n- id\n", "plain text"],
  [Buffer.from("\ufeff@misc{bee26, title={Toy Bees}}", "utf16le"), "BibTeX"],
  [Buffer.from("@misc{bee26, title={Töy Bees}}", "utf16le"), "BibTeX"],
  [Buffer.from("\ufeff@misc{bee26, title={Toy Bees}}", "utf16le").swap16(), "BibTeX"],
  [Buffer.from("@misc{bee26, title={Toy Bees}}", "utf16le").swap16(), "BibTeX"],
  ["id,title,abstract\n", "CSV"],
  ["PT\tAU\tBA\tTI\n", "CSV"],
  ["sep=;\nTitle;DOI;My own column\n", "CSV"],
  ["Title, as we said, is a word\n\nBees say it often.", "plain text"],
  ["- <https://arxiv.org/abs/2611.00042>\n", "Markdown"],
  ["[bee]: https://arxiv.org/abs/2611.00042\n", "Markdown"],
  ["Provider: Toy\nDatabase: Bees\n\nTY  - CONF\n", "RIS"],
])("%j is %s", (head, format) => {
  expect(formatOf(Buffer.from(head))).toEqual({ format });
});

test.each([
  ["", /is empty/],
  [" \n\t", /is empty/],
  [Buffer.from([0x1f, 0x8b, 8, 0]), /gzip.*gunzip/],
  [Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]), /xz -d/],
  [Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), /zstd/],
  ["BZh91AY", /bunzip2/],
  ["PK\u0003\u0004", /unzip/],
  [Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]), /7z/],
  ["%PDF-1.7\n", /PDF/],
  ["bplist00", /web archive/],
  [Buffer.from("Toy Bees\0We show that bees learn"), /binary/],
  ['<?xml version="1.0"?><PubmedArticleSet><PubmedArticle>', /PubMed/],
  ["<xml><records><record>", /EndNote/],
  ["cff-version: 1.2.0\ntitle: Toys\n", /CITATION.cff/],
  ['<?xml version="1.0"?><rss><channel>', /FEEDS/],
  ['<feed xmlns="http://www.w3.org/2005/Atom">', /FEEDS/],
  ['<?xml version="1.0"?>\n<opml version="2.0">', /OPML/],
  ['<?xml version="1.0"?><toys/>', /is XML/],
  ['<?xml version="1.0"?><modsCollection>', /MODS.*xml2bib/],
  ['<?xml version="1.0"?><collection xmlns="http://www.loc.gov/MARC21/slim">', /MARC.*BibTeX/],
  ["01142cam  2200301 a 4500001001300000", /MARC.*BibTeX/],
  ['<rdf:RDF\n xmlns:z="http://www.zotero.org/namespaces/export#">', /Zotero RDF/],
  ['<?xml version="1.0"?><CitaviExchangeData>', /Citavi/],
  ['<?xml version="1.0"?><article article-type="research-article"><front>', /JATS.*DOI/],
  ["SQLite format 3\0", /database/],
  [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), /office program.*CSV/],
  ["RT Journal Article\nSR Electronic(1)\nA1 Bee,Ana\nT1 Toy Bees\n", /RefWorks.*RIS/],
  ["<1>\nUnique Identifier\n  10000002\nTitle\n  Toy bees.\n", /Ovid.*RIS/],
  ["TI- Toy bees / Ana Bee\nAU- Bee, Ana\nPY- 2020\n", /catalogue.*RIS/],
  ["From: <Saved by a browser>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n", /MHTML/],
])("%j cannot be read", (head, problem) => {
  expect(formatOf(Buffer.from(head))).toEqual({ problem: expect.stringMatching(problem) });
});

test.each([
  ["PK\u0003\u0004", "toys.xlsx", /spreadsheet.*CSV/],
  ["PK\u0003\u0004", "toys.docx", /word processor/],
  ["PK\u0003\u0004", "toys.zip", /unzip/],
  ["Name,Colour\nBee,yellow\n", "toys.csv", /names of columns.*“title”/],
])("%j, named %s, cannot be read", (head, name, problem) => {
  expect(formatOf(Buffer.from(head), name)).toEqual({ problem: expect.stringMatching(problem) });
});

test.each([
  ["Toy Bees\n", "toys.md", "Markdown"],
  ["<details><summary>Toys</summary>", "toys.md", "Markdown"],
  ["<html><body>", "toys.md", "HTML"],
  ["% mine\nnothing yet", "toys.bib", "BibTeX"],
  ["Toy Bees\n", "toys.nbib", "PubMed"],
  ["Toy Bees\n", "folder.bib/toys.txt", "plain text"],
  ["TY  - JOUR\n", "toys.bib", "RIS"],
  ["@misc{bee26, title={Toy Bees}}", "toys.md", "BibTeX"],
])("%j, named %s, is %s", (head, name, format) => {
  expect(formatOf(Buffer.from(head), name)).toEqual({ format });
});
