// Starts the page: the glue and the wasm that Trunk names in index.html and, when the page asks for them, the charts.
// A file of its own, because the page's content security policy allows no script inside it.

import "./panel.js";
import { patch } from "./patch.js";

// For document.rs.
globalThis.patch = patch;

// For engine.rs: the charts come after the first paint, and with them what bundle.js has made of options.js.
globalThis.importCharts = async () => {
  const [charts, options] = await Promise.all([import(CHARTS), import(OPTIONS)]);
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

// The page's address changes while references stay relative to it, and browsers ask for the icon again.
const icon = document.querySelector("link[rel=icon]");
icon.href = icon.href;

// What a meta element names, as an address.
const named = (id) => new URL(document.getElementById(id).content, document.baseURI).href;

// An answer that is chosen before the program has come waits for it; of several the last one counts.
let waiting = null;
function remember({ target }) {
  if (!target.matches?.("#panel input, #panel select")) return;
  waiting?.removeAttribute("aria-busy");
  waiting = target;
  waiting.setAttribute("aria-busy", "true");
}
function forget() {
  removeEventListener("change", remember);
  waiting?.removeAttribute("aria-busy");
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
    forget();
    waiting?.dispatchEvent(new Event("change", { bubbles: true }));
  } catch (error) {
    // The written page stays, and says whom it shows.
    forget();
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
const isWritten = document.getElementById("main") !== null;
if (!isWritten || "asked" in document.documentElement.dataset) {
  startOnce();
} else {
  addEventListener("change", remember);
  for (const touch of ["pointerdown", "keydown", "pointerover"]) {
    addEventListener(touch, startOnce, { once: true, passive: true });
  }
  const whenIdle = globalThis.requestIdleCallback ?? ((then) => setTimeout(then, 500));
  const idle = () => whenIdle(startOnce, { timeout: 3000 });
  // In a frame of another site it waits for its reader, unless there is a chart that only the program draws.
  const isFramed = "embed" in document.documentElement.dataset && !document.querySelector(".chart");
  if (!isFramed && document.readyState === "complete") idle();
  else if (!isFramed) addEventListener("load", idle, { once: true });
}
