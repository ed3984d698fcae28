// Completes the page for paper: its full address, a code that leads there, and the date, by which a reader finds it again.
// A code is never printed beside an address to which it does not lead. Most pages were written with their own; that of
// another view is drawn by what makes files (take.js), which may come too late: then the address stands alone.

const page = document.documentElement;
const place = document.querySelector(".printed");

// The address of what is printed: of one figure, or of the view.
const address = () =>
  page.dataset.one || new URL(document.querySelector("footer").dataset.address, document.baseURI).href;

// Before the date stands what the page has in its language.
function complete() {
  const [code, line, rest] = place.children;
  line.textContent = address();
  code.hidden = place.dataset.to !== line.textContent;
  const now = new Date();
  const digits = [now.getDate(), now.getMonth() + 1].map((number) => String(number).padStart(2, "0"));
  rest.textContent = `${place.dataset[page.lang]} ${digits.join("/")}/${now.getFullYear()}`;
}

// Prints the page, or one of its figures alone. Who waits for the code in vain gets the address alone.
export async function print(figure, own) {
  const late = new Promise((done) => setTimeout(done, 5000));
  if (figure) {
    figure.dataset.printed = "";
    page.dataset.one = own;
  }
  const to = address();
  if (place.dataset.to !== to) {
    const drawn = import(TAKE).then(({ code }) => {
      place.firstChild.innerHTML = code(to) ?? "";
      place.dataset.to = to;
    });
    await Promise.race([drawn.catch(() => {}), late]);
  }
  globalThis.print();
}

if (place) {
  addEventListener("beforeprint", complete);
  addEventListener("afterprint", () => {
    delete page.dataset.one;
    delete document.querySelector("[data-printed]")?.dataset.printed;
  });
  // The browser prints at once what its own keys ask for: the code comes first, where it is not there yet.
  addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (key !== "p" || !(ctrlKey || metaKey) || altKey || shiftKey || place.dataset.to === address()) return;
    event.preventDefault();
    print();
  });
}
