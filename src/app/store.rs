//! Fetches and keeps the release: the catalog first, then each table once, when a view needs it.

use std::collections::{BTreeMap, BTreeSet};

use cube::{
    Release,
    json_stat::{self, ReadError},
};
use dashboard::{Failure, Request, tables_for, view, view::View};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    address::{Address, Location},
    fetch,
};

const INDEX: &str = "index";

/// The part of the release that was fetched, and the files that are being fetched.
#[derive(Clone, Copy)]
pub struct Store {
    address: Address,
    fetched: RwSignal<Fetched>,
    in_flight: StoredValue<BTreeSet<String>>,
}

/// What can be shown at a location.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageState {
    /// The view, or the one before it while tables are being fetched.
    pub view: Option<View>,
    /// Why the page cannot be drawn.
    pub failure: Option<Failure>,
    /// Whether files are being fetched.
    pub busy: bool,
}

#[derive(Default)]
struct Fetched {
    release: Option<Release>,
    failures: BTreeMap<String, Failure>,
}

impl Store {
    /// Opens a store that fetches whatever the address needs.
    pub fn open(address: Address) -> Store {
        let store = Store {
            address,
            fetched: RwSignal::new(Fetched::default()),
            in_flight: StoredValue::new(BTreeSet::new()),
        };
        Effect::new(move |_| {
            let missing = store
                .fetched
                .with(|fetched| fetched.missing(&address.location()));
            missing.into_iter().for_each(|file| store.fetch(file));
        });
        store
    }

    /// Returns what can be shown at the address and tracks it; `before` was shown until now.
    pub fn state(self, before: Option<&PageState>) -> PageState {
        let location = self.address.location();
        self.fetched
            .with(|fetched| fetched.state(&location, before))
    }

    /// Fetches again what could not be fetched.
    pub fn retry(self) {
        self.fetched.update(|fetched| fetched.failures.clear());
    }

    fn fetch(self, file: String) {
        if !self
            .in_flight
            .try_update_value(|files| files.insert(file.clone()))
            .unwrap_or(false)
        {
            return;
        }
        let folder = self.fetched.with_untracked(|fetched| {
            let release = fetched.release.as_ref();
            release.map_or_else(String::new, |release| release.catalog.folder().to_owned())
        });
        let url = self.address.url(&format!("data/{folder}{file}.json"));
        spawn_local(async move {
            let text = fetch::text(&url).await;
            self.in_flight
                .update_value(|files| files.retain(|other| *other != file));
            self.fetched.update(|fetched| fetched.put(file, text));
        });
    }
}

impl Fetched {
    /// Lists the files that the page at this location needs and that have neither arrived nor failed.
    fn missing(&self, location: &Location) -> Vec<String> {
        let files = self.needed(location).into_iter();
        files
            .filter(|file| !self.has(file) && !self.failures.contains_key(file))
            .collect()
    }

    fn needed(&self, location: &Location) -> BTreeSet<String> {
        match &self.release {
            None => {
                let mut index = BTreeSet::new();
                index.insert(INDEX.to_owned());
                index
            }
            Some(release) => tables_for(&release.catalog, &request(release, location).query),
        }
    }

    fn has(&self, file: &str) -> bool {
        self.release
            .as_ref()
            .is_some_and(|release| release.tables.contains_key(file))
    }

    fn state(&self, location: &Location, before: Option<&PageState>) -> PageState {
        let needed = self.needed(location);
        let failure = needed
            .iter()
            .find_map(|file| self.failures.get(file))
            .copied();
        let ready = self
            .release
            .as_ref()
            .filter(|_| needed.iter().all(|file| self.has(file)));
        let view = match ready {
            Some(release) => Some(view(release, &request(release, location))),
            None => before.and_then(|before| before.view.clone()),
        };
        PageState {
            view,
            failure,
            busy: ready.is_none() && failure.is_none(),
        }
    }

    fn put(&mut self, file: String, text: Result<String, Failure>) {
        let put = text.and_then(|text| match &mut self.release {
            None => {
                let catalog = json_stat::read_catalog(&text).map_err(classify)?;
                self.release = Some(Release {
                    catalog,
                    tables: BTreeMap::new(),
                });
                Ok(())
            }
            Some(release) => {
                let table = json_stat::read_table(&text).map_err(classify)?;
                release.tables.insert(file.clone(), table);
                Ok(())
            }
        });
        if let Err(failure) = put {
            self.failures.insert(file, failure);
        }
    }
}

fn request(release: &Release, location: &Location) -> Request {
    Request::parse(&release.catalog, &location.path, &location.search)
}

/// Classifies why a file that arrived cannot be used.
fn classify(error: ReadError) -> Failure {
    match error {
        ReadError::Class { .. } => Failure::NewerFormat,
        // It is JSON, but of a shape that this page does not know.
        ReadError::Json(error) if error.is_data() => Failure::NewerFormat,
        _ => Failure::Unreadable,
    }
}
