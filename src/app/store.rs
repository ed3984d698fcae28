//! Fetches what the page needs of the release, and keeps it.

use dashboard::{Place, Received, SectionFiles, State};
use leptos::{prelude::*, task::spawn_local};
use web_sys::RequestCache;

use crate::{
    address::{Address, Location},
    document::query,
    fetch,
    pause::pause,
};

/// The part of the release that was fetched, and the files that are being fetched.
#[derive(Clone, Copy)]
pub struct Store {
    address: Address,
    received: RwSignal<Received>,
    in_flight: StoredValue<Vec<String>>,
}

impl Store {
    /// Opens a store that fetches whatever the address needs.
    pub fn open(address: Address) -> Store {
        let store = Store {
            address,
            received: RwSignal::new(Received::on_page(named_files())),
            in_flight: StoredValue::new(Vec::new()),
        };
        Effect::new(move |_| {
            let place = place(store.address.location());
            let missing = store.received.with(|received| received.missing(&place));
            missing.into_iter().for_each(|file| store.fetch(file));
        });
        store
    }

    /// Returns what can be shown at the address and tracks it; `before` was shown until now.
    pub fn state(self, before: Option<&State>) -> State {
        let place = place(self.address.location());
        self.received
            .with(|received| received.state(&place, before))
    }

    /// Whether everything that was fetched is what the page was written of.
    pub fn is_as_written(self) -> bool {
        self.received.with_untracked(Received::is_as_written)
    }

    /// Fetches again what could not be fetched.
    pub fn retry(self) {
        self.received.update(Received::retry);
    }

    fn fetch(self, file: String) {
        if self.in_flight.with_value(|files| files.contains(&file)) {
            return;
        }
        self.in_flight
            .update_value(|files| files.push(file.clone()));
        let path = self
            .received
            .with_untracked(|received| received.locate(&file));
        let url = self.address.url(&path);
        // The names of some files change with what is in them. The others of a release belong together, so they are
        // validated.
        let cache = if SectionFiles::is_named(&file) {
            RequestCache::Default
        } else {
            RequestCache::NoCache
        };
        spawn_local(async move {
            let text = fetch::text(&url, cache).await;
            pause().await;
            let place = place(self.address.location_untracked());
            self.received
                .update_untracked(|received| received.put(&file, text, &place));
            self.in_flight
                .update_value(|files| files.retain(|other| *other != file));
            // The view is made part by part, while the page that stands is read.
            pause().await;
            while self
                .received
                .try_update_untracked(|received| received.prepare(&place))
                .unwrap_or_default()
            {
                pause().await;
            }
            self.received.notify();
        });
    }
}

/// Reads which files the page names.
fn named_files() -> SectionFiles {
    let mut files = SectionFiles::default();
    for meta in query("meta[name=catalog], meta[data-section], meta[data-withdrawn]") {
        let content = meta.get_attribute("content").unwrap_or_default();
        if let Some(section) = meta.get_attribute("data-section") {
            files.tables.push((section, content));
        } else if let Some(release) = meta.get_attribute("data-withdrawn") {
            files.withdrawn.push((release, content));
        } else {
            files.catalog = content;
        }
    }
    files
}

fn place(location: Location) -> Place {
    Place {
        path: location.path,
        search: location.search,
    }
}
