//! Answers questions of readers from the written pages, in Chromium and in Firefox, where they run no scripts.

use anyhow::{Context, Result, ensure};
use cube::{Lang, Release};
use serde_json::Value;
use tests::chrome::Chrome;
use tests::dataset;
use tests::engine::{Engine, Scripts, Session};

use crate::expected::written;
use crate::site::site;

/// A question that readers have asked, and where a page without scripts answers it.
struct Question {
    text: &'static str,
    /// The page below the site's root.
    page: &'static str,
    /// The figure.
    figure: &'static str,
    /// The measure, and each number of the answer by its categories; the last one names its row.
    measure: &'static str,
    numbers: &'static [&'static [(&'static str, &'static str)]],
}

/// Twenty questions: two readers wrote ten each before they had seen the site.
const QUESTIONS: [Question; 20] = [
    ask(
        "How many victims were accredited in 2023?",
        "por-ano/",
        "anio",
        "acreditadas",
        &[&[("anio", "2023")]],
    ),
    ask(
        "What share of the applications of 2022 was denied?",
        "por-ano/resultado/",
        "resultado",
        "solicitudes",
        &[
            &[("anio", "2022"), ("resultado", "DEN")],
            &[("anio", "2022")],
        ],
    ),
    ask(
        "By how much did applications change from 2021 to 2024?",
        "por-ano/",
        "anio",
        "solicitudes",
        &[&[("anio", "2021")], &[("anio", "2024")]],
    ),
    ask(
        "Sexual exploitation among women and among men?",
        "hechos/mujeres/",
        "finalidad",
        "acreditadas",
        &[&[("sexo", "F"), ("finalidad", "SEX")]],
    ),
    ask(
        "How many accredited victims were under 18?",
        "acreditadas/ninas-ninos-y-adolescentes/",
        "sexo",
        "acreditadas",
        &[&[("edad", "MIN"), ("sexo", "F")]],
    ),
    ask(
        "How many accredited victims were trans persons?",
        "acreditadas/genero/",
        "genero",
        "acreditadas",
        &[&[("genero", "TNB")]],
    ),
    ask(
        "How many accredited victims were Nicaraguan?",
        "acreditadas/nacionalidad/",
        "nacionalidad",
        "acreditadas",
        &[&[("nacionalidad", "NIC")]],
    ),
    ask(
        "How many had completed primary school at most?",
        "acreditadas/educacion/",
        "educacion",
        "acreditadas",
        &[&[("educacion", "PRI")], &[("educacion", "NIN")]],
    ),
    ask(
        "How many lived in Limón?",
        "acreditadas/provincia/",
        "provincia",
        "acreditadas",
        &[&[("provincia", "7")]],
    ),
    ask(
        "How many were recruited through social networks?",
        "hechos/medios/",
        "medios",
        "acreditadas",
        &[&[("medios", "RED")]],
    ),
    ask(
        "How many victims were accredited in 2024?",
        "por-ano/",
        "anio",
        "acreditadas",
        &[&[("anio", "2024")]],
    ),
    ask(
        "How many applications were filed in 2021?",
        "por-ano/",
        "anio",
        "solicitudes",
        &[&[("anio", "2021")]],
    ),
    ask(
        "By how much did accreditations change from 2022 to 2024?",
        "por-ano/",
        "anio",
        "acreditadas",
        &[&[("anio", "2022")], &[("anio", "2024")]],
    ),
    ask(
        "What share of all applications was denied?",
        "solicitudes/resultado/",
        "resultado",
        "solicitudes",
        &[&[("resultado", "DEN")]],
    ),
    ask(
        "How many adolescents were accredited?",
        "acreditadas/edad/",
        "edad",
        "acreditadas",
        &[&[("sexo", "F"), ("edad", "12_17")]],
    ),
    ask(
        "How many Nicaraguan women?",
        "acreditadas/mujeres/",
        "nacionalidad",
        "acreditadas",
        &[&[("sexo", "F"), ("nacionalidad", "NIC")]],
    ),
    ask(
        "How many are trans or non-binary among the young?",
        "acreditadas/ninas-ninos-y-adolescentes/",
        "genero",
        "acreditadas",
        &[&[("edad", "MIN"), ("genero", "TNB")]],
    ),
    ask(
        "Social networks among victims of sexual exploitation?",
        "hechos/medios/",
        "medios",
        "acreditadas",
        &[&[("finalidad", "SEX"), ("medios", "RED")]],
    ),
    ask(
        "How many were exploited in Costa Rica?",
        "hechos/pais/",
        "pais",
        "acreditadas",
        &[&[("pais", "CRI")]],
    ),
    ask(
        "How many had an irregular status, or were in transit?",
        "acreditadas/condicion/",
        "condicion",
        "acreditadas",
        &[&[("condicion", "IRT")]],
    ),
];
/// So many are answered exactly; of the others, the numbers are hidden to protect people, or not published together.
const ANSWERED: usize = 14;

const fn ask(
    text: &'static str,
    page: &'static str,
    figure: &'static str,
    measure: &'static str,
    numbers: &'static [&'static [(&'static str, &'static str)]],
) -> Question {
    Question {
        text,
        page,
        figure,
        measure,
        numbers,
    }
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn fourteen_of_twenty_questions_are_answered_without_scripts() -> Result<()> {
    let chrome = Chrome::start().await?;
    chrome.forbid_scripts().await?;
    let browser = Browser::Chromium(chrome);
    answer_questions(&browser).await?;
    browser.end().await
}

#[tokio::test]
#[ignore = "needs Firefox with geckodriver: run by cargo verify"]
async fn firefox_answers_them_without_scripts_as_well() -> Result<()> {
    let session = Session::start(Engine::Firefox, Scripts::Forbidden).await?;
    let browser = Browser::Firefox(session);
    let answered = answer_questions(&browser).await;
    browser.end().await?;
    answered.context("in Firefox")
}

/// A browser in which no page runs a script; the test's own still do.
enum Browser {
    Chromium(Chrome),
    Firefox(Session),
}

impl Browser {
    async fn open(&self, address: &str) -> Result<()> {
        match self {
            Browser::Chromium(chrome) => Ok(chrome.client.goto(address).await?),
            Browser::Firefox(session) => session.open_written(address).await,
        }
    }

    async fn eval(&self, expression: &str) -> Result<Value> {
        match self {
            Browser::Chromium(chrome) => chrome.eval(expression).await,
            Browser::Firefox(session) => session.eval(expression).await,
        }
    }

    async fn end(self) -> Result<()> {
        match self {
            Browser::Chromium(chrome) => chrome.end().await,
            Browser::Firefox(session) => session.end().await,
        }
    }
}

async fn answer_questions(browser: &Browser) -> Result<()> {
    let release = dataset::published();
    let mut unanswered = Vec::new();
    for question in &QUESTIONS {
        let address = format!("{}{}", site()?, question.page);
        browser.open(&address).await?;
        // What stands in `noscript` is part of the page only where no script runs.
        let is_written = browser
            .eval("document.getElementById('main') !== null && document.querySelector('noscript *') !== null")
            .await?;
        ensure!(
            is_written == Value::Bool(true),
            "{address}: a script has run"
        );
        for pins in question.numbers {
            match answer(&release, question, pins)? {
                Some((row, number)) => {
                    let is_shown = browser.eval(&shows(question.figure, &row, &number)).await?;
                    ensure!(
                        is_shown == Value::Bool(true),
                        "{}: {row} {number} is not in {address}",
                        question.text
                    );
                }
                None => unanswered.push(question.text),
            }
        }
    }
    unanswered.dedup();
    let answered = QUESTIONS.len() - unanswered.len();
    ensure!(
        answered >= ANSWERED,
        "{answered} questions are answered, not these: {unanswered:#?}"
    );
    Ok(())
}

/// Returns a number of an answer, with the name of its row; `None` where it is hidden or not published.
fn answer(
    release: &Release,
    question: &Question,
    pins: &[(&str, &str)],
) -> Result<Option<(String, String)>> {
    let mut cells = Vec::new();
    for table in release
        .tables
        .values()
        .filter(|table| table.measure == question.measure)
    {
        cells.extend(table.cell(pins.iter().copied()));
    }
    let published = cells.into_iter().find(|cell| cell.published().is_some());
    let (id, code) = pins.last().context("a number has no category")?;
    let dimension = release
        .catalog
        .dimension(id)
        .with_context(|| (*id).to_owned())?;
    let category = dimension
        .category(code)
        .with_context(|| (*code).to_owned())?;
    let label = category.label.get(Lang::Es).to_owned();
    let number = published.map(|cell| written(cell, Lang::Es).replace('\u{a0}', " "));
    Ok(number.map(|number| (label, number)))
}

/// Returns a script that decides whether a figure shows a number in its row: in no more text than a row has, or in a
/// drawing, whose labels stand beside its points.
fn shows(figure: &str, row: &str, number: &str) -> String {
    format!(
        "(() => {{ const plain = one => one.textContent.replaceAll(/\\s+/g, ' ').trim(); \
         const leaves = one => [one, ...one.querySelectorAll('*')].filter(part => part.children.length === 0); \
         const has = one => plain(one).includes({row:?}) && leaves(one).some(leaf => plain(leaf) === {number:?}); \
         const parts = [...document.querySelectorAll('#{figure} *')].filter(one => !one.closest('details') && has(one)); \
         const shortest = parts.sort((one, other) => plain(one).length - plain(other).length)[0]; \
         return shortest !== undefined && (shortest.closest('svg') !== null || plain(shortest).length < {row:?}.length + 90); }})()"
    )
}
