import { REQUEST_WITHIN_MS } from "../../chat/poster.ts";

/**
 * What Slack accepts, and the sizes chosen within that. Lengths are in UTF-16 code units, never more than Slack counts.
 * Sources: the doc comments of @slack/types and Slack's own validators in its Python SDK.
 */
export const LIMITS = {
  /**
   * The whole message as JSON. Slack publishes no figure; chat.postMessage was seen to answer `msg_blocks_too_long`
   * from about 13,000 characters of blocks on.
   */
  payload: 10_000,
  /** The plain-text form: Slack recommends less than 4,000, and the payload has to hold the blocks as well. */
  text: 2_000,
  messageBlocks: 50,
  homeBlocks: 100,
  actionsElements: 25,
  buttonText: 75,
  buttonValue: 2_000,
  /** Of a menu. */
  options: 100,
  optionText: 75,
  optionValue: 150,
  placeholder: 150,
  /** A modal's title and button labels. */
  viewTitle: 24,
  viewBlocks: 100,
  inputLabel: 150,
  inputText: 3_000,
  sectionText: 3_000,
  /** Our choice: a field's error is one short line below it. */
  fieldError: 300,
  url: 3_000,
  shortcutLabel: 24,
  commandName: 32,
  /** A response_url accepts five messages, and the answer itself is one. */
  fileMessages: 4,
  /** Links of one message that get a card. */
  unfurls: 5,
  /** Messages per request when looking for a post; Slack recommends at most 200. */
  pageOfMessages: 200,
  /** People in a page of users.list; Slack recommends at most 200. */
  pageOfPeople: 200,
  /** Members in a page of conversations.members, Slack's limit; and the pages read to find one person. */
  pageOfMembers: 1000,
  pagesOfMembers: 10,
  /** A post that is further back is not found. */
  searchedPages: 5,
} as const;

/** The longest parts of an answer, before the whole is cut to size. */
export const LENGTHS = {
  text: 3_000,
  title: 250,
  facts: 300,
  why: 300,
  footer: 300,
  /** A card's body among others, and alone. */
  bodyInList: 300,
  bodyAlone: 3_000,
  /** A piece of a file, as JSON. */
  filePart: 9_000,
} as const;

export const TIMES = {
  /** One request to Slack, in milliseconds; a post that is slow may still have been made, so this is generous. */
  request: REQUEST_WITHIN_MS,
  /** Looking up whether somebody is an administrator: well within what a person waits for an answer. */
  adminLookup: 2_000,
  /** A form has to be opened within three seconds; after this a placeholder is opened, and filled in later. */
  formWait: 1_000,
  /** Slack waits three seconds for the errors of a form. After this the form is closed, and the answer is sent. */
  formAnswer: 2_000,
  adminMemory: 10 * 60_000,
  /** How long a channel's name is cached: nobody is surprised to see a new name minutes later. */
  channelName: 5 * 60_000,
  /** How far a signed request's time may be off, both ways. */
  signature: 5 * 60_000,
  /** A socket that has been silent for this long is dead. Longer than any pause of the event loop. */
  silence: 10_000,
  /** Between two posts to a channel: Slack accepts one a second, and the network does not deliver evenly. */
  betweenPosts: 1_100,
  /**
   * The parts of a post's time limit: for its turn in the channel, for the request, and for the bot's name where it has
   * to be invited. Together less than the 20 s after which a post is given up.
   */
  turn: 6_000,
  name: 2_000,
  /** Looking for a post: no further page is asked for after this. */
  search: 8_000,
  /** How far Slack's clock may differ from ours. */
  clocksApart: 5 * 60_000,
  firstRetry: 1_000,
  lastRetry: 60_000,
  /** Stopping: for connections in progress, for closing the connection, for the answers in flight. Together 10 s. */
  close: 2_000,
  drain: 6_000,
} as const;
