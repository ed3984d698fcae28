//! Tests that a link that names a release opens that one, and says so where it cannot, or where there are newer ones.

use cube::KeptRelease;

use super::*;

const NAMES: [&str; 3] = ["2025-10", "2026-04", "2026-10"];

/// A written site of a public folder, and what a page keeps of it.
struct Public {
    /// The releases that it keeps, the oldest first.
    kept: Vec<&'static str>,
    received: Received,
    fetched: Vec<String>,
}

impl Public {
    fn of(kept: &[&'static str]) -> Public {
        let named = SectionFiles {
            catalog: CATALOG.into(),
            tables: vec![("acreditadas".into(), SECTION.into())],
            withdrawn: vec![("2026-01".into(), "Una persona podía reconocerse.".into())],
        };
        Public {
            kept: kept.to_vec(),
            received: Received::on_page(named),
            fetched: vec![],
        }
    }

    fn text(&self, file: &str) -> Result<String, Failure> {
        let path = self.received.locate(file);
        let folder = path.split("releases/").nth(1);
        let named = folder.and_then(|below| below.split('/').next());
        let last = self.kept[self.kept.len() - 1];
        let mut release = release_named(named.unwrap_or(last));
        if named.is_some_and(|named| !self.kept.contains(&named)) {
            return Err(Failure::Missing);
        }
        if path.ends_with("index.json") && named.is_some() {
            return Ok(write_catalog(&release.catalog, &[], ""));
        }
        release.catalog.releases = self.kept.iter().map(|name| kept(name)).collect();
        Ok(match file {
            INDEX | CATALOG => write_catalog(&release.catalog, &[], ""),
            SECTION => write_cells(&release.catalog, release.tables.values()),
            table => write_table(&release.tables[table], &release.catalog),
        })
    }

    fn open(&mut self, search: &str) -> Arc<View> {
        let place = place("acreditadas", search);
        loop {
            let missing = self.received.missing(&place);
            if missing.is_empty() {
                let state = self.received.state(&place, None);
                assert_eq!((state.busy, missing_figures(&state)), (false, 0));
                return state.view.unwrap();
            }
            for file in missing {
                self.fetched.push(file.clone());
                assert!(self.fetched.len() < 100, "{file} is fetched for ever");
                self.received.put(&file, self.text(&file), &place);
            }
        }
    }
}

fn kept(name: &str) -> KeptRelease {
    KeptRelease {
        release: name.into(),
        folder: format!("releases/{name}/"),
    }
}

/// The release that all sources and the footer of a page name.
fn shown(view: &View) -> &'static str {
    let sources = view.figures.iter().map(|figure| &figure.source);
    let texts: Vec<&String> = sources.chain([&view.footer.release.0]).collect();
    let is_named = |name: &&&str| texts.iter().all(|text| text.contains(**name));
    NAMES.iter().find(is_named).unwrap()
}

#[test]
fn a_pinned_link_opens_its_release_though_there_are_newer_ones() {
    let mut site = Public::of(&NAMES);
    let view = site.open("sexo=F&datos=2025-10");
    assert_eq!((shown(&view), &view.notices), ("2025-10", &vec![]));
    let newer = view.newer.as_ref().unwrap();
    assert_eq!(newer.href, "acreditadas/mujeres/");
    assert_eq!(
        newer.label,
        "Estos datos son de 2025-10. Hay más nuevos: ver los de 2026-10"
    );
    // It stays pinned wherever a link of the page leads, and both links can be copied.
    assert_eq!(view.address, "acreditadas/mujeres/?datos=2025-10&v=1");
    assert_eq!(view.fixed.as_ref(), Some(&view.address));
    assert_eq!(view.live, "acreditadas/mujeres/");
    let (_, english) = &view.other_languages[0];
    assert_eq!(english.href, "en/accredited/women/?datos=2025-10&v=1");
    for choice in &view.navigation {
        assert!(choice.link.href.contains("datos=2025-10"), "{choice:?}");
    }
    let bar = view.bar.as_ref().unwrap();
    let choices = bar.questions.iter().flat_map(|one| one.answers.choices());
    assert!(choices.clone().count() > 5);
    for choice in choices {
        assert!(choice.link.href.contains("datos=2025-10"), "{choice:?}");
    }
}

#[test]
fn the_last_release_can_be_pinned_before_there_is_a_newer_one() {
    let mut site = Public::of(&NAMES);
    let view = site.open("");
    assert_eq!((shown(&view), &view.newer), ("2026-10", &None));
    assert_eq!(view.address, "acreditadas/");
    let fixed = view.fixed.clone().unwrap();
    assert_eq!(fixed, "acreditadas/?datos=2026-10&v=1");
    let release = site.received.release().unwrap();
    let request = Request::parse(&release.catalog, "acreditadas", "");
    let sheets = crate::page::sheets(release, &request);
    assert!(sheets.len() > 1);
    for (figure, sheet) in sheets {
        let cited = format!("acreditadas/{figure}/?datos=2026-10&v=1");
        assert_eq!(sheet.fixed, Some(cited));
    }
    let view = site.open("datos=2026-10&v=1");
    assert_eq!((shown(&view), &view.newer), ("2026-10", &None));
    assert_eq!((&view.address, &view.notices), (&fixed, &vec![]));
    // A site that keeps no releases has no such link.
    let mut alone = Site::new(release_named("2026-10"));
    assert_eq!(alone.open("acreditadas", "").view.unwrap().fixed, None);
    let view = alone.open("acreditadas", "datos=2026-10").view.unwrap();
    assert_eq!(view.notices, [""; 0]);
}

#[test]
fn readers_turn_between_releases_and_never_see_two_together() {
    let mut site = Public::of(&NAMES);
    for (search, release) in [
        ("", "2026-10"),
        ("datos=2025-10", "2025-10"),
        ("datos=2026-04&anio=2024", "2026-04"),
        ("anio=2024", "2026-10"),
        ("datos=2025-10&sexo=F", "2025-10"),
        ("sexo=F", "2026-10"),
    ] {
        let view = site.open(search);
        assert_eq!(shown(&view), release, "{search}");
        // Nothing was replaced while the page was open.
        assert_eq!(view.notices, [""; 0], "{search}");
        assert_eq!(view.newer.is_some(), release != "2026-10", "{search}");
    }
}

#[test]
fn a_release_that_is_not_there_is_said_and_the_last_one_shown() {
    for (asked, notice) in [
        (
            "2020-01",
            "El enlace pide los datos de «2020-01», que no están aquí. Se muestran los de 2026-10.",
        ),
        (
            "2026-01",
            "El enlace pide los datos de «2026-01», que se retiraron («Una persona podía reconocerse.»). Se muestran los de \
             2026-10.",
        ),
    ] {
        let mut site = Public::of(&NAMES);
        let view = site.open(&format!("datos={asked}&sexo=F"));
        assert_eq!(shown(&view), "2026-10");
        assert_eq!(view.notices, [notice]);
        assert_eq!(view.address, "acreditadas/mujeres/");
        // It is no news elsewhere.
        assert_eq!(site.open("sexo=F").notices, [""; 0]);
    }
}

#[test]
fn a_release_whose_files_do_not_come_is_not_replaced_in_silence() {
    let mut site = Public::of(&NAMES);
    site.open("");
    // The server has lost what the page knows of.
    site.kept.remove(0);
    let view = site.open("datos=2025-10");
    assert_eq!(shown(&view), "2026-10");
    assert_eq!(view.notices.len(), 1, "{:?}", view.notices);
    let asked = site.fetched.iter().filter(|file| file.starts_with('@'));
    assert_eq!(asked.count(), 1);
}
