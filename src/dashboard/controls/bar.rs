//! Puts the bar of questions together: how many persons, what can be asked, and what is chosen in short.

use cube::Section;

use crate::context::Context;
use crate::controls::compare::compare;
use crate::controls::count;
use crate::controls::filter::{filter, years};
use crate::controls::preset::presets;
use crate::controls::shown::{breakdown, order, show};
use crate::counts::Amount;
use crate::query::Page;
use crate::view::{About, Bar, Link, Question};
use crate::{link, words};

/// Makes the bar of a section, of its questions; the opening page has none.
pub fn bar(context: &Context, questions: Vec<Question>) -> Option<Bar> {
    let section = section(context)?;
    let is_others = context.query.shows_series(context.catalog());
    let lang = context.lang();
    let counted = count::counted(context).filter(|_| section.measures.len() > 1);
    let counted = counted.map(|measure| words::control::counted(lang, measure.label.get(lang)));
    Some(Bar {
        counts: count::counts(context),
        compares: context.query.against.is_some(),
        groups: presets(context),
        brief: if is_others {
            String::new()
        } else {
            brief(context)
        },
        clear: clear(context),
        close: close(context),
        rules: counted
            .into_iter()
            .chain(combined(context, &questions))
            .collect(),
        questions,
    })
}

/// Adds one part of the questions of a bar, for whoever has no time for all at once: the years, each filter, how the
/// figures are shown, and the comparison. Whether there is such a part; series of others have no questions.
pub fn add_questions(context: &Context, part: usize, questions: &mut Vec<Question>) -> bool {
    let Some(section) = section(context) else {
        return false;
    };
    let after_filters = 1 + section.filters.len();
    if context.query.shows_series(context.catalog()) || part > after_filters + 1 {
        return false;
    }
    if part == 0 {
        questions.extend(years(context));
    } else if part == after_filters {
        questions.extend(breakdown(context, section.layout));
        questions.push(show(context));
        questions.extend(order(context));
    } else if part > after_filters {
        questions.extend(compare(context));
    } else if let Some(id) = section.filters.get(part - 1)
        && let Some(dimension) = context.catalog().dimension(id)
    {
        let question = filter(context, dimension);
        if !question.answers.choices().is_empty() {
            questions.push(question);
        }
    }
    true
}

/// Says what alone can be combined, where anything can.
fn combined(context: &Context, questions: &[Question]) -> Option<String> {
    let mut names = Vec::new();
    for question in questions {
        if question.about == About::Whom {
            names.push(question.name.clone());
        }
    }
    (!names.is_empty()).then(|| words::control::combines_with(context.lang(), &names))
}

/// The section that a bar is for.
fn section<'a>(context: &Context<'a>) -> Option<&'a Section> {
    let section = context.query.section(context.catalog());
    section.filter(|_| context.query.page != Page::Home)
}

/// Says in short what is chosen: "2019–2025 · Mujer".
fn brief(context: &Context) -> String {
    let lang = context.lang();
    let mut parts = Vec::new();
    for (dimension, codes) in context.filters() {
        parts.extend(context.labels(dimension, codes));
    }
    if parts.is_empty() {
        parts.push(words::control::EVERYBODY.text(lang));
    }
    format!("{} · {}", context.period(), words::join(lang, &parts))
}

/// Links to the same view without filters, if there are any.
fn clear(context: &Context) -> Option<Link> {
    if context.query.is_clear() {
        return None;
    }
    let label = words::control::CLEAR.text(context.lang());
    Some(link::to_view(context, label, &context.query.cleared()))
}

/// Labels the button that closes a panel, with the number of persons if it is exact.
fn close(context: &Context) -> String {
    let lang = context.lang();
    let counted = count::counted(context).filter(|_| context.query.against.is_none());
    if let Some(measure) = counted
        && let Some(Amount::Exact(persons)) = count::total(context, measure)
    {
        return words::control::see_persons(lang, persons, measure.label.get(lang));
    }
    words::control::SEE_FIGURES.text(lang)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use proptest::prelude::*;

    use crate::link::Request;
    use crate::query::{Query, Years};
    use crate::testing::queries::any_query;
    use crate::testing::{print, sample};
    use crate::view;
    use crate::view::{Answers, Bar};

    fn bar_of(request: &Request) -> Option<Bar> {
        view(&sample::release(), request).bar
    }

    /// Prints the bar of a page.
    fn bar(path: &str, search: &str) -> String {
        let bar = bar_of(&Request::parse(&sample::catalog(), path, search));
        bar.as_ref().map_or_else(String::new, print::bar)
    }

    #[test]
    fn what_is_chosen_stands_on_the_buttons() {
        expect![[r#"
            count: 5–49 (Entre 5 y 49: una parte está oculta para proteger a las personas) personas acreditadas
            Grupos: Niñas, niños y adolescentes | [Mujeres]
            Años (2023–2025) ○ [Todos] | {2025} | {2024} | {2023}; Desde: [2023] | {2024: no puede combinarse con Sexo: Mujer y Edad: 0–11 y Adultas} | {2025: no puede combinarse con Sexo: Mujer y Edad: 0–11 y Adultas}; Hasta: {2023: no puede combinarse con Sexo: Mujer y Edad: 0–11 y Adultas} | {2024: no puede combinarse con Sexo: Mujer y Edad: 0–11 y Adultas} | [2025]
              blocked: No puede combinarse con Sexo: Mujer y Edad: 0–11 y Adultas. Ver sin el filtro Sexo: Mujer y sin el filtro Edad: 0–11 y Adultas → acreditadas/
            Sexo [Mujer / Sexo: Mujer] ☐ [Mujer] 5–49 | Hombre c | Otro c
            Edad [Edad: 2 / Edad: 2 (0–11 y Adultas)] ☐ Menores de edad 46 | –[0–11] 5 | –12–17 41 | [Adultas] c | Sin información c
            Desglose (Desglose) ○ [Sin desglose] | {Año por año} | {Sexo} | {Edad}
              blocked: Año por año: no puede combinarse con Sexo: Mujer y Edad: 0–11 y Adultas. Ver sin el filtro Sexo: Mujer y sin el filtro Edad: 0–11 y Adultas → acreditadas/
              blocked: Sexo y Edad: los gráficos ya muestran todas sus categorías. Ver sin el filtro Sexo: Mujer → acreditadas/?edad=0_11~ADU&v=1
            Medida (Medida) ○ [Número] | Porcentaje | Tasa · sin el filtro Sexo: Mujer
            Orden ○ [Según la clasificación] | De mayor a menor
            Comparar (Comparar) ○ [Sin comparar] | Sexo: Todas | Sexo: Hombre | Sexo: Otro | Edad: Todas | Edad: 12–17 | Edad: Sin información | {Años: 2024 | 2025} | {Años: 2023 | 2025}
              blocked: Años: 2024 | 2025 y Años: 2023 | 2025: no puede combinarse con Sexo: Mujer y Edad: 0–11 y Adultas. Ver sin el filtro Sexo: Mujer y sin el filtro Edad: 0–11 y Adultas → acreditadas/
            brief: 2023–2025 · Mujer, 0–11 y Adultas
            clear: Quitar todo → acreditadas/
            close: Ver los gráficos · Solo se combina con años, sexo y edad; las demás combinaciones no se publican, para proteger a las personas."#]].assert_eq(&bar("acreditadas", "sexo=F&edad=0_11~ADU"));
        assert_eq!(bar("", ""), "");
    }

    #[test]
    fn two_sides_of_a_comparison_are_counted_apart() {
        let text = bar("en/accredited", "anio=2024&contra=anio.2025&orden=valor");
        let shown: Vec<&str> = text.lines().collect();
        expect![[r#"
            count: 32 in 2024
            count: 46 in 2025
            Groups · for all years and without comparing: Children and adolescents | Women and girls
            Years [2024 / Years: 2024] ○ All | 2025 46 | [2024] 32 | 2023 32; From: 2023 | [2024] | 2025; To: 2023 | [2024] | 2025
            Sex (Sex) ☐ {Female} 26 | {Male} c | {Other} c
              blocked: Cannot be combined with Years: 2024 and Years: 2025. See for all years and without comparing → en/accredited/?orden=valor&v=1
            Age (Age) ☐ {Minors} 14 | –{0–11} c | –{12–17} c | {Adults} c | {Not stated} c
              blocked: Cannot be combined with Years: 2024 and Years: 2025. See for all years and without comparing → en/accredited/?orden=valor&v=1
            Breakdown (Breakdown) ○ [None] | Year by year | Sex | Age
            Measure [Largest first / Measure: Largest first] ○ [Number] | Percentage | Yearly change · year by year | Rate
            Order ○ As in the classification | [Largest first]
            Compare [Comparing / Comparing: Years: 2025] ○ No comparison | Sex: Female | Male | Age: Minors | Adults | [Years: 2024 | 2025] | Years: 2023 | 2024
            brief: 2024 · Everybody
            clear: Clear all → en/accredited/?orden=valor&v=1
            close: See the charts · Combined with years, sex and age alone; other combinations are not published, to protect people."#]].assert_eq(&shown.join("\n"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn the_number_beside_a_category_is_that_of_its_page(query in any_query()) {
            let catalog = sample::catalog();
            let query = query.with_against(None);
            let bar = bar_of(&Request { query: query.clone(), notices: vec![] });
            for question in bar.iter().flat_map(|bar| &bar.questions) {
                let (answers, is_time) = match &question.answers {
                    Answers::Several(answers) => (answers, false),
                    Answers::Range { single, .. } => (single, true),
                    Answers::One(_) => continue,
                };
                let dimension = catalog.dimension(&question.id).unwrap();
                for answer in answers.iter().filter(|answer| answer.key != cube::TOTAL) {
                    let alone: Query = if is_time {
                        query.with_years(&catalog, Years::between(dimension, &answer.key, &answer.key))
                    } else {
                        query.with_filter(dimension, &[&answer.key])
                    };
                    let there = bar_of(&Request { query: alone, notices: vec![] }).unwrap();
                    let number = there.counts.last().map(|count| count.number.clone());
                    prop_assert_eq!(answer.count.clone(), number, "{}", answer.choice.link.label);
                }
            }
        }
    }
}
