// What no page can wait for, before it is drawn: the quick exit, that nobody sees numbers that a link did not ask for, and
// that what others added to a link is not passed on.
// A file of its own, because the page's content security policy allows no script inside it.

const page = document.documentElement;

// Parameters of social networks, search engines, advertisers and newsletters: who followed a link from where, and nothing
// about the page. Whole names, and beginnings.
const NAMES =
  "__s __twitter_impression _branch_match_id _branch_referrer _bta_c _bta_tid _ga _gac _gl _ke _kx _openstat " +
  "ck_subscriber_id cmpid cuid dclid dm_i ef_id epik fbadid fbclid gbraid gclid gclsrc gdffi gdfms gdftrk " +
  "guccounter hsctatracking icid igsh igshid irclickid li_fat_id mibextid mkcid mkevt mkt_tok mkwid msclkid " +
  "ncid nr_email_referer pcrid rb_clickid rdt_cid ref_src ref_url s_cid s_kwcid sb_referer_host sc_cid sccid " +
  "sfnsn smid spm srsltid tblci trk_contact trk_module trk_msg trk_sid ttclid twclid " +
  "wbraid wickedid wt_mc wt_mc_o wt_zmc xtor yclid ysclid zanpid";
const BEGINNINGS =
  "__hs _hs _x_tr_ at_ bsft_ fb_ ga_ gad_ guce_ hsa_ matomo_ mc_ ml_ mtm_ oly_ piwik_ pk_ sfmc_ utm_ vero_";

const isOwn = (pair) => {
  const [key = ""] = new URLSearchParams(pair).keys();
  const name = key.toLowerCase();
  return !NAMES.split(" ").includes(name) && !BEGINNINGS.split(" ").some((beginning) => name.startsWith(beginning));
};

const { search, pathname, hash } = location;
const own = search.slice(1).split("&").filter(isOwn).join("&");
if (own.length < search.length - 1) history.replaceState(history.state, "", pathname + (own && `?${own}`) + hash);

// A link with filters asks for other numbers than those of the written page, which waits for the program: where there can
// be one. Where it does not come, the written page stays, as boot.js says.
if ("noModule" in HTMLScriptElement.prototype && /[^&=]/.test(own)) page.dataset.asked = "";

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
