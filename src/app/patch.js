// Changes what stands on the page into what the program has written, where the two differ.

import morphdom from "morphdom";

// What a reader has opened is not part of a view, and a chart draws what is in its place.
function keep(now, next) {
  if (now.isEqualNode(next)) return false;
  if (now.dataset?.chart !== undefined && now.dataset.chart === next.dataset?.chart) {
    for (const { name, value } of next.attributes) now.setAttribute(name, value);
    return false;
  }
  // A menu of files stays as it was opened, for as long as the page shows what they would be made of.
  if (now.dataset?.filled === location.href) return false;
  if (now.localName === "details") next.open = now.open && now.dataset.take === undefined;
  if (now.hasAttribute("aria-controls")) next.setAttribute("aria-expanded", now.getAttribute("aria-expanded"));
  if (now.id === "panel" || now.id === "why") [next.hidden, next.className] = [now.hidden, now.className];
  return true;
}

export const patch = (element, html) => void morphdom(element, html, { onBeforeElUpdated: keep });
