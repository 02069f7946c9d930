// The same widget as a careful team would make it without a framework: the server draws the first question into the page, and
// this script takes over from there with the policy and the words, which the page loads along.
import { copy, know, nextStep } from "./flow.js";
import { follow } from "./follow.js";
import { screen } from "./server/screens.js";

const read = async (file) => (await fetch(file)).json();
const root = document.querySelector("#widget").shadowRoot;
const section = () => root.querySelector("section");
let answers = {}, reopened, step;

function show(unanswered) {
  step = nextStep(answers, reopened);
  section().outerHTML = screen(step, answers[step.question], unanswered);
}

function go(change) {
  ({ answers, reopened } = { answers, reopened: undefined, ...change });
  show();
  follow(root);
}

function submit(form) {
  const radio = form.querySelector("input:checked");
  if (radio) return go({ answers: { ...answers, [step.question]: radio.value } });
  show(true);
  root.querySelector(".summary").focus();
}

const moves = {
  back: () => go({ reopened: step.trail.at(-1)?.question }),
  reopen: ({ to }) => go({ reopened: to }),
  restart: () => go({ answers: {} }),
  first: () => root.querySelector("input").focus(),
};

const [policy, words] = await Promise.all(["policy.json", "words.json"].map(read));
know({ policy, words });
step = nextStep(answers);
root.addEventListener("submit", (event) => {
  event.preventDefault();
  submit(event.target);
});
root.addEventListener("click", ({ target }) => {
  const { go, copy: value, ...data } = target.closest("button")?.dataset ?? {};
  if (value) copy(value);
  moves[go]?.(data);
});
const first = root.querySelector("form");
first.onsubmit = null;
if (first.pressed) submit(first);
