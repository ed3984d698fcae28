//! Writes sites from outside: from records in one command, again over the one before, and shows them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Stdio;

use tests::codebook::Codebook;
use tests::tablero;
use tests::workdir::{DOCUMENT, KEY, Workdir, codebook, records, stderr, stdout};

const SITE: &str = "site --codebook codebook.toml --records records.csv --page page --out dist";

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
    let dir = Workdir::with_page();
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
    let dir = Workdir::with_page();
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
    let dir = Workdir::with_page();
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
    let dir = Workdir::with_page();
    fs::create_dir(dir.path("dist")).unwrap();
    dir.write("dist/letter.txt", "mine");
    dir.write("records.csv", "nothing\n");
    let said = refused(&dir, SITE);
    assert!(said.contains("tablero site did not write"), "{said}");
    assert_eq!(dir.published("dist").len(), 1);
}

#[test]
fn a_program_without_a_page_says_how_to_get_one() {
    let dir = Workdir::with_page();
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
    let dir = Workdir::with_page();
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
fn a_site_carries_every_release_of_a_public_folder_and_names_the_withdrawn_ones() {
    let dir = Workdir::with_page();
    dir.write("key.txt", KEY);
    let candidate = "candidate --codebook codebook.toml --key key.txt --out candidate";
    for (name, more, earlier) in [("R1", 6, ""), ("R2", 12, "--earlier public")] {
        let next = Codebook {
            release: name.into(),
            time: "closed = 2021\n".into(),
            ..codebook()
        };
        dir.write("codebook.toml", next.text());
        dir.write("records.csv", records() + &"2022-05-15,F,E\n".repeat(more));
        done(&dir, &format!("{candidate} {earlier} records.csv"));
        done(&dir, "release candidate/data public");
    }
    let data = "site --data public --page page --out dist";
    done(&dir, data);
    let (public, files) = (dir.published("public"), dir.published("dist"));
    let first: Vec<&String> = public.keys().filter(|name| name.contains("/R1/")).collect();
    assert!(first.len() > 5, "{first:?}");
    for name in first {
        assert_eq!(files[&format!("data/{name}")], public[name], "{name}");
    }
    // The catalog with which pages open lists all, so that a link can name one.
    let catalog = files
        .keys()
        .find(|name| name.starts_with("sections/catalog-"));
    let catalog = &files[catalog.unwrap()];
    assert!(catalog.contains("releases/R1/") && catalog.contains("releases/R2/"));
    let page = &files["todo/index.html"];
    assert!(page.contains("?datos=R2&amp;v=1\"") && !page.contains("name=\"withdrawn\""));
    done(
        &dir,
        "withdraw R1 public --reason Un-\"error\" --keep private",
    );
    done(&dir, data);
    let files = dir.published("dist");
    let withdrawn = r#"<meta name="withdrawn" data-withdrawn="R1" content="Un-&quot;error&quot;">"#;
    assert!(files["todo/index.html"].contains(withdrawn));
    let left = files.keys().filter(|name| name.contains("/R1/"));
    assert_eq!(
        left.collect::<Vec<_>>(),
        [
            "data/releases/R1/index.html",
            "data/releases/R1/withdrawn.json"
        ]
    );
}

#[test]
fn pages_beside_the_sections_have_an_exit_and_name_their_addresses() {
    let dir = Workdir::with_page();
    let said = done(&dir, &format!("{SITE} --url https://example.org/cifras/"));
    assert!(
        said.contains("robots.txt only at the root") && !said.contains("no sitemap.xml"),
        "{said}"
    );
    let read = |page: &str| fs::read_to_string(dir.path(&format!("dist/{page}"))).unwrap();
    for (folder, other) in [
        ("calidad/", "en/quality/"),
        ("metodo/", "en/method/"),
        ("metodo/estadistica/", "en/method/statistics/"),
        ("comprobar/", "en/check/"),
        ("ayuda/", "en/help/"),
    ] {
        for own in [folder, other] {
            let page = read(&format!("{own}index.html"));
            let root = "../".repeat(own.matches('/').count());
            let guide = if own == folder { "ayuda/" } else { "en/help/" };
            for part in [
                format!("<link rel=\"canonical\" href=\"https://example.org/cifras/{own}\">"),
                format!("hreflang=\"es\" href=\"https://example.org/cifras/{folder}\">"),
                format!("hreflang=\"en\" href=\"https://example.org/cifras/{other}\">"),
                format!("hreflang=\"x-default\" href=\"https://example.org/cifras/{folder}\">"),
                format!("<link rel=\"preload\" href=\"{root}fonts/newsreader.woff2\" as=\"font\""),
                format!("<a href=\"{root}{guide}\">"),
                "<a class=\"exit\" href=\"https://".into(),
                format!("<script src=\"{root}first-0c.js\">"),
            ] {
                assert!(page.contains(&part), "{own}: {part}\n{page}");
            }
        }
    }
    assert!(read("index.html").contains("href=\"./ayuda/\""));
    assert!(read("en/index.html").contains("href=\"../en/help/\""));
    assert!(
        read("404.html").contains("<link rel=\"preload\" href=\"/cifras/fonts/newsreader.woff2\"")
    );
    done(&dir, &format!("{SITE}-without"));
    let page = fs::read_to_string(dir.path("dist-without/ayuda/index.html")).unwrap();
    assert!(
        !page.contains("canonical") && !page.contains("rel=\"alternate\""),
        "{page}"
    );
}

#[test]
fn a_site_with_a_banner_says_that_it_has_no_sitemap() {
    let dir = Workdir::with_page();
    let codebook = fs::read_to_string(dir.path("codebook.toml")).unwrap();
    let notice = "notice = { es = \"Prueba: nadie existe.\", en = \"Test: nobody exists.\" }\n";
    dir.write("codebook.toml", notice.to_owned() + &codebook);
    let said = done(&dir, &format!("{SITE} --url https://example.org/"));
    assert!(said.contains("there is no sitemap.xml"), "{said}");
    assert!(!dir.path("dist/sitemap.xml").exists());
}

#[test]
fn the_report_on_quality_leaves_a_written_site_as_it_is() {
    let dir = Workdir::with_page();
    done(&dir, SITE);
    let site = dir.published("dist");
    let said = refused(&dir, "quality dist/data --site dist");
    assert!(
        said.contains("dist: tablero site wrote this site"),
        "{said}"
    );
    assert_eq!(dir.published("dist"), site);
    assert!(done(&dir, SITE).contains("the same as before"));
}

#[test]
fn a_site_is_shown_with_its_headers() {
    let dir = Workdir::with_page();
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
