//! Tests what a folder keeps, and what is refused.

use super::*;
use crate::{list_other_files, read, write};

#[test]
fn a_public_folder_keeps_every_release() {
    let beside = tempfile::tempdir().unwrap();
    let folder = beside.path().join("public");
    put(write, &release("2025/1", 5), &folder).unwrap();
    let certified = fs::read(folder.join("certificate.json")).unwrap();
    for (name, count) in [("2026", 6), ("2027", 7)] {
        put(publish, &release(name, count), &folder).unwrap();
        // Again: nothing is new.
        put(publish, &release(name, count), &folder).unwrap();
    }
    assert_eq!(names(&folder), ["2025/1", "2026", "2027"]);
    assert_eq!(read(&folder).unwrap(), release("2027", 7));
    let kept = folder.join("releases/2025-1/certificate.json");
    assert_eq!(fs::read(kept).unwrap(), certified);
    let top: Vec<_> = fs::read_dir(&folder).unwrap().collect();
    assert_eq!(top.len(), 2, "index.json and releases");
    // Each of them is a release by itself.
    assert_eq!(
        read(&folder.join("releases/2026")).unwrap(),
        release("2026", 6)
    );
    let back = put(publish, &release("2026", 6), &folder).unwrap_err();
    assert_eq!(
        back.to_string(),
        "“2026” is public already, and later releases are as well; nothing was changed"
    );
    assert_eq!(read(&folder).unwrap(), release("2027", 7));
}

#[test]
fn a_release_that_was_not_attacked_with_a_public_one_is_not_added() {
    let beside = tempfile::tempdir().unwrap();
    let folder = beside.path().join("public");
    put(publish, &release("2026", 6), &folder).unwrap();
    let next = release("2027", 7);
    let error = add(&next, &certificate(&next, Vec::new()), &folder).unwrap_err();
    assert_eq!(
        error.to_string(),
        "“2026” is public and “2027” was not attacked together with it; run the command again"
    );
    assert_eq!(names(&folder), ["2026"]);
    put(publish, &next, &folder).unwrap();
    assert_eq!(names(&folder), ["2026", "2027"]);
}

#[test]
fn the_index_of_a_public_folder_leads_to_the_last_release() {
    let beside = tempfile::tempdir().unwrap();
    put(publish, &release("2026", 6), beside.path()).unwrap();
    let index = fs::read_to_string(beside.path().join("index.json")).unwrap();
    assert!(
        index.contains(r#""href":"releases/2026/personas.anio.json""#),
        "{index}"
    );
    let elsewhere = index.replace("releases/2026/\"", "../elsewhere/\"");
    assert_ne!(index, elsewhere);
    fs::write(beside.path().join("index.json"), elsewhere).unwrap();
    let error = read(beside.path()).unwrap_err().to_string();
    assert!(
        error.contains("a release is said to be in “../elsewhere/”"),
        "{error}"
    );
    let other = index.replace(r#""threshold":0"#, r#""threshold":9"#);
    assert_ne!(index, other);
    fs::write(beside.path().join("index.json"), other).unwrap();
    let error = read(beside.path()).unwrap_err().to_string();
    assert!(
        error.ends_with("differs from releases/2026/index.json, which it should repeat"),
        "{error}"
    );
}

#[test]
fn nothing_is_replaced_that_is_not_one_release() {
    let beside = tempfile::tempdir().unwrap();
    let path = |name: &str| beside.path().join(name);
    for name in ["json", "nothing", "more", "public", "deeper"] {
        fs::create_dir(path(name)).unwrap();
    }
    fs::write(path("json/index.json"), r#"{"name":"mine"}"#).unwrap();
    fs::write(path("json/precious.json"), "{}").unwrap();
    fs::write(path("nothing/notes.txt"), "").unwrap();
    put(write, &release("2026", 6), &path("more")).unwrap();
    fs::write(path("more/precious.json"), "{}").unwrap();
    put(write, &release("2026", 6), &path("deeper")).unwrap();
    fs::create_dir(path("deeper/personas")).unwrap();
    put(publish, &release("2026", 6), &path("public")).unwrap();
    fs::write(path("file"), "").unwrap();
    let refused = [
        ("json", "this is not a release"),
        ("nothing", "this is not a release"),
        ("file", "this is not a release"),
        (
            "more",
            "precious.json: the release in this folder would be replaced, but this file",
        ),
        (
            "deeper",
            "personas: the release in this folder would be replaced",
        ),
        (
            "public",
            "keeps the releases that `tablero release` made public",
        ),
    ];
    for (name, why) in refused {
        let before = list(&path(name));
        let error = put(write, &release("2027", 7), &path(name)).unwrap_err();
        assert!(error.to_string().contains(why), "{name}: {error}");
        assert_eq!(list(&path(name)), before);
    }
    for name in ["json", "nothing", "file"] {
        let error = put(publish, &release("2027", 7), &path(name)).unwrap_err();
        assert!(
            error.to_string().contains("this is not a release"),
            "{error}"
        );
    }
    assert!(!is_release(&path("json")) && is_release(&path("public")));
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_stays_a_link() {
    let beside = tempfile::tempdir().unwrap();
    let (real, link) = (beside.path().join("real"), beside.path().join("link"));
    put(write, &release("2026", 6), &real).unwrap();
    std::os::unix::fs::symlink(&real, &link).unwrap();
    put(write, &release("2027", 7), &link).unwrap();
    assert!(link.is_symlink());
    assert_eq!(read(&real).unwrap(), release("2027", 7));
    put(publish, &release("2028", 8), &link).unwrap();
    assert!(link.is_symlink());
    assert_eq!(names(&real), ["2027", "2028"]);
    fs::remove_dir_all(&real).unwrap();
    let error = put(write, &release("2029", 9), &link)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("the release cannot be written: No such file"),
        "{error}"
    );
}

#[test]
fn files_that_no_index_names_are_listed() {
    let beside = tempfile::tempdir().unwrap();
    let (alone, public) = (beside.path().join("alone"), beside.path().join("public"));
    put(write, &release("2026", 6), &alone).unwrap();
    put(publish, &release("2026", 6), &public).unwrap();
    for file in [
        "alone/full.json",
        "alone/notes.txt",
        "public/full.csv",
        "public/releases/x.json",
        "public/releases/2026/full.json",
        "public/.DS_Store",
    ] {
        fs::write(beside.path().join(file), "{}").unwrap();
    }
    let found = |folder: &Path| -> Vec<String> {
        let files = list_other_files(folder).unwrap();
        files
            .iter()
            .map(|file| {
                file.strip_prefix(folder)
                    .unwrap()
                    .to_string_lossy()
                    .replace('\\', "/")
            })
            .collect()
    };
    assert_eq!(found(&alone), ["full.json", "notes.txt"]);
    assert_eq!(
        found(&public),
        ["full.csv", "releases/2026/full.json", "releases/x.json"]
    );
}

#[test]
fn a_folder_that_lost_its_index_forgets_no_release() {
    let beside = tempfile::tempdir().unwrap();
    let folder = beside.path().join("public");
    for (name, count) in [("2026", 6), ("2027", 7)] {
        put(publish, &release(name, count), &folder).unwrap();
    }
    let index = fs::read(folder.join("index.json")).unwrap();
    let before = list(&folder.join("releases"));
    fs::remove_file(folder.join("index.json")).unwrap();
    for damage in [None, Some("{}"), Some("")] {
        if let Some(text) = damage {
            fs::write(folder.join("index.json"), text).unwrap();
        }
        let error = put(publish, &release("2026", 9), &folder).unwrap_err();
        assert!(
            error
                .to_string()
                .contains("its index.json is missing or cannot be read"),
            "{error}"
        );
        assert_eq!(list(&folder.join("releases")), before);
    }
    fs::write(folder.join("index.json"), index).unwrap();
    assert_eq!(names(&folder), ["2026", "2027"]);
}

#[test]
fn a_name_stands_for_one_set_of_numbers_and_one_folder() {
    let beside = tempfile::tempdir().unwrap();
    let folder = beside.path().join("public");
    put(publish, &release("r1", 6), &folder).unwrap();
    let other = put(publish, &release("r1", 7), &folder).unwrap_err();
    assert_eq!(
        other.to_string(),
        "“r1” is public already with other numbers; give the new one a name of its own"
    );
    // Another certificate is no other release.
    let mut certified = certificate(&release("r1", 6), vec!["elsewhere".into()]);
    certified.method.version = "1".into();
    add(&release("r1", 6), &certified, &folder).unwrap();
    assert_eq!(names(&folder), ["r1"]);
    // Two names that some disks do not tell apart have two folders.
    put(publish, &release("R1", 7), &folder).unwrap();
    put(publish, &release("nul.x", 8), &folder).unwrap();
    put(publish, &release("...", 9), &folder).unwrap();
    let folders = fs::read_dir(folder.join("releases")).unwrap();
    let mut folders: Vec<String> = folders
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    folders.sort();
    assert_eq!(folders, ["R1-2", "r1", "release-", "release-nul.x"]);
}

#[test]
fn leftovers_of_another_folder_stay() {
    let beside = tempfile::tempdir().unwrap();
    let other = beside.path().join(".tablero-data-old-abcdef");
    fs::create_dir(&other).unwrap();
    put(write, &release("2025", 5), &other.join("old")).unwrap();
    put(write, &release("2026", 6), &beside.path().join("data")).unwrap();
    assert_eq!(read(&other.join("old")).unwrap(), release("2025", 5));
    assert_eq!(
        read(&beside.path().join("data-old")).unwrap(),
        release("2025", 5)
    );
}

#[test]
fn what_was_put_in_the_place_of_a_table_is_not_replaced() {
    let beside = tempfile::tempdir().unwrap();
    let folder = beside.path().join("data");
    put(write, &release("2026", 6), &folder).unwrap();
    fs::write(folder.join("personas.anio.json"), "{\"years\":\"of work\"}").unwrap();
    let next = release("2027", 7);
    let error = write(&next, &certificate(&next, Vec::new()), &folder).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("this file was changed after it was certified"),
        "{error}"
    );
}

#[cfg(unix)]
#[test]
fn two_that_begin_a_public_folder_at_once_forget_neither() {
    let beside = tempfile::tempdir().unwrap();
    let folder = beside.path().join("public");
    let results: Vec<_> = std::thread::scope(|scope| {
        let add = |name: &'static str, count| {
            let folder = folder.clone();
            scope.spawn(move || {
                let release = release(name, count);
                add(&release, &certificate(&release, Vec::new()), &folder).is_ok()
            })
        };
        let both = [add("2026", 6), add("2027", 7)];
        both.map(|thread| thread.join().unwrap()).into()
    });
    assert_eq!(results.iter().filter(|ok| **ok).count(), 1, "{results:?}");
    assert_eq!(names(&folder).len(), 1);
}
