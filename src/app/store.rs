//! Fetches what the page needs of the release, and keeps it.

use dashboard::{Place, Received, State};
use leptos::{prelude::*, task::spawn_local};
use markup::{Address, Location, fetch_text};

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
            received: RwSignal::new(Received::default()),
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
        let url = self.address.url(&format!("data/{path}"));
        spawn_local(async move {
            let text = fetch_text(&url).await;
            self.in_flight
                .update_value(|files| files.retain(|other| *other != file));
            let place = place(self.address.location_untracked());
            self.received
                .update(|received| received.put(&file, text, &place));
        });
    }
}

fn place(location: Location) -> Place {
    Place {
        path: location.path,
        search: location.search,
    }
}
