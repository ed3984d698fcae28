// What a figure in a frame of another site does beside the program.
// A file of its own, because the page's content security policy allows no script inside it.

// A link or a mark leads to the site, in a tab of its own. What the program follows is a step of the history to it.
addEventListener("click", ({ target }) => target.closest("a[href]")?.setAttribute("target", "_blank"), true);
history.pushState = (state, title, address) => void open(address, "_blank", "noopener");

// Tells the page around how high this one is, whenever that changes, and when that page asks (height.js).
function tell() {
  const { height } = document.documentElement.getBoundingClientRect();
  parent.postMessage({ tableroHeight: Math.ceil(height) }, "*");
}
if (parent !== window) {
  new ResizeObserver(tell).observe(document.documentElement);
  // Browsers lay a frame that is not in sight out late: what is written and drawn is told at once.
  addEventListener("load", tell);
  new MutationObserver(tell).observe(document.documentElement, { attributes: true, childList: true, subtree: true });
  addEventListener("message", ({ source }) => source === parent && tell());
}
