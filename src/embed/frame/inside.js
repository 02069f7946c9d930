// Runs in the page for an iframe: tells the page around it how high the widget is, once that page has asked.
// A height is all that is told, and only to the page that the frame stands in.

let id;

const tell = () => {
  if (id === undefined) return;
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
  parent.postMessage({ wegwijzer: "height", id, height }, "*");
};

addEventListener("message", ({ source, data }) => {
  if (source !== parent || parent === window) return;
  if (data?.wegwijzer !== "height?" || typeof data.id !== "string") return;
  id = data.id;
  tell();
});
new ResizeObserver(tell).observe(document.documentElement);
