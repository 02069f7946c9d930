// Serves the release as brotli sends it, at full speed and through a slow line. Chromium slows what a page asks for, and nothing that
// its workers ask for: so the line is here, and all share it.
import { readdirSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { brotliCompressSync } from "node:zlib";
import { sent, TYPES } from "../start/serve.mjs";
import { NETWORK } from "../start/visit.mjs";

/** What is put on the line at a time, in bytes: those who wait take turns. */
const PIECE = 4000;

/** Serves a folder, and JSON of its own under some addresses. */
export async function serve(dist, own) {
  // Nobody waits for what a host has compressed long before.
  for (const name of readdirSync(dist)) {
    if (/^(workshop|prover)/.test(name) && extname(name) in TYPES) sent(join(dist, name));
  }
  const made = new Map(Object.entries(own).map(([address, value]) => [address, brotliCompressSync(JSON.stringify(value))]));
  const listen = async (send) => {
    const server = createServer(async ({ url }, response) => {
      const { pathname } = new URL(url, "http://localhost");
      try {
        const body = made.get(pathname) ?? sent(join(dist, pathname));
        const headers = { "Content-Type": TYPES[extname(pathname)], "Content-Encoding": "br", "Content-Length": body.length };
        await send(response, headers, body);
      } catch {
        response.writeHead(404).end();
      }
    }).listen(0, "127.0.0.1");
    await new Promise((listening) => server.once("listening", listening));
    return server;
  };
  const servers = [await listen(fast), await listen(slow())];
  return {
    origin: (line) => `http://127.0.0.1:${servers[line ? 1 : 0].address().port}`,
    close: () => servers.forEach((server) => server.close()),
  };
}

function fast(response, headers, body) {
  response.writeHead(200, headers).end(body);
}

function slow() {
  let free = Promise.resolve();
  // When the line has sent all that was put on it: a timer that is late by a little is not late by more with each piece.
  let sentBy = 0;
  const put = (bytes) => {
    free = free.then(() => {
      sentBy = Math.max(sentBy, performance.now()) + (bytes / NETWORK.downloadThroughput) * 1000;
      return sleep(Math.max(0, sentBy - performance.now()));
    });
    return free;
  };
  return async (response, headers, body) => {
    await sleep(NETWORK.latency);
    response.writeHead(200, headers);
    for (let at = 0; at < body.length; at += PIECE) {
      const piece = body.subarray(at, at + PIECE);
      await put(piece.length);
      response.write(piece);
    }
    response.end();
  };
}
