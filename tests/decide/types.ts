// The types as a program uses them. What is wrong has to be found: the compiler complains where it finds nothing.
import { DecideError, load, loadSync, type Decision, type Destination, type ProblemCode } from "contact-wegwijzer/decide";

const decide = await load("{}", {});
const result: Decision = decide.screen({ who: "heir", mailbox: undefined });
const { digest, language }: { digest: string; language: string } = result.policy;

if (result.status === "ask") {
  const first: string | undefined = result.screen.choices[0]?.id;
  // @ts-expect-error a question has no verdict
  result.screen.verdict;
  void first;
} else {
  const verdict: "accepted" | "assessed" | "refused" = result.screen.verdict;
  // @ts-expect-error an outcome has no choices
  result.screen.choices;
  for (const { target } of result.screen.channels.body) {
    if (target !== "none" && "mail" in target) target.mail.draft?.subject.value.trim();
  }
  void verdict;
}
// What is there in each state needs no look at it.
const facts: string[] = result.rules.flatMap((rule) => rule.facts);
const again: Decision = decide.screen({ ...result.answers.counted, ...result.answers.waiting });
const leads = (to: Destination): string => (to.status === "ask" ? to.question : to.outcome);
result.changes.map((change) => leads(change.leads));

// @ts-expect-error an answer is a string
decide.screen({ who: 3 });
// @ts-expect-error an answer is one string
decide.screen({ who: ["heir"] });
// @ts-expect-error a result is not changed
decide.about = decide.about;
// @ts-expect-error an id is a string
const id: number = result.policy.id;
// @ts-expect-error there is no such status
result.status === "done";

const error = new DecideError({ code: "not-offered", message: "", question: null, valid: [] });
const code: ProblemCode = error.code;
// @ts-expect-error there is no such code
const other: ProblemCode = "wrong";

const sync = loadSync(new Uint8Array(), "{}", new Uint8Array());
sync.about.questions[0]?.choices[0]?.label.trim();

void [id, digest, language, facts, again, code, other];
