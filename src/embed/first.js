// The first question as plain nodes, for as long as the app is on its way.

/**
 * Draws the first question as the app will draw it.
 *
 * @param first what script/first.mjs has recorded of the app: `screen`, and the parts `menu` and `unreviewed` that not
 *   every page has. An element is `[tag, attributes, ...children]`, its attributes are names and values in turn, and a
 *   number stands for a text.
 * @param texts the texts
 * @param page what the app would know: `{ language, direction, level, languages, unreviewed }`
 * @param speak is called with the language that a visitor asks for; without one that is the policy's own
 */
export function draw(first, texts, { language, direction, level, languages, unreviewed }, speak) {
  const make = (node) => {
    if (!Array.isArray(node)) return new Text(texts[node] ?? node);
    const [tag, attributes, ...children] = node;
    const element = document.createElement(tag === "h2" ? `h${level}` : tag);
    for (let at = 0; at < attributes.length; at += 2) element.setAttribute(attributes[at], attributes[at + 1]);
    for (const child of children) element.append(make(child));
    return element;
  };
  const widget = make(first.screen);
  widget.lang = language;
  widget.dir = direction;
  if (languages.length > 1) {
    const menu = make(first.menu);
    const select = menu.lastChild;
    for (const [tag, name] of languages) {
      const option = new Option(name, tag, tag === language, tag === language);
      option.lang = tag;
      select.append(option);
    }
    select.onchange = () => speak(select.value);
    widget.prepend(menu);
  }
  if (unreviewed) {
    const line = make(first.unreviewed);
    line.lastChild.onclick = () => speak();
    widget.append(line);
  }
  return widget;
}
