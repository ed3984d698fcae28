//! Changes how figures are shown: grain, hidden categories, comparisons, stacked bars, flows.

use anyhow::{Context, Result, ensure};
use cube::Lang;
use fantoccini::Locator;
use serde_json::json;
use tests::chrome::Chrome;
use tests::dataset;

use crate::shown::{after, assert_fits, choose, figures};
use crate::site::{folder, site};

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn women_and_men_are_two_choices_apart_and_undone_by_one() -> Result<()> {
    let catalog = dataset::published().catalog;
    let section = catalog
        .section("acreditadas")
        .context("the demonstration shows who was accredited")?;
    let chrome = Chrome::start().await?;
    let page = format!("{}{}", site()?, folder(Lang::Es, Some(section)));
    chrome.open(&page).await?;
    choose(&chrome, section, "?sexo=F&v=1").await?;
    let alone = figures(&chrome).await?.len();
    choose(&chrome, section, "?sexo=F&contra=sexo.M_U&v=1").await?;
    // One figure has both, on one scale.
    assert_eq!(figures(&chrome).await?.len(), alone);
    let sides = chrome.texts("#edad .pairs .heads .number").await?;
    assert_eq!(sides, ["Mujer", "Hombre, otro o sin información"]);
    let points = "document.querySelectorAll('#edad .pair circle, #edad .pair path').length";
    ensure!(
        chrome.eval(points).await?.as_u64() > Some(4),
        "no points are compared"
    );
    // As tables they stand beside each other.
    chrome
        .open(&format!("{page}?sexo=F&contra=sexo.M_U&tabla=edad&v=1"))
        .await?;
    let titles = chrome.texts("#edad h2, #contra-edad h2").await?;
    assert_eq!(
        titles,
        ["Edad · Mujer", "Edad · Hombre, otro o sin información"]
    );
    chrome
        .open(&format!("{page}?sexo=F&contra=sexo.M_U&v=1"))
        .await?;
    choose(&chrome, section, "?sexo=F&v=1").await?;
    assert_eq!(figures(&chrome).await?.len(), alone);
    chrome.assert_quiet(&site()?).await?;
    chrome.end().await
}

/// The first figure that opens with the groups of its categories, not with the categories.
const FIGURE_OF_GROUPS: &str = "[...document.querySelectorAll('.shapes:nth-of-type(2) [aria-current]')]\
    .find(one => one.textContent === 'Grupos')?.closest('[id]').id";

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn a_grain_is_one_click_away_and_in_the_address() -> Result<()> {
    let catalog = dataset::published().catalog;
    let section = catalog
        .section("acreditadas")
        .context("the demonstration shows who was accredited")?;
    let chrome = Chrome::start().await?;
    // Numbers of groups show what is in them as well; shares do not.
    chrome
        .open(&format!(
            "{}{}?mostrar=porcentaje&v=1",
            site()?,
            folder(Lang::Es, Some(section))
        ))
        .await?;
    let figure = chrome.eval(FIGURE_OF_GROUPS).await?;
    let figure = figure
        .as_str()
        .context("much of what is in the groups of some figure is hidden")?;
    let other = format!("#{figure} .shapes:nth-of-type(2) a:not([aria-current])");
    let drawn = format!("#{figure} .name");
    let names = chrome.texts(&drawn).await?;
    chrome
        .client
        .find(Locator::Css(&other))
        .await?
        .click()
        .await?;
    chrome
        .until(&format!("location.search.includes('&detalle={figure}&')"))
        .await?;
    after(&chrome, Ok(())).await?;
    ensure!(
        chrome.texts(&drawn).await? != names,
        "the categories do not change"
    );
    after(&chrome, chrome.client.back().await).await?;
    ensure!(
        chrome.texts(&drawn).await? == names,
        "Back does not lead back to the groups"
    );
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn parts_stand_one_on_the_other_and_fit_a_phone() -> Result<()> {
    let catalog = dataset::published().catalog;
    let section = catalog
        .section("hechos")
        .context("the demonstration shows what happened")?;
    let chrome = Chrome::start().await?;
    chrome.set_width(360).await?;
    chrome
        .open(&format!(
            "{}{}?por=nacionalidad&v=1",
            site()?,
            folder(Lang::Es, Some(section))
        ))
        .await?;
    assert_fits(&chrome).await?;
    // Not below the line of questions, which stays at the lower edge.
    chrome
        .eval("document.querySelector('#pais .shapes').scrollIntoView({ block: 'center' })")
        .await?;
    chrome
        .client
        .find(Locator::XPath(
            "//figure[@id='pais']//a[normalize-space()='Apilado']",
        ))
        .await?
        .click()
        .await?;
    chrome
        .until("location.search === '?por=nacionalidad&apilado=pais&v=1'")
        .await?;
    after(&chrome, Ok(())).await?;
    let written =
        "[...document.querySelectorAll('#pais .chart svg text')].map(text => text.textContent)";
    let written: Vec<String> = serde_json::from_value(chrome.eval(written).await?)?;
    let here = dataset::published().tables["acreditadas.nacionalidad.pais"].cell([("pais", "CRI")]);
    let here = here
        .and_then(cube::Cell::published)
        .context("how many were exploited in Costa Rica is published")?;
    ensure!(
        written.contains(&here.to_string()),
        "how many there are in all is not written: {written:?}"
    );
    assert_fits(&chrome).await?;
    chrome.assert_quiet(&site()?).await?;
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn persons_flow_from_their_nationality_to_where_they_were_exploited() -> Result<()> {
    let catalog = dataset::published().catalog;
    let section = catalog
        .section("hechos")
        .context("the demonstration shows what happened")?;
    let chrome = Chrome::start().await?;
    chrome.set_width(360).await?;
    chrome
        .open(&format!("{}{}", site()?, folder(Lang::Es, Some(section))))
        .await?;
    // Not below the line of questions, which stays at the lower edge.
    chrome
        .eval("document.querySelector('#pais .shapes').scrollIntoView({ block: 'center' })")
        .await?;
    chrome
        .client
        .find(Locator::XPath(
            "//figure[@id='pais']//a[normalize-space()='Flujo']",
        ))
        .await?
        .click()
        .await?;
    chrome
        .until("location.search === '?flujo=pais&v=1'")
        .await?;
    after(&chrome, Ok(())).await?;
    let table = &dataset::published().tables["acreditadas.nacionalidad.pais"];
    let cell = |from: &str, to: &str| {
        let cell = table
            .cell([("nacionalidad", from), ("pais", to)])
            .and_then(cube::Cell::published);
        cell.with_context(|| format!("how many went from {from} to {to} is published"))
    };
    let bands =
        "[...document.querySelectorAll('#pais .band title')].map(title => title.textContent)";
    let bands: Vec<String> = serde_json::from_value(chrome.eval(bands).await?)?;
    let within = format!("Costa Rica → Costa Rica: {}", cell("CRI", "CRI")?);
    ensure!(bands.contains(&within), "{within} is not drawn: {bands:?}");
    let names = chrome.texts("#pais .flow li").await?;
    let total = table
        .cell([("pais", "FOR")])
        .and_then(cube::Cell::published)
        .context("that is published")?;
    ensure!(
        names.contains(&format!("Otro país\n{total}")),
        "no node of those in other countries: {names:?}"
    );
    // Each node lies beside its name, in the middle.
    let beside = "[...document.querySelectorAll('#pais .flow li')].map((name, at) => {
        const middle = box => (box.top + box.bottom) / 2;
        const nodes = document.querySelectorAll('#pais .flow rect:not(.left)');
        return Math.abs(middle(name.getBoundingClientRect()) - middle(nodes[at].getBoundingClientRect()));
    })";
    let beside: Vec<f64> = serde_json::from_value(chrome.eval(beside).await?)?;
    ensure!(
        beside.len() == names.len() && beside.iter().all(|apart| *apart <= 1.5),
        "{beside:?}"
    );
    assert_fits(&chrome).await?;
    chrome
        .client
        .find(Locator::Css("#pais .twin summary"))
        .await?
        .click()
        .await?;
    ensure!(
        chrome
            .texts("#pais td")
            .await?
            .contains(&cell("EXT_U", "CRI")?.to_string()),
        "the table does not open"
    );
    assert_fits(&chrome).await?;
    chrome.assert_quiet(&site()?).await?;
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn on_a_phone_a_button_opens_the_questions() -> Result<()> {
    let catalog = dataset::published().catalog;
    let section = catalog
        .section("solicitudes")
        .context("the demonstration shows applications")?;
    let chrome = Chrome::start().await?;
    let is_shown = "['.question', '#open-all', '#panel'].map(one => document.querySelector(one).offsetHeight > 0)";
    let page = format!("{}{}", site()?, folder(Lang::Es, Some(section)));
    chrome.open(&page).await?;
    assert_eq!(
        chrome.eval(is_shown).await?,
        json!([true, false, false]),
        "where there is room, each question has its button"
    );
    chrome.set_width(360).await?;
    chrome.open(&page).await?;
    assert_eq!(
        chrome.eval(is_shown).await?,
        json!([false, true, false]),
        "on a phone, one button opens all"
    );
    let button = "document.querySelector('#open-all')";
    ensure!(
        chrome
            .eval(&format!("{button}.getAttribute('aria-expanded')"))
            .await?
            == "false",
        "it says that it is open"
    );
    chrome
        .client
        .find(Locator::Css("#open-all"))
        .await?
        .click()
        .await?;
    chrome
        .until(&format!(
            "{button}.getAttribute('aria-expanded') === 'true'"
        ))
        .await?;
    let questions = "[...document.querySelectorAll('fieldset')].every(one => one.offsetHeight > 0)";
    assert_eq!(
        chrome.eval(questions).await?,
        true,
        "a question is left out"
    );
    choose(&chrome, section, "?sexo=F&v=1").await?;
    assert_eq!(
        chrome.eval(is_shown).await?,
        json!([false, true, true]),
        "an answer closes the questions"
    );
    assert_fits(&chrome).await?;
    chrome.assert_quiet(&site()?).await?;
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn each_figure_says_in_a_line_what_it_shows() -> Result<()> {
    let catalog = dataset::published().catalog;
    let section = catalog
        .section("acreditadas")
        .context("the demonstration shows who was accredited")?;
    let chrome = Chrome::start().await?;
    for (lang, words) in [
        (Lang::Es, "son mujeres cisgénero."),
        (Lang::En, "are cisgender women."),
    ] {
        chrome
            .open(&format!("{}{}", site()?, folder(lang, Some(section))))
            .await?;
        let finding = chrome.texts("#genero .finding").await?;
        ensure!(
            finding.len() == 1 && finding[0].ends_with(words),
            "{finding:?}"
        );
    }
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn the_reason_of_a_switch_closes_with_escape_and_names_its_figure() -> Result<()> {
    let catalog = dataset::published().catalog;
    let chrome = Chrome::start().await?;
    let page = format!(
        "{}{}",
        site()?,
        folder(Lang::Es, catalog.section("acreditadas"))
    );
    chrome.open(&format!("{page}?sexo=F&v=1")).await?;
    let switch = "document.querySelector('#edad .shapes a[aria-disabled]')";
    let content = format!("getComputedStyle({switch}, '::after').content");
    let press = "new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })";
    chrome.eval(&format!("{switch}.focus()")).await?;
    ensure!(
        chrome.eval(&content).await? != "none",
        "there is no reason to read"
    );
    chrome
        .eval(&format!("{switch}.dispatchEvent({press})"))
        .await?;
    chrome.until(&format!("{content} === 'none'")).await?;
    ensure!(
        chrome
            .eval(&format!("document.activeElement === {switch}"))
            .await?
            == true,
        "the focus has moved"
    );
    let names = "[...document.querySelectorAll('#edad .shapes, #edad .shapes a')].every(one => \
                 one.getAttribute('aria-label').endsWith(': Edad'))";
    ensure!(
        chrome.eval(names).await? == true,
        "a switch does not name its figure"
    );
    chrome.end().await
}
