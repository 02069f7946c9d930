// The widget's own files: fetched, checked, and what went wrong told apart.

/** How long a file may take, in milliseconds. */
const PATIENCE = 20_000;

/**
 * Why the app is not there. `code` is stable:
 * `no-webassembly`, `engine`, `blocked`, `missing`, `network`, `timeout`, `altered`, `policy`, `panic`, `app`.
 * The message says what to do about it.
 */
export class Failure extends Error {
  constructor(code, message, cause) {
    super(message, { cause });
    this.code = code;
  }
}

/** The app has met a fault of its own. */
export function panic(cause) {
  return new Failure("panic", "The app stopped by a fault of its own: please report it.", cause);
}

/**
 * What stands in a file of JSON.
 *
 * @param file `{ url, hash }`, where `hash` is a digest as in an `integrity` attribute, or nothing
 * @param again whether an earlier try has failed: then no copy of the browser's is taken
 */
export function json(file, again) {
  return read(file, again, (response) => response.json());
}

/** The text of a file, likewise. */
export function text(file, again) {
  return read(file, again, (response) => response.text());
}

/** The compiled module in a file, likewise. */
export function wasm(file, again) {
  // The compiler that reads along wants the right type; a server that does not know it is no reason to fail.
  const known = (response) => response.headers.get("Content-Type") === "application/wasm";
  return read(file, again, async (response) =>
    known(response) ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer()));
}

async function read(file, again, use) {
  let refused = false;
  const watch = ({ blockedURI, disposition }) => {
    if (disposition === "report") return; // told, not refused
    refused ||= blockedURI === "wasm-eval" || (blockedURI.length > 0 && file.url.href.startsWith(blockedURI));
  };
  document.addEventListener("securitypolicyviolation", watch);
  try {
    return await use(await get(file, again, file.hash));
  } catch (cause) {
    await new Promise((done) => setTimeout(done)); // a violation is told of after the request has failed
    throw cause instanceof Failure ? cause : await explain(file, cause, refused);
  } finally {
    document.removeEventListener("securitypolicyviolation", watch);
  }
}

/** Nothing of the visitor goes along: no credentials, no referrer. */
async function get(file, again, integrity = "") {
  const signal = AbortSignal.timeout?.(PATIENCE);
  const credentials = isPreloaded(file) ? "same-origin" : "omit";
  const cache = again ? "reload" : "default";
  const response = await fetch(file.url, { cache, credentials, referrerPolicy: "no-referrer", integrity, signal });
  if (!response.ok) throw missing(file, response.status);
  return response;
}

/** Whether the page loads a file by itself, as it loads all of its own. Asked for otherwise, it would be loaded twice. */
function isPreloaded({ url }) {
  for (const { href } of document.querySelectorAll("link[rel=preload]")) if (href === url.href) return true;
  return false;
}

async function explain(file, cause, refused) {
  if (refused || isRefusal(cause)) return blocked(file, cause);
  if (isTimeout(cause)) return timeout(file, cause);
  if (isUnknown(cause)) return tooOld(cause);
  if (cause.name === "SyntaxError") return new Failure("policy", `${file.url} is no JSON.`, cause);
  // A digest that does not fit is a failed request like any other. Only another request can tell.
  if (file.hash) {
    try {
      await get(file, false);
      return new Failure("altered", `${file.url} is of another build than the script, or was changed on its way.`, cause);
    } catch (again) {
      if (again instanceof Failure) return again;
      if (isTimeout(again)) return timeout(file, again);
    }
  }
  return new Failure("network", `${file.url} cannot be reached, or its server does not allow this origin (CORS).`, cause);
}

/** What went wrong when the app's module was to run. */
export function explainStart(file, cause) {
  if (cause instanceof Failure) return cause;
  return isRefusal(cause) ? blocked(file, cause) : tooOld(cause);
}

/** Whether the page's policy refused WebAssembly. Browsers say so in the message only. */
function isRefusal({ message }) {
  return /Content.?Security.?Policy|unsafe-eval|CSP/i.test(message);
}

/** Whether the browser does not know what stands in the module. */
function isUnknown(cause) {
  return typeof WebAssembly !== "undefined" && cause instanceof WebAssembly.CompileError;
}

/** Nothing else aborts a request here, and browsers do not agree on the name. */
function isTimeout({ name }) {
  return name === "TimeoutError" || name === "AbortError";
}

function blocked({ url }, cause) {
  return new Failure("blocked", `The Content-Security-Policy forbids ${url}: allow its origin in connect-src and ` +
    "script-src, and script-src 'wasm-unsafe-eval'.", cause);
}

function tooOld(cause) {
  return new Failure("engine", "This browser's WebAssembly is too old for the app.", cause);
}

function missing({ url }, status) {
  return new Failure("missing", `${url} answered with HTTP ${status}: put it there.`);
}

function timeout({ url }, cause) {
  return new Failure("timeout", `${url} took longer than ${PATIENCE / 1000} seconds.`, cause);
}
