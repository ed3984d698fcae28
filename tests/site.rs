//! Writes sites from outside: from records in one command, again over the one before, and shows them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Stdio;

use tests::workdir::{KEY, Workdir, records, stderr, stdout};
use tests::{root, tablero};

const DOCUMENT: &str = concat!(
    r#"<html lang="es"><head><title>Cifras</title><meta name="description" content="Cifras públicas">"#,
    r#"<meta name="root" content="./"><link rel="stylesheet" href="./page-0a.css"></head>"#,
    r#"<body><div id="shell"><p>Un momento</p></div><div id="page"></div></body></html>"#
);
const SITE: &str = "site --codebook codebook.toml --records records.csv --page page --out dist";

/// A folder with a codebook, records and the least that makes a built page.
fn workdir() -> Workdir {
    let dir = Workdir::new();
    fs::create_dir(dir.path("page")).unwrap();
    for (file, text) in [
        ("index.html", DOCUMENT),
        ("page-0a.css", "a {}"),
        ("icon-0b.svg", "<svg/>"),
        ("first-0c.js", ""),
        ("program.wasm", "wasm"),
        ("_headers", "/*\n  Referrer-Policy: no-referrer\n"),
    ] {
        dir.write(&format!("page/{file}"), text);
    }
    // The letters of pictures: here, a font of a few kilobytes that has them all.
    fs::create_dir(dir.path("page/fonts")).unwrap();
    for font in ["public-sans-400", "public-sans-600", "newsreader-600"] {
        let letters = root().join("src/site/picture/letters.ttf");
        fs::copy(letters, dir.path(&format!("page/fonts/{font}.ttf"))).unwrap();
    }
    dir
}

/// Runs a command that must succeed. Returns what it prints.
fn done(dir: &Workdir, command: &str) -> String {
    let output = dir.run(command);
    assert!(output.status.success(), "{command}: {}", stderr(&output));
    stdout(&output)
}

/// Runs a command that must be refused. Returns what it prints.
fn refused(dir: &Workdir, command: &str) -> String {
    let output = dir.run(command);
    assert!(!output.status.success(), "{command}: {}", stdout(&output));
    stderr(&output)
}

/// The names in the working folder, hidden ones as well.
fn names(dir: &Workdir) -> Vec<String> {
    let entries = fs::read_dir(dir.path("")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn one_command_publishes_records_and_writes_their_site() {
    let dir = workdir();
    let said = done(&dir, SITE);
    for part in ["in dist/data", "tablero serve dist", "No key was given"] {
        assert!(said.contains(part), "{said}");
    }
    dir.publish("public");
    let [site, release] = ["dist", "public"].map(|folder| dir.published(folder));
    for (name, text) in release {
        // The certificate names the day.
        if !["certificate.json", "SHA256SUMS"].contains(&name.as_str()) {
            assert_eq!(site[&format!("data/{name}")], text, "{name}");
        }
    }
    for page in ["index.html", "en/index.html", "calidad/index.html"] {
        assert!(site.contains_key(page), "{:?}", site.keys());
    }
    assert_eq!(
        names(&dir),
        ["codebook.toml", "dist", "page", "public", "records.csv"]
    );
    // The same site, from the release that is there now.
    done(&dir, "site --data dist/data --page page --out again");
    assert_eq!(dir.published("again"), site);
}

#[test]
fn a_refused_publication_leaves_nothing_and_the_site_before_as_it_was() {
    let dir = workdir();
    let before = names(&dir);
    dir.write("records.csv", records() + "2022-01-15,unknown,N\n");
    let said = refused(&dir, SITE);
    assert!(said.contains("line 62"), "{said}");
    assert_eq!(names(&dir), before);
    dir.write("records.csv", records());
    done(&dir, SITE);
    let site = dir.published("dist");
    dir.write("records.csv", records() + "2022-01-15,unknown,N\n");
    refused(&dir, SITE);
    assert_eq!(dir.published("dist"), site);
}

#[test]
fn a_site_is_updated_where_it_is() {
    let dir = workdir();
    done(&dir, SITE);
    let first = dir.published("dist");
    assert!(done(&dir, SITE).contains("the same as before"));
    dir.write("dist/CNAME", "cifras.example\n");
    fs::rename(dir.path("page/page-0a.css"), dir.path("page/page-1b.css")).unwrap();
    dir.write(
        "page/index.html",
        DOCUMENT.replace("page-0a.css", "page-1b.css"),
    );
    dir.write("records.csv", records() + &records()[16..]);
    let said = done(&dir, SITE);
    assert!(said.contains("stay: 1, the first of them CNAME"), "{said}");
    let second = dir.published("dist");
    assert_ne!(first["index.html"], second["index.html"]);
    for name in ["CNAME", "page-0a.css", "page-1b.css"] {
        assert!(second.contains_key(name), "{name}");
    }
    // What a page that was open before still asks for goes with the next one.
    dir.write("records.csv", records());
    done(&dir, SITE);
    assert!(!dir.path("dist/page-0a.css").exists());
}

#[test]
fn a_folder_of_somebody_else_is_refused_before_records_are_read() {
    let dir = workdir();
    fs::create_dir(dir.path("dist")).unwrap();
    dir.write("dist/letter.txt", "mine");
    dir.write("records.csv", "nothing\n");
    let said = refused(&dir, SITE);
    assert!(said.contains("tablero site did not write"), "{said}");
    assert_eq!(dir.published("dist").len(), 1);
}

#[test]
fn a_program_without_a_page_says_how_to_get_one() {
    let dir = workdir();
    let said = refused(
        &dir,
        "site --codebook codebook.toml --records records.csv --out dist",
    );
    assert!(
        said.contains("--page DIR") && said.contains("cargo bundle"),
        "{said}"
    );
}

#[test]
fn nothing_confidential_goes_into_a_site() {
    let dir = workdir();
    for option in [
        "--set-aside dist/rows.csv",
        "--report dist/report",
        "--ledger dist/libro.json",
    ] {
        let said = refused(&dir, &format!("{SITE} {option}"));
        assert!(said.contains("this is confidential"), "{option}: {said}");
        assert!(!dir.path("dist").exists(), "{option}");
    }
    // What belongs to publishing has no meaning for a release that is there.
    dir.publish("public");
    dir.write("key.txt", KEY);
    let data = "site --data public --page page --out dist";
    for option in [
        "--key key.txt",
        "--earlier public",
        "--codebook codebook.toml",
    ] {
        let said = refused(&dir, &format!("{data} {option}"));
        assert!(said.contains("cannot be used with"), "{option}: {said}");
    }
}

#[test]
fn a_site_is_shown_with_its_headers() {
    let dir = workdir();
    done(&dir, SITE);
    let mut server = tablero()
        .args(["serve", "--port", "0"])
        .arg(dir.path("dist"))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut printed = BufReader::new(server.stdout.take().unwrap());
    printed.read_line(&mut line).unwrap();
    let (_, port) = line.split_once("localhost:").unwrap();
    let (port, _) = port.split_once('/').unwrap();
    let get = |path: &str| {
        let mut stream = TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer.to_lowercase()
    };
    let answers = ["/", "/program.wasm", "/data/index.json", "/no/such/"].map(get);
    server.kill().unwrap();
    server.wait().unwrap();
    for (answer, part) in answers.iter().zip([
        "text/html",
        "content-type: application/wasm",
        "application/json",
        "http/1.1 404",
    ]) {
        assert!(answer.contains(part), "{answer}");
        assert!(answer.contains("referrer-policy: no-referrer"), "{answer}");
    }
}
