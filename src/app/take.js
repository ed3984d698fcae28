// Fetched when somebody opens what can be taken along of a figure: fills that menu, and does what is chosen in it. The files
// are made by the program that `cargo site` has compiled of take.rs.

import start, { code, make, menu, missing, needs, picture } from "../../target/take/take.js";
import wasm from "../../target/take/take_bg.wasm";

await start({ module_or_path: new URL(wasm, import.meta.url) });

// For paper.js.
export { code };

const meta = (name) => [...document.querySelectorAll(`meta[name=${name}]`)];
const root = new URL(meta("root")[0].content, document.baseURI).href.split(/[?#]/)[0];

// What `view` is in take.rs.
function view() {
  const path = location.href.split(/[?#]/)[0].slice(root.length).replace(/index\.html$/, "");
  const tables = meta("tables").flatMap(({ dataset, content }) => [dataset.section, content]);
  return [path, location.search.slice(1), root, meta("catalog")[0]?.content ?? "", ...tables];
}

async function ask(path) {
  const response = await fetch(root + path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}
const text = async (path) => (await ask(path)).text();
const bytes = async (path) => new Uint8Array(await (await ask(path)).arrayBuffer());

// Fetches what the numbers of this page need: from the browser's cache, where the page has them already.
async function fetchFiles() {
  const files = [];
  for (let wanted; (wanted = missing(view(), files)).length > 0; ) {
    const pairs = wanted.flatMap((file, at) => (at % 2 === 0 ? [[file, wanted[at + 1]]] : []));
    const texts = await Promise.all(pairs.map(([, path]) => text(path)));
    pairs.forEach(([file], at) => files.push(file, texts[at]));
  }
  return files;
}

// Fills the menu of a figure once it is open.
export async function fill(details) {
  const written = details.querySelector('a[href$=".svg"]')?.href;
  const can = [navigator.share !== undefined, navigator.clipboard !== undefined];
  const html = menu(view(), await fetchFiles(), details.dataset.take, written, ...can);
  if (html === undefined) return;
  const [summary] = details.children;
  details.replaceChildren(summary, details.querySelector(".not-taken"));
  summary.insertAdjacentHTML("afterend", html);
}

// Hands a file to the browser, which saves it.
function save(name, blob) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// Returns a picture as SVG: the one that the site has, or one of what is shown, with letters from the site.
async function svgOf(figure, address) {
  if (address) return (await fetch(address)).text();
  const files = await fetchFiles();
  const svg = picture(view(), files, figure, await Promise.all((needs(view(), files, figure) ?? []).map(bytes)));
  if (svg === undefined) throw new Error(`${figure} has no picture`);
  return svg;
}

// Makes a PNG of a picture, twice as large as it is shown.
async function draw(svg) {
  const image = Object.assign(new Image(), { src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}` });
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: 2 * image.width, height: 2 * image.height });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

// Does what a button of a menu says.
export async function take(button) {
  const details = button.closest("details");
  const { make: format, takeText, picture: address, name, do: action } = button.dataset;
  let copied = true;
  if (format) {
    const [file, type, content] = make(view(), await fetchFiles(), details.dataset.take, format);
    save(file, new Blob([content], { type }));
    copied = false;
  } else if (takeText) {
    await navigator.clipboard.writeText(takeText);
  } else if (address !== undefined) {
    const svg = svgOf(details.dataset.take, address);
    if (name?.endsWith(".svg")) save(name, new Blob([await svg], { type: "image/svg+xml" }));
    else if (name) save(name, await draw(await svg));
    // Safari wants the promise itself, while the click is still at work.
    else await navigator.clipboard.write([new ClipboardItem({ "image/png": svg.then(draw) })]);
    copied = !name;
  } else if (action === "share") {
    const { title, link: url } = button.dataset;
    // Who changes their mind while sharing has made no mistake.
    await navigator.share({ title, url }).catch(() => {});
    copied = false;
  }
  const done = details.querySelector(".done");
  if (copied && done) {
    done.textContent = done.dataset.done;
    setTimeout(() => (done.textContent = ""), 4000);
  }
}
