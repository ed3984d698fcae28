//! Tests that files of two releases are never shown together, and that a missing one costs its own figures only.

use cube::json_stat::{write_catalog, write_cells, write_table};
use cube::{Catalog, Category, Text};

use super::*;
use crate::testing::sample;
use crate::view::Body;

mod pinned;

/// The files that a page names, and a table that they leave out.
const CATALOG: &str = "sections/catalog-1.json";
const SECTION: &str = "sections/acreditadas-1.json";
const LEFT_OUT: &str = "acreditadas.sexo.edad";

/// The files of a site, and what a page keeps of them.
struct Site {
    release: Release,
    received: Received,
    /// Tables that stay as they are in an earlier release.
    stale: Option<Release>,
    /// Files that the server does not have.
    absent: Vec<&'static str>,
    /// The files that were fetched.
    fetched: Vec<String>,
}

fn place(path: &str, search: &str) -> Place {
    Place {
        path: path.into(),
        search: search.into(),
    }
}

/// The sample's release under another name.
fn release_named(name: &str) -> Release {
    let release = sample::release();
    Release {
        catalog: Catalog {
            release: name.into(),
            ..release.catalog
        },
        ..release
    }
}

impl Site {
    fn new(release: Release) -> Site {
        Site {
            release,
            received: Received::default(),
            stale: None,
            absent: vec![],
            fetched: vec![],
        }
    }

    /// A site that was opened by a written page, which names the files of one section.
    fn written() -> Site {
        let named = SectionFiles {
            catalog: CATALOG.into(),
            tables: vec![("acreditadas".into(), SECTION.into())],
            ..SectionFiles::default()
        };
        Site {
            received: Received::on_page(named),
            ..Site::new(release_named("2026-10"))
        }
    }

    fn text(&self, file: &str) -> Result<String, Failure> {
        if self.absent.contains(&file) {
            return Err(Failure::Missing);
        }
        if file == INDEX {
            return Ok(write_catalog(&self.release.catalog, &[], ""));
        }
        // The files that a page names stay what they were when it was opened.
        let named = release_named("2026-10");
        if file == CATALOG {
            return Ok(write_catalog(&named.catalog, &[], ""));
        }
        if file == SECTION {
            let tables = named.tables.values();
            return Ok(write_cells(
                &named.catalog,
                tables.filter(|table| table.id != LEFT_OUT),
            ));
        }
        let from = self.stale.as_ref().unwrap_or(&self.release);
        Ok(write_table(&from.tables[file], &from.catalog))
    }

    /// Opens a page: fetches whatever it needs.
    fn open(&mut self, path: &str, search: &str) -> State {
        let place = place(path, search);
        loop {
            let missing = self.received.missing(&place);
            if missing.is_empty() {
                let state = self.received.state(&place, None);
                assert!(!state.busy);
                return state;
            }
            for file in missing {
                self.fetched.push(file.clone());
                assert!(self.fetched.len() < 100, "{file} is fetched for ever");
                self.received.put(&file, self.text(&file), &place);
            }
        }
    }
}

/// The releases that the sources and the footer of a page name.
fn releases(state: &State) -> BTreeSet<bool> {
    let view = state.view.as_ref().unwrap();
    let sources = view.figures.iter().map(|figure| &figure.source);
    sources
        .chain([&view.footer.release.0])
        .map(|text| text.contains("2027-04"))
        .collect()
}

fn missing_figures(state: &State) -> usize {
    let figures = &state.view.as_ref().unwrap().figures;
    let is_missing = |figure: &&crate::view::Figure| matches!(figure.body, Body::Missing(_));
    figures.iter().filter(is_missing).count()
}

#[test]
fn a_release_that_comes_while_the_page_is_open_replaces_the_other_one() {
    let mut site = Site::new(release_named("2026-10"));
    let state = site.open("anual", "");
    assert_eq!(releases(&state), BTreeSet::from([false]));
    site.release = release_named("2027-04");
    let state = site.open("acreditadas", "");
    assert_eq!(releases(&state), BTreeSet::from([true]));
    let view = state.view.unwrap();
    assert_eq!(
        view.notices,
        [
            "Mientras esta página estaba abierta, la publicación 2026-10 se reemplazó por la 2027-04. Todas las cifras son \
             ahora de 2027-04."
        ]
    );
    assert_eq!(
        (
            state.failure,
            missing_figures(&site.open("acreditadas", ""))
        ),
        (None, 0)
    );
    // Elsewhere it is no news.
    assert_eq!(site.open("anual", "").view.unwrap().notices, [""; 0]);
    assert_eq!(releases(&site.open("anual", "")), BTreeSet::from([true]));
}

#[test]
fn tables_that_do_not_fit_the_index_are_not_shown() {
    let mut site = Site::new(release_named("2027-04"));
    site.stale = Some(release_named("2026-10"));
    let state = site.open("acreditadas", "");
    assert_eq!(state.failure, Some(Failure::OtherRelease));
    assert_eq!(missing_figures(&state), 4);
    // Each was fetched twice, and the index as often as somebody asked.
    site.stale = None;
    site.received.retry();
    let state = site.open("acreditadas", "");
    assert_eq!((state.failure, missing_figures(&state)), (None, 0));
}

#[test]
fn a_table_of_another_codebook_is_not_shown() {
    let mut renamed = sample::catalog();
    let sex = renamed
        .dimensions
        .iter_mut()
        .find(|known| known.id == "sexo");
    let sex: &mut Vec<Category> = &mut sex.unwrap().categories;
    (sex[0].label, sex[1].label) = (sex[1].label.clone(), sex[0].label.clone());
    let other = Catalog {
        source: Text::new("OIJ", "OIJ"),
        ..sample::catalog()
    };
    for (catalog, figures) in [(renamed, 1), (other, 4)] {
        let tables = sample::release().tables.into_values().map(|table| {
            let dimensions = table.dimensions().iter().map(|known| {
                let listed = catalog.dimension(&known.id).unwrap();
                let rolled = known.categories.len() < listed.categories.len();
                let own = if rolled {
                    listed.roll_up()
                } else {
                    listed.clone()
                };
                own.without_catalog_fields()
            });
            let cells = table.cells().to_vec();
            let label = table.label.clone();
            cube::Table::new(
                &table.id,
                label,
                &table.measure,
                dimensions.collect(),
                cells,
            )
            .unwrap()
        });
        let mut site = Site::new(sample::release());
        site.stale = Some(Release {
            tables: tables.map(|table| (table.id.clone(), table)).collect(),
            catalog,
        });
        let state = site.open("acreditadas", "");
        assert_eq!(state.failure, Some(Failure::OtherRelease));
        assert_eq!(missing_figures(&state), figures);
    }
}

/// The sample's release with an edition of its own.
fn edition(name: &str) -> Release {
    let mut release = release_named("2026-10");
    release.catalog.edition = name.into();
    release
}

#[test]
fn a_table_of_another_edition_is_not_shown_though_all_its_names_are_the_same() {
    // Another codebook with the same labels, other records under the same name, and files of an older version.
    for (index, tables) in [("9f1c", "03ab"), ("9f1c", ""), ("", "03ab")] {
        let mut site = Site::new(edition(index));
        site.stale = Some(edition(tables));
        let state = site.open("acreditadas", "");
        assert_eq!(
            state.failure,
            Some(Failure::OtherRelease),
            "{index} {tables}"
        );
        assert_eq!(missing_figures(&state), 4);
        site.stale = None;
        site.received.retry();
        let state = site.open("acreditadas", "");
        assert_eq!((state.failure, missing_figures(&state)), (None, 0));
    }
}

#[test]
fn a_release_that_is_published_anew_while_the_page_is_open_replaces_the_other_one() {
    let mut site = Site::new(edition("9f1c"));
    assert_eq!(site.open("anual", "").failure, None);
    site.release = edition("03ab");
    let state = site.open("acreditadas", "");
    assert_eq!((state.failure, missing_figures(&state)), (None, 0));
    assert_eq!(
        state.view.unwrap().notices,
        [
            "Mientras esta página estaba abierta, la publicación 2026-10 se publicó de nuevo. Todas las cifras son ahora de la \
             nueva."
        ]
    );
}

#[test]
fn a_table_that_is_missing_costs_the_figures_that_need_it() {
    for (absent, figures) in [
        (vec!["acreditadas.anio.sexo"], 1),
        (vec!["acreditadas.anio.sexo", "acreditadas.anio.pais"], 2),
        // The total of the summary.
        (vec!["acreditadas.anio"], 0),
    ] {
        let mut site = Site::new(sample::release());
        site.absent = absent;
        let state = site.open("acreditadas", "");
        assert_eq!(state.failure, Some(Failure::Missing));
        assert_eq!(missing_figures(&state), figures);
        let view = state.view.unwrap();
        assert_eq!((view.figures.len(), view.navigation.len()), (4, 3));
        assert_eq!(view.unanswered, None);
    }
    let mut site = Site::new(sample::release());
    site.absent = vec![INDEX];
    let state = site.open("acreditadas", "");
    assert_eq!((state.failure, state.view), (Some(Failure::Missing), None));
    site.absent = vec![];
    site.received.retry();
    assert_eq!(site.open("acreditadas", "").failure, None);
}

#[test]
fn an_index_that_goes_missing_leaves_what_was_shown() {
    let mut site = Site::new(release_named("2026-10"));
    site.open("anual", "");
    // The tables are of the next release already, and the index is away.
    site.stale = Some(release_named("2027-04"));
    site.absent = vec![INDEX];
    let state = site.open("acreditadas", "");
    assert_eq!(state.failure, Some(Failure::OtherRelease));
    assert_eq!(releases(&state), BTreeSet::from([false]));
    // The tables by sex and by age were fetched for the other page.
    assert_eq!(missing_figures(&state), 2);
    assert_eq!(missing_figures(&site.open("anual", "")), 0);
}

#[test]
fn a_table_that_arrives_late_belongs_to_the_release_that_it_names() {
    let mut site = Site::new(release_named("2026-10"));
    let place = place("acreditadas", "");
    let late = site.text("acreditadas.anio.sexo");
    site.release = release_named("2027-04");
    site.received.put(INDEX, site.text(INDEX), &place);
    site.received.put("acreditadas.anio.sexo", late, &place);
    assert_eq!(site.received.missing(&place), [INDEX]);
    let state = site.open("acreditadas", "");
    assert_eq!(
        (state.failure, releases(&state)),
        (None, BTreeSet::from([true]))
    );
}

#[test]
fn servers_that_disagree_with_each_other_are_not_asked_for_ever() {
    let mut received = Received::default();
    let place = place("acreditadas", "");
    let releases = ["2026-10", "2027-04"].map(release_named);
    let mut fetched = 0;
    loop {
        let missing = received.missing(&place);
        if missing.is_empty() {
            break;
        }
        for file in missing {
            fetched += 1;
            assert!(fetched < 100, "{file} is fetched for ever");
            // The tables are always of the other release than the index.
            let indexes = fetched % 2;
            let text = match file.as_str() {
                INDEX => write_catalog(&releases[indexes].catalog, &[], ""),
                table => {
                    let shown = received.release.as_ref().unwrap().catalog.release.clone();
                    let other = releases.iter().find(|one| one.catalog.release != shown);
                    let other = other.unwrap();
                    write_table(&other.tables[table], &other.catalog)
                }
            };
            received.put(&file, Ok(text), &place);
        }
    }
    assert_eq!(
        received.state(&place, None).failure,
        Some(Failure::OtherRelease)
    );
}

#[test]
fn tables_are_in_the_folder_that_the_index_leads_to() {
    let mut received = Received::default();
    let mut catalog = release_named("2027-04").catalog;
    for name in ["2026-10", "2027-04"] {
        catalog.releases.push(cube::KeptRelease {
            release: name.into(),
            folder: format!("releases/{name}/"),
        });
    }
    assert_eq!(received.locate("index"), "data/index.json");
    let index = write_catalog(&catalog, &[], catalog.folder());
    received.put(INDEX, Ok(index), &place("/", ""));
    assert_eq!(received.locate("index"), "data/index.json");
    assert_eq!(received.locate("a.b"), "data/releases/2027-04/a.b.json");
}

#[test]
fn a_written_page_needs_its_two_files_and_no_others() {
    let mut site = Site::written();
    let state = site.open("acreditadas", "");
    assert_eq!((state.failure, missing_figures(&state)), (None, 0));
    assert_eq!(site.fetched, [CATALOG, SECTION]);
    assert!(site.received.is_as_written());
    // What it shows is what the tables by themselves would show.
    let alone = Site::new(release_named("2026-10")).open("acreditadas", "");
    assert_eq!(state, alone);
    // Years need no more, and what the file leaves out comes by itself.
    site.open("acreditadas", "anio=2024");
    assert_eq!(site.fetched, [CATALOG, SECTION]);
    site.open("acreditadas", "sexo=F");
    assert_eq!(site.fetched, [CATALOG, SECTION, LEFT_OUT]);
    assert_eq!(site.received.locate(SECTION), SECTION);
}

#[test]
fn where_a_named_file_does_not_come_the_others_do() {
    for absent in [vec![CATALOG], vec![SECTION], vec![CATALOG, SECTION]] {
        let mut site = Site::written();
        site.absent = absent.clone();
        let state = site.open("acreditadas", "");
        assert_eq!((state.failure, missing_figures(&state)), (None, 0));
        assert!(
            site.fetched.iter().any(|file| file == "acreditadas.anio"),
            "{absent:?}"
        );
        // The written page may be of another release.
        assert!(!site.received.is_as_written(), "{absent:?}");
        // A section without a file of its own.
        assert_eq!(site.open("anual", "").failure, None);
    }
}

#[test]
fn a_named_file_that_is_damaged_or_of_another_release_is_not_shown() {
    let place = place("acreditadas", "");
    for text in [
        "{",
        "[]",
        r#"{"release": "2026-10", "edition": "", "tables": {"acreditadas.anio": [1]}}"#,
        r#"{"release": "2027-04", "edition": "", "tables": {}}"#,
    ] {
        let mut site = Site::written();
        let catalog = site.text(CATALOG);
        site.received.put(CATALOG, catalog, &place);
        site.received.put(SECTION, Ok(text.into()), &place);
        let missing = site.received.missing(&place);
        assert!(
            missing.iter().any(|file| file == "acreditadas.anio"),
            "{text}: {missing:?}"
        );
        let state = site.open("acreditadas", "");
        assert_eq!((state.failure, missing_figures(&state)), (None, 0));
    }
}

#[test]
fn a_page_that_stayed_open_goes_on_with_its_files_or_says_that_they_were_replaced() {
    let mut site = Site::written();
    site.open("acreditadas", "");
    site.release = release_named("2027-04");
    assert_eq!(
        releases(&site.open("acreditadas", "anio=2024")),
        BTreeSet::from([false])
    );
    // What the file leaves out is of the next release.
    let state = site.open("acreditadas", "sexo=F");
    assert_eq!(
        (state.failure, releases(&state)),
        (None, BTreeSet::from([true]))
    );
    assert!(!site.received.is_as_written());
    // The named files are of no use from now on.
    let state = site.open("acreditadas", "");
    assert_eq!(
        (state.failure, releases(&state)),
        (None, BTreeSet::from([true]))
    );
    assert_eq!(
        site.fetched.iter().filter(|file| *file == SECTION).count(),
        1
    );
}

#[test]
fn figures_made_beforehand_are_those_of_the_page() {
    let mut site = Site::written();
    let opened = place("acreditadas", "anio=2024");
    // Nothing is made as long as anything is missing.
    assert!(!site.received.prepare(&opened));
    let expected = site.open("acreditadas", "anio=2024");
    let mut made = 0;
    while site.received.prepare(&opened) {
        made += 1;
    }
    assert!(made > 2, "{made}");
    assert_eq!(site.received.state(&opened, None), expected);
    // They belong to one place alone, and to what has arrived until then.
    let other = site
        .received
        .state(&place("acreditadas", "anio=2025"), None);
    assert_eq!(other, Site::written().open("acreditadas", "anio=2025"));
    let index = write_catalog(&release_named("2027-04").catalog, &[], "");
    site.release = release_named("2027-04");
    site.received.put(INDEX, Ok(index), &opened);
    assert_eq!(
        releases(&site.open("acreditadas", "anio=2024")),
        BTreeSet::from([true])
    );
}
