//! Calls `tablero` from outside, as scripts do: exit codes, messages, files.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;

use expect_test::expect;
use serde_json::Value;
use tests::codebook::Codebook;
use tests::workdir::{KEY, Workdir, codebook, records, stderr, stdout};

#[test]
fn every_row_is_accounted_for() {
    let dir = Workdir::new();
    dir.write("records.csv", records() + "2019-01-15,F,N\n");
    expect![[r#"
        61 rows read = 51 counted + 9 corrected + 1 set aside
          corrected by synonym in zona: 9
          set aside, outside the published years: 1
          counted or not, equal to an earlier row in every column: 10
        4 tables in data: 19 cells published, 10 hidden to protect people
        No key was given: whoever has this program can replay which numbers were hidden, and learn from that. Before you make real numbers public, make a key (tablero link key FILE), and name it with --key FILE or TABLERO_KEY.
    "#]]
    .assert_eq(&stdout(&dir.publish("data")));
}

#[test]
fn the_internal_report_stays_apart_and_repeats_no_field() {
    let dir = Workdir::new();
    // A row that is set aside by its year may hold anything.
    dir.write("records.csv", records() + "2019-01-15,Xkanarya,Xkanarya\n");
    let publish = |report: &str| {
        dir.run(&format!(
            "publish --codebook codebook.toml --out data --report {report} records.csv"
        ))
    };
    for inside in ["data", "data/informe", "."] {
        let refused = publish(inside);
        assert_eq!(refused.status.code(), Some(1), "{inside}");
        assert!(
            stderr(&refused).contains("this is confidential; name a path that is neither in data"),
            "{}",
            stderr(&refused)
        );
        assert!(
            !dir.path("data").exists() && !dir.path("informe.html").exists(),
            "{inside}"
        );
    }
    let done = publish("informe");
    assert!(done.status.success(), "{}", stderr(&done));
    let report = dir.published("informe");
    assert_eq!(
        report.keys().collect::<Vec<_>>(),
        ["informe.html", "report.html", "report.json"]
    );
    let account = &serde_json::from_str::<Value>(&report["report.json"]).unwrap()["account"];
    assert_eq!(
        (
            &account["sources"][0]["rows"],
            &account["sources"][0]["set_aside"]
        ),
        (&61.into(), &1.into())
    );
    for (file, text) in report.iter().chain(&dir.published("data")) {
        assert!(!text.contains("kanarya"), "{file}");
    }
    assert!(
        dir.published("data")
            .keys()
            .all(|file| !file.contains("report") && !file.contains("informe"))
    );
}

#[test]
fn nothing_confidential_stands_in_what_is_public() {
    let dir = Workdir::new();
    dir.publish("public");
    let before = dir.published("public");
    let refused = |command: &str, file: &str, public: &str| {
        let done = dir.run(command);
        let expected = format!(
            "{file}: this is confidential; name a path that is neither in {public} nor around it\n"
        );
        assert_eq!(
            (done.status.code(), stderr(&done)),
            (Some(1), expected),
            "{command}"
        );
        assert_eq!(dir.published("public"), before, "{command}");
    };
    for option in ["--decisions", "--key", "--set-aside", "--report"] {
        for (file, public) in [
            ("data/a.toml", "data"),
            ("public/../public/sub/a", "public"),
        ] {
            let command = format!(
                "publish --codebook codebook.toml --out data --earlier public {option} {file} records.csv"
            );
            refused(&command, file, public);
        }
    }
    refused(
        "publish --codebook codebook.toml --out . records.csv",
        "records.csv",
        ".",
    );
    refused(
        "candidate --codebook codebook.toml --out public/new --earlier public records.csv",
        "public/new/set-aside.csv",
        "public",
    );
    refused("link key public/clave.txt", "public/clave.txt", "public");
    refused(
        "link propose --codebook codebook.toml --decisions public/d.toml records.csv",
        "public/d.toml",
        "public",
    );
}

#[test]
fn what_is_not_published_is_reported_all_the_more() {
    let dir = Workdir::new();
    // The year 2023 is published, and only one person is counted in it.
    let longer = Codebook {
        years: 2021..=2023,
        ..codebook()
    };
    dir.write("codebook.toml", longer.text());
    dir.write("records.csv", records() + "2023-01-15,F,N\n");
    let done = dir.run("publish --codebook codebook.toml --out data --report informe records.csv");
    assert_eq!(done.status.code(), Some(3), "{}", stderr(&done));
    assert!(
        stderr(&done).ends_with("The internal report on these records is in informe.\n"),
        "{}",
        stderr(&done)
    );
    assert!(!dir.path("data").exists());
    let report = dir.published("informe");
    let why = "personas en 2023: menos personas que el umbral de 5, y los totales en el tiempo se publican siempre. \
               Publique períodos en vez de años: declare `finest = \"period\"` y `periods` en [time] del libro de \
               códigos, o `finest = \"all\"` si hay pocas personas en todos los años; `tablero suggest-grain` propone \
               cuáles";
    let in_html = why.replace('"', "&quot;");
    assert!(
        report["informe.html"].contains(&format!("No se publicó nada: {in_html}.")),
        "{}",
        report["informe.html"]
    );
    let account = &serde_json::from_str::<Value>(&report["report.json"]).unwrap()["account"];
    assert_eq!(
        (&account["refused"]["es"], &account["sources"][0]["rows"]),
        (&why.into(), &61.into())
    );
}

#[test]
fn the_public_report_needs_nothing_but_the_release() {
    let dir = Workdir::new();
    dir.publish("data");
    dir.write("records.csv", records().replacen(",F,N", ",F,S", 1));
    dir.publish("later");
    let quality = |options: &str| {
        let done = dir.run(&format!("quality {options}"));
        assert!(done.status.success(), "{}", stderr(&done));
    };
    quality("data --out calidad.html");
    quality("later --previous data --language en --out quality.html");
    let read = |file: &str| fs::read_to_string(dir.path(file)).unwrap();
    assert!(read("calidad.html").contains("Es la primera publicación"));
    assert!(read("quality.html").contains("Compared with the release 2022."));
    // The folder of the release is all that it needs.
    for file in ["records.csv", "codebook.toml"] {
        fs::remove_file(dir.path(file)).unwrap();
    }
    let before = read("calidad.html");
    quality("data --out calidad.html");
    assert_eq!(read("calidad.html"), before);
    let refused = dir.run("quality later");
    assert_eq!(refused.status.code(), Some(2), "{}", stderr(&refused));
}

#[test]
fn bad_input_is_told_and_changes_nothing() {
    let dir = Workdir::new();
    dir.publish("data");
    let before = dir.published("data");
    let contradiction = Codebook {
        filters: vec!["edad"],
        ..codebook()
    };
    let contradiction = contradiction.text();
    let mut lines = contradiction.lines();
    let filters = 1 + lines.position(|line| line.starts_with("filters")).unwrap();
    dir.write("contradiction.toml", &contradiction);
    dir.write("empty.csv", "");
    dir.write("nothing.csv", "fecha,sexo,zona\n");
    dir.write(
        "damaged.csv",
        b"fecha,sexo,zona\n2021-01-15,F,\xc3\xb1and\xc3\xba Espa\xf1a\n",
    );
    dir.write("column.csv", "fecha,sexo\n2021-01-15,F\n");
    dir.write("code.csv", records() + "2021-01-15,F,Luna\n");
    dir.write("half.csv", records() + "2021-01-15,F\n");
    dir.write("date.csv", records() + "15/01/2021,F,N\n");
    dir.write(
        "several.csv",
        "fecha,sexo,zona\n2021-01-15,Luna,N\n2021-02-30,F,N\n",
    );
    let hint = "The values of the fields are not shown, because they are personal data; --show-values shows them.\n";
    let zones = "a category of “zona” was expected: N, S, E, O";
    let cases = [
        (
            "codebook.toml missing.csv",
            "missing.csv: the file cannot be read: ".to_owned(),
        ),
        (
            "missing.toml records.csv",
            "missing.toml: the codebook cannot be read: ".to_owned(),
        ),
        (
            "contradiction.toml records.csv",
            format!(
                "contradiction.toml, line {filters}, column 12: the dimension “edad” does not exist\n"
            ),
        ),
        (
            "codebook.toml empty.csv",
            "empty.csv: the file is empty; ".to_owned(),
        ),
        (
            "codebook.toml nothing.csv",
            "nothing.csv: there are no rows below the column names; ".to_owned(),
        ),
        (
            "codebook.toml damaged.csv",
            "damaged.csv, line 2, column “zona”: UTF-8 was expected; ".to_owned(),
        ),
        (
            "codebook.toml column.csv",
            "column.csv, line 1, column “zona”: this column was expected ".to_owned(),
        ),
        (
            "codebook.toml code.csv",
            format!("code.csv, line 62, column “zona”: {zones}\n{hint}"),
        ),
        (
            "codebook.toml half.csv",
            "half.csv, line 62, column “sexo”: this row has 2 fields instead of 3; ".to_owned(),
        ),
        (
            "codebook.toml date.csv",
            "date.csv, line 62, column “fecha”: a date written as ".to_owned(),
        ),
        (
            "codebook.toml several.csv",
            format!(
                "several.csv, line 2, column “sexo”: a category of “sexo” was expected: F, M\n\
                 several.csv, line 3, column “fecha”: a date written as %Y-%m-%d was expected\n{hint}"
            ),
        ),
    ];
    for (files, expected) in cases {
        let done = dir.run(&format!("publish --out data --codebook {files}"));
        let printed = stderr(&done);
        assert_eq!(done.status.code(), Some(1), "{files}: {printed}");
        assert!(
            printed.starts_with(&expected),
            "{files} was expected to say:\n{expected}\nit says:\n{printed}"
        );
        assert_eq!(
            dir.published("data"),
            before,
            "{files} changed what was published"
        );
    }
}

#[test]
fn a_field_is_quoted_only_for_who_asks() {
    let dir = Workdir::new();
    dir.write(
        "records.csv",
        "fecha,sexo,zona\n2021-01-15,F,Luna de Canario\n",
    );
    let command = "publish --codebook codebook.toml --out data records.csv";
    assert!(!stderr(&dir.run(command)).contains("Canario"));
    assert!(
        stderr(&dir.run(&format!("{command} --show-values")))
            .contains("“Luna de Canario” was found")
    );
}

#[test]
fn the_order_of_the_rows_leaves_no_trace() {
    let dir = Workdir::new();
    dir.publish("data");
    dir.publish("again");
    let text = records();
    let (head, rows) = text.split_once('\n').unwrap();
    let reversed: Vec<&str> = std::iter::once(head).chain(rows.lines().rev()).collect();
    dir.write("records.csv", reversed.join("\n"));
    dir.publish("reversed");
    assert_eq!(dir.published("again"), dir.published("data"));
    assert_eq!(dir.published("reversed"), dir.published("data"));
}

#[test]
fn the_structure_comes_from_the_codebook_alone() {
    let dir = Workdir::new();
    dir.publish("data");
    let half: Vec<String> = records().lines().take(31).map(Into::into).collect();
    dir.write("records.csv", half.join("\n"));
    dir.publish("half");
    let structure = |out| {
        let mut editions = Vec::new();
        let mut files = dir.published(out);
        let certificate = release::read_certificate(&dir.path(out)).unwrap();
        let formats = certificate.unwrap().formats;
        files.retain(|name, _| name != "SHA256SUMS" && !formats.contains_key(name));
        for text in files.values_mut() {
            let mut json: Value = serde_json::from_str(text).unwrap();
            for data in ["value", "status", "family", "whole_registers"] {
                json.as_object_mut().unwrap().remove(data);
            }
            // Of the published numbers, a hash, by which the files of one release know each other.
            if let Some(extension) = json.get_mut("extension") {
                editions.extend(extension.as_object_mut().unwrap().remove("edition"));
            }
            // Of the certificate, the names of the files.
            for key in ["files", "formats"] {
                let names = json[key]
                    .as_object()
                    .map(|files| files.keys().cloned().collect::<Vec<String>>());
                json[key] = names.into();
            }
            *text = json.to_string();
        }
        assert_eq!(editions.len(), files.len() - 1);
        editions.dedup();
        assert_eq!(editions.len(), 1);
        (files, editions)
    };
    assert_ne!(dir.published("half"), dir.published("data"));
    let [(half, of_half), (whole, of_whole)] = ["half", "data"].map(structure);
    assert_eq!(half, whole);
    assert_ne!(of_half, of_whole);
}

#[test]
fn the_demonstration_withstands_the_attack() {
    let dir = Workdir::new();
    assert!(dir.run("demo --out demo").status.success());
    let done = dir.run("publish --codebook demo/codebook.toml --out data demo/records");
    assert!(done.status.success(), "{}", stderr(&done));
    let attack = dir.run("attack data");
    assert_eq!(attack.status.code(), Some(0), "{}", stdout(&attack));
    let report: Value = serde_json::from_str(&stdout(&dir.run("attack data --json"))).unwrap();
    assert_eq!(report["findings"], Value::Array(vec![]));
    let hidden = dir
        .published("data")
        .values()
        .any(|text| text.contains(r#""status":{"#));
    assert!(hidden, "nothing is hidden, so the attack proves nothing");
}

#[test]
fn who_knows_one_record_learns_nothing_of_others() {
    let dir = Workdir::new();
    dir.publish("data");
    let insider = "attack data --insider --codebook codebook.toml --records records.csv";
    let done = dir.run(insider);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    expect![[r#"
        60 records, 5 different; removed one by one: 5
        Published numbers that equal the threshold: 0
        No record that was removed lets anything hidden be proved of others.
    "#]]
    .assert_eq(&stdout(&done));
    let stopped = dir.run(&format!("{insider} --time-limit 0"));
    assert_eq!(stopped.status.code(), Some(4), "{}", stderr(&stopped));
    let text = stdout(&stopped);
    assert!(
        text.contains("removed one by one: 0\n") && text.contains("\nNot finished: "),
        "{text}"
    );
    assert!(
        text.trim_end().ends_with(
            "Its time was over after 0 seconds: --time-limit gives it more, --sample tries fewer records."
        ),
        "{text}"
    );
    // The option's former name still works.
    let former = dir.run(&insider.replace("--insider", "--coalition"));
    assert_eq!(stdout(&former), stdout(&done), "{}", stderr(&former));
    let some: Value =
        serde_json::from_str(&stdout(&dir.run(&format!("{insider} --json --sample 3")))).unwrap();
    assert_eq!(
        (&some["records"], &some["tried"], &some["agrees"]),
        (&60.into(), &3.into(), &true.into())
    );
    // Of other records, nothing may be concluded.
    dir.write("records.csv", records() + "2021-01-15,F,N\n");
    let done = dir.run(insider);
    assert_eq!(done.status.code(), Some(3), "{}", stdout(&done));
    assert!(
        stdout(&done).contains("do not add up to the files"),
        "{}",
        stdout(&done)
    );
}

#[test]
fn the_certificate_says_whose_records_were_tried() {
    let dir = Workdir::new();
    dir.write("key.txt", KEY);
    let done = dir.run("publish --codebook codebook.toml --key key.txt --out data records.csv");
    assert!(done.status.success(), "{}", stderr(&done));
    let certificate = |folder: &str| -> Value {
        serde_json::from_str(
            &fs::read_to_string(dir.path(folder).join("certificate.json")).unwrap(),
        )
        .unwrap()
    };
    let tried = serde_json::json!({ "check": "insider", "findings": 0 });
    assert_eq!(certificate("data")["checks"][2], tried);
    let gaps = certificate("data")["not_checked"].to_string();
    assert!(
        !gaps.contains("own-record") && gaps.contains("several-records"),
        "{gaps}"
    );
    // Without the records, the check is what the candidate's certificate says, or none.
    let release = |to: &str| assert!(dir.run(&format!("release data {to}")).status.success());
    release("public");
    assert_eq!(certificate("public/releases/2022"), certificate("data"));
    let mut without = certificate("data");
    without["checks"].as_array_mut().unwrap().truncate(2);
    dir.write("data/certificate.json", without.to_string());
    release("other");
    assert_eq!(
        certificate("other/releases/2022")["checks"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    assert!(
        certificate("other/releases/2022")["not_checked"]
            .to_string()
            .contains("own-record")
    );
    // Without the certificate, nobody knows whether there was a key.
    dir.forget_certificate("data");
    let refused = dir.run("release data third");
    assert_eq!(refused.status.code(), Some(1));
    assert!(stderr(&refused).contains("without a secret key"));
    assert!(!dir.path("third").exists());
}

#[test]
fn what_can_be_derived_ends_with_3() {
    let dir = Workdir::new();
    dir.publish("data");
    // Somebody shows one of the hidden numbers of a table: those beside it follow.
    let file = dir.path("data/personas.anio.zona.json");
    let mut table: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    let hidden: Vec<String> = table["status"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    table["status"].as_object_mut().unwrap().remove(&hidden[0]);
    table["value"][hidden[0].parse::<usize>().unwrap()] = 0.into();
    fs::write(&file, table.to_string()).unwrap();
    let altered = dir.run("attack data");
    assert_eq!(altered.status.code(), Some(1), "{}", stdout(&altered));
    assert!(
        stderr(&altered).contains("this file was changed after it was certified"),
        "{}",
        stderr(&altered)
    );
    dir.forget_certificate("data");
    let done = dir.run("attack data");
    assert_eq!(done.status.code(), Some(3), "{}", stdout(&done));
}

#[test]
fn a_command_that_is_not_understood_ends_with_2() {
    let dir = Workdir::new();
    for command in [
        "",
        "publish",
        "publish --codebook codebook.toml records.csv",
        "attack",
        "attack --jsn data",
    ] {
        assert_eq!(dir.run(command).status.code(), Some(2), "tablero {command}");
    }
}
