// A page of one's own around the decision.
import { load } from "contact-wegwijzer/decide";
import policy from "../../../dist/cliendo/policy.json";
import words from "../../../dist/cliendo/words.en.json";

const decide = await load(policy, words);
const element = (name, text) => Object.assign(document.createElement(name), { textContent: text });

function show(answers) {
  const { screen } = decide.screen(answers);
  const buttons = (screen.choices ?? []).map(({ id, label }) => {
    const button = element("button", label);
    button.onclick = () => show({ ...answers, [screen.id]: id });
    return button;
  });
  document.querySelector("main").replaceChildren(element("h1", screen.title), ...buttons);
}

show({});
