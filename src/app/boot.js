// Starts the page: the glue and the wasm that Trunk names in index.html and, when the page asks for them, the charts.
// A file of its own, because the page's content security policy allows no script inside it.

// For chart.rs: the charts come after the first paint, and with them what bundle.js has made of options.js.
globalThis.importCharts = async () => {
  const [charts, options] = await Promise.all([import("./echarts.js"), import(OPTIONS)]);
  return { ...charts, ...options };
};

// For the program, which works in many small pieces: lets the browser answer its reader between two of them.
const pause = () =>
  globalThis.scheduler?.yield?.() ??
  new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(0);
  });
globalThis.pause = pause;

// The same, once the browser has drawn what has changed.
globalThis.afterFrame = () => new Promise(requestAnimationFrame).then(pause);

// The page's address changes while references stay relative to it, and browsers ask for the icon again.
const icon = document.querySelector("link[rel=icon]");
icon.href = icon.href;

// What a meta element names, as an address.
const named = (id) => new URL(document.getElementById(id).content, document.baseURI).href;

// Buttons and answers do nothing until the program has taken over. What was clicked last waits for it, and is clicked then;
// the panel of questions opens at once.
const waiting = "data-clicked";
function forget(controls) {
  for (const control of document.querySelectorAll(`${controls}[${waiting}]`)) {
    control.removeAttribute(waiting);
    control.removeAttribute("aria-busy");
    if (control.hasAttribute("aria-controls")) control.setAttribute("aria-expanded", "false");
  }
}
function remember({ target }) {
  const control = target.closest?.("#shell button, #shell input");
  if (!control) return;
  const [isAnswer, isOpener] = ["input", "[aria-controls=panel]"].map((kind) => control.matches(kind));
  const closes = control.matches("#panel .main") || (isOpener && control.hasAttribute(waiting));
  // An answer stands in the panel that a button has opened.
  forget(isAnswer ? "input" : "");
  const panel = document.getElementById("panel");
  if (closes || isOpener) panel.hidden = closes;
  if (closes) return;
  control.setAttribute(waiting, "");
  control.setAttribute("aria-busy", "true");
  if (!isOpener) return;
  control.setAttribute("aria-expanded", "true");
  panel.className = control.id === "open-all" ? "panel" : control.matches(".how *") ? "panel how" : "panel whom";
}

// Fetches what the program will ask for first, beside it: the catalog, and the tables of this page's section.
function fetchData() {
  for (const name of ["catalog", "tables"]) {
    const [file, root] = [name, "root"].map((name) => document.querySelector(`meta[name=${name}]`));
    if (!file) continue;
    const link = document.createElement("link");
    const href = `${root.content}${file.content}`;
    Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href });
    document.head.append(link);
  }
}

async function start() {
  fetchData();
  try {
    const wasm = fetch(named("wasm"));
    const { default: run, start } = await import(named("glue"));
    await run({ module_or_path: wasm });
    await pause();
    start();
  } catch (error) {
    // The written page stays, and says whom it shows.
    removeEventListener("click", remember);
    forget("");
    document.getElementById("panel")?.setAttribute("hidden", "");
    delete document.documentElement.dataset.asked;
    document.getElementById("not-started").hidden = false;
    throw error;
  }
}

// A written page can be read at once: its program waits until the browser has nothing better to do, or until the reader
// wants something of it.
let started = false;
function startOnce() {
  if (started) return;
  started = true;
  start();
}
const isWritten = document.querySelector("#shell main") !== null;
if (!isWritten || "asked" in document.documentElement.dataset) {
  startOnce();
} else {
  addEventListener("click", remember);
  for (const touch of ["pointerdown", "keydown", "pointerover"]) {
    addEventListener(touch, startOnce, { once: true, passive: true });
  }
  const whenIdle = globalThis.requestIdleCallback ?? ((then) => setTimeout(then, 500));
  const idle = () => whenIdle(startOnce, { timeout: 3000 });
  if (document.readyState === "complete") idle();
  else addEventListener("load", idle, { once: true });
}
