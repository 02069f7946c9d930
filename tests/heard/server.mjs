// A server on loopback for the release, with pages that a test adds. Its pages let lines run on: a screen reader reads line by
// line as they stand on the screen, and what is heard is not to depend on fonts.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const TYPES = { html: "text/html; charset=utf-8", js: "text/javascript", css: "text/css", json: "application/json", wasm: "application/wasm" };
const LONG_LINES = "<style>main { max-inline-size: none !important } contact-wegwijzer { --wegwijzer-width: none }</style>";

/** Serves a folder. Gives `url(path)` and `title(path)` of a page, `file(path)` with its text, `page(path, html)` to add one, and `close()`. */
export async function serve(folder) {
  const pages = new Map();
  const file = (path) => readFileSync(new URL(`.${path}`, folder));
  const source = (path) => pages.get(path) ?? (path.endsWith(".html") ? file(path).toString() : undefined);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    try {
      const html = source(pathname);
      const body = html === undefined ? file(pathname) : html.replace(/<\/head>|<body>/, `${LONG_LINES}$&`);
      const type = TYPES[html === undefined ? pathname.split(".").pop() : "html"] ?? "application/octet-stream";
      response.writeHead(200, { "Content-Type": type });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: (path) => `http://127.0.0.1:${server.address().port}${path}`,
    title: (path) => /<title>(.*?)<\/title>/.exec(source(path))[1],
    file: (path) => file(path).toString(),
    page: (path, html) => pages.set(path, html),
    close: () => server.close().closeAllConnections(),
  };
}
