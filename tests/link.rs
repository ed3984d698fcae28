//! Links applications that several institutions report, and writes the rows that go back to them, from outside.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;

use expect_test::expect;
use tests::codebook::Codebook;
use tests::workdir::{Workdir, codebook, records, stderr, stdout};

/// Two institutions that know people by name.
const SOURCES: &str = r#"
[[source]]
id = "conatt"
files = ["records*.csv"]
lacks = ["nombre"]

[[source]]
id = "pani"
files = ["pani*.csv"]
columns = { nombre = "Nombre completo" }
drop = ["Teléfono"]

[identity]
trust = ["conatt", "pani"]

[[identity.key]]
columns = ["nombre"]

[[identity.near]]
rule = "sexo-zona-2-dias"
same = ["sexo", "zona"]
date = "fecha"
days = 2
"#;

const PANI: &str = "fecha,sexo,zona,Nombre completo,Teléfono\n\
                    2021-01-16,M,O,Xkanarya Uno,8888-1234\n\
                    2021-05-05,F,Luna,Xkanarya Dos,8888-1234\n\
                    2030-05-05,F,N,Xkanarya Tres,8888-1234\n\
                    2021-01-16,M,O,Xkanarya Uno,8888-1234\n";

fn dir() -> Workdir {
    let dir = Workdir::new();
    let linked = Codebook {
        records: "unsettled = \"set-aside\"\ndates = \"%Y-%m-%d\"\n",
        sources: SOURCES,
        ..codebook()
    };
    dir.write("codebook.toml", linked.text());
    dir.write("records.csv", records() + "2021-01-15,M,O\n");
    dir.write("pani.csv", PANI);
    dir
}

const PUBLISH: &str = "publish --codebook codebook.toml --out data records.csv pani.csv";

#[test]
fn a_person_decides_what_is_the_same_and_the_next_run_counts_it_once() {
    let dir = dir();
    let propose = "link propose --codebook codebook.toml --key clave.txt --decisions decisiones.toml records.csv pani.csv";
    assert!(stderr(&dir.run(propose)).starts_with("clave.txt: the key cannot be read: "));
    assert!(dir.run("link key clave.txt").status.success());
    assert_eq!(dir.run("link key clave.txt").status.code(), Some(1));
    let printed = stdout(&dir.run(propose));
    let decisions = fs::read_to_string(dir.path("decisiones.toml")).unwrap();
    let all = decisions.matches("decision = \"open\"").count();
    let expected = format!(
        "{all} pairs to decide on in decisiones.toml, {all} of them new. The file is confidential.\n"
    );
    assert!(printed.ends_with(&expected), "{printed}");
    assert!(decisions.starts_with("# CONFIDENCIAL"), "{decisions}");
    assert!(!decisions.to_lowercase().contains("kanarya"), "{decisions}");

    let open = stdout(&dir.run(&format!(
        "{PUBLISH} --key clave.txt --decisions decisiones.toml"
    )));
    assert!(
        open.starts_with("65 rows read = 53 counted + 9 corrected + 1 merged + 2 set aside\n"),
        "{open}"
    );
    assert!(
        open.contains(&format!("\ndecisions: 0 same, 0 different, {all} open\n")),
        "{open}"
    );

    // Somebody looks up the last row of the register, which came a day before a row of the other institution.
    let pairs = decisions.split("[[pair]]").map(|pair| {
        let is_it = pair.contains("conatt: records.csv, line 62\"")
            && pair.contains("pani: pani.csv, line 2\"");
        if is_it {
            pair.replace("decision = \"open\"", "decision = \"same\"")
        } else {
            pair.into()
        }
    });
    dir.write(
        "decisiones.toml",
        pairs.collect::<Vec<_>>().join("[[pair]]"),
    );
    let same = stdout(&dir.run(&format!(
        "{PUBLISH} --key clave.txt --decisions decisiones.toml"
    )));
    assert!(
        same.starts_with("65 rows read = 51 counted + 10 corrected + 2 merged + 2 set aside\n"),
        "{same}"
    );
    assert!(
        same.contains("\n  corrected by most-trusted-source in personas: 1\n"),
        "{same}"
    );
    assert!(
        same.contains(&format!(
            "\ndecisions: 1 same, 0 different, {} open\n",
            all - 1
        )),
        "{same}"
    );
    let again = stdout(&dir.run(propose));
    let expected = format!(
        "{} pairs to decide on in decisiones.toml, 0 of them new.",
        all - 1
    );
    assert!(again.starts_with(&expected), "{again}");

    let forgotten = dir.run(&format!("{PUBLISH} --decisions decisiones.toml"));
    assert_eq!(
        stderr(&forgotten),
        "decisions need a key that stays the same from run to run: name its file with --key, or set TABLERO_KEY\n"
    );
}

#[test]
fn a_column_that_identifies_people_is_refused_unless_it_is_dropped() {
    let dir = dir();
    let codebook = fs::read_to_string(dir.path("codebook.toml")).unwrap();
    dir.write(
        "codebook.toml",
        codebook.replace("drop = [\"Teléfono\"]\n", ""),
    );
    let refused = dir.run(PUBLISH);
    assert_eq!(refused.status.code(), Some(1));
    expect![[r#"
        pani.csv, line 1, column “Teléfono”: this column seems to hold telephone numbers, by its name; write drop = ["Teléfono"] into its source in the codebook, and it is never read
    "#]]
    .assert_eq(&stderr(&refused));
}

#[test]
fn rows_go_back_to_who_sent_them_without_what_identifies_anybody() {
    let dir = dir();
    for inside in ["data/aside.csv", "data/../data/aside.csv"] {
        let refused = dir.run(&format!("{PUBLISH} --set-aside {inside}"));
        assert_eq!(refused.status.code(), Some(1));
        assert!(!dir.path("data").exists());
    }
    let done = dir.run(&format!("{PUBLISH} --set-aside aside.csv"));
    assert!(done.status.success(), "{}", stderr(&done));
    let written = fs::read_to_string(dir.path("aside.csv")).unwrap();
    let text = written
        .strip_prefix('\u{feff}')
        .expect("Excel needs a byte order mark");
    expect![[r#"
        "CONFIDENCIAL: datos de personas. Solo para la institución que envió estos registros; no publicar ni reenviar."
        "fuente","archivo","línea","motivo","fecha","sexo","zona"
        "pani","pani.csv","3","no se entiende: columna «zona»","2021-05-05","F","Luna"
        "pani","pani.csv","4","fuera de los años publicados","2030-05-05","F","N"
    "#]]
    .assert_eq(text);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(
            fs::metadata(dir.path("aside.csv"))
                .unwrap()
                .permissions()
                .mode()
                & 0o077,
            0
        );
    }
}
