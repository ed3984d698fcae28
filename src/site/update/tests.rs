//! Tests that a site becomes the next one without a moment in which a page lacks what it names.

use std::{collections::BTreeMap, fs, path::Path};

use super::*;

type Site<'a> = BTreeMap<&'a str, &'a str>;

/// The first site: a page names its program, its data and a table.
fn first() -> Site<'static> {
    [
        (
            "index.html",
            "app-1.js site.css data/index.json data/a.json",
        ),
        ("also/index.html", "app-1.js old/index.html"),
        ("old/index.html", "app-1.js data/a.json"),
        ("app-1.js", "one"),
        ("site.css", "red"),
        ("data/index.json", "a"),
        ("data/a.json", "1"),
        ("icon.svg", "same"),
    ]
    .into()
}

/// The next one, with another program, another table and another page.
fn second() -> Site<'static> {
    [
        (
            "index.html",
            "app-2.js site.css data/index.json data/b.json",
        ),
        ("also/index.html", "app-2.js new/index.html"),
        ("new/index.html", "app-2.js data/b.json"),
        ("app-2.js", "two"),
        ("site.css", "blue"),
        ("data/index.json", "b"),
        ("data/b.json", "2"),
        ("icon.svg", "same"),
    ]
    .into()
}

fn third() -> Site<'static> {
    [("index.html", "app-3.js"), ("app-3.js", "three")].into()
}

fn fill(folder: &Path, files: &Site<'_>) {
    for (name, text) in files {
        let file = folder.join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
}

fn update(folder: &Path, files: &Site<'_>) -> Result<Updated, SiteError> {
    Place::open(folder)?.update(|_, new| {
        fill(new, files);
        Ok(())
    })
}

/// The files of a folder as texts, without the list.
fn read(folder: &Path) -> BTreeMap<String, String> {
    let files = read_files(folder).unwrap().into_iter();
    files
        .filter(|(name, _)| name != LIST)
        .map(|(name, content)| (name, String::from_utf8(content).unwrap()))
        .collect()
}

fn names(folder: &Path) -> Vec<String> {
    read(folder).into_keys().collect()
}

/// Does the first steps from the first site to the second, and stops there. Returns whether there are more.
fn stop_after(steps: usize, folder: &Path, new: &Path) -> bool {
    let place = Place::open(folder).unwrap();
    let hashes = hash_files(&read_files(new).unwrap());
    let plan = plan(&place.find(&hashes).unwrap(), &hashes).unwrap();
    for step in plan.steps.iter().take(steps) {
        perform(step, new, folder).unwrap();
    }
    steps < plan.steps.len()
}

#[test]
fn wherever_an_update_stops_every_page_finds_what_it_names() {
    let mut opening = Vec::new();
    for steps in 0.. {
        let directory = tempfile::tempdir().unwrap();
        let [site, new] = ["site", "new"].map(|name| directory.path().join(name));
        update(&site, &first()).unwrap();
        fill(&new, &second());
        let has_more = stop_after(steps, &site, &new);
        let files = read(&site);
        for (name, text) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
            let versions = [first(), second()].map(|site| site.get(name.as_str()).copied());
            assert!(versions.contains(&Some(text)), "{steps}: {name}: {text}");
            for named in text.split(' ') {
                assert!(files.contains_key(named), "{steps}: {name} names {named}");
            }
        }
        opening.push(files["index.html"] == second()["index.html"]);
        // The next run brings it to its end.
        update(&site, &second()).unwrap();
        let files = read(&site);
        for (name, text) in second() {
            assert_eq!(files[name], text, "{steps}: {name}");
        }
        assert!(!files.contains_key("data/a.json") && !files.contains_key("old/index.html"));
        if !has_more {
            break;
        }
    }
    assert!(opening.len() > 10, "{opening:?}");
    assert!(!opening[0] && opening[opening.len() - 1] && opening.is_sorted());
}

#[test]
fn what_open_pages_may_ask_for_stays_for_one_update() {
    let directory = tempfile::tempdir().unwrap();
    let site = directory.path().join("site");
    update(&site, &first()).unwrap();
    update(&site, &second()).unwrap();
    let expected = [
        "also/index.html",
        "app-1.js",
        "app-2.js",
        "data/b.json",
        "data/index.json",
        "icon.svg",
        "index.html",
        "new/index.html",
        "site.css",
    ];
    assert_eq!(names(&site), expected);
    assert!(!site.join("old").exists());
    // The same once more changes nothing.
    assert_eq!(update(&site, &second()).unwrap(), Updated::default());
    assert_eq!(names(&site), expected);
    update(&site, &third()).unwrap();
    let expected = ["app-2.js", "app-3.js", "icon.svg", "index.html", "site.css"];
    assert_eq!(names(&site), expected);
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
}

#[test]
fn what_others_put_there_stays_and_is_said() {
    let directory = tempfile::tempdir().unwrap();
    let site = directory.path().join("site");
    update(&site, &first()).unwrap();
    let theirs: Site<'_> = [("CNAME", "x"), (".git/a/b", "y"), ("old/note.txt", "z")].into();
    fill(&site, &theirs);
    // An edited file that the next site does not have is theirs as well.
    fs::write(site.join("old/index.html"), "mine").unwrap();
    let updated = update(&site, &second()).unwrap();
    let foreign: Vec<&str> = updated.foreign.iter().map(String::as_str).collect();
    assert_eq!(
        foreign,
        [".git/", "CNAME", "old/index.html", "old/note.txt"]
    );
    let files = read(&site);
    for (name, text) in theirs.into_iter().chain([("old/index.html", "mine")]) {
        assert_eq!(files[name], text);
    }
}

#[test]
fn a_file_that_somebody_edited_is_not_replaced() {
    let directory = tempfile::tempdir().unwrap();
    let site = directory.path().join("site");
    update(&site, &first()).unwrap();
    for (name, text) in [("site.css", "green"), ("new/index.html", "theirs")] {
        let before = fs::read_to_string(site.join(name)).ok();
        fill(&site, &[(name, text)].into());
        let files = read(&site);
        let error = update(&site, &second()).unwrap_err();
        assert!(matches!(error, SiteError::NotOwn(_)), "{error}");
        assert!(error.to_string().contains(name), "{error}");
        assert_eq!(read(&site), files);
        match before {
            Some(text) => fs::write(site.join(name), text).unwrap(),
            None => fs::remove_file(site.join(name)).unwrap(),
        }
    }
    update(&site, &second()).unwrap();
}

#[test]
fn a_folder_of_others_is_refused_and_left_alone() {
    let directory = tempfile::tempdir().unwrap();
    for (name, text) in [("letter.txt", "mine"), (LIST, "[]")] {
        let site = directory.path().join(name);
        fill(&site, &[(name, text)].into());
        let error = update(&site, &second()).unwrap_err();
        assert!(matches!(error, SiteError::NotSite(_)), "{error}");
        assert_eq!(fs::read_dir(&site).unwrap().count(), 1);
    }
    // An empty one is as good as none.
    let empty = directory.path().join("empty");
    fs::create_dir(&empty).unwrap();
    update(&empty, &first()).unwrap();
}

#[test]
fn a_site_that_cannot_be_written_leaves_the_one_before() {
    let directory = tempfile::tempdir().unwrap();
    let site = directory.path().join("site");
    update(&site, &first()).unwrap();
    let before = read(&site);
    let failed = Place::open(&site).unwrap().update(|_, new| {
        fill(new, &[("index.html", "half")].into());
        Err(SiteError::NotSite("refused".into()))
    });
    assert!(failed.is_err());
    assert_eq!(read(&site), before);
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
}
