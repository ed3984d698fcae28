//! Makes a folder in which a test calls `tablero` from outside, with a small codebook and records.
#![allow(clippy::unwrap_used, reason = "what cannot go on in a test has failed")]
#![allow(clippy::missing_panics_doc, reason = "it is all for tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use tempfile::TempDir;

use crate::codebook::{Codebook, Dimension, Measure};
use crate::{root, tablero};

/// The text of a secret key.
pub const KEY: &str = "0f1e2d3c4b5a69788796a5b4c3d2e1f00123456789abcdeffedcba9876543210";

/// The document of a built page, with all places that a site fills.
pub const DOCUMENT: &str = concat!(
    r#"<html lang="es"><head><title>Cifras</title><meta name="description" content="Cifras públicas">"#,
    r#"<meta name="root" content="./"><link rel="stylesheet" href="./page-0a.css"></head>"#,
    r#"<body><div id="page"><p>Un momento</p></div><div id="message"></div></body></html>"#
);

/// A codebook with one measure, two dimensions and one section.
pub fn codebook() -> Codebook {
    let sex = Dimension::new("sexo").category("F").category("M");
    let area = Dimension::new("zona")
        .category("N")
        .detailed("S", "S", "spellings = [\"Austral\"]")
        .category("E")
        .category("O");
    Codebook {
        pairs: vec!["sexo"],
        filters: vec!["sexo"],
        ..Codebook::new(2021..=2022)
            .measure(Measure::by_date("personas", "fecha"))
            .dimension(sex)
            .dimension(area)
    }
}

/// A folder with a codebook, records, and a dataset published from them.
pub struct Workdir {
    folder: TempDir,
}

impl Default for Workdir {
    fn default() -> Self {
        Self::new()
    }
}

impl Workdir {
    /// A folder with the codebook and its records; nothing is published yet.
    pub fn new() -> Workdir {
        let dir = Workdir {
            folder: tempfile::tempdir().unwrap(),
        };
        dir.write("codebook.toml", codebook().text());
        dir.write("records.csv", records());
        dir
    }

    /// The same, with the least that makes a built page.
    pub fn with_page() -> Workdir {
        let dir = Workdir::new();
        dir.write_page();
        dir
    }

    /// The path of a file or folder in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file in it.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).unwrap();
    }

    /// Writes the least that makes a built page into its folder `page`.
    pub fn write_page(&self) {
        fs::create_dir_all(self.path("page/fonts")).unwrap();
        for (file, text) in [
            ("index.html", DOCUMENT),
            ("page-0a.css", "a {}"),
            ("icon-0b.svg", "<svg/>"),
            ("first-0c.js", ""),
            ("program.wasm", "wasm"),
            ("_headers", "/*\n  Referrer-Policy: no-referrer\n"),
        ] {
            self.write(&format!("page/{file}"), text);
        }
        // The letters of pictures: here, a font of a few kilobytes that has them all.
        for font in ["public-sans-400", "public-sans-600", "newsreader-600"] {
            let letters = root().join("src/picture/letters.ttf");
            fs::copy(letters, self.path(&format!("page/fonts/{font}.ttf"))).unwrap();
        }
    }

    /// Calls `tablero` with the folder as the current one, so that messages name files as they are typed here.
    pub fn run(&self, command: &str) -> Output {
        tablero()
            .current_dir(self.folder.path())
            .args(command.split_whitespace())
            .output()
            .unwrap()
    }

    /// Publishes records.csv.
    pub fn publish(&self, out: &str) -> Output {
        let done = self.run(&format!(
            "publish --codebook codebook.toml --out {out} records.csv"
        ));
        assert!(done.status.success(), "{}", stderr(&done));
        done
    }

    /// Copies a folder, byte for byte.
    pub fn copy(&self, from: &str, to: &str) {
        fs::create_dir_all(self.path(to)).unwrap();
        for entry in fs::read_dir(self.path(from)).unwrap() {
            let file = entry.unwrap().path();
            let [from, to] = [from, to].map(|folder| format!("{folder}/{}", name(&file)));
            match file.is_dir() {
                true => self.copy(&from, &to),
                false => drop(fs::copy(self.path(&from), self.path(&to)).unwrap()),
            }
        }
    }

    /// Deletes the certificate of a release, and the files that it alone vouches for.
    pub fn forget_certificate(&self, out: &str) {
        let certificate = release::read_certificate(&self.path(out)).unwrap().unwrap();
        let own = ["certificate.json".to_owned(), "SHA256SUMS".to_owned()];
        for name in certificate.formats.into_keys().chain(own) {
            fs::remove_file(self.path(out).join(name)).unwrap();
        }
    }

    /// The published files by their paths in the folder. Bytes that are no text become marks.
    pub fn published(&self, out: &str) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        for entry in fs::read_dir(self.path(out)).unwrap() {
            let file = entry.unwrap().path();
            if file.is_dir() {
                let below = self.published(&format!("{out}/{}", name(&file)));
                files.extend(
                    below
                        .into_iter()
                        .map(|(below, text)| (format!("{}/{below}", name(&file)), text)),
                );
            } else {
                let content = fs::read(&file).unwrap();
                files.insert(name(&file), String::from_utf8_lossy(&content).into_owned());
            }
        }
        files
    }
}

/// Sixty people: enough for a few numbers to be published, and few enough for others to be hidden.
pub fn records() -> String {
    let zones = ["N", "S", "Austral", "E", "E", "N", "N"];
    let row = |at: usize| {
        let (year, month, zone) = (2021 + at % 2, at % 9 + 1, zones[at % zones.len()]);
        let sex = ["M", "F", "F"][at % 3];
        format!("{year}-0{month}-15,{sex},{zone}\n")
    };
    std::iter::once("fecha,sexo,zona\n".to_owned())
        .chain((0..60).map(row))
        .collect()
}

fn name(file: &Path) -> String {
    file.file_name().unwrap().to_string_lossy().into_owned()
}

/// The standard output of a program.
pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The error output of a program.
pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}
