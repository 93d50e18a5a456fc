import { readFileSync } from "node:fs";
import { parse } from "@babel/parser";

/**
 * The regular expressions of a file: its literals, and the places where one is made of a text (`new RegExp(…)`,
 * `RegExp(…)`), in order. Found by a parser: a pattern for them would take divisions and comments for literals.
 */
export function regexpsIn(path) {
  const tree = parse(readFileSync(path, "utf8"), { sourceType: "module", plugins: ["typescript"] });
  const literals = [];
  const made = [];
  visit(tree.program, (node) => {
    if (node.type === "RegExpLiteral")
      literals.push({ source: node.pattern, flags: node.flags, line: node.loc.start.line });
    const isCall = node.type === "NewExpression" || node.type === "CallExpression";
    if (isCall && node.callee.type === "Identifier" && node.callee.name === "RegExp")
      made.push({ line: node.loc.start.line, column: node.loc.start.column + 1 });
  });
  return { literals, made };
}

function visit(node, see) {
  see(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child?.type === "string") visit(child, see);
    }
  }
}
