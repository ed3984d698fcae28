// Opens and closes what stands on the page already, whether the program has come or not: the panel of questions, an
// explanation, a place to jump to; copies the page's address; prints; and fetches what fills a figure's menu of files.

import { print } from "./paper.js";

const find = (selector) => document.querySelector(selector);
const opener = () => find('[aria-controls="panel"][aria-expanded="true"]');

function openPanel(button) {
  for (const other of document.querySelectorAll('[aria-controls="panel"]')) {
    other.setAttribute("aria-expanded", String(other === button));
  }
  const panel = find("#panel");
  panel.className = button.id === "open-all" ? "panel" : button.matches(".how *") ? "panel how" : "panel whom";
  panel.hidden = false;
  panel.scrollIntoView({ block: "nearest" });
  find(`#${button.id.replace("open-", "ask-")}`)?.focus();
}

// Closes the panel; by its own controls the focus goes back to the button that opened it.
function closePanel(returnsFocus) {
  const button = opener();
  if (!button) return;
  if (returnsFocus) button.focus();
  button.setAttribute("aria-expanded", "false");
  find("#panel").hidden = true;
}

function toggle(button) {
  const target = document.getElementById(button.getAttribute("aria-controls"));
  if (target.id !== "panel") {
    target.hidden = !target.hidden;
    button.setAttribute("aria-expanded", String(!target.hidden));
  } else if (button === opener()) closePanel(true);
  else openPanel(button);
}

// A hash would stay in the address and be copied with it.
function jump(event, id, scrolls) {
  const target = document.getElementById(id);
  if (!target) return;
  event.preventDefault();
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
  if (scrolls) target.scrollIntoView();
  target.focus();
}

// A browser that offers no clipboard, such as one that was given an address without https, has no button for it.
if (!navigator.clipboard) document.documentElement.dataset.noClipboard = "";

// Copies the link that a button carries.
async function copy(button) {
  await navigator.clipboard.writeText(new URL(button.dataset.copy, document.baseURI).href);
  const said = button.nextElementSibling;
  said.textContent = button.dataset.done;
  setTimeout(() => (said.textContent = ""), 4000);
}

// What can be taken along of a figure is made by a program of its own.
async function take(details, button) {
  details.classList.remove("failed");
  try {
    // As long as the page shows what the menu is made of, it is left as it is (patch.js).
    if (!button) details.dataset.filled = location.href;
    const { fill, take } = await import(TAKE);
    await (button ? take(button) : fill(details));
  } catch (error) {
    details.classList.add("failed");
    throw error;
  }
}
addEventListener(
  "toggle",
  ({ target }) => {
    const { open, classList, dataset } = target;
    const isFilled = dataset.filled === location.href && !classList.contains("failed");
    if (open && dataset.take && !isFilled) take(target);
  },
  true,
);

addEventListener("click", (event) => {
  const { target, detail } = event;
  const within = (selector) => target.closest?.(selector);
  const [button, place, link] = ["[aria-controls]", "[data-jump]", 'a[href^="#"]'].map(within);
  const [taken, printer] = [".take button", "[data-print]"].map(within);
  if (button) toggle(button);
  else if (place) jump(event, place.dataset.jump, true);
  else if (link) jump(event, link.hash.slice(1), false);
  else if (printer) print(printer.closest("figure"), printer.dataset.print);
  else if (taken) take(taken.closest(".take"), taken);
  else if (within("[data-copy]")) copy(within("[data-copy]"));
  else if (within("[data-close]")) closePanel(true);
  // Once one of several is picked by mouse or finger, what it changes is to be seen; arrow keys go through all answers, and
  // the sheet of phones stays.
  else if (detail > 0 && target.matches?.("#panel input[type=radio]") && opener()?.id !== "open-all") {
    requestAnimationFrame(() => closePanel(true));
  }
});

addEventListener("keydown", ({ key, target }) => {
  if (key === "Escape" && target.closest?.(".bar")) closePanel(true);
});

// Whoever turns to something else has done with the panel.
function leave(target) {
  if (target && !target.closest?.(".bar")) closePanel(false);
}
addEventListener("pointerdown", ({ target }) => leave(target));
addEventListener("focusout", ({ target, relatedTarget }) => {
  if (target.closest?.(".bar")) leave(relatedTarget);
});
