// What static hosts make of a `_headers` file: for each host and path the headers that are set, as JSON. It fails where a host
// cannot read the file, or where two rules set the same header for a path, of which each host makes something else.
//
//   node tests/peers/headers.mjs _headers paths.json
//
// Netlify's rules are read by its own library. Cloudflare's are read as its documentation has them.
import { readFileSync } from "node:fs";
import { parseAllHeaders } from "@netlify/headers-parser";

const [, , file, list] = process.argv;
const paths = JSON.parse(readFileSync(list, "utf8"));
const faults = [];

// Each rule: whether it is about a path, and what it sets.
async function netlify() {
  const { headers, errors } = await parseAllHeaders({ headersFiles: [file], configHeaders: [], minimal: false });
  faults.push(...errors.map(({ message }) => `Netlify: ${message}`));
  return headers.map(({ forRegExp, values }) => ({ fits: (path) => forRegExp.test(path), sets: Object.entries(values) }));
}

function cloudflare() {
  const rules = [];
  for (const line of readFileSync(file, "utf8").split("\n")) {
    const text = line.trim();
    const [, name, value] = /^([\w-]+): (.+)$/.exec(text) ?? [];
    if (text === "" || text.startsWith("#")) continue;
    if (line.length > 2000) faults.push(`Cloudflare: a line of more than 2,000 characters`);
    if (line.startsWith("/")) rules.push({ fits: matcher(text), sets: [] });
    else if (name && rules.length > 0) rules.at(-1).sets.push([name, value]);
    else faults.push(`Cloudflare: ${text}`);
  }
  if (rules.length > 100) faults.push(`Cloudflare: ${rules.length} rules`);
  return rules;
}

// `*` is anything, once in a pattern, and `:name` anything within a part of the path.
function matcher(pattern) {
  if (pattern.split("*").length > 2) faults.push(`Cloudflare: ${pattern}`);
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace("*", ".*").replace(/:[A-Za-z]\w*/g, "[^/]+");
  return (path) => new RegExp(`^${escaped}$`).test(path);
}

function applied(host, rules) {
  const headersOf = (path) => {
    const headers = {};
    for (const [name, value] of rules.filter(({ fits }) => fits(path)).flatMap(({ sets }) => sets)) {
      if (name.toLowerCase() in headers) faults.push(`${host}: ${name} is set twice for ${path}`);
      headers[name.toLowerCase()] = value;
    }
    return headers;
  };
  return Object.fromEntries(paths.map((path) => [path, headersOf(path)]));
}

const found = { netlify: applied("Netlify", await netlify()), cloudflare: applied("Cloudflare", cloudflare()) };
console.log(JSON.stringify(faults.length === 0 ? found : faults));
process.exitCode = faults.length === 0 ? 0 : 1;
