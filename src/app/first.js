// What no page can wait for, before it is drawn: the quick exit, and that nobody sees numbers that a link did not ask for.
// A file of its own, because the page's content security policy allows no script inside it.

const page = document.documentElement;

// A link with filters asks for other numbers than those of the written page, which waits for the program: where there can
// be one. Where it does not come, the written page stays, as boot.js says.
if ("noModule" in HTMLScriptElement.prototype && /[?&](?!utm_|fbclid|gclid)[^=&]/.test(location.search)) page.dataset.asked = "";

addEventListener("error", ({ target }) => {
  if (target.type !== "module") return;
  delete page.dataset.asked;
  const notStarted = document.getElementById("not-started");
  if (notStarted) notStarted.hidden = false;
}, true);

// The page is blank at once; the next one takes its place in the history.
addEventListener("click", (event) => {
  const exit = event.target.closest("a.exit");
  if (!exit) return;
  event.preventDefault();
  event.stopPropagation();
  page.dataset.blank = "true";
  document.title = "";
  location.replace(exit.href);
}, true);

// Who comes back sees the page again.
addEventListener("pageshow", () => delete page.dataset.blank);
