import { expect, test } from "vitest";
import { formatOf } from "../../../src/papers/import/format.ts";

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
  [Buffer.from("\ufeffToy Bees", "utf16le"), /UTF-16.*iconv/],
  [Buffer.from("Toy Bees", "utf16le"), /UTF-16.*iconv/],
  [Buffer.from("Toy Bees\0We show that bees learn"), /binary/],
  ["PT\tAU\tBA\tTI\n", /Plain Text File/],
  ['<?xml version="1.0"?><PubmedArticleSet><PubmedArticle>', /PubMed/],
  ["<xml><records><record>", /EndNote/],
  ["cff-version: 1.2.0\ntitle: Toys\n", /CITATION.cff/],
  ['<?xml version="1.0"?><rss>', /XML/],
  ["id,title,abstract\n", /table/],
  ["From: <Saved by a browser>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n", /MHTML/],
])("%j cannot be read", (head, problem) => {
  expect(formatOf(Buffer.from(head))).toEqual({ problem: expect.stringMatching(problem) });
});

test.each([
  ["% mine\nnothing yet", "toys.bib", "BibTeX"],
  ["Toy Bees\n", "toys.nbib", "PubMed"],
  ["Toy Bees\n", "folder.bib/toys.txt", "plain text"],
  ["TY  - JOUR\n", "toys.bib", "RIS"],
  ["@misc{bee26, title={Toy Bees}}", "toys.md", "BibTeX"],
])("%j, named %s, is %s", (head, name, format) => {
  expect(formatOf(Buffer.from(head), name)).toEqual({ format });
});
