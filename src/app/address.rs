//! The page's address: the one signal that everything follows, and the browser's history behind it.
//!
//! Links are ordinary links; one listener turns a plain click on a link into the site into a step of the history.
//! There is no router: `dashboard` reads the address, and `web.md`'s list of what routers do to queries, hashes and
//! scroll positions stays a list.

use leptos::{ev, prelude::*};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, MouseEvent, Url};

/// Where the reader is, as a signal, and where the site begins.
#[derive(Clone, Copy)]
pub struct Address {
    root: StoredValue<String>,
    place: RwSignal<Place>,
}

/// Where the reader is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The path below the site's root.
    pub path: String,
    /// The query, without its question mark.
    pub search: String,
    /// How the reader got here.
    pub arrival: Arrival,
}

/// How a reader got to a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// By opening it, or by Back and Forward: the browser looks after the scroll position.
    Browser,
    /// By a link, a select or a mark of a chart.
    Link,
}

impl Address {
    /// The address of the window, followed through clicks and through Back and Forward.
    pub fn follow() -> Address {
        let root = root().unwrap_or_default();
        let place = here(&root, Arrival::Browser);
        let address = Address {
            root: StoredValue::new(root),
            place: RwSignal::new(place),
        };
        window_event_listener(ev::popstate, move |_| address.arrive(Arrival::Browser));
        window_event_listener(ev::click, move |event| {
            if let Some(href) = address.clicked(&event) {
                event.prevent_default();
                address.visit(&href);
            }
        });
        address
    }

    /// Where the reader is, tracked.
    pub fn place(self) -> Place {
        self.place.get()
    }

    /// The full address of a path below the site's root.
    pub fn url(self, href: &str) -> String {
        self.root.with_value(|root| format!("{root}{href}"))
    }

    /// Goes to a path below the site's root; Back comes back from it.
    pub fn visit(self, href: &str) {
        let url = self.url(href);
        let history = window().history();
        match history
            .and_then(|history| history.push_state_with_url(&JsValue::NULL, "", Some(&url)))
        {
            Ok(()) => self.arrive(Arrival::Link),
            // Browsers refuse too many steps in too short a time; the page can still be opened anew.
            Err(_) => drop(window().location().assign(&url)),
        }
    }

    fn arrive(self, arrival: Arrival) {
        self.place
            .set(self.root.with_value(|root| here(root, arrival)));
    }

    /// The path below the site's root that a plain click on a link of the dashboard leads to.
    fn clicked(self, event: &MouseEvent) -> Option<String> {
        let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        if event.button() != 0 || modified || event.default_prevented() {
            return None;
        }
        let link = event
            .target()?
            .dyn_into::<Element>()
            .ok()?
            .closest("a[href]:not([download], [rel=external])")
            .ok()??;
        // Not the link's own address: those of a drawing have none.
        let url = link.get_attribute("href")?;
        self.root
            .with_value(|root| url.strip_prefix(root.as_str()).map(str::to_owned))
    }
}

/// The site's root as a full address: what the page's meta element says, seen from the page.
fn root() -> Option<String> {
    let meta = document().query_selector("meta[name=root]").ok()??;
    let root = meta.get_attribute("content")?;
    Some(
        Url::new_with_base(&root, &window().location().href().ok()?)
            .ok()?
            .href()
            .split(['?', '#'])
            .next()?
            .to_owned(),
    )
}

fn here(root: &str, arrival: Arrival) -> Place {
    let url = window().location().href().unwrap_or_default();
    let (url, _) = url.split_once('#').unwrap_or((&url, ""));
    let (path, search) = url.split_once('?').unwrap_or((url, ""));
    let path = path.strip_prefix(root).unwrap_or_default();
    let path = path.strip_suffix("index.html").unwrap_or(path);
    Place {
        path: path.into(),
        search: search.into(),
        arrival,
    }
}
