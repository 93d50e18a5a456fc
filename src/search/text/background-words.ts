import { termOf } from "./analyze.ts";

// Background words: what papers on anything say, words that stand in many abstracts and few titles, and are seldom repeated. Read off the
// abstracts of 40,000 papers of all kinds and gone through by hand.
const BACKGROUND_WORDS = `
  ability able about above absence absolute abstract accept access accomplish accord account accuracy accurate achieve
  acquire across activate actual adapt add additional additionally address adequate adjust adopt advance advantage
  advent affect aforementioned after against ago aim algorithm all alleviate allow almost alone along alongside
  already also alter alternative although always among amount analysis analyze another any appear applicable
  application apply approach appropriate approximate arbitrary area arise around art article artifact ask aspect
  assess assign associate assume assumption attain attempt attract author auxiliary availability available average
  avoid aware away back bad base based baseline basic basis because become been before begin behave behind being
  believe below benchmark beneficial benefit beside besides best better between beyond both bottom brief bring broad
  broader broadly budget build burden calculate call can cannot capability capable capture careful carry case cause
  central certain challenge change characteristic choice choose chosen circumvent claim clarity class clear close co
  code collect combine come commercial common commonly compare comparison compatible compel complement complete
  complex complexity complicate component comprehensive comprise compromise computational compute concern conclude
  concrete conduct configuration confirm consequent consider considerable consist consistent constant constitute
  constrain constraint construct contain contains contrast contribute control convenient conventional convert core
  correct correspond cost could counterpart cover create criterion critical cross crucial current currently daily data
  date day decade decline decrease dedicate deep deeper define degrade degree deliver demand demonstrate depend deploy
  derive describe design desire despite detail determine develop deviate devise differ different difficult dimension
  direct disadvantage discover discuss display distinct diverse do domain done down downstream draw drawback drop due
  during each earlier early ease easy effect effective efficacy efficient effort eight either element eliminate else
  emerge emphasis empirical employ enable encompass encounter end enforce engage enhance enlarge enormous enough
  enrich ensure entail entire environment equal equip especially essential establish evaluate even ever every evidence
  evident exact examine example exceed excel except excessive execute exhibit exist expand expect expensive experience
  experiment expertise explicit exploit explore expose express extend extensive extent external extra extract extreme
  f1 face facilitate fact factor fail fairly fall family far fast feasible feature few fewer field file fill final
  find fine first five fix flaw flexible focus follow form former formulate forward foster found four fourth framework
  free frequent from full fully function fundamental further furthermore future gain gap general generalize generally
  generate get github give goal good great grow growth guarantee guide had half handle happen hard has have he heavily
  help hence her here high higher highest highlight highly hinder his hold hope hour how however html http https huge
  human hundred hypothesis idea ideal identify ignore ii iii illustrate imagine impact implement implicit imply import
  important impose impractical impressive improve include inclusion incorporate increase increasingly incur indeed
  indicate individual industry inefficient infer influence inform inherent initial innovate input inside insight
  inspire instance instead insufficient integral integrate intend intense interest interface intermediate internal
  intricate introduce intuitive investigate involve irrelevant issue iterate its itself jointly just justify keep key
  kind know known lack large larger largest last later latest latter lead leading least leave led less let level
  leverage lie like likely limit line list little local long longer look lose loss low lower lowest made magnitude
  main mainly maintain major make manage manner manual many margin mark material matter maximum may mean meaningful
  means meanwhile measure mechanism medium meet member mention mere merge method methodology might million mini
  minimal minimum minor minute mitigate mix mode model modern modest modify module month more moreover most mostly
  motivate move much multi multiple must my name namely narrow natural nature near nearly necessary necessitate need
  negative negligible neither never nevertheless new newly next nine non none nonetheless nor normal notable note
  nothing notice notion novel now number numerous objective observe obstacle obtain obvious occur off offer often old
  once one ongoing only onto open operate opportunity optimal option order ordinary organize orient origin other
  otherwise our out outcome outline outperform output outside outstanding over overall overcome overlook own page
  paper paradigm part partial participate particular partly pass past path pave people per percent percentage perform
  performance perhaps period person perspective phase phenomenon piece pivotal place plausible play plus point poor
  popular portion position positive possess possible post potential practical practice practitioner pre precise
  precisely predominant prefer preliminary present preserve prevail prevalent prevent previous primarily primary
  principle prior pro probably problem procedure proceed process produce product program progress prohibit project
  prominent promise promote prone pronounce proof proper property proportion propose prove provide proximity public
  publicly publish purpose pursue put quality quantitative quantity question quick quite raise random range rapid rare
  rate rather ratio reach readily real realistic realize really reason recall receive recent recently recognize record
  reduce redundant refer reflect regard regardless regime relate relationship relative release relevant reliable rely
  remain remark remove render repeat replace report represent request require research resolve resource respect
  respectively respond rest restrict result retain reveal rich right rigorous rise robust role root rough routine run
  same sample satisfy save say scale scenario scheme scope score scratch seamless second secondly section see seek
  seen select self sensitive separate serious serve set setting setup seven several severe shall share sharp she shift
  short shortcoming should show showcase shown side signal significant similar simple simplicity simplify simply
  simultaneous since single situation six size slight slow small smaller smooth so solely solid solution solve some
  sometimes sophisticated source space span special specialize specific specify speed spread stage stand standard
  start state step still strategy strength strengthen strict strike strong strongly structure struggle study sub
  subject suboptimal subsequent subset substantial success successful suffer sufficient suggest suit suitable
  summarize superior superiority support suppress surpass surprising surround survey sustain switch system systematic
  tackle tailor take target task technical technique technology ten tend term test than them themselves theoretical
  theory thereby therefore thing think third thorough those though thousand three through throughout thus tie time
  together tool top topic total toward towards track tradition traditional train transfer transform translate treat
  tremendous trend trivial true try tune turn two type typical ubiquitous ultimate unable unclear under undergo
  underlie underlying underscore understand unexplored unified uniform unique unit unknown unless unlike unlock
  unprecedented until up update upon upper urgent us usage use useful user usual utility utilize valid validate
  valuable value variable variant variety various vary vast verify versatile version very via viable view vital want
  was wave way we weak website week well were what when where whereas wherein whether which while who whole whose why
  wide widely widespread win with within without work world would wrong year yet yield you zero
`;

// Single letters and bare numbers are parts of formulas and tables.
const NO_SUBJECT = /^(\p{L}|\d+)$/u;

const terms = new Set(BACKGROUND_WORDS.trim().split(/\s+/).map(termOf));

/** Whether a term is a background word, which says nothing about what a paper is about. For comparing papers only: in a query, every word is meant. */
export function isBackgroundTerm(term: string): boolean {
  return terms.has(term) || NO_SUBJECT.test(term);
}
