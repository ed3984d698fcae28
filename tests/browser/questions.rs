//! Answers twenty questions that people come with, by the clicks that lead there from the opening page.
//!
//! Each says who asks, which clicks, in which figure the answer stands, and what it is. The answers are counted in the
//! dataset, not written here.

use anyhow::{Context, Result, ensure};
use cube::{Lang, Release};
use fantoccini::Locator;
use tests::chrome::Chrome;
use tests::dataset;

use crate::expected::written;
use crate::shown::after;
use crate::site::{folder, site};

struct Question {
    who: &'static str,
    asks: &'static str,
    clicks: &'static [Click],
    /// The figure in which the answer stands; empty: the numbers of the opening page.
    figure: &'static str,
    /// What stands before the answer, from left to right.
    says: &'static [&'static str],
    answer: Answer,
}

enum Click {
    /// On a link with these words.
    Link(&'static str),
    /// On a button of the bar of questions.
    Open(&'static str),
    /// On an answer of a question: "Comparar", "Sexo: Mujer | Hombre".
    Choice(&'static str, &'static str),
}

enum Answer {
    /// A measure's number of persons in these categories; it may be hidden.
    Persons(&'static str, &'static [(&'static str, &'static str)]),
    /// The number or the mark that others publish for a year.
    Published(&'static str, u16),
    /// A measure's yearly persons in this category by 100,000 inhabitants.
    Rate(&'static str, (&'static str, &'static str)),
}

use Answer::{Persons, Published, Rate};
use Click::{Choice, Link, Open};

const JOURNALIST: &str = "a journalist";
const ANALYST: &str = "a prosecutor's analyst";
const OFFICER: &str = "a child-protection officer";
const STATISTICIAN: &str = "a ministry's statistician";

const SPANISH: [Question; 17] = [
    Question {
        who: JOURNALIST,
        asks: "¿A cuántas personas se acreditó como víctimas en el último año?",
        clicks: &[],
        figure: "",
        says: &["2025, Personas acreditadas"],
        answer: Persons("acreditadas", &[("anio", "2025")]),
    },
    Question {
        who: JOURNALIST,
        asks: "¿Cuántas de ellas son de Nicaragua?",
        clicks: &[Link("Personas acreditadas")],
        figure: "nacionalidad",
        says: &["Nicaragua"],
        answer: Persons("acreditadas", &[("nacionalidad", "NIC")]),
    },
    Question {
        who: JOURNALIST,
        asks: "¿A cuántas mujeres se captó en internet?",
        clicks: &[Link("Hechos"), Open("Sexo"), Link("Mujeres")],
        figure: "lugar",
        says: &["Entorno digital"],
        answer: Persons("acreditadas", &[("sexo", "F"), ("lugar", "DIG")]),
    },
    Question {
        who: ANALYST,
        asks: "¿A cuántas personas las captó su pareja o expareja?",
        clicks: &[Link("Hechos")],
        figure: "relacion",
        says: &["Pareja o expareja"],
        answer: Persons("acreditadas", &[("relacion", "PAR")]),
    },
    Question {
        who: ANALYST,
        asks: "¿A cuántas se explotó en Panamá?",
        clicks: &[Link("Hechos")],
        figure: "pais",
        says: &["Panamá"],
        answer: Persons("acreditadas", &[("pais", "PAN")]),
    },
    Question {
        who: ANALYST,
        asks: "¿A cuántas se explotó en trabajo forzado?",
        clicks: &[Link("Hechos")],
        figure: "finalidad",
        says: &["Trabajo forzado y explotación laboral"],
        answer: Persons("acreditadas", &[("finalidad", "LAB")]),
    },
    Question {
        who: ANALYST,
        asks: "¿A cuántas personas extranjeras, apátridas o de nacionalidad que no consta se controló con amenazas?",
        clicks: &[
            Link("Hechos"),
            Open("Nacionalidad"),
            Link("Extranjeras, apátridas o sin información"),
        ],
        figure: "control",
        says: &["Amenazas"],
        answer: Persons(
            "acreditadas",
            &[("nacionalidad", "EXT_U"), ("control", "AME")],
        ),
    },
    Question {
        who: ANALYST,
        asks: "¿A cuántas personas se condenó en 2019?",
        clicks: &[Link("Respuesta")],
        figure: "condenadas",
        says: &["2019"],
        answer: Published("condenadas", 2019),
    },
    Question {
        who: ANALYST,
        asks: "¿Se condenó a alguien en 2020?",
        clicks: &[Link("Respuesta")],
        figure: "condenadas",
        says: &["2020"],
        answer: Published("condenadas", 2020),
    },
    Question {
        who: OFFICER,
        asks: "De las personas menores de edad acreditadas, ¿cuántas son niñas y adolescentes mujeres?",
        clicks: &[
            Link("Personas acreditadas"),
            Open("Edad"),
            Link("Niñas, niños y adolescentes"),
        ],
        figure: "sexo",
        says: &["Mujer"],
        answer: Persons("acreditadas", &[("edad", "MIN"), ("sexo", "F")]),
    },
    Question {
        who: OFFICER,
        asks: "¿Cuántas vivían en San José?",
        clicks: &[
            Link("Personas acreditadas"),
            Open("Edad"),
            Link("Niñas, niños y adolescentes"),
        ],
        figure: "provincia",
        says: &["San José"],
        answer: Persons("acreditadas", &[("edad", "MIN"), ("provincia", "1")]),
    },
    Question {
        who: OFFICER,
        asks: "¿Cuántos adolescentes se acreditaron en 2021?",
        clicks: &[Link("Por año"), Open("Edad"), Link("Adolescentes (12–17)")],
        figure: "anio",
        says: &["2021, Personas acreditadas"],
        answer: Persons("acreditadas", &[("edad", "12_17"), ("anio", "2021")]),
    },
    Question {
        who: STATISTICIAN,
        asks: "¿Cuántas solicitudes se recibieron en 2024?",
        clicks: &[],
        figure: "anio",
        says: &["2024, Solicitudes"],
        answer: Persons("solicitudes", &[("anio", "2024")]),
    },
    Question {
        who: STATISTICIAN,
        asks: "¿Cuántas solicitudes son de personas en condición irregular?",
        clicks: &[Link("Solicitudes")],
        figure: "condicion",
        says: &["Irregular"],
        answer: Persons("solicitudes", &[("condicion", "IRR")]),
    },
    Question {
        who: STATISTICIAN,
        asks: "¿Cuántos hombres adolescentes se acreditaron, al lado de las mujeres?",
        clicks: &[
            Link("Personas acreditadas"),
            Open("Comparar"),
            Choice("Comparar", "Sexo: Mujer | Hombre, otro o sin información"),
        ],
        figure: "edad",
        says: &["Hombre, otro o sin información – Adolescencia (12–17)"],
        answer: Persons("acreditadas", &[("sexo", "M_U"), ("edad", "12_17")]),
    },
    Question {
        who: STATISTICIAN,
        asks: "¿Cuántas personas costarricenses se acreditaron en 2025?",
        clicks: &[
            Link("Personas acreditadas"),
            Open("2017–2025"),
            Choice("Desde", "2025"),
        ],
        figure: "nacionalidad",
        says: &["Costa Rica"],
        answer: Persons("acreditadas", &[("anio", "2025"), ("nacionalidad", "CRI")]),
    },
    Question {
        who: STATISTICIAN,
        asks: "¿Cuántas por habitante en Guanacaste?",
        clicks: &[
            Link("Personas acreditadas"),
            Open("Medida"),
            Choice("Medida", "Tasa"),
        ],
        figure: "provincia",
        says: &["Guanacaste"],
        answer: Rate("acreditadas", ("provincia", "5")),
    },
];

const ENGLISH: [Question; 3] = [
    Question {
        who: JOURNALIST,
        asks: "How many of those accredited last year are children?",
        clicks: &[],
        figure: "",
        says: &["2025, Children and adolescents"],
        answer: Persons("acreditadas", &[("edad", "MIN"), ("anio", "2025")]),
    },
    Question {
        who: STATISTICIAN,
        asks: "How many applications of 2023 ended in accreditation?",
        clicks: &[Link("Applications")],
        figure: "resultado",
        says: &["2023", "Accredited"],
        answer: Persons("solicitudes", &[("anio", "2023"), ("resultado", "ACC")]),
    },
    Question {
        who: OFFICER,
        asks: "How many adolescents were accredited in 2019?",
        clicks: &[Link("By year"), Open("Age"), Link("Adolescents (12–17)")],
        figure: "anio",
        says: &["2019, Accredited persons"],
        answer: Persons("acreditadas", &[("edad", "12_17"), ("anio", "2019")]),
    },
];

/// How many of the questions end in an exact number, at least.
const EXACT: usize = 16;

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn what_people_come_to_ask_is_three_clicks_away() -> Result<()> {
    let release = dataset::published();
    let chrome = Chrome::start().await?;
    let (mut exact, mut wrong) = (0, Vec::new());
    for (lang, questions) in [(Lang::Es, SPANISH.as_slice()), (Lang::En, &ENGLISH)] {
        for question in questions {
            ensure!(question.clicks.len() <= 3, "{}", question.asks);
            let (answer, is_exact) =
                answer(&release, lang, &question.answer).context(question.asks)?;
            chrome
                .open(&format!("{}{}", site()?, folder(lang, None)))
                .await?;
            for click in question.clicks {
                follow(&chrome, click).await.context(question.asks)?;
            }
            let text = text_of(&chrome, question.figure).await?;
            exact += usize::from(is_exact);
            if !contains(&text, question.says, &answer) {
                wrong.push(format!(
                    "{} asks: {}\n{answer} is not in: {text}",
                    question.who, question.asks
                ));
            }
        }
    }
    ensure!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    ensure!(exact >= EXACT, "{exact} end in an exact number");
    chrome.assert_quiet(&site()?).await?;
    chrome.end().await
}

async fn follow(chrome: &Chrome, click: &Click) -> Result<()> {
    let before = chrome.eval("location.href").await?;
    let path;
    let (place, words) = match click {
        Link(words) => (Locator::LinkText(words), *words),
        Choice(question, words) => {
            path = format!(
                "//fieldset[legend[normalize-space()='{question}']]//label[contains(., '{words}')] \
                 | //label[span[normalize-space()='{question}']]//option[contains(., '{words}')]"
            );
            (Locator::XPath(&path), *words)
        }
        Open(words) => {
            path = format!("//button[normalize-space()='{words}']");
            (Locator::XPath(&path), *words)
        }
    };
    chrome
        .client
        .find(place)
        .await
        .context(words)?
        .click()
        .await?;
    if matches!(click, Open(_)) {
        return chrome
            .until("!document.querySelector('#panel').hidden")
            .await;
    }
    chrome
        .until(&format!("location.href !== {before}"))
        .await
        .context(words)?;
    after(chrome, Ok(())).await.map(drop)
}

/// The text of a figure for screen readers, or what the marks of the opening page say.
async fn text_of(chrome: &Chrome, figure: &str) -> Result<String> {
    // Names and numbers stand in columns: joined as they are read.
    let rows = format!(
        "(() => {{ const figure = document.querySelector('#{figure}'); \
            const text = one => one ? one.textContent.trim() : ''; \
            const part = (row, name) => text(row.querySelector(':scope > ' + name)); \
            const number = one => text(one).split(' ')[0]; \
            const sides = [...figure.querySelectorAll('.pairs .heads > .number')].map(text); \
            const rows = [...figure.querySelectorAll('.row, .key li')].map(row => part(row, '.name') + ': ' + \
                (part(row, '.spoken') || number(row.querySelector(':scope > .number')))); \
            const pairs = [...figure.querySelectorAll('.pair')].flatMap(row => \
                [...row.querySelectorAll(':scope > .number')].map((one, at) => \
                    sides[at] + ' – ' + part(row, '.name') + ': ' + number(one))); \
            return rows.concat(pairs); }})()"
    );
    let script = if figure.is_empty() {
        "[...document.querySelectorAll('[data-point]')].map(point => point.getAttribute('aria-label'))".into()
    } else {
        format!(
            "[...document.querySelectorAll('#{figure} .chart, #{figure} [data-point]')].map(one => \
             one.getAttribute('aria-label')).concat({rows})"
        )
    };
    let texts: Vec<String> = serde_json::from_value(chrome.eval(&script).await?)?;
    Ok(texts.join(" "))
}

/// Whether a text says these words one after the other, and behind the last of them the answer and no digit more.
fn contains(text: &str, says: &[&str], answer: &str) -> bool {
    let Some((last, before)) = says.split_last() else {
        return false;
    };
    let rest = before.iter().try_fold(text, |rest, words| {
        rest.split_once(words).map(|(_, rest)| rest)
    });
    let wanted = format!("{last}: {answer}");
    rest.is_some_and(|rest| {
        rest.split_once(&wanted)
            .is_some_and(|(_, behind)| !behind.starts_with(|next: char| next.is_ascii_digit()))
    })
}

/// The answer as the page must write it, and whether it is an exact number of the dataset.
fn answer(release: &Release, lang: Lang, answer: &Answer) -> Result<(String, bool)> {
    let cell = |measure: &str, pins: &[(&str, &str)]| {
        let tables = release
            .tables
            .values()
            .filter(|table| table.measure == measure);
        tables
            .filter_map(|table| table.cell(pins.iter().copied()))
            .next()
            .context("no table has this cell")
    };
    Ok(match answer {
        Persons(measure, pins) => {
            let cell = cell(measure, pins)?;
            let hidden = if lang == Lang::Es { "oculto" } else { "hidden" };
            let is_exact = cell.published().is_some();
            (
                if is_exact {
                    written(cell, lang)
                } else {
                    hidden.into()
                },
                is_exact,
            )
        }
        Published(id, year) => {
            let mut series = release.catalog.indicators.iter();
            let series = series
                .find(|series| series.id == *id)
                .context("no such series")?;
            let year = year.to_string();
            let mark = series.mark(&year).map(|mark| (mark.text.clone(), false));
            let number = series
                .values
                .get(&year)
                .map(|number| (number.to_string(), true));
            mark.or(number)
                .context("the source says nothing of this year")?
        }
        Rate(measure, (dimension, code)) => {
            let count = cell(measure, &[(dimension, code)])?
                .published()
                .context("hidden")?;
            let catalog = &release.catalog;
            let inhabitants = catalog
                .population(dimension)
                .and_then(|population| population.counts.get(*code));
            let years = catalog
                .dimension(&catalog.time)
                .map_or(0, |time| time.leaves().count());
            let among =
                u64::try_from(years)? * inhabitants.context("nobody is known to live there")?;
            let hundredths = (count * 100_000 * 100 + among / 2) / among;
            (
                format!("{},{:02}", hundredths / 100, hundredths % 100),
                false,
            )
        }
    })
}
