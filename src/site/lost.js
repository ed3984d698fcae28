// Leads from an address that does not exist to the page that was meant: another language's name, capital letters, the dot
// of a sentence or the bracket of a chat program behind it.
// Where it is shown, its page does not know where the site begins; this script does, because it lies there. Of several
// addresses that the page tries, more than one may lead to it: it works once.

(() => {
  const { dataset } = document.documentElement;
  if (dataset.root) return;
  const root = new URL(".", document.currentScript.src);
  dataset.root = root.pathname;

  // The quick exit, as on every page.
  const first = document.createElement("script");
  first.src = new URL(dataset.first, root).href;
  document.head.append(first);

  const plain = (text) =>
    text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[\s.,;:!?)\]}>"'»”’…*`]+$/, "")
      .replace(/index\.html?$/, "").replace(/^\/+|\/+$/g, "");

  // What was asked for, below the root.
  function asked() {
    try {
      return plain(decodeURIComponent(location.pathname).slice(root.pathname.length));
    } catch {
      return "";
    }
  }

  function follow() {
    const meant = new Set();
    for (const link of document.querySelectorAll("a[data-path]")) {
      link.href = new URL(link.dataset.path, root).href;
      if (link.dataset.known?.split(" ").includes(asked())) meant.add(link.href);
    }
    const [page] = meant;
    if (meant.size === 1 && page !== location.origin + location.pathname) location.replace(page + location.search + location.hash);
  }

  if (document.readyState === "loading") addEventListener("DOMContentLoaded", follow);
  else follow();
})();
