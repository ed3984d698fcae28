//! Checks that a release is read as it was written, and that a failed write never loses what was there before.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{fs, path::Path};

use codebook::sample::codebook;
use cube::{Cell, Release, Table, Text, certificate};
use publish::certificate::{InsiderCheck, Order, certify};
use release::{ReleaseError, read};

/// Writes a release that was attacked alone, and in which nothing was found.
fn write(release: &Release, place: &Path) -> Result<(), ReleaseError> {
    release::write(
        release,
        &certify(
            release,
            &[],
            &attack::Report::default(),
            InsiderCheck::NotRun,
            Order::Secret,
        ),
        place,
    )
}

/// A release with every table of the sample, all cells alike.
fn release(name: &str, cell: Cell) -> Release {
    let mut catalog = codebook(&[]).catalog().clone();
    catalog.release = name.into();
    let table = |entry: &cube::TableEntry| {
        let label = Text::new("Tabla", "Table");
        let table = Table::from_fn(
            &entry.id,
            label,
            &entry.measure,
            catalog.dimensions_of(entry),
            |_| cell,
        );
        (entry.id.clone(), table)
    };
    let tables = catalog.tables.iter().map(table).collect();
    Release { catalog, tables }
}

fn names(directory: &Path) -> Vec<String> {
    let names = fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

/// The error message, without the directory.
fn message<T>(result: Result<T, ReleaseError>, directory: &Path) -> String {
    let message = result.err().unwrap().to_string();
    message.replace(&format!("{}/", directory.display()), "")
}

#[test]
fn a_release_is_read_as_it_was_written() {
    let beside = tempfile::tempdir().unwrap();
    let place = beside.path().join("not/yet/there");
    for release in [
        release("2026-10", Cell::Hidden),
        release("2026-11", Cell::Published(7)),
    ] {
        write(&release, &place).unwrap();
        assert_eq!(read(&place).unwrap(), release);
    }
    // 18 tables in three formats and all in a fourth, the index, the certificate, four descriptions and the hashes.
    assert_eq!(names(&place).len(), 3 * 18 + 8);
    assert_eq!(names(&beside.path().join("not/yet")), ["there"]);
}

#[test]
fn the_same_release_gives_the_same_bytes() {
    let beside = tempfile::tempdir().unwrap();
    let bytes = |name: &str| {
        let place = beside.path().join(name);
        write(&release("2026-10", Cell::Published(5)), &place).unwrap();
        names(&place)
            .into_iter()
            .map(|name| (fs::read(place.join(&name)).unwrap(), name))
            .collect::<Vec<_>>()
    };
    assert_eq!(bytes("a"), bytes("b"));
}

#[test]
fn what_is_not_a_release_is_not_replaced() {
    let beside = tempfile::tempdir().unwrap();
    let place = beside.path().join("home");
    let expected =
        "home: this is not a release, so it is not replaced; name an empty or a new directory";
    fs::create_dir(&place).unwrap();
    for file in ["notes.txt", "data.json"] {
        fs::write(place.join(file), "mine").unwrap();
        assert_eq!(
            message(
                write(&release("2026-10", Cell::Hidden), &place),
                beside.path()
            ),
            expected
        );
        assert_eq!(names(&place), [file]);
        fs::remove_file(place.join(file)).unwrap();
    }
    write(&release("2026-10", Cell::Hidden), &place).unwrap();
    fs::write(place.join("notes.txt"), "mine").unwrap();
    assert_eq!(
        message(
            write(&release("2026-11", Cell::Hidden), &place),
            beside.path()
        ),
        "home/notes.txt: the release in this folder would be replaced, but this file is not part of it; move it away first"
    );
    assert_eq!(read(&place).unwrap().catalog.release, "2026-10");
    fs::write(beside.path().join("file"), "mine").unwrap();
    let file = message(
        write(
            &release("2026-10", Cell::Hidden),
            &beside.path().join("file"),
        ),
        beside.path(),
    );
    assert_eq!(file, expected.replace("home", "file"));
}

#[test]
fn a_failed_run_leaves_the_last_good_release() {
    let beside = tempfile::tempdir().unwrap();
    let place = beside.path().join("data");
    write(&release("2026-10", Cell::Hidden), &place).unwrap();
    let mut broken = release("2026-11", Cell::Hidden);
    // A name that no file can have: writing fails halfway.
    broken.tables.last_entry().unwrap().get_mut().id = "no/such/place".into();
    let expected = "data: the release cannot be written: No such file or directory (os error 2)";
    assert_eq!(message(write(&broken, &place), beside.path()), expected);
    assert_eq!(read(&place).unwrap(), release("2026-10", Cell::Hidden));
    assert_eq!(names(beside.path()), ["data"]);
}

#[test]
fn a_file_that_was_changed_after_it_was_certified_is_refused() {
    let beside = tempfile::tempdir().unwrap();
    write(&release("2026-10", Cell::Published(7)), beside.path()).unwrap();
    let certificate = release::read_certificate(beside.path()).unwrap().unwrap();
    let mut certified: Vec<String> = certificate.files.into_keys().collect();
    certified.extend(certificate.formats.into_keys());
    certified.extend([certificate::FILE.into(), "SHA256SUMS".into()]);
    certified.sort();
    assert_eq!(certified, names(beside.path()));
    let workbook = beside.path().join("solicitudes.anio.xlsx");
    let content = fs::read(&workbook).unwrap();
    fs::write(&workbook, [&content[..], b"x"].concat()).unwrap();
    let expected = "solicitudes.anio.xlsx: this file was changed after it was certified";
    assert!(message(read(beside.path()), beside.path()).starts_with(expected));
    fs::write(&workbook, content).unwrap();
    let file = beside.path().join("solicitudes.anio.json");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen('7', "8", 1)).unwrap();
    let altered = "solicitudes.anio.json: this file was changed after it was certified; take the release from where it \
                   was published";
    assert_eq!(message(read(beside.path()), beside.path()), altered);
    fs::write(&file, text).unwrap();
    assert!(read(beside.path()).is_ok());
    fs::write(beside.path().join(certificate::FILE), "{}").unwrap();
    let other = "certificate.json: this version of tablero cannot read this certificate: missing field `certificate` at line 1 column 2";
    assert_eq!(message(read(beside.path()), beside.path()), other);
}

#[test]
fn tables_of_another_edition_are_refused_though_all_their_names_are_the_same() {
    let beside = tempfile::tempdir().unwrap();
    let mut fingerprints = Vec::new();
    // Other counts, and another codebook with the same labels and names of releases.
    let mut other_codebook = release("2026-10", Cell::Hidden);
    other_codebook.catalog.caveat = Text::new("Otra advertencia", "Another warning");
    let editions = [
        release("2026-10", Cell::Hidden),
        release("2026-10", Cell::Published(7)),
        other_codebook,
    ];
    let mut places = Vec::new();
    for (number, mut release) in editions.into_iter().enumerate() {
        let place = beside.path().join(number.to_string());
        let before = release::fingerprint(&release);
        release::name_edition(&mut release);
        assert_eq!(release::fingerprint(&release), before);
        assert_eq!(release.catalog.edition, before[..16]);
        fingerprints.push(before);
        write(&release, &place).unwrap();
        assert_eq!(read(&place).unwrap(), release);
        // Without a certificate nothing but the edition tells the files apart.
        fs::remove_file(place.join(certificate::FILE)).unwrap();
        assert_eq!(read(&place).unwrap(), release);
        places.push(place);
    }
    fingerprints.sort();
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), 3);
    let files = names(&places[0]);
    let table = files
        .iter()
        .find(|name| name.ends_with(".json") && *name != "index.json")
        .unwrap();
    for other in &places[1..] {
        fs::copy(other.join(table), places[0].join(table)).unwrap();
        assert!(
            matches!(read(&places[0]), Err(ReleaseError::OtherTable { .. })),
            "{table}"
        );
    }
}

#[test]
fn an_unreadable_release_is_reported_with_its_file() {
    let beside = tempfile::tempdir().unwrap();
    let message_now = || message(read(beside.path()), beside.path());
    assert_eq!(
        message_now(),
        "index.json: a file of the release cannot be read: No such file or directory (os error 2)"
    );
    write(&release("2026-10", Cell::Hidden), beside.path()).unwrap();
    // What is not certified is read all the same: other people's files, and ours of before.
    fs::remove_file(beside.path().join(certificate::FILE)).unwrap();
    let file = beside.path().join("solicitudes.anio.json");
    fs::copy(beside.path().join("acreditadas.anio.json"), &file).unwrap();
    let other =
        "solicitudes.anio.json: this is not the table “solicitudes.anio” that index.json describes";
    assert_eq!(message_now(), other);
    fs::write(&file, "{}").unwrap();
    let malformed = "solicitudes.anio.json: a JSON-stat dataset of version 2.0 was expected, this is a  of version ";
    assert_eq!(message_now(), malformed);
    fs::remove_file(&file).unwrap();
    let missing = "solicitudes.anio.json: a file of the release cannot be read: No such file or directory (os error 2)";
    assert_eq!(message_now(), missing);
}
