/**
 * What Discord accepts, from its API documentation ("Components Reference", "Application Commands", "Message Resource").
 * Lengths are counted in UTF-16 code units, the strictest reading.
 */
export const LIMITS = {
  /** Components of one message, nested ones included. */
  components: 40,
  /** All text displays of one message together. */
  text: 4000,
  rowButtons: 5,
  buttonLabel: 80,
  choices: 25,
  choiceLength: 100,
  placeholder: 150,
  commandName: 32,
  commandDescription: 100,
  /** Name, description and choice values of a command and all its options together. */
  commandLength: 8000,
  /** The highest `max_length` that an option may declare. */
  optionMaxLength: 6000,
  modalTitle: 45,
  modalFields: 5,
  modalLabel: 45,
  modalHint: 100,
  modalText: 4000,
  activityState: 128,
  threadName: 100,
} as const;

/** The message flag IS_COMPONENTS_V2. */
export const IS_COMPONENTS_V2 = 1 << 15;
