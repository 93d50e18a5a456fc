import { trimEndOf } from "../../trim.ts";

const ASKING = String.raw`(?:(?:hey|hi|hello|ok|so|and|paperboy)[\s,]+)*(?:(?:can|could|would|will) (?:you|u) )?(?:please )?(?:help me )?(?:to )?`;
const VERB =
  "(?:find|search(?: for)?|look(?:ing)?(?: up| for)?|show|get|give|send|list|recommend|suggest|(?:i am|i'm|im) looking for|i (?:want|need|would like|'d like)(?: to (?:read|see|find))?|do you (?:have|know)(?: of)?|are there|is there|what are|which are|got)";
const SOME =
  "(?:(?:me|us|some|any|a|an|few|couple|of|the|more|new|good|great|nice|interesting|relevant|best|top|other) )*";
const PAPERS =
  "(?:research |scientific )?(?:papers?|articles?|publications?|literature|research|studies|preprints?|anything|stuff)";
const ABOUT =
  "(?:on|about|for|regarding|concerning|covering|related to|dealing with|that (?:talk|deal|are) (?:about|with|on))";
const REQUEST = new RegExp(String.raw`^${ASKING}(?:${VERB} )?${SOME}${PAPERS} ${ABOUT} (?=\S)`, "iu");
const REQUEST_FOR = new RegExp(`^${ASKING}${VERB} ${SOME}(?=${PAPERS} )`, "iu");
const SIGNS = "?!. ";
const COURTESY = /,? (?:please|pls|thanks|thank you|lately|recently|these days)$/iu;
/** Longest query, in characters. */
const LONGEST = 500;

/**
 * The subject of a request for papers, without the words that ask: "help me find papers on pruning" is about pruning.
 * Only lines that say "papers" or the like are requests; all others stay as they are typed.
 */
export function withoutRequest(line: string): string {
  if (line.length > LONGEST) return line;
  const typed = line.trim().replace(/\s+/gu, " ");
  const about = typed.replace(REQUEST, "");
  const wanted = about === typed ? typed.replace(REQUEST_FOR, "") : about;
  return wanted === typed ? line : trimEndOf(wanted, SIGNS).replace(COURTESY, "") || line;
}
