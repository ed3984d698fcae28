//! Follows the page's address: the one signal that everything depends on, backed by the browser's history.
//!
//! Links are ordinary links; one listener turns a plain click on a link into the site into a step of the history.
//! There is no router: `dashboard` parses the address, and the browser keeps queries, hashes and scroll positions.

use leptos::{ev, prelude::*};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, MouseEvent, Url};

/// The current location as a signal, and the site's root.
#[derive(Clone, Copy)]
pub struct Address {
    root: StoredValue<String>,
    location: RwSignal<Location>,
}

/// A location within the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The path below the site's root.
    pub path: String,
    /// The query, without its question mark.
    pub search: String,
    /// How the reader came to it.
    pub arrival: Arrival,
}

/// How a reader came to a location.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// By opening it, or by Back and Forward: the browser restores the scroll position.
    Browser,
    /// By a link, a select or a mark of a chart.
    Link,
}

impl Address {
    /// Follows the window's address through clicks and through Back and Forward.
    pub fn follow() -> Address {
        let root = root().unwrap_or_default();
        let location = current_location(&root, Arrival::Browser);
        let address = Address {
            root: StoredValue::new(root),
            location: RwSignal::new(location),
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

    /// Returns the current location and tracks it.
    pub fn location(self) -> Location {
        self.location.get()
    }

    /// Returns the current location without tracking it.
    pub fn location_untracked(self) -> Location {
        self.location.get_untracked()
    }

    /// Returns the full address of the site's root.
    pub fn root(self) -> String {
        self.root.get_value()
    }

    /// Returns the full address of a path below the site's root.
    pub fn url(self, href: &str) -> String {
        self.root.with_value(|root| [root, href].concat())
    }

    /// Visits a path below the site's root, as a step of the history.
    pub fn visit(self, href: &str) {
        let url = self.url(href);
        let history = window().history();
        match history
            .and_then(|history| history.push_state_with_url(&JsValue::NULL, "", Some(&url)))
        {
            Ok(()) => self.arrive(Arrival::Link),
            // Browsers refuse too many steps in a short time; the address can still be loaded.
            Err(_) => drop(window().location().assign(&url)),
        }
    }

    /// Visits a path below the site's root in place of the last step of the history.
    pub fn correct(self, href: &str) {
        let url = self.url(href);
        let history = window().history();
        match history
            .and_then(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(&url)))
        {
            Ok(()) => self.arrive(Arrival::Link),
            Err(_) => drop(window().location().replace(&url)),
        }
    }

    fn arrive(self, arrival: Arrival) {
        let location = self.root.with_value(|root| current_location(root, arrival));
        // Another hash is no other location.
        let here = self.location.get_untracked();
        if arrival == Arrival::Link
            || (&here.path, &here.search) != (&location.path, &location.search)
        {
            self.location.set(location);
        }
    }

    /// Returns the path below the site's root that a plain click on one of the dashboard's links leads to.
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
        // The attribute, because links within SVG have no `href` property that is a text. The written page's are relative.
        let url = resolve(&link.get_attribute("href")?)?;
        self.root
            .with_value(|root| url.strip_prefix(root.as_str()).map(str::to_owned))
    }
}

/// Reads the site's root from the page's meta element, as a full address.
fn root() -> Option<String> {
    let meta = document().query_selector("meta[name=root]").ok()??;
    let root = resolve(&meta.get_attribute("content")?)?;
    Some(root.split(['?', '#']).next()?.to_owned())
}

/// Resolves an address as the window does.
fn resolve(address: &str) -> Option<String> {
    let base = window().location().href().ok()?;
    Some(Url::new_with_base(address, &base).ok()?.href())
}

/// Reads the window's address as a location within the site.
fn current_location(root: &str, arrival: Arrival) -> Location {
    let url = window().location().href().unwrap_or_default();
    let (url, _) = url.split_once('#').unwrap_or((&url, ""));
    let (path, search) = url.split_once('?').unwrap_or((url, ""));
    let path = path.strip_prefix(root).unwrap_or_default();
    let path = path.strip_suffix("index.html").unwrap_or(path);
    Location {
        path: path.into(),
        search: search.into(),
        arrival,
    }
}
