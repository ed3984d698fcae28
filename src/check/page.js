// The page “Comprobar”: starts the worker when somebody asks for the check, and shows what it tells. What it tells is made
// and escaped in Rust.

const [first, second] = document.querySelectorAll("button[data-check]");
const place = document.getElementById("found");
const { lang } = document.documentElement;
let worker;

function ask(everything) {
  worker.postMessage(JSON.stringify({ lang, data: place.dataset.files, everything }));
}

function told({ html, ready, searched }) {
  if (html) place.innerHTML = html;
  place.setAttribute("aria-busy", String(!ready));
  first.disabled = !ready;
  second.disabled = !ready;
  if (searched) second.hidden = false;
}

function check(everything) {
  told({ ready: false });
  if (worker) return ask(everything);
  worker = new Worker(place.dataset.worker);
  worker.onerror = () => {
    place.textContent = place.dataset.failed;
    place.setAttribute("aria-busy", "false");
  };
  worker.onmessage = ({ data }) => {
    const said = JSON.parse(data);
    if (said.html) told(said);
    else ask(everything);
  };
}

first.onclick = () => check(false);
second.onclick = () => check(true);
first.hidden = false;
