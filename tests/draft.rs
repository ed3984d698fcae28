//! Drafts codebooks of dirty files, and publishes them at the first attempt, without an edit.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;

use tests::{
    shared,
    workdir::{Workdir, stderr, stdout},
};

/// A register as institutions keep them: three spellings of a word, broken dates, names and numbers of documents.
fn dirty_records() -> String {
    let mut text = String::from(
        "Nº;Nombre completo;Cédula;Fecha de ingreso;Sexo;Edad;Nacionalidad;Provincia;Medios de captación;Estado \
         civil;Observaciones;Acompañante\n",
    );
    let pick = |list: &[&str], at: usize| list[at % list.len()].to_owned();
    for row in 0..640 {
        let date = match row {
            300 => "11/25/2020".into(),
            row if row % 150 == 7 => "31/02/2021".into(),
            row if row % 200 == 9 => "sin fecha".into(),
            row => format!("{:02}/{:02}/{}", row % 28 + 1, row % 12 + 1, 2019 + row % 4),
        };
        let sex = pick(
            &[
                "F", "Femenino", "M", "MUJER", "hombre ", "Masc.", "N/S", "", "femenina",
            ],
            row * 7 / 3,
        );
        let status = pick(
            &["Soltera", "soltera", "Casada", "Unión libre", "N/R"],
            row / 2,
        );
        let fields = [
            (row + 1).to_string(),
            format!(
                "{} Zumbado{}",
                pick(&["Ana", "María", "Xkanarya"], row),
                row % 9
            ),
            format!("1-{:04}-{:04}", row * 13 % 9999, row * 7 % 9999),
            date,
            if row == 33 { "Muger".into() } else { sex },
            pick(
                &["14", "20 años", "35", "", "41", "N/S", "8", "17", "62"],
                row * 5,
            ),
            if row % 200 == 50 {
                "Tonga".into()
            } else {
                pick(
                    &[
                        "Costa Rica",
                        "COSTA RICA",
                        "Nicaragüense",
                        "Colombia",
                        "N/D",
                        "Venezolana",
                    ],
                    row / 3,
                )
            },
            pick(
                &[
                    "San José",
                    "SAN JOSE",
                    "Alajuela",
                    "Limon",
                    "",
                    "Puntarenas ",
                ],
                row / 5,
            ),
            pick(
                &[
                    "Redes sociales",
                    "Familia; Redes sociales",
                    "Agencia;Familia",
                    "",
                    "Agencia",
                ],
                row / 7,
            ),
            if row % 300 == 120 {
                "Viuda de Zumbado".into()
            } else {
                status
            },
            format!("llamó la tía {row}"),
            pick(&["Ana", "Luis", "Carmen Mora", "Xkanarya"], row),
        ];
        text += &fields.map(|field| format!("\"{field}\"")).join(";");
        text.push('\n');
    }
    text
}

/// Drafts a codebook, checks it and publishes the records with it. Returns the draft and what was printed about it.
fn draft_and_publish(dir: &Workdir, records: &str, more: &str) -> (String, String) {
    let run = |command: &str| {
        let done = dir.run(command);
        assert!(done.status.success(), "{command}: {}", stderr(&done));
        stdout(&done)
    };
    let said = run(&format!("codebook draft {records} --out mine.toml {more}"));
    let checked = run("codebook check mine.toml");
    assert!(checked.contains("no mistakes"), "{checked}");
    let published = run(&format!(
        "publish --codebook mine.toml --out data {records}"
    ));
    let cells = published
        .split(": ")
        .find_map(|rest| rest.split_once(" cells published"));
    let cells: u64 = cells.unwrap().0.parse().unwrap();
    assert!(cells > 20, "{published}");
    (fs::read_to_string(dir.path("mine.toml")).unwrap(), said)
}

#[test]
fn a_dirty_register_is_published_at_the_first_attempt_and_nobody_stands_in_the_draft() {
    let dir = Workdir::new();
    dir.write("sucio.csv", dirty_records());
    let (draft, said) = draft_and_publish(&dir, "sucio.csv", "");
    let lower = draft.to_lowercase();
    let words: Vec<&str> = lower
        .split(|letter: char| !letter.is_alphanumeric())
        .collect();
    for person in [
        "xkanarya", "zumbado", "ana", "carmen", "muger", "tonga", "viuda", "llamó", "0234", "tía",
    ] {
        let is_part = words.iter().any(|word| word.starts_with(person));
        assert!(!is_part, "{person} stands in the draft:\n{draft}");
    }
    for line in [
        "dates = [\"%d/%m/%Y\"]",
        "first = 2019\nlast = 2022",
        "  \"Nombre completo\",   # names of people",
        "  \"Cédula\",   # numbers of identifier documents",
        "  \"Acompañante\",   # names of people",
        "kind = \"multi\"\nseparator = \";\"",
        "{ code = \"CR-SJ\", es = \"San José\"",
        "{ code = \"NIC\", es = \"Nicaragua\", en = \"Nicaragua\"",
    ] {
        assert!(draft.contains(line), "{line} is not in the draft:\n{draft}");
    }
    assert!(said.contains("1 contradict it"), "{said}");
    let index = fs::read_to_string(dir.path("data/index.json")).unwrap();
    assert!(index.contains("Nicaragua") && !index.contains("Tonga"));
}

#[test]
fn the_demonstrations_records_are_published_at_the_first_attempt() {
    let dir = Workdir::new();
    let demo = dir.run("demo --out demo");
    assert!(demo.status.success(), "{}", stderr(&demo));
    let mut files: Vec<_> = fs::read_dir(dir.path("demo/records"))
        .unwrap()
        .map(|file| file.unwrap().file_name())
        .collect();
    files.sort();
    let register = files
        .iter()
        .find(|file| file.to_string_lossy().contains("conatt"))
        .unwrap();
    draft_and_publish(
        &dir,
        &format!("demo/records/{}", register.to_string_lossy()),
        "",
    );
}

#[test]
fn a_draft_that_somebody_edited_stays() {
    let dir = Workdir::new();
    dir.write("sucio.csv", dirty_records());
    let draft = || dir.run("codebook draft sucio.csv --out mine.toml");
    assert!(draft().status.success() && draft().status.success());
    let text = fs::read_to_string(dir.path("mine.toml")).unwrap();
    dir.write("mine.toml", text.replace("Institución", "Ministerio"));
    let refused = draft();
    assert!(
        stderr(&refused).contains("somebody edited this file"),
        "{}",
        stderr(&refused)
    );
    assert!(
        fs::read_to_string(dir.path("mine.toml"))
            .unwrap()
            .contains("Ministerio")
    );
}

#[test]
#[ignore = "needs ../shared/data/argentina-linea-145: run by cargo verify"]
fn the_records_of_linea_145_are_published_at_the_first_attempt() {
    let dir = Workdir::new();
    let file = shared(
        "argentina-linea-145/oficina-rescate-denuncias-referidos-202001-202112_data_cruda.csv",
    );
    fs::copy(file, dir.path("linea.csv")).unwrap();
    let (draft, _) = draft_and_publish(&dir, "linea.csv", "");
    assert!(
        draft.contains("column = \"edad_aparente\"\nkind = \"age\""),
        "{draft}"
    );
}

#[test]
#[ignore = "needs ../shared/data/synthetic-victims-1500.csv: run by cargo verify"]
fn years_alone_are_published_at_the_first_attempt() {
    let dir = Workdir::new();
    let file = shared("synthetic-victims-1500.csv");
    fs::copy(file, dir.path("victims.csv")).unwrap();
    let (draft, _) = draft_and_publish(&dir, "victims.csv", "");
    assert!(draft.contains("dates = [\"%Y\"]"), "{draft}");
}

#[test]
fn values_that_no_category_lists_are_shown_from_the_threshold_on() {
    let dir = Workdir::new();
    let mut rows = "fecha,sexo,zona\n".to_owned();
    for (sex, times) in [("F", 30), ("M", 30), ("Xdama", 7), ("Xkanarya", 2)] {
        rows += &format!("2021-03-04,{sex},N\n").repeat(times);
    }
    dir.write("records.csv", rows);
    let values = |more: &str| {
        stdout(&dir.run(&format!(
            "codebook values --codebook codebook.toml {more} records.csv"
        )))
    };
    let said = values("");
    assert!(
        said.contains("sexo: 9 values that no category lists\n  7 × “Xdama”\n  2 × values"),
        "{said}"
    );
    assert!(!said.contains("Xkanarya"), "{said}");
    assert!(values("--show-values").contains("2 × “Xkanarya”"));
}
