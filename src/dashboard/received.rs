//! Keeps what was fetched of a release, and checks that its files belong together.
//!
//! A page may stay open while the site publishes the next release. A table that does not fit the index is never shown:
//! the index is fetched again, and with a new one all tables. What cannot be fetched costs the figures that need it.
//!
//! A written page names files that are made for it: the catalog, and the tables of each section. Where it names none, or one
//! of them does not come, the index and each table are fetched by themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use cube::json_stat::{self, ReadError};
use cube::{Catalog, Release, Table};

use crate::link::{Request, release_named};
use crate::page::{Failure, Made, view_with};
use crate::plan::tables_for;
use crate::query::Page;
use crate::view::{Link, View};
use crate::words;

/// The folder of the release below the root of the site.
const DATA: &str = "data/";
/// The name of the file that lists the others.
const INDEX: &str = "index";

/// What stands before the folder of a release in the name of its index.
const PINNED: char = '@';

/// How often another index may come before the page asks its reader to try again: servers that disagree with each other
/// would have it fetch for ever.
const MOST_RENEWALS: usize = 3;

/// The files that a written page names, by their paths below the root of the site. They never change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SectionFiles {
    /// The catalog; empty if the page names none.
    pub catalog: String,
    /// The tables of each section, by its id; those of the opening page by the empty one.
    pub tables: Vec<(String, String)>,
    /// The releases that were withdrawn, and why.
    pub withdrawn: Vec<(String, String)>,
}

impl SectionFiles {
    /// Decides whether a file is one that a page names: those lie in a folder, and no id of a table has a slash.
    pub fn is_named(file: &str) -> bool {
        file.contains('/') && !file.starts_with(PINNED)
    }
}

/// The part of a release that was fetched.
#[derive(Debug, Default)]
pub struct Received {
    named: SectionFiles,
    /// Whether the release is the one of the named files, and which of these have come.
    is_named: bool,
    come: Vec<String>,
    /// The parts of a page that were made beforehand, and its place; then the whole of it.
    made: Option<(Place, Made)>,
    view: Option<(Place, Arc<View>)>,
    release: Option<Release>,
    /// The text of the index.
    index: String,
    /// Which files could not be fetched or used, and why. A list, because a further type of map would add to the page.
    failures: Vec<(String, Failure)>,
    /// Whether the index is to be fetched again, because a table does not fit it.
    is_outdated: bool,
    /// The tables for which the index was fetched again.
    refused: Vec<String>,
    /// How often another index came since the reader tried again.
    renewals: usize,
    /// The release that a newer one replaced, and the place at which that was found out.
    replaced: Option<(String, Place)>,
}

/// An address below the site's root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The path.
    pub path: String,
    /// The query, without its question mark.
    pub search: String,
}

/// What can be shown at a place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// The view, or the one before it while files are being fetched.
    pub view: Option<Arc<View>>,
    /// Why the page, or some figures of it, cannot be drawn.
    pub failure: Option<Failure>,
    /// Whether files are being fetched.
    pub busy: bool,
}

impl Received {
    /// Starts with nothing on a page that names these files.
    pub fn on_page(named: SectionFiles) -> Received {
        Received {
            named,
            ..Received::default()
        }
    }

    /// Lists the files that the page at this place needs and that have neither arrived nor failed, by their names without
    /// the extension.
    pub fn missing(&self, place: &Place) -> Vec<String> {
        self.lacking(&self.needed(place))
    }

    fn lacking(&self, files: &BTreeSet<String>) -> Vec<String> {
        let mut lacking = Vec::new();
        for file in files {
            if !self.has(file) && self.failure(file).is_none() {
                lacking.push(file.clone());
            }
        }
        lacking
    }

    /// Returns the path of a file below the root of the site. The tables of a public folder are in the folder of the release
    /// that its index leads to.
    pub fn locate(&self, file: &str) -> String {
        if SectionFiles::is_named(file) {
            return file.into();
        }
        if let Some(folder) = file.strip_prefix(PINNED) {
            return format!("{DATA}{folder}{INDEX}.json");
        }
        let release = self.release.as_ref().filter(|_| file != INDEX);
        let folder = release.map_or("", |release| release.catalog.folder());
        format!("{DATA}{folder}{file}.json")
    }

    /// Returns what can be shown at a place; `before` was shown until now.
    pub fn state(&self, place: &Place, before: Option<&State>) -> State {
        let needed = self.needed(place);
        let failure = needed.iter().filter_map(|file| self.failure(file)).next();
        let is_complete = self.lacking(&needed).is_empty();
        let view = match &self.release {
            Some(release) if is_complete => Some(match &self.view {
                Some((made, view)) if made == place => Arc::clone(view),
                _ => Arc::new(self.view(release, place, Made::default())),
            }),
            _ => before.and_then(|before| before.view.clone()),
        };
        State {
            view,
            failure: failure.filter(|_| is_complete),
            busy: !is_complete,
        }
    }

    /// Returns what has come of the release.
    pub fn release(&self) -> Option<&Release> {
        self.release.as_ref()
    }

    /// Whether everything that has come is what the page names, so that a written page says the same.
    pub fn is_as_written(&self) -> bool {
        self.is_named && self.failures.is_empty() && self.replaced.is_none()
    }

    /// Makes a part of the page at a place, of which everything has arrived. Whether there may be more of them.
    pub fn prepare(&mut self, place: &Place) -> bool {
        if self.view.as_ref().is_some_and(|(made, _)| made == place) {
            return false;
        }
        if !self.made.as_ref().is_some_and(|(made, _)| made == place) {
            if !self.missing(place).is_empty() {
                return false;
            }
            self.made = Some((place.clone(), Made::default()));
        }
        let (Some(release), Some((_, made))) = (&self.release, &mut self.made) else {
            return false;
        };
        if made.make_next(release, &request(&release.catalog, place)) {
            return true;
        }
        let made = std::mem::take(made);
        self.view = Some((place.clone(), Arc::new(self.view(release, place, made))));
        false
    }

    /// Forgets what failed, so that it is fetched again.
    pub fn retry(&mut self) {
        let mut failures = self.failures.iter();
        self.is_outdated |= failures.any(|(_, failure)| *failure == Failure::OtherRelease);
        self.failures.clear();
        self.refused.clear();
        self.renewals = 0;
        self.view = None;
    }

    /// Keeps a file that was fetched for this place, or the reason why it could not be.
    pub fn put(&mut self, file: &str, text: Result<String, Failure>, place: &Place) {
        self.made = None;
        self.view = None;
        let put = text.and_then(|text| match file {
            INDEX => self.put_index(&text, place),
            _ if file == self.named.catalog => {
                let put = self.put_index(&text, place);
                put.map(|()| self.is_named = true)
            }
            _ if SectionFiles::is_named(file) => self.put_section(file, &text),
            _ if file.starts_with(PINNED) => self.put_pinned(&text),
            _ => self.put_table(file, &text),
        });
        if file == INDEX {
            self.is_outdated = false;
        }
        if let Err(failure) = put {
            self.failures.retain(|(other, _)| other != file);
            self.failures.push((file.into(), failure));
        }
    }

    /// Keeps an index. Where it says anything new, the tables are fetched again.
    fn put_index(&mut self, text: &str, place: &Place) -> Result<(), Failure> {
        // Comparing catalogs would add code of its own to the page.
        if self.index == text {
            return Ok(());
        }
        let catalog = json_stat::read_catalog(text).map_err(classify)?;
        match &self.release {
            Some(before)
                if !before.catalog.pinned
                    && (before.catalog.release != catalog.release
                        || before.catalog.edition != catalog.edition) =>
            {
                self.replaced = Some((before.catalog.release.clone(), place.clone()));
            }
            Some(_) | None => {}
        }
        self.turn_to(text, catalog);
        Ok(())
    }

    /// Keeps the index of a release that a link names.
    fn put_pinned(&mut self, text: &str) -> Result<(), Failure> {
        let mut catalog = json_stat::read_catalog(text).map_err(classify)?;
        if let Some(before) = &mut self.release {
            catalog.releases = std::mem::take(&mut before.catalog.releases);
        }
        catalog.pinned = true;
        self.turn_to(text, catalog);
        Ok(())
    }

    fn turn_to(&mut self, text: &str, catalog: Catalog) {
        self.is_named = false;
        self.come.clear();
        self.failures.clear();
        self.refused.clear();
        self.renewals += usize::from(self.release.is_some());
        self.index = text.into();
        self.release = Some(Release {
            catalog,
            tables: BTreeMap::new(),
        });
    }

    /// Keeps the tables of a section. One that comes after another release is of no use.
    fn put_section(&mut self, file: &str, text: &str) -> Result<(), Failure> {
        self.come.push(file.into());
        if let Some(release) = self.release.as_mut().filter(|_| self.is_named) {
            for table in json_stat::read_cells(text, &release.catalog).map_err(classify)? {
                keep(release, table);
            }
        }
        Ok(())
    }

    /// Keeps a table, if it fits the index. If it does not, the index is fetched again, once.
    fn put_table(&mut self, file: &str, text: &str) -> Result<(), Failure> {
        let Some(release) = &mut self.release else {
            return Ok(());
        };
        let dataset = json_stat::read_dataset(text).map_err(classify)?;
        if dataset.is_of(&release.catalog, file) {
            keep(release, dataset.table);
            return Ok(());
        }
        if self.renewals < MOST_RENEWALS && !self.refused.iter().any(|other| other == file) {
            self.refused.push(file.into());
            self.is_outdated = true;
            return Ok(());
        }
        Err(Failure::OtherRelease)
    }

    fn failure(&self, file: &str) -> Option<Failure> {
        let failure = self.failures.iter().find(|(other, _)| other == file);
        failure.map(|(_, failure)| *failure)
    }

    fn needed(&self, place: &Place) -> BTreeSet<String> {
        let folder = self.pinned_folder(place);
        let file = match &self.release {
            Some(_) if self.is_outdated => INDEX.to_owned(),
            Some(Release { catalog, .. }) if catalog.pinned_folder() == folder => {
                let query = request(catalog, place).query;
                let tables = tables_for(catalog, &query);
                let section = self.section_file(&query.page);
                match section.filter(|_| !tables.iter().all(|table| self.has(table))) {
                    Some(file) => file.to_owned(),
                    None => return tables,
                }
            }
            Some(_) if !folder.is_empty() => name_index(folder),
            Some(_) | None => self.last_index().to_owned(),
        };
        let mut one = BTreeSet::new();
        one.insert(file);
        one
    }

    /// Names the file with the catalog of the last release.
    fn last_index(&self) -> &str {
        let catalog = &self.named.catalog;
        if catalog.is_empty() || self.failure(catalog).is_some() {
            INDEX
        } else {
            catalog
        }
    }

    /// Finds the folder of the release that a link names; empty for the last one, and for one that cannot be had.
    fn pinned_folder(&self, place: &Place) -> &str {
        let Some(name) = release_named(&place.search) else {
            return "";
        };
        let kept = self.release.iter().flat_map(|one| &one.catalog.releases);
        let mut folder = "";
        for kept in kept {
            if kept.release.eq_ignore_ascii_case(&name) {
                folder = &kept.folder;
            }
        }
        match self.failure(&name_index(folder)) {
            Some(_) => "",
            None => folder,
        }
    }

    /// Finds the named file with the tables of a page, unless it has come or failed.
    fn section_file(&self, page: &Page) -> Option<&str> {
        let id = match page {
            Page::Home => "",
            Page::Section(id) => id,
        };
        let mut tables = self.named.tables.iter();
        let (_, file) = tables.find(|(section, _)| section == id)?;
        let is_open = self.is_named && !self.come.contains(file) && self.failure(file).is_none();
        is_open.then_some(file)
    }

    fn has(&self, file: &str) -> bool {
        let release = self.release.as_ref();
        release.is_some_and(|release| release.tables.contains_key(file))
    }

    fn view(&self, release: &Release, place: &Place, made: Made) -> View {
        let mut view = view_with(release, &request(&release.catalog, place), made);
        self.note_release(&mut view, &release.catalog, place);
        if let Some((before, _)) = self.replaced.as_ref().filter(|(_, found)| found == place) {
            let now = &release.catalog.release;
            let notice = words::failure::replaced(view.lang, before, now);
            view.notices.insert(0, notice);
        }
        view
    }

    /// Says which release is shown, where that is not the last one, or not the one that the link names.
    fn note_release(&self, view: &mut View, catalog: &Catalog, place: &Place) {
        let (lang, shown) = (view.lang, &catalog.release);
        if catalog.pinned {
            let last = catalog.releases.last().map_or(shown, |last| &last.release);
            view.newer = (last != shown).then(|| Link {
                label: words::release::see_last(lang, shown, last),
                href: view.live.clone(),
            });
        } else if let Some(asked) = release_named(&place.search).filter(|asked| asked != shown) {
            let mut withdrawn = self.named.withdrawn.iter();
            let withdrawn = withdrawn.find(|(release, _)| *release == asked);
            let reason = withdrawn.map(|(_, reason)| reason.as_str());
            let notice =
                words::release::not_there(lang, &words::notice::shorten(&asked), reason, shown);
            view.notices.insert(0, notice);
        }
    }
}

fn request(catalog: &Catalog, place: &Place) -> Request {
    Request::parse(catalog, &place.path, &place.search)
}

/// Names the index of the release in a folder as a file of its own.
fn name_index(folder: &str) -> String {
    ["@", folder].concat()
}

/// Keeps a table of a release, here alone: another insertion would add code to the page.
#[inline(never)]
fn keep(release: &mut Release, table: Table) {
    release.tables.insert(table.id.clone(), table);
}

/// Classifies why a file that arrived cannot be used.
fn classify(error: ReadError) -> Failure {
    match error {
        ReadError::Class { .. } => Failure::NewerFormat,
        // It is JSON, but says something that this page does not know.
        ReadError::Content(_) => Failure::NewerFormat,
        _ => Failure::Unreadable,
    }
}

#[cfg(test)]
mod tests;
