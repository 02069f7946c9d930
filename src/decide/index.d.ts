/** A file as its text, its bytes, or what `JSON.parse` makes of it. */
export type CompiledFile = string | Uint8Array | object;

/** The id of a choice for the id of a question, in any order. What is undefined was not answered. */
export type Answers = Readonly<Record<string, string | undefined>>;

/** A policy with its words in one language. It remembers nothing between two calls. */
export interface Decide {
  /** What can be asked and answered. */
  readonly about: About;
  /**
   * Where answers lead; without any, to the first question.
   *
   * @throws {DecideError} when nobody can give one of the answers.
   */
  screen(answers?: Answers): Decision;
}

/** Why there is no answer. */
export class DecideError extends Error {
  constructor(problem: Problem);
  /** What kind of problem it is. */
  readonly code: ProblemCode;
  /** The question that was answered, where it is about one. */
  readonly question: string | undefined;
  /** The ids that are possible instead: of questions where the question is unknown, else of the question's choices. */
  readonly valid: readonly string[];
}

/**
 * Loads the app, once, and reads a policy: `policy.json` and a `words.<language>.json` of one build or export.
 *
 * @throws {DecideError} when one of the files cannot be used.
 */
export function load(policy: CompiledFile, words: CompiledFile): Promise<Decide>;

/**
 * The same at once, for a program that has read `decide.wasm` itself: its bytes, or the `WebAssembly.Module` made of them.
 *
 * @throws {DecideError} when one of the files cannot be used.
 */
export function loadSync(wasm: object, policy: CompiledFile, words: CompiledFile): Decide;
