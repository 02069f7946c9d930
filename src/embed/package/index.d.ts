/** What a `wegwijzer-error` event tells: why the app is not there. */
export type WegwijzerErrorCode =
  | "no-webassembly"
  | "engine"
  | "blocked"
  | "missing"
  | "network"
  | "timeout"
  | "altered"
  | "policy"
  | "panic"
  | "app";

/**
 * `<contact-wegwijzer>`: a guided answer to who may ask for a change, and how. Its children are the written guide,
 * shown until the app has started, and when it cannot.
 *
 * Attributes: `lang`, `languages`, `start`, `links`, `standalone`, `policy`, `page`, `heading-level`.
 */
export interface ContactWegwijzerElement extends HTMLElement {
  /** Always open. */
  readonly shadowRoot: ShadowRoot;
}

declare global {
  interface HTMLElementTagNameMap {
    "contact-wegwijzer": ContactWegwijzerElement;
  }

  interface HTMLElementEventMap {
    /** The first screen stands. */
    "wegwijzer-ready": CustomEvent<null>;
    /** Another screen has come. */
    "wegwijzer-step": CustomEvent<null>;
    /** The screen is an outcome. */
    "wegwijzer-outcome": CustomEvent<null>;
    /** The app is not there; the written guide is. */
    "wegwijzer-error": CustomEvent<{ code: WegwijzerErrorCode }>;
  }
}
