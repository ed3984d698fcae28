// The page “Comprobar”: starts the worker when a visitor requests the check, and shows its answers. Their HTML is made and
// escaped in Rust.

const [first, second] = document.querySelectorAll("button[data-check]");
const place = document.getElementById("found");
const { lang } = document.documentElement;
let worker;

function request(everything) {
  worker.postMessage(JSON.stringify({ lang, data: place.dataset.files, everything }));
}

function show({ html, ready, searched }) {
  if (html) place.innerHTML = html;
  place.setAttribute("aria-busy", String(!ready));
  first.disabled = !ready;
  second.disabled = !ready;
  if (searched) second.hidden = false;
}

function check(everything) {
  show({ ready: false });
  if (worker) return request(everything);
  worker = new Worker(place.dataset.worker);
  worker.onerror = () => {
    place.textContent = place.dataset.failed;
    place.setAttribute("aria-busy", "false");
  };
  worker.onmessage = ({ data }) => {
    const answer = JSON.parse(data);
    if (answer.html) show(answer);
    else request(everything);
  };
}

first.onclick = () => check(false);
second.onclick = () => check(true);
first.hidden = false;
