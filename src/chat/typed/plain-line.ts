import { trimOf } from "../../trim.ts";

/** What a line says that asks for no papers. `signs`: nothing but punctuation. */
export type PlainLine = "greeting" | "thanks" | "who" | "help" | "goodbye" | "comment" | "signs";

interface Grammar {
  /** A match makes the line one of this kind. */
  readonly key: RegExp;
  /** The other words that such a line may have. Any word beyond these makes it a search. */
  readonly words: ReadonlySet<string>;
}

const list = (words: string) => words.split(" ");

/** Words that may stand in any plain line. */
const FILLERS = list(
  "a again all and bot buddy but dear dude everybody everyone folks friend friends guys hm hmm i im is it its just man mate me my oh paperboy pal " +
    "please pls re really s so sir team that thats the then there this to too u very well ya yall you your",
);

function grammar(key: string, words: string): Grammar {
  return { key: new RegExp(`(?<!\\S)(?:${key})(?!\\S)`, "u"), words: new Set([...FILLERS, ...list(words)]) };
}

// The order matters: "hello, who are you" asks who this is, and "thanks, bye" is a farewell.
const GRAMMARS: Readonly<Record<Exclude<PlainLine, "signs">, Grammar>> = {
  help: grammar(
    "help|halp|hilfe|papers|what papers (?:do you have|have you got)|what (?:is|s) (?:this|the|paperboy)(?: bot)? (?:for|about)|" +
      "(?:recommend|suggest)(?: me)? something|surprise me|how (?:do|can|to) (?:i )?(?:subscribe|unsubscribe)|commands|instructions|manual|menu|what can (?:you|u|i|it|this|the bot|paperboy)(?: bot)? (?:do|ask)|" +
      "what (?:do|does|should) (?:you|u|i|it|this|the|paperboy)(?: bot)? (?:do|ask|type|say|offer)|" +
      "how (?:do|does|can|should|to|would) ?(?:you|u|i|we|it|this|the|one|paperboy)?(?: bot)? ?(?:work|works|use|start|begin|talk)|" +
      "what are you (?:able|capable|for|good)|how to (?:use|start)|get(?:ting)? started|where (?:do|should) i (?:start|begin)",
    "able about papers send share find read latest recent new recommend suggest something surprise subscribe unsubscribe any are ask begin can capable could do does for get getting give good got halp have hello help helping here hey hi hilfe how " +
      "instructions list long manual menu more need of offer on one say should show some start started talk type us use using we want what " +
      "where with work works would commands",
  ),
  who: grammar(
    "(?:who|what) (?:are|r) (?:you|u|ya)|who dis|who (?:is|s) (?:this|that|paperboy|there)|what (?:is|s) (?:this|paperboy|your name)|whats (?:this|your name)|" +
      "who (?:made|built|created|wrote|runs|owns|maintains|programmed|developed) (?:you|u|this|paperboy)|" +
      "(?:are|r) (?:you|u) (?:a |an |still |even )*(?:bot|robot|human|person|machine|ai|llm|gpt|chatgpt|real|alive|there|here|online|awake|up|working|ok)|" +
      "(?:who is|who s|whos) (?:your|ur) (?:creator|maker|owner|author|developer|boss)|(?:do you have a|your|ur) name|introduce yourself|about yourself|about you|where are you from",
    "about author boss creator developer maker owner whos ai alive an any are awake built chatgpt claude created developed dis do even exactly from gpt have hello here hey hi human " +
      "introduce llm machine made maintains name of ok online or owns person programmed r real robot runs s sentient still tell thing up " +
      "ur what whats where who working wrote yourself",
  ),
  goodbye: grammar(
    "bye|byebye|goodbye|cya|ciao|tschuss|adios|farewell|goodnight|good night|gn|see (?:you|ya|u)|ttyl|later|laters|take care|" +
      "have a (?:nice|good|great|lovely)(?: \\S+)?|i have to go|i gotta go|gtg|au revoir",
    "adios au bye byebye care ciao cya day evening farewell for friday gn go good goodbye goodnight gotta great gtg guys have hello later " +
      "laters lovely luck monday more next nice night now ok one revoir see soon take thank thanks til time today tomorrow tonight " +
      "tschuss ttyl until week weekend",
  ),
  thanks: grammar(
    "thanks|thank|thankyou|thanku|thankss|thx|thnx|tnx|tx|ty|tysm|tyvm|cheers|danke|merci|gracias|grazie|obrigado|arigato|kudos|appreciate|appreciated|much obliged",
    "alot amazing answer appreciate appreciated arigato awesome bunch cheers cool danke excellent for found good got gracias grazie great " +
      "heaps help helped helpful helping in advance job kind kudos lot lots love lovely many merci million much nice obliged obrigado of ok " +
      "okay one paper papers perfect quick results suggestion suggestions super thank thankss thanks thanku thankyou thnx those thx tip tnx ton tons tx ty tysm tyvm " +
      "useful was wonderful work works yes",
  ),
  greeting: grammar(
    "hello|helo|hallo|hi|hii|hiya|hey|heya|heyo|howdy|yo|hola|bonjour|salut|greetings|sup|wassup|gm|morning|evening|namaste|ping|test|testing|" +
      "good (?:day|morning|afternoon|evening)|how (?:are|r) (?:you|u|ya|things)|hows it going|how s it going|how is it going|how do you do|" +
      "what (?:is|s) (?:up|new)|whats (?:up|new)|nice to meet you|anyone (?:here|there)|anybody (?:here|there)|long time no see",
    "afternoon any anybody anyone are back bonjour can day do doing evening from fine glad gm going good great greetings hallo happy hear helo hello " +
      "here hey heya heyo hi hii hiya hola hope how howdy hows long meet message monday friday morning namaste new nice no not ok on one only ping r s salut see still sup test testing things time today " +
      "up wassup what whats world works yo",
  ),
  comment: grammar(
    "ok|okay|okey|oki|k|kk|nice|cool|great|good|awesome|amazing|perfect|lol|lmao|rofl|haha|hehe|xd|wow|whoa|woah|yes|yep|yeah|yup|ye|no|nope|nah|" +
      "sure|right|alright|fine|got it|gotcha|i see|i know|understood|noted|interesting|neat|sweet|wonderful|excellent|brilliant|love|lovely|hm|hmm|mhm|ah|" +
      "aha|oh|uh|um|huh|meh|sorry|oops|never ?mind|nvm|well done|damn|wtf|omg|fantastic|bravo|congrats|congratulations|yay|hooray|indeed|exactly|" +
      "agreed|true|same|impressive|not bad|funny|idk|i don t know|makes sense|works|it works|boring|bad|wrong|stupid|dumb|useless|hahaha|done|" +
      "(?:you|u) (?:are|re|r|rock|suck)|go on|shut up|tell me a joke",
    "agreed joke tell ah aha alright amazing am are awesome bad best boring bravo brilliant congrats congratulations cool damn don done dumb exactly excellent " +
      "fantastic far fine for found funny go good got gotcha great haha hahaha happy hehe how huh i idk impressive indeed interesting job k kk know like lmao " +
      "lol looks love lovely made makes meh mhm mind much n neat never nevermind nah nice no nope not noted now nvm of ok okay okey oki omg on one oops perfect pretty r re right rock rofl " +
      "same see sense shut smart sorry sounds stupid suck super sure sweet t thank thanks thx true uh um understood up useless was we what whoa woah wonderful work " +
      "works wow wrong wtf xd yay hooray ye yeah yep yes yup",
  ),
};

const KINDS = ["help", "who", "goodbye", "thanks", "greeting", "comment"] as const;
/** Longest plain line, in characters. */
const LONGEST = 120;
const EMOJI = /:[\w+-]+:|[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}]|\u200d|\ufe0f/gu;
const SMILEY = /(?<!\S)(?:[:;=8xX][-'^o]?[)(DPpOo3|/\\*]+|<3+|\^_*\^|[oO]_[oO]|¯\\_\(ツ\)_\/¯)(?!\S)/gu;
const LAUGH = /^(?:a*(?:h+[aei]+){2,}h*|l+o+l+(?:[o0]+l+)*(?:z+|s+)?)$/u;

/**
 * What a line says that asks for no papers, such as "hi there" or "ok, thanks!"; undefined for all others. Each kind
 * has a closed vocabulary, and every word has to be in it: "hello world model" and "thanks to attention" are queries.
 */
export function plainLine(line: string): PlainLine | undefined {
  if (line.length > LONGEST) return undefined;
  const words = wordsOf(line);
  if (words.length === 0)
    return /[\p{L}\p{N}]/u.test(line.replace(EMOJI, "").replace(SMILEY, "")) ? undefined : signs(line);
  return KINDS.find((kind) => {
    const { key, words: vocabulary } = GRAMMARS[kind];
    const spelt = words.map((word) => spellings(word).find((one) => vocabulary.has(one)));
    return spelt.every((word) => word !== undefined) && key.test(spelt.join(" "));
  });
}

function signs(line: string): PlainLine | undefined {
  if (line.trim() === "") return undefined;
  return line.search(EMOJI) >= 0 || line.search(SMILEY) >= 0 ? "comment" : "signs";
}

function wordsOf(line: string): readonly string[] {
  const text = line
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(EMOJI, " ")
    .replace(SMILEY, " ")
    .toLowerCase()
    .replace(/['’`](?=s\b)/gu, " ")
    .replace(/['’`]/gu, "");
  // Words joined by anything but word separators are terms: "hi-res", "c++", "no/yes".
  return text
    .split(/[\s,;.!?…:"“”()*~]+/u)
    .map((word) => trimOf(word, "-"))
    .filter((word) => word !== "");
}

// "heyyy" and "coool" are tried with one letter and with two.
function spellings(word: string): readonly string[] {
  if (LAUGH.test(word)) return ["haha"];
  return [
    word,
    word.replace(/(.)\1{2,}/gu, "$1"),
    word.replace(/(.)\1{2,}/gu, "$1$1"),
    word.replace(/(.)\1+$/u, "$1"),
  ];
}
