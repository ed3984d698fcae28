//! Writes citations of a figure: as a sentence (APA), for BibTeX, and for programs that manage references (RIS).

use dashboard::Sheet;

use crate::{origin::Origin, words};

/// Writes the citation as a sentence, in the manner of the American Psychological Association's seventh edition.
pub fn cite(sheet: &Sheet, origin: &Origin) -> String {
    let Origin {
        publisher,
        release,
        site,
        ..
    } = origin;
    let year = year(sheet, release);
    let kind = words::kind(sheet.lang, release);
    let title = title(sheet);
    let address = origin.cited(sheet);
    format!("{publisher}. ({year}). {title} [{kind}]. {site}. {address}")
}

/// Writes the citation for BibTeX.
pub fn bibtex(sheet: &Sheet, origin: &Origin) -> String {
    let fields = [
        ("author", format!("{{{}}}", plain(origin.publisher))),
        ("title", format!("{{{}}}", plain(&title(sheet)))),
        ("year", year(sheet, origin.release)),
        ("howpublished", plain(origin.site)),
        ("note", plain(&words::kind(sheet.lang, origin.release))),
        ("url", origin.cited(sheet)),
    ];
    let mut text = format!("@misc{{{},\n", sheet.name);
    for (name, value) in fields {
        text += &format!("  {name} = {{{value}}},\n");
    }
    text + "}\n"
}

/// Writes the citation for programs that manage references.
pub fn ris(sheet: &Sheet, origin: &Origin) -> String {
    let fields = [
        ("TY", "DATA".to_owned()),
        ("AU", origin.publisher.to_owned()),
        ("TI", title(sheet)),
        ("PY", year(sheet, origin.release)),
        ("PB", origin.site.to_owned()),
        ("N1", words::kind(sheet.lang, origin.release)),
        ("UR", origin.cited(sheet)),
        ("ER", String::new()),
    ];
    let mut text = String::new();
    for (name, value) in fields {
        text += &format!("{name}  - {}\r\n", value.replace(['\r', '\n'], " "));
    }
    text
}

/// Names a figure; of invented data, that they are invented comes first.
pub fn title(sheet: &Sheet) -> String {
    let mark = sheet.mark.as_deref().map(words::first_words);
    let title = format!("{}: {}", sheet.title, sheet.subtitle);
    mark.map_or_else(|| title.clone(), |mark| format!("{mark} · {title}"))
}

/// Returns the year of a release, which begins with it.
fn year(sheet: &Sheet, release: &str) -> String {
    let year = release.get(..4);
    let is_year = |year: &&str| year.bytes().all(|byte| byte.is_ascii_digit());
    year.filter(is_year)
        .map_or_else(|| words::NO_YEAR.text(sheet.lang), str::to_owned)
}

/// Writes a text for BibTeX, where these signs mean something.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for letter in text.chars() {
        match letter {
            '%' | '&' | '$' | '#' | '_' | '{' | '}' => plain.extend(['\\', letter]),
            '\\' => plain += "\\textbackslash{}",
            _ => plain.push(letter),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{ORIGIN, ages};

    #[test]
    fn citations_say_who_when_what_and_where() {
        let sheet = ages();
        let all = [
            cite(&sheet, &ORIGIN),
            bibtex(&sheet, &ORIGIN),
            ris(&sheet, &ORIGIN),
        ];
        expect_test::expect![[r#"
            CONATT. (2026). Datos inventados · Edad: Personas acreditadas, 2023–2024 [conjunto de datos, publicación 2026-10]. Trata de personas. https://cifras.example/acreditadas/?anio=2023-2024&v=1
            @misc{acreditadas-edad_anio-2023-2024_2026-10,
              author = {{CONATT}},
              title = {{Datos inventados · Edad: Personas acreditadas, 2023–2024}},
              year = {2026},
              howpublished = {Trata de personas},
              note = {conjunto de datos, publicación 2026-10},
              url = {https://cifras.example/acreditadas/?anio=2023-2024&v=1},
            }

            TY  - DATA
            AU  - CONATT
            TI  - Datos inventados · Edad: Personas acreditadas, 2023–2024
            PY  - 2026
            PB  - Trata de personas
            N1  - conjunto de datos, publicación 2026-10
            UR  - https://cifras.example/acreditadas/?anio=2023-2024&v=1
            ER  - 
        "#]].assert_eq(&all.join("\n").replace('\r', ""));
    }

    #[test]
    fn where_releases_are_kept_the_cited_address_names_one() {
        let mut sheet = ages();
        sheet.fixed = Some("acreditadas/?anio=2023-2024&datos=2026-10&v=1".into());
        for text in [
            cite(&sheet, &ORIGIN),
            bibtex(&sheet, &ORIGIN),
            ris(&sheet, &ORIGIN),
        ] {
            let address = "https://cifras.example/acreditadas/?anio=2023-2024&datos=2026-10&v=1";
            assert!(text.contains(address), "{text}");
        }
    }

    #[test]
    fn signs_that_mean_something_to_bibtex_are_written_as_text() {
        assert_eq!(plain("50 % {a} & b_c"), "50 \\% \\{a\\} \\& b\\_c");
    }
}
