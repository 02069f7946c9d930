// The flow's size. Without this script it stands at its natural size, in a frame that scrolls.
const controls = document.querySelector(".zoom");
const picture = document.querySelector("#flow svg");
const natural = picture.width.baseVal.value;
const fit = () => picture.parentElement.clientWidth / natural;
// As large as the page, as long as that can be read.
let zoom = Math.min(1, Math.max(0.7, fit()));
const show = () => picture.setAttribute("width", Math.round(natural * zoom));
picture.removeAttribute("height");
controls.hidden = false;
controls.addEventListener("click", ({ target }) => {
  const by = target.dataset.zoom;
  if (by === undefined) return;
  zoom = by === "fit" ? fit() : Math.min(3, Math.max(0.1, zoom * Number(by)));
  show();
});
show();
// The first question, which is drawn last, stands in the middle of the frame.
const frame = picture.parentElement;
const first = [...picture.querySelectorAll("g")].at(-1).getBoundingClientRect();
frame.scrollTop += first.top - frame.getBoundingClientRect().top - frame.clientHeight / 2;
