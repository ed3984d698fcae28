//! Lists the published tables that a page needs.

use std::collections::BTreeSet;

use cube::{Catalog, Dimension};

use crate::plan::answer::{Answer, answer, answer_figure};
use crate::plan::figure::{plan_on, plans};
use crate::plan::groups::groups;
use crate::query::{Page, Query, Years};

/// Makes the query of a headline: its category in one year, without the page's filters.
pub fn headline_query(catalog: &Catalog, headline: &cube::Headline, year: &str) -> Query {
    let years = Some(Years {
        first: year.into(),
        last: year.into(),
    });
    let query = Query::default().with_years(catalog, years);
    let Some(pin) = &headline.pin else {
        return query;
    };
    match catalog.dimension(&pin.dimension) {
        Some(dimension) => query.with_filter(dimension, &[&pin.code]),
        None => query,
    }
}

/// Finds the table with the number of persons of each category of a filter, under the others: those of the section's last
/// measure. `None` where none is published.
pub fn categories<'a>(
    catalog: &'a Catalog,
    query: &Query,
    dimension: &Dimension,
) -> Option<Answer<'a>> {
    let measure = query.section(catalog)?.measures.last()?;
    answer(catalog, query, measure, &[dimension])
}

/// Lists the ids of the tables that a page needs.
pub fn tables_for(catalog: &Catalog, query: &Query) -> BTreeSet<String> {
    // Inserted one by one: collecting would add a sort of its own to the page.
    let mut tables = BTreeSet::new();
    add_tables(catalog, query, &mut tables);
    if let Some(other) = query.swapped() {
        add_tables(catalog, &other, &mut tables);
    }
    if let Some(section) = query.section(catalog)
        && query.page != Page::Home
    {
        for dimension in section
            .filters
            .iter()
            .filter_map(|id| catalog.dimension(id))
        {
            let answer = categories(catalog, query, dimension);
            tables.extend(answer.map(|answer| answer.table.into()));
        }
        if let Some(time) = catalog.dimension(&catalog.time) {
            let of_all_years = query.with_years(catalog, None);
            let answer = categories(catalog, &of_all_years, time);
            tables.extend(answer.map(|answer| answer.table.into()));
        }
    }
    tables
}

/// Adds the tables of one selection: those of its figures, of its totals and of the headlines.
fn add_tables(catalog: &Catalog, query: &Query, tables: &mut BTreeSet<String>) {
    for plan in plans(catalog, query) {
        let answers = answer_figure(catalog, query, &plan.form);
        for answer in answers.into_iter().flatten() {
            tables.insert(answer.table.into());
        }
    }
    if let Some(section) = query.section(catalog) {
        for measure in &section.measures {
            add_table(catalog, query, measure, tables);
        }
    }
    let time = catalog.dimension(&catalog.time);
    let Some(year) = time.and_then(|time| time.leaves().next_back()) else {
        return;
    };
    for (_, headlines) in groups(catalog, query) {
        for headline in headlines {
            let query = headline_query(catalog, &headline, &year.code);
            add_table(catalog, &query, &headline.measure, tables);
        }
    }
    if query.page == Page::Home {
        for headline in &catalog.headlines {
            let query = headline_query(catalog, headline, &year.code);
            add_table(catalog, &query, &headline.measure, tables);
        }
        add_tables_of_doors(catalog, query, tables);
    }
}

/// Adds the tables of the figures that answer the questions of the opening page.
fn add_tables_of_doors(catalog: &Catalog, home: &Query, tables: &mut BTreeSet<String>) {
    for section in &catalog.sections {
        let Some(door) = &section.door else { continue };
        let query = Query::plain(home.lang, Page::Section(section.id.clone()));
        let plan = plan_on(catalog, &query, &door.answer);
        let answers = plan.and_then(|plan| answer_figure(catalog, &query, &plan.form));
        for answer in answers.into_iter().flatten() {
            tables.insert(answer.table.into());
        }
    }
}

fn add_table(catalog: &Catalog, query: &Query, measure: &str, tables: &mut BTreeSet<String>) {
    if let Some(answer) = answer(catalog, query, measure, &[]) {
        tables.insert(answer.table.into());
    }
}

#[cfg(test)]
mod tests {
    use cube::Role;

    use super::*;
    use crate::link::Request;
    use crate::testing::sample;

    fn query(path: &str, search: &str) -> Query {
        Request::parse(&sample::catalog(), path, search).query
    }

    fn tables(path: &str, search: &str) -> String {
        let tables = tables_for(&sample::catalog(), &query(path, search));
        tables
            .into_iter()
            .map(|id| {
                id.replace("acreditadas.", "a.")
                    .replace("solicitudes.", "s.")
            })
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn a_page_needs_the_smallest_tables_that_answer_it_and_count_its_filters() {
        assert_eq!(tables("", ""), "a.anio a.anio.edad a.anio.sexo s.anio");
        assert_eq!(tables("anual", ""), "a.anio a.anio.edad a.anio.sexo s.anio");
        assert_eq!(
            tables("anual", "sexo=F&anio=2024"),
            "a.anio.sexo s.anio.sexo"
        );
        assert_eq!(
            tables("anual", "por=edad"),
            "a.anio a.anio.edad a.anio.sexo s.anio s.anio.edad"
        );
        assert_eq!(
            tables("acreditadas", ""),
            "a.anio a.anio.edad a.anio.medios a.anio.pais a.anio.sexo"
        );
        assert_eq!(
            tables("acreditadas", "sexo=F"),
            "a.anio.sexo a.sexo.edad a.sexo.medios a.sexo.pais"
        );
    }

    #[test]
    fn a_query_that_no_table_answers_needs_none() {
        // Years, sex and age are never published together; the figures on sex and on age leave out their own filter.
        assert_eq!(tables("acreditadas", "sexo=F&edad=MIN&anio=2024"), "");
        assert_eq!(tables("acreditadas", "sexo=F&anio=2024"), "a.anio.sexo");
    }

    #[test]
    fn years_that_make_up_a_period_are_looked_up_as_the_period() {
        let mut catalog = sample::catalog();
        let time = catalog
            .dimensions
            .iter_mut()
            .find(|dimension| dimension.id == "anio")
            .unwrap();
        time.role = Role::Time;
        time.categories[..2]
            .iter_mut()
            .for_each(|year| year.parent = Some("2023-2024".into()));
        time.categories.insert(
            0,
            cube::Category {
                code: "2023-2024".into(),
                ..cube::Category::default()
            },
        );
        let pair = catalog
            .tables
            .iter()
            .find(|table| table.id == "acreditadas.sexo.pais")
            .unwrap();
        let mut by_period = pair.clone();
        (by_period.id, by_period.rolled_up) =
            ("acreditadas.anio.sexo.pais".into(), vec!["anio".into()]);
        by_period.dimensions.insert(0, "anio".into());
        catalog.tables.push(by_period);
        let country = catalog.dimension("pais").unwrap();
        let table = |search: &str| {
            let query = Request::parse(&catalog, "acreditadas", search).query;
            answer(&catalog, &query, "acreditadas", &[country])
                .map(|answer| (answer.table, answer.picks))
        };
        let (found, picks) = table("sexo=F&anio=2023-2024").unwrap();
        assert_eq!(
            (found, &picks["anio"]),
            ("acreditadas.anio.sexo.pais", &vec!["2023-2024".to_owned()])
        );
        assert_eq!(table("sexo=F&anio=2024"), None);
        assert_eq!(table("anio=2024").unwrap().0, "acreditadas.anio.pais");
        assert_eq!(table("sexo=F").unwrap().0, "acreditadas.sexo.pais");
    }

    #[test]
    fn a_rolled_up_table_answers_for_groups_only() {
        let catalog = sample::catalog();
        let country = catalog.dimension("pais").unwrap();
        let within = |search: &str| {
            answer(
                &catalog,
                &query("acreditadas", search),
                "acreditadas",
                &[country],
            )
        };
        assert_eq!(within("edad=MIN").unwrap().table, "acreditadas.edad.pais");
        assert_eq!(within("edad=0_11"), None);
        let age = catalog.dimension("edad").unwrap();
        let crossed = |axes: [&Dimension; 2]| {
            answer(&catalog, &query("acreditadas", ""), "acreditadas", &axes).unwrap()
        };
        assert!(!crossed([country, age]).rolled_up && crossed([age, country]).rolled_up);
        let from_nicaragua = Query::default().with_filter(country, &["NIC"]);
        assert!(
            answer(&catalog, &from_nicaragua, "acreditadas", &[age])
                .unwrap()
                .rolled_up
        );
    }
}
