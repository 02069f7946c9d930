// Serves the release and the peers, as brotli sends them.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";

export const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".wasm": "application/wasm" };

const compressed = new Map();

/** What of a file goes over the line. */
export function sent(path) {
  if (!compressed.has(path)) compressed.set(path, brotliCompressSync(readFileSync(path)));
  return compressed.get(path);
}

/** Serves two folders, the release under /dist/, on a port of its own. */
export async function serve(dist, peers) {
  const server = createServer(({ url }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    const path = pathname.startsWith("/dist/") ? join(dist, pathname.slice(6)) : join(peers, pathname);
    try {
      const body = sent(path);
      response.writeHead(200, { "Content-Type": TYPES[extname(path)], "Content-Encoding": "br" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  }).listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
