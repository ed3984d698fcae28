//! Plans how a site becomes the next one, step by step: after each of them, every visible page finds the files it names.
//!
//! New files come first, pages last, the opening page as the very last. What the pages before named is deleted only then,
//! and what an open page may still fetch stays until the next time.

use std::collections::BTreeSet;

use crate::written::{Hashes, Written};

/// The folder of the release. Its files belong together: none of another release stays among them.
const DATA: &str = "data/";
/// The file of the release that leads to the others.
const DATA_INDEX: &str = "data/index.json";
/// The opening page.
const HOME: &str = "index.html";

/// A change of one file, done whole or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Writes the list of what this program wrote.
    List(Written),
    /// Puts a new file into its place.
    Put(String),
    /// Deletes a file that this program wrote.
    Remove(String),
}

/// What is done to a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// Files and folders that this program did not write, or that somebody edited: they stay.
    pub foreign: BTreeSet<String>,
}

/// What is in the folder of a site.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The list of what this program wrote.
    pub written: Written,
    /// The files that this program wrote, or would write.
    pub known: Hashes,
    /// All other files, and folders that have no other.
    pub unknown: BTreeSet<String>,
}

/// Why a site cannot be updated: the file that somebody else wrote, or edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotOwn(pub String);

/// Plans the steps from what is there to the new files.
pub fn plan(found: &Found, new: &Hashes) -> Result<Plan, NotOwn> {
    let Found {
        written,
        known,
        unknown,
    } = found;
    let mut foreign = unknown.clone();
    let mut own = Hashes::new();
    for (name, hash) in known {
        let is_wanted = new.get(name).is_none_or(|wanted| wanted == hash);
        match written.is_own(name, hash) {
            true => drop(own.insert(name.clone(), hash.clone())),
            false if !is_wanted => return Err(NotOwn(name.clone())),
            false if new.contains_key(name) => drop(own.insert(name.clone(), hash.clone())),
            false => drop(foreign.insert(name.clone())),
        }
    }
    let mut steps = Vec::new();
    let is_there = |name: &String| own.get(name) == new.get(name);
    if !(written.finished && written.files == *new && new.keys().all(is_there)) {
        steps = list_steps(written, &own, new);
    }
    Ok(Plan { steps, foreign })
}

fn list_steps(written: &Written, own: &Hashes, new: &Hashes) -> Vec<Step> {
    let mut puts: Vec<&String> = new
        .iter()
        .filter(|(name, hash)| own.get(*name) != Some(hash))
        .map(|(name, _)| name)
        .collect();
    puts.sort_by_key(|name| (rank(name, own.contains_key(*name)), *name));
    let old = own.iter().filter(|(name, _)| !new.contains_key(*name));
    let (kept, removed): (Vec<_>, Vec<_>) = old.partition(|(name, _)| stays(written, name));
    let hashes = |files: Vec<(&String, &String)>| -> Hashes {
        let files = files.into_iter();
        files
            .map(|(name, hash)| (name.clone(), hash.clone()))
            .collect()
    };
    let begun = Written {
        finished: false,
        files: new.clone(),
        previous: own.clone(),
    };
    let done = Written {
        finished: true,
        files: new.clone(),
        previous: hashes(kept),
    };
    let mut steps = vec![Step::List(begun)];
    steps.extend(puts.into_iter().cloned().map(Step::Put));
    // A page goes before what it names.
    let mut removed: Vec<&String> = removed.into_iter().map(|(name, _)| name).collect();
    removed.sort_by_key(|name| !is_page(name));
    steps.extend(removed.into_iter().cloned().map(Step::Remove));
    steps.push(Step::List(done));
    steps
}

/// Whether an open page may ask for a file that the new site does not have: a part of the program of the site before.
fn stays(written: &Written, name: &str) -> bool {
    let is_part = !is_page(name) && !name.starts_with(DATA);
    // After a run that was interrupted, pages of both sites may be visible.
    is_part && (!written.finished || written.files.contains_key(name))
}

/// When a file comes: what pages name, before the pages; and pages that no visible page names, before those that are
/// replaced.
fn rank(name: &str, is_there: bool) -> u8 {
    match name {
        HOME => 5,
        DATA_INDEX => 2,
        _ if is_page(name) && is_there => 4,
        _ if is_page(name) => 3,
        _ if name.starts_with(DATA) => 1,
        _ => 0,
    }
}

fn is_page(name: &str) -> bool {
    name.ends_with(".html")
}
