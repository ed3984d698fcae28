//! What has been fetched of the release: the catalog first, then each table when a view needs it, once.

use std::collections::{BTreeMap, BTreeSet};

use cube::{
    Release,
    json_stat::{self, ReadError},
};
use dashboard::{Failure, Request, tables_for, view, view::View};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    address::{Address, Place},
    fetch,
};

const INDEX: &str = "index";

/// The release as far as it has been fetched, and what is on its way.
#[derive(Clone, Copy)]
pub struct Library {
    address: Address,
    shelf: RwSignal<Shelf>,
    on_its_way: StoredValue<BTreeSet<String>>,
}

/// What can be shown at a place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// The page, or the one before it while tables are on their way.
    pub view: Option<View>,
    /// Why the page cannot be drawn.
    pub failure: Option<Failure>,
    /// Whether something is on its way.
    pub busy: bool,
}

#[derive(Default)]
struct Shelf {
    release: Option<Release>,
    failures: BTreeMap<String, Failure>,
}

impl Library {
    /// A library that fetches whatever the address needs.
    pub fn open(address: Address) -> Library {
        let library = Library {
            address,
            shelf: RwSignal::new(Shelf::default()),
            on_its_way: StoredValue::new(BTreeSet::new()),
        };
        Effect::new(move |_| {
            let missing = library.shelf.with(|shelf| shelf.missing(&address.place()));
            missing.into_iter().for_each(|file| library.fetch(file));
        });
        library
    }

    /// What can be shown at the address, tracked; `before` is what was shown until now.
    pub fn scene(self, before: Option<&Scene>) -> Scene {
        let place = self.address.place();
        self.shelf.with(|shelf| shelf.scene(&place, before))
    }

    /// Asks again for what could not be had.
    pub fn retry(self) {
        self.shelf.update(|shelf| shelf.failures.clear());
    }

    fn fetch(self, file: String) {
        if !self
            .on_its_way
            .try_update_value(|files| files.insert(file.clone()))
            .unwrap_or(false)
        {
            return;
        }
        let url = self.address.url(&format!("data/{file}.json"));
        spawn_local(async move {
            let text = fetch::text(&url).await;
            self.on_its_way
                .update_value(|files| files.retain(|other| *other != file));
            self.shelf.update(|shelf| shelf.put(file, text));
        });
    }
}

impl Shelf {
    /// The files that the page at this place needs and that have neither come nor failed.
    fn missing(&self, place: &Place) -> Vec<String> {
        let files = self.needed(place).into_iter();
        files
            .filter(|file| !self.has(file) && !self.failures.contains_key(file))
            .collect()
    }

    fn needed(&self, place: &Place) -> BTreeSet<String> {
        match &self.release {
            None => {
                let mut index = BTreeSet::new();
                index.insert(INDEX.to_owned());
                index
            }
            Some(release) => tables_for(&release.catalog, &request(release, place).query),
        }
    }

    fn has(&self, file: &str) -> bool {
        self.release
            .as_ref()
            .is_some_and(|release| release.tables.contains_key(file))
    }

    fn scene(&self, place: &Place, before: Option<&Scene>) -> Scene {
        let needed = self.needed(place);
        let failure = needed
            .iter()
            .find_map(|file| self.failures.get(file))
            .copied();
        let ready = self
            .release
            .as_ref()
            .filter(|_| needed.iter().all(|file| self.has(file)));
        let view = match ready {
            Some(release) => Some(view(release, &request(release, place))),
            None => before.and_then(|before| before.view.clone()),
        };
        Scene {
            view,
            failure,
            busy: ready.is_none() && failure.is_none(),
        }
    }

    fn put(&mut self, file: String, text: Result<String, Failure>) {
        let put = text.and_then(|text| match &mut self.release {
            None => {
                let catalog = json_stat::read_catalog(&text).map_err(why)?;
                self.release = Some(Release {
                    catalog,
                    tables: BTreeMap::new(),
                });
                Ok(())
            }
            Some(release) => {
                let table = json_stat::read_table(&text).map_err(why)?;
                release.tables.insert(file.clone(), table);
                Ok(())
            }
        });
        if let Err(failure) = put {
            self.failures.insert(file, failure);
        }
    }
}

fn request(release: &Release, place: &Place) -> Request {
    Request::parse(&release.catalog, &place.path, &place.search)
}

/// Why a file that has come is of no use.
fn why(error: ReadError) -> Failure {
    match error {
        ReadError::Class { .. } => Failure::NewerFormat,
        // It is JSON, but holds what this page does not know.
        ReadError::Json(error) if error.is_data() => Failure::NewerFormat,
        _ => Failure::Unreadable,
    }
}
