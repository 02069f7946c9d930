// The first question as plain nodes, for as long as the app is on its way. tests/e2e/start.rs holds each node against the
// app's own.

/**
 * Draws the first question as the app will draw it.
 *
 * @param first what the app would be given: the texts around every screen (`surroundings`), and the `question`, as
 *   src/screen/mod.rs has them
 * @param level the level of the question's heading
 * @param languages the languages of the menu: `[tag, name]`
 * @param speak is called with the language that a visitor asks for
 */
export function draw({ surroundings, question }, level, languages, speak) {
  const { language, direction, menu, unreviewed } = surroundings;
  const { id, intro, title, hint, choices, proceed, privacy } = question;

  const widget = make("div", ["class", "wegwijzer", "part", "widget", "lang", language, "dir", direction]);
  if (languages.length > 1) widget.append(drawMenu(languages, language, menu, speak));
  const status = make("p", ["class", "status", "part", "status", "aria-live", "polite", "aria-atomic", "true"]);
  const section = make("section", ["data-screen", "question", "data-id", id, "part", "screen question"]);
  const form = make("form", ["novalidate", ""]);
  const fieldset = make("fieldset", ["aria-labelledby", "question"]);
  const list = make("div", ["class", "choices"]);
  for (const choice of choices) list.append(drawChoice(choice));

  widget.append(status, make("p", ["class", "rest"]), section);
  if (hint) fieldset.setAttribute("aria-describedby", "hint");
  if (intro) section.append(fill(make("div", ["class", "lead", "tabindex", "-1"]), intro));
  section.append(make(`h${level}`, ["tabindex", "-1", "class", "question", "id", "question"], title));
  if (hint) section.append(fill(make("p", ["class", "hint", "id", "hint"]), hint));
  section.append(form, make("p", ["class", "fine"], privacy));
  form.append(fieldset, make("button", ["type", "submit", "class", "button", "part", "button"], proceed));
  fieldset.append(list);

  if (unreviewed) {
    const line = make("p", ["class", "fine"]);
    const read = make("button", ["type", "button", "class", "link", "part", "link"], unreviewed.read);
    read.onclick = () => speak(unreviewed.original);
    line.append(make("span", [], unreviewed.text), " ", read);
    widget.append(line);
  }
  return widget;
}

function drawMenu(languages, language, label, speak) {
  const line = make("p", ["class", "languages", "part", "languages"]);
  const select = make("select", ["id", "language"]);
  for (const [tag, name] of languages) {
    const option = make("option", ["value", tag, "lang", tag], name);
    if (tag === language) option.setAttribute("selected", "");
    select.append(option);
  }
  select.onchange = () => speak(select.value);
  line.append(make("label", ["for", "language"], label), select);
  return line;
}

function drawChoice({ id, label, hint }) {
  const choice = make("div", ["class", "choice", "part", "choice"]);
  const radio = make("input", ["type", "radio", "name", "choice", "id", `choice-${id}`, "value", id]);
  choice.append(radio, make("label", ["for", radio.id], label));
  if (hint) {
    radio.setAttribute("aria-describedby", `hint-${id}`);
    choice.append(fill(make("p", ["class", "hint", "id", `hint-${id}`]), hint));
  }
  return choice;
}

/** Fills an element with a paragraph, each piece of it in an element of its own. */
function fill(element, paragraph) {
  for (const { text, strong, emphasis, link, foreign } of paragraph) {
    if (link) element.append(make("a", ["href", link[1], "part", "link"], link[0]));
    else if (foreign) element.append(make("span", ["lang", foreign[1]], foreign[0]));
    else if (strong) element.append(make("strong", [], strong));
    else if (emphasis) element.append(make("em", [], emphasis));
    else element.append(make("span", [], text));
  }
  return element;
}

/** An element with attributes, names and values in turn, and a text. */
function make(tag, attributes, text) {
  const element = document.createElement(tag);
  for (let at = 0; at < attributes.length; at += 2) element.setAttribute(attributes[at], attributes[at + 1]);
  if (text !== undefined) element.append(text);
  return element;
}
