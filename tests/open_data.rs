//! Loads a release in every format with the programs that people use, and compares the numbers.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tests::served::{serve, sums};
use tests::workdir::{Workdir, stderr, stdout};

/// A site with a release and the page on the data, and the address at which it is served.
fn site() -> (Workdir, String) {
    let dir = Workdir::new();
    let url = serve(dir.path(""));
    dir.publish("site/data");
    for file in ["page-0a.css", "icon-0b.svg", "first-0c.js"] {
        dir.write(&format!("site/{file}"), "");
    }
    let done = dir.run(&format!("quality site/data --site site --url {url}/site/"));
    assert!(done.status.success(), "{}", stderr(&done));
    (dir, url)
}

/// Runs lines of Python with arguments. Returns what they print.
fn python(lines: &str, arguments: &[&Path]) -> String {
    let mut python = Command::new("python3");
    printed(python.args(["-c", lines]).args(arguments))
}

fn printed(command: &mut Command) -> String {
    let ran: Output = command.output().unwrap();
    assert!(ran.status.success(), "{}", stderr(&ran));
    stdout(&ran)
}

/// The lines for a program as they stand on the page.
fn lines(dir: &Workdir, class: &str) -> String {
    let page = fs::read_to_string(dir.path("site/datos/index.html")).unwrap();
    let (_, after) = page
        .split_once(&format!("<code class=\"{class}\">"))
        .unwrap();
    let (lines, _) = after.split_once("</code>").unwrap();
    let lines = lines.replace("&lt;", "<").replace("&gt;", ">");
    lines.replace("&quot;", "\"").replace("&amp;", "&")
}

/// The sums of the table that the page's lines load, as one line.
fn sum_of_example(dir: &Workdir) -> String {
    let page = lines(dir, "js");
    let release = release::read(&dir.path("site/data")).unwrap();
    let mut named = release.tables.values();
    let named = named.find(|table| page.contains(&format!("/{}.json\"", table.id)));
    let cells = named.unwrap().cells().iter();
    let counts: Vec<u64> = cells.filter_map(|cell| cell.published()).collect();
    assert!(counts.len() > 3, "{counts:?}");
    format!("{} {}\n", counts.len(), counts.iter().sum::<u64>())
}

#[test]
fn every_file_has_the_hash_that_is_listed() {
    let (dir, _) = site();
    let listed = fs::read_to_string(dir.path("site/data/SHA256SUMS")).unwrap();
    let mut names = vec!["SHA256SUMS".to_owned()];
    for line in listed.lines() {
        let (hash, name) = line.split_once("  ").unwrap();
        let content = fs::read(dir.path("site/data").join(name)).unwrap();
        assert_eq!(release::fingerprint_bytes(&content), hash, "{name}");
        names.push(name.to_owned());
    }
    names.sort();
    let found: Vec<String> = dir.published("site/data").into_keys().collect();
    assert_eq!(names, found);
}

#[test]
fn every_table_has_a_file_in_each_language_that_says_where_it_is() {
    let (dir, url) = site();
    let quality = format!("quality site/data --site site --url {url}/site/");
    assert!(dir.run(&quality).status.success());
    let read = |file: &str| -> Value {
        let text = fs::read_to_string(dir.path(file)).unwrap();
        serde_json::from_str(&text).unwrap()
    };
    let index = read("site/data/index.json");
    let items = index["link"]["item"].as_array().unwrap();
    for item in items {
        let name = item["href"].as_str().unwrap();
        let released = read(&format!("site/data/{name}"));
        assert_eq!(
            released["href"],
            Value::Null,
            "a release can stand anywhere"
        );
        let mut labels = Vec::new();
        for folder in ["datos", "en/data"] {
            let table = read(&format!("site/{folder}/tables/{name}"));
            assert_eq!(table["href"], format!("{url}/site/{folder}/tables/{name}"));
            for part in ["value", "status", "id", "size", "updated"] {
                assert_eq!(table[part], released[part], "{folder}: {name}: {part}");
            }
            labels.push(table["dimension"]["medida"]["label"].clone());
        }
        assert_eq!(labels, ["Medida", "Measure"], "{name}");
    }
    dir.write("site/datos/tables/mine.json", "{\"mine\": true}");
    let refused = stderr(&dir.run(&quality));
    assert!(
        refused.contains("mine.json: this page would be replaced"),
        "{refused}"
    );
}

#[test]
fn a_site_that_somebody_else_has_a_collection_in_is_refused() {
    let (dir, url) = site();
    let quality = format!("quality site/data --site site --url {url}/site/");
    assert!(dir.run(&quality).status.success());
    dir.write("site/datos/collection.json", "{\"mine\": true}");
    let refused = dir.run(&quality);
    assert!(!refused.status.success());
    assert!(
        stderr(&refused).contains("collection.json: this page would be replaced"),
        "{}",
        stderr(&refused)
    );
}

/// Reads every CSV file with its types and keys, and sums up its numbers in the order of the index.
const FRICTIONLESS: &str = r#"
import json, sys
from pathlib import Path
from frictionless import Package, system, validate
system.trusted = True
folder = Path(sys.argv[1])
report = validate(str(folder / "datapackage.json"))
assert report.valid, report.flatten(["title", "note"])
package = Package(str(folder / "datapackage.json"))
for item in json.loads((folder / "index.json").read_text())["link"]["item"]:
    rows = package.get_resource(item["href"][:-5]).read_rows()
    values = [row["OBS_VALUE"] for row in rows if row["OBS_VALUE"] is not None]
    hidden = [row for row in rows if row["CONF_STATUS"] == "C" and row["OBS_STATUS"] == "Q"]
    assert len(values) + len(hidden) == len(rows) and rows
    print(len(values), sum(values))
"#;

#[test]
#[ignore = "needs Python with frictionless: run by cargo verify"]
fn frictionless_validates_the_package_and_reads_its_numbers() {
    let (dir, _) = site();
    let data = dir.path("site/data");
    assert_eq!(python(FRICTIONLESS, &[&data]), sums(&data));
}

/// Reads every workbook as a table.
const OPENPYXL: &str = r#"
import json, sys
from pathlib import Path
from openpyxl import load_workbook
folder = Path(sys.argv[1])
for item in json.loads((folder / "index.json").read_text())["link"]["item"]:
    book = load_workbook(folder / item["href"].replace(".json", ".xlsx"))
    assert book.sheetnames == ["Datos", "Notas", "Códigos"], book.sheetnames
    heads, *rows = book["Datos"].iter_rows(values_only=True)
    values = [row[heads.index("OBS_VALUE")] for row in rows]
    values = [value for value in values if value is not None]
    print(len(values), sum(values))
"#;

#[test]
#[ignore = "needs Python with openpyxl: run by cargo verify"]
fn openpyxl_reads_the_numbers_of_every_workbook() {
    let (dir, _) = site();
    let data = dir.path("site/data");
    assert_eq!(python(OPENPYXL, &[&data]), sums(&data));
}

/// Finds every dataset and its files in the description for catalogs.
const RDFLIB: &str = r#"
import sys
from pathlib import Path
from rdflib import DCAT, DCTERMS, Graph
folder = Path(sys.argv[1])
base = "https://example.org/data/"
graph = Graph().parse(data=(folder / "dcat.jsonld").read_text(), format="json-ld", base=base + "dcat.jsonld")
catalogs = list(graph.subject_objects(DCAT.dataset))
for _, dataset in catalogs:
    languages = {title.language for title in graph.objects(dataset, DCTERMS.title)}
    assert languages == {"es", "en"}, languages
    files = [url for one in graph.objects(dataset, DCAT.distribution) for url in graph.objects(one, DCAT.downloadURL)]
    assert len(files) == 3, files
    for url in files:
        assert url.startswith(base) and (folder / url[len(base):]).is_file(), url
print(len(catalogs))
"#;

#[test]
#[ignore = "needs Python with rdflib: run by cargo verify"]
fn rdflib_finds_every_file_in_the_description_for_catalogs() {
    let (dir, _) = site();
    let data = dir.path("site/data");
    let tables = sums(&data).lines().count();
    assert_eq!(python(RDFLIB, &[&data]), format!("{tables}\n"));
}

/// Validates the collections of the page, which name every table by its absolute address, and these tables.
const VALIDATE: &str = r#"
import json, sys
from pathlib import Path
from jsonstat_validator import validate_jsonstat
for name in sys.argv[1:]:
    collection = json.loads(Path(name).read_text())
    validate_jsonstat(collection)
    tables = list((Path(name).parent / "tables").iterdir())
    for table in tables:
        validate_jsonstat(json.loads(table.read_text()))
    print(len(collection["link"]["item"]), len(tables))
"#;

#[test]
#[ignore = "needs Python with jsonstat_validator: run by cargo verify"]
fn a_validator_takes_the_collections_of_a_site_with_an_address() {
    let (dir, _) = site();
    let pages = ["datos", "en/data"].map(|page| dir.path(&format!("site/{page}/collection.json")));
    let tables = sums(&dir.path("site/data")).lines().count();
    let printed = python(VALIDATE, &pages.each_ref().map(|page| page.as_path()));
    assert_eq!(printed, format!("{tables} {tables}\n").repeat(2));
}

#[test]
#[ignore = "needs Python with pyjstat: run by cargo verify"]
fn pyjstat_follows_the_collection_of_a_site_with_an_address() {
    let (dir, url) = site();
    let lines = format!(
        "from pyjstat import pyjstat\n\
         collection = pyjstat.Collection.read('{url}/site/datos/collection.json')\n\
         for at in range(len(collection['link']['item'])):\n    \
             values = collection.get(at).write('dataframe')['value'].dropna()\n    \
             print(len(values), int(values.sum()))\n"
    );
    assert_eq!(python(&lines, &[]), sums(&dir.path("site/data")));
    // And with the lines of the page.
    let shown = lines_of_pyjstat(&dir);
    assert_eq!(
        python(&shown, &[]),
        sums(&dir.path("site/data"))
            .lines()
            .next()
            .unwrap()
            .to_owned()
            + "\n"
    );
}

/// The page's lines for pyjstat, and one that prints the sums.
fn lines_of_pyjstat(dir: &Workdir) -> String {
    lines(dir, "python-pyjstat")
        + "values = table.write('dataframe')['value'].dropna()\nprint(len(values), int(values.sum()))\n"
}

#[test]
#[ignore = "needs Python with pandas: run by cargo verify"]
fn the_pages_lines_for_pandas_load_the_numbers() {
    let (dir, _) = site();
    let then = "values = table['OBS_VALUE'].dropna()\nprint(len(values), int(values.sum()))\n";
    let printed = python(&(lines(&dir, "python-pandas") + then), &[]);
    assert_eq!(printed, sum_of_example(&dir));
}

#[test]
#[ignore = "needs Python with duckdb: run by cargo verify"]
fn the_pages_lines_for_duckdb_load_the_numbers() {
    let (dir, url) = site();
    // From the disk: from the web DuckDB reads with an extension that it must fetch first.
    let shown = lines(&dir, "duckdb").replace(&url, &dir.path("").display().to_string());
    assert!(shown.trim_end().ends_with(';'), "{shown}");
    let shown = shown.trim_end().trim_end_matches(';');
    let sum = format!("SELECT count(OBS_VALUE), sum(OBS_VALUE)::BIGINT FROM ({shown})");
    let run = format!("import duckdb\nprint(*duckdb.sql(\"\"\"{sum}\"\"\").fetchall()[0])\n");
    assert_eq!(python(&run, &[]), sum_of_example(&dir));
}

/// Sums up each table of the file that has them all.
const PARQUET: &str = r#"
import json, sys
from pathlib import Path
import duckdb
folder = Path(sys.argv[1])
file = folder / "observations.parquet"
columns = {name: kind for name, kind, *_ in duckdb.sql(f"DESCRIBE SELECT * FROM '{file}'").fetchall()}
assert columns.pop("OBS_VALUE") == "BIGINT" and set(columns.values()) == {"VARCHAR"}, columns
for item in json.loads((folder / "index.json").read_text())["link"]["item"]:
    table = item["href"][:-5]
    by = ", ".join(name for name in columns if name not in ("OBS_STATUS", "CONF_STATUS", "UNIT_MEASURE"))
    counted = f"SELECT count(*), count(DISTINCT ({by})), count(OBS_VALUE), sum(OBS_VALUE)::BIGINT, "
    hidden = "count(*) FILTER (CONF_STATUS = 'C' AND OBS_STATUS = 'Q')"
    rows, keys, values, total, hidden = duckdb.sql(f"{counted}{hidden} FROM '{file}' WHERE TABLE_ID = '{table}'").fetchall()[0]
    assert rows == keys == values + hidden, (table, rows, keys, values, hidden)
    print(values, total)
"#;

#[test]
#[ignore = "needs Python with duckdb: run by cargo verify"]
fn duckdb_reads_the_numbers_of_all_tables_in_one() {
    let (dir, _) = site();
    let data = dir.path("site/data");
    assert_eq!(python(PARQUET, &[&data]), sums(&data));
}

#[test]
#[ignore = "needs Node.js: run by cargo verify"]
fn the_pages_lines_for_javascript_load_the_numbers() {
    let (dir, _) = site();
    let then = "console.log(published.length, published.reduce((sum, count) => sum + count, 0));\n";
    dir.write("lines.mjs", lines(&dir, "js") + then);
    let printed = printed(Command::new("node").arg(dir.path("lines.mjs")));
    assert_eq!(printed, sum_of_example(&dir));
}

#[test]
#[ignore = "needs R with utils: run by cargo verify"]
fn the_pages_lines_for_r_load_the_numbers() {
    let (dir, _) = site();
    let then = "values <- table$OBS_VALUE[!is.na(table$OBS_VALUE)]\ncat(length(values), sum(values))\ncat(\"\\n\")\n";
    dir.write("lines.R", lines(&dir, "r") + then);
    let printed = printed(
        Command::new("Rscript")
            .arg("--vanilla")
            .arg(dir.path("lines.R")),
    );
    assert_eq!(printed, sum_of_example(&dir));
}
