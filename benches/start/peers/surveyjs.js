// The same flow in SurveyJS: a page for each question that may be asked, and one for each outcome, with a condition that
// names the answers that lead there.
import { Model } from "survey-core";
import { renderSurvey } from "survey-js-ui";
import policy from "given/policy.json";
import words from "given/words.json";
import { know, label, paragraphs, text } from "./flow.js";

know({ policy, words });

const asked = new Map(), told = new Map();
const add = (map, key, value) => map.set(key, [...(map.get(key) ?? []), value]);

// Each way to a node of the diagram, as a condition.
(function walk(node, condition) {
  if (node.ask === undefined) return add(told, node.refer, condition);
  const { id, choices } = policy.questions[node.ask];
  add(asked, id, condition);
  choices.forEach((choice, number) => {
    if (node.next[number] === null) return;
    walk(policy.nodes[node.next[number]], [...condition, `{${id}} = '${choice}'`]);
  });
})(policy.nodes.at(-1), []);

const visibleIf = (ways) => (ways.some((way) => way.length === 0) ? undefined : ways.map((way) => `(${way.join(" and ")})`).join(" or "));
const plain = (key) => paragraphs(key).map((pieces) => pieces.map(({ text }) => text).join("")).join("\n\n");

const questions = policy.questions.filter(({ id }) => asked.has(id)).map(({ id, choices }) => ({
  name: `page-${id}`,
  visibleIf: visibleIf(asked.get(id)),
  elements: [{
    type: "radiogroup",
    name: id,
    title: text(`question.${id}.title`),
    description: [plain(`question.${id}.intro`), plain(`question.${id}.hint`)].join(" ").trim(),
    isRequired: true,
    choices: choices.map((choice) => ({ value: choice, text: text(`question.${id}.choice.${choice}`) })),
  }],
}));
const outcomes = [...told].map(([number, ways]) => {
  const { id, verdict, steps, channels, enclosures } = policy.outcomes[number];
  const lines = [
    label({ id, verdict }), plain(`outcome.${id}.lead`), ...steps.map((step) => plain(`step.${step}`)),
    ...channels.map((number) => policy.channels[number]).map(({ id, target }) => `${plain(`channel.${id}.name`)} ${target ?? ""} ${plain(`channel.${id}.text`)}`),
    ...enclosures.map((enclosure) => plain(`enclosure.${enclosure}`)), plain(`outcome.${id}.next`), plain(`outcome.${id}.why`),
  ];
  return {
    name: `page-${id}`,
    visibleIf: visibleIf(ways),
    elements: [{ type: "html", name: `outcome-${id}`, html: `<h2>${text(`outcome.${id}.title`)}</h2>${lines.filter(Boolean).map((line) => `<p>${line}</p>`).join("")}` }],
  };
});

const survey = new Model({ pages: [...questions, ...outcomes], pageNextText: text("ui.continue"), showQuestionNumbers: "off", showCompleteButton: false });
renderSurvey(survey, document.querySelector("#widget"));
