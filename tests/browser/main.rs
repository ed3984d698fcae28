//! The finished site in a real browser. `cargo verify` builds and serves it and runs these tests.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod accessible;
mod elsewhere;
mod failures;
mod looks;
mod maps;
mod questions;

use std::env;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use cube::{Catalog, Cell, Lang, Layout, Release, Section};
use fantoccini::Locator;
use serde_json::Value;
use tests::chrome::Chrome;
use tests::{dataset, read};

#[tokio::test]
#[ignore = "needs the finished site and a browser: run `cargo verify`"]
async fn the_numbers_are_those_of_the_dataset() -> Result<()> {
    let release = dataset::published();
    let section = series(&release.catalog)?;
    let chrome = Chrome::start().await?;
    for lang in Lang::ALL {
        chrome
            .open(&format!("{}{}", site()?, folder(lang, None)))
            .await?;
        let headlines = headlines(&release, lang);
        assert!(!headlines.is_empty());
        assert_eq!(chrome.texts(".tile .number").await?, headlines);

        let table = format!("?tabla={}&v=1", release.catalog.time);
        chrome
            .open(&format!(
                "{}{}{table}",
                site()?,
                folder(lang, Some(section))
            ))
            .await?;
        let rows = rows(&chrome).await?;
        for expected in over_time(&release, section, lang) {
            assert!(
                rows.contains(&expected),
                "{expected:?} is not among {rows:?}"
            );
        }
    }
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs the finished site and a browser: run `cargo verify`"]
async fn a_choice_is_in_the_address_and_back_takes_it_back() -> Result<()> {
    let catalog = dataset::published().catalog;
    let section = series(&catalog)?;
    let years: Vec<&str> = catalog
        .dimension(&catalog.time)
        .unwrap()
        .codes()
        .skip(1)
        .collect();
    let years = format!("{}={}-{}", catalog.time, years[2], years.last().unwrap());
    let sex = catalog
        .dimension("sexo")
        .context("section 1 is filtered by sexo")?;
    let sex = format!("sexo={}", sex.categories[0].code);
    let breakdown = format!("por={}", section.dimensions[0]);

    let chrome = Chrome::start().await?;
    chrome
        .open(&format!("{}{}", site()?, folder(Lang::Es, Some(section))))
        .await?;
    let plain = shown(&chrome).await?;
    let later = choose(&chrome, section, &format!("?{years}&v=1")).await?;
    let women = choose(&chrome, section, &format!("?{years}&{sex}&v=1")).await?;
    assert!(plain != later && later != women, "a choice changes nothing");
    assert_eq!(
        after(&chrome, chrome.client.refresh().await).await?,
        women,
        "after a reload"
    );
    assert_eq!(
        after(&chrome, chrome.client.back().await).await?,
        later,
        "after Back"
    );
    assert_eq!(
        after(&chrome, chrome.client.back().await).await?,
        plain,
        "after Back once more"
    );
    assert_eq!(
        after(&chrome, chrome.client.forward().await).await?,
        later,
        "after Forward"
    );
    let compared = choose(&chrome, section, &format!("?{years}&{breakdown}&v=1")).await?;
    assert_ne!(compared, later, "the breakdown changes nothing");
    assert_eq!(
        after(&chrome, chrome.client.refresh().await).await?,
        compared,
        "after a reload of the breakdown"
    );
    chrome.assert_quiet(&site()?).await?;
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs the finished site and a browser: run `cargo verify`"]
async fn every_page_draws_in_both_languages() -> Result<()> {
    let catalog = dataset::published().catalog;
    let chrome = Chrome::start().await?;
    for (lang, folder) in pages(&catalog) {
        chrome.open(&format!("{}{folder}", site()?)).await?;
        assert_eq!(
            chrome.eval("document.documentElement.lang").await?,
            lang.tag(),
            "{folder}"
        );
        let file = read(format!("dist/{folder}index.html"));
        let title = chrome.client.title().await?;
        assert!(
            file.contains(&format!("<title>{title}</title>")),
            "{folder}: the file has another title than {title}"
        );
        let figures = figures(&chrome).await?;
        assert!(!figures.is_empty(), "{folder} has no figure");
        let drawn = "[...document.querySelectorAll('.chart svg')].filter(svg => svg.querySelector('path')).length";
        assert_eq!(
            chrome.eval(drawn).await?,
            figures.len(),
            "{folder}: figures without a chart"
        );

        let files = "document.querySelectorAll('figure a[download$=\".csv\"][href^=\"data:text/csv\"]').length";
        assert_eq!(
            chrome.eval(files).await?,
            figures.len(),
            "{folder}: figures without a file"
        );

        chrome
            .open(&format!(
                "{}{folder}?tabla={}&v=1",
                site()?,
                figures.join("~")
            ))
            .await?;
        let filled = "[...document.querySelectorAll('figure table')].filter(table => table.querySelector('td')).length";
        assert_eq!(
            chrome.eval(filled).await?,
            figures.len(),
            "{folder}: figures without a table"
        );
        chrome.assert_quiet(&site()?).await.context(folder)?;
    }
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs the finished site and a browser: run `cargo verify`"]
async fn a_link_that_asks_too_much_says_so() -> Result<()> {
    let catalog = dataset::published().catalog;
    let chrome = Chrome::start().await?;
    let page = format!("{}{}", site()?, folder(Lang::Es, Some(series(&catalog)?)));
    chrome.open(&page).await?;
    assert_eq!(
        chrome.texts("[role=status] .notice").await?,
        Vec::<String>::new()
    );
    chrome.open(&format!("{page}?sexo=ZZ&v=1")).await?;
    let notices = chrome.texts("[role=status] .notice").await?;
    assert!(
        notices.len() == 1 && notices[0].contains("ZZ"),
        "{notices:?}"
    );
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs the finished site and a browser: run `cargo verify`"]
async fn a_group_is_one_click_away_and_a_dead_end_offers_a_way_out() -> Result<()> {
    let catalog = dataset::published().catalog;
    let section = catalog
        .section("acreditadas")
        .context("the demonstration shows who was accredited")?;
    let preset = section
        .presets
        .first()
        .context("the section has no groups")?;
    let page = format!("{}{}", site()?, folder(Lang::Es, Some(section)));
    let chrome = Chrome::start().await?;
    chrome.set_width(360).await?;
    chrome.open(&page).await?;
    let label = preset.label.get(Lang::Es);
    chrome
        .client
        .find(Locator::LinkText(label))
        .await?
        .click()
        .await?;
    let search = format!("?{}={}&v=1", preset.dimension, preset.codes.join("~"));
    chrome
        .until(&format!("location.search === {search:?}"))
        .await?;
    after(&chrome, Ok(())).await?;
    assert_eq!(chrome.texts(".groups [aria-current]").await?, [label]);
    assert_fits(&chrome).await?;

    let last = catalog
        .dimension(&catalog.time)
        .and_then(|time| time.leaves().last())
        .context("there are no years")?;
    let asked = format!("{search}&{}={}", catalog.time, last.code);
    chrome.open(&format!("{page}{asked}")).await?;
    assert_fits(&chrome).await?;
    chrome
        .client
        .find(Locator::Css(".asked + .unanswered a"))
        .await?
        .click()
        .await?;
    chrome
        .until(&format!("location.search !== {asked:?}"))
        .await?;
    after(&chrome, Ok(())).await?;
    assert_eq!(
        chrome.texts(".asked + .unanswered").await?,
        Vec::<String>::new()
    );
    chrome.assert_quiet(&site()?).await?;
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs the finished site and a browser: run `cargo verify`"]
async fn a_visitor_can_attack_the_release() -> Result<()> {
    let all = dataset::published().tables.len();
    let chrome = Chrome::start().await?;
    chrome.set_width(360).await?;
    for (page, safe) in [
        ("comprobar/", "No se pudo deducir nada"),
        ("en/check/", "Nothing that is hidden"),
    ] {
        chrome.client.goto(&format!("{}{page}", site()?)).await?;
        chrome
            .until("document.querySelectorAll('button[data-check]:not([hidden])').length === 1")
            .await?;
        let by_year = tried(&chrome, 0, safe).await.context(page)?;
        let together = tried(&chrome, 1, safe).await.context(page)?;
        assert!(
            0 < by_year && by_year < together && together == all,
            "{page}: {by_year}, then {together} of {all}"
        );
        assert_fits(&chrome).await?;
        chrome.assert_quiet(&site()?).await.context(page)?;
    }
    chrome.end().await
}

/// How many tables the page has attacked after one of its buttons was clicked.
async fn tried(chrome: &Chrome, button: usize, safe: &str) -> Result<usize> {
    chrome
        .eval(&format!(
            "document.querySelectorAll('button[data-check]')[{button}].click()"
        ))
        .await?;
    chrome
        .until("document.getElementById('found').getAttribute('aria-busy') === 'false'")
        .await?;
    let told = chrome
        .eval("document.getElementById('found').innerText")
        .await?;
    let told = told.as_str().context("the page says nothing")?;
    ensure!(told.contains(safe), "{told}");
    let tables = told
        .split_once("ables: ")
        .or_else(|| told.split_once("ablas: "));
    tables
        .and_then(|(_, rest)| rest.split('.').next()?.parse().ok())
        .context(told.to_owned())
}

#[tokio::test]
#[ignore = "needs the finished site and a browser: run `cargo verify`"]
async fn a_phone_needs_no_sideways_scrolling() -> Result<()> {
    let catalog = dataset::published().catalog;
    let chrome = Chrome::start().await?;
    chrome.set_width(360).await?;
    for (_, folder) in pages(&catalog) {
        chrome.open(&format!("{}{folder}", site()?)).await?;
        assert_fits(&chrome).await?;
        let figures = figures(&chrome).await?.join("~");
        let compared = format!("sexo=F&contra=sexo.M&detalle={figures}&ocultas={figures}");
        for search in [
            format!("tabla={figures}"),
            format!("calor={figures}"),
            compared,
        ] {
            chrome
                .open(&format!("{}{folder}?{search}&v=1", site()?))
                .await?;
            assert_fits(&chrome).await?;
        }
    }
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs the finished site and a browser: run `cargo verify`"]
async fn the_site_works_below_a_path() -> Result<()> {
    let site = variable("TABLERO_SITE_BELOW")?;
    let catalog = dataset::published().catalog;
    let section = catalog.sections.last().context("there is no section")?;
    let chrome = Chrome::start().await?;
    chrome.open(&site).await?;
    for lang in Lang::ALL {
        let address = format!("{site}{}", folder(lang, Some(section)));
        let link = match lang {
            Lang::Es => "nav.sections li:last-child a",
            Lang::En => "a.language",
        };
        chrome
            .client
            .find(Locator::Css(link))
            .await?
            .click()
            .await?;
        chrome
            .until(&format!("location.href === {address:?}"))
            .await?;
        let walked = after(&chrome, Ok(())).await?;
        assert_eq!(
            after(&chrome, chrome.client.refresh().await).await?,
            walked,
            "{address} after a reload"
        );
    }
    chrome.assert_quiet(&site).await?;
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs the finished site and a browser: run `cargo verify`"]
async fn the_footer_leads_to_the_report_on_quality_and_back() -> Result<()> {
    for site in [site()?, variable("TABLERO_SITE_BELOW")?] {
        let chrome = Chrome::start().await?;
        chrome.set_width(360).await?;
        for (lang, place, heading) in [
            (Lang::Es, "calidad/", "Calidad de los datos"),
            (Lang::En, "en/quality/", "Data quality"),
        ] {
            chrome
                .open(&format!("{site}{}", folder(lang, None)))
                .await?;
            chrome
                .client
                .find(Locator::Css("footer a[rel=external]"))
                .await?
                .click()
                .await?;
            chrome
                .until(&format!("location.href === {:?}", format!("{site}{place}")))
                .await?;
            chrome.until("document.readyState === 'complete'").await?;
            assert_eq!(chrome.texts("h1").await?, [heading]);
            // The site's style sheet holds here too: the ground of the page is not the browser's.
            assert_ne!(
                chrome
                    .eval("getComputedStyle(document.body).backgroundColor")
                    .await?,
                "rgba(0, 0, 0, 0)"
            );
            assert_fits(&chrome).await?;
            chrome.assert_quiet(&site).await?;
            chrome
                .client
                .find(Locator::Css("a.brand"))
                .await?
                .click()
                .await?;
            chrome
                .until(&format!(
                    "location.href === {:?}",
                    format!("{site}{}", folder(lang, None))
                ))
                .await?;
            chrome.until_ready().await?;
        }
        chrome.end().await?;
    }
    Ok(())
}

#[tokio::test]
#[ignore = "needs the finished site and a browser: run `cargo verify`"]
async fn an_address_that_leads_nowhere_says_so() -> Result<()> {
    let chrome = Chrome::start().await?;
    chrome
        .client
        .goto(&format!("{}nada/aqui/", site()?))
        .await?;
    assert_eq!(chrome.client.title().await?, "Página no encontrada");
    let status = "performance.getEntriesByType('navigation')[0].responseStatus";
    assert_eq!(chrome.eval(status).await?, 404);
    chrome.end().await
}

fn site() -> Result<String> {
    variable("TABLERO_SITE")
}

fn variable(name: &str) -> Result<String> {
    env::var(name).with_context(|| format!("{name} is not set: run `cargo verify`"))
}

/// The folder of a page below the site's root.
fn folder(lang: Lang, section: Option<&Section>) -> String {
    let language = if lang == Lang::default() {
        String::new()
    } else {
        format!("{}/", lang.tag())
    };
    section.map_or(language.clone(), |section| {
        format!("{language}{}/", section.slug.get(lang))
    })
}

/// Every page of the site.
fn pages(catalog: &Catalog) -> Vec<(Lang, String)> {
    let sections = || std::iter::once(None).chain(catalog.sections.iter().map(Some));
    Lang::ALL
        .into_iter()
        .flat_map(|lang| sections().map(move |section| (lang, folder(lang, section))))
        .collect()
}

/// The section that compares measures over time.
fn series(catalog: &Catalog) -> Result<&Section> {
    let mut sections = catalog.sections.iter();
    sections
        .find(|section| section.layout == Layout::Series)
        .context("no section compares measures over time")
}

/// The numbers of the opening page, as they must be written.
fn headlines(release: &Release, lang: Lang) -> Vec<String> {
    let catalog = &release.catalog;
    let last = catalog
        .dimension(&catalog.time)
        .unwrap()
        .categories
        .last()
        .unwrap();
    let number = |headline: &cube::Headline| {
        let pin = headline
            .pin
            .iter()
            .map(|pin| (pin.dimension.as_str(), pin.code.as_str()));
        let pins: Vec<(&str, &str)> = pin
            .chain([(catalog.time.as_str(), last.code.as_str())])
            .collect();
        let tables = release
            .tables
            .values()
            .filter(|table| table.measure == headline.measure);
        written(
            tables
                .filter_map(|table| table.cell(pins.iter().copied()))
                .next()
                .unwrap(),
            lang,
        )
    };
    catalog.headlines.iter().map(number).collect()
}

/// The years of a section with the number of each of its measures, as they must be written.
fn over_time(release: &Release, section: &Section, lang: Lang) -> Vec<Vec<String>> {
    let catalog = &release.catalog;
    let number = |measure: &String, year: &str| {
        let table = &release.tables[&format!("{measure}.{}", catalog.time)];
        written(table.cell([(catalog.time.as_str(), year)]).unwrap(), lang)
    };
    let years = &catalog.dimension(&catalog.time).unwrap().categories;
    let row = |year: &cube::Category| {
        let numbers = section
            .measures
            .iter()
            .map(|measure| number(measure, &year.code));
        std::iter::once(year.label.get(lang).to_owned())
            .chain(numbers)
            .collect()
    };
    years.iter().map(row).collect()
}

/// A number as each language writes it, and `c` where it is hidden.
fn written(cell: Cell, lang: Lang) -> String {
    let Some(count) = cell.published() else {
        return "c".into();
    };
    let digits = count.to_string();
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|group| str::from_utf8(group).unwrap())
        .collect();
    groups.join(match lang {
        Lang::Es => "\u{a0}",
        Lang::En => ",",
    })
}

/// The rows of the tables that are shown, without what is said only to those who do not see them.
async fn rows(chrome: &Chrome) -> Result<Vec<Vec<String>>> {
    let cells = "[...row.children].map(cell => (cell.tagName === 'TD' ? cell.firstChild : cell).textContent.trim())";
    let rows = format!("[...document.querySelectorAll('figure tbody tr')].map(row => {cells})");
    Ok(serde_json::from_value(chrome.eval(&rows).await?)?)
}

/// The ids of the figures that are shown.
async fn figures(chrome: &Chrome) -> Result<Vec<String>> {
    Ok(serde_json::from_value(
        chrome
            .eval("[...document.querySelectorAll('figure')].map(figure => figure.id)")
            .await?,
    )?)
}

/// What a reader sees or hears: the address, the words and numbers, what the charts say of themselves, and what is
/// chosen.
async fn shown(chrome: &Chrome) -> Result<Value> {
    let parts =
        "#main h1, #main h2, #main p, #main td, #main th, #main .chip, #main .chart, #main select";
    let text = "part.selectedOptions?.[0].textContent ?? part.getAttribute('aria-label') ?? part.textContent";
    chrome
        .eval(&format!(
            "[location.href, ...[...document.querySelectorAll('{parts}')].map(part => {text})]"
        ))
        .await
}

/// Chooses the answer that leads to a view of the section, as a reader does, and says what is then shown.
async fn choose(chrome: &Chrome, section: &Section, search: &str) -> Result<Value> {
    let option = format!("option[value='{}/{search}']", section.slug.es);
    chrome
        .client
        .find(Locator::Css(&option))
        .await
        .with_context(|| option.clone())?
        .click()
        .await?;
    chrome
        .until(&format!("location.search === {search:?}"))
        .await?;
    after(chrome, Ok(())).await
}

/// What is shown once a step of the browser has come to rest.
async fn after(chrome: &Chrome, step: Result<(), fantoccini::error::CmdError>) -> Result<Value> {
    step?;
    chrome.until_ready().await?;
    let mut before = Value::Null;
    loop {
        let now = shown(chrome).await?;
        if now == before {
            return Ok(now);
        }
        before = now;
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn assert_fits(chrome: &Chrome) -> Result<()> {
    let widths: (u32, u32) = serde_json::from_value(
        chrome
            .eval("[document.documentElement.scrollWidth, innerWidth]")
            .await?,
    )?;
    ensure!(widths.1 == 360, "the window is {} wide", widths.1);
    ensure!(
        widths.0 <= 360,
        "{} is {} wide",
        chrome.eval("location.href").await?,
        widths.0
    );
    Ok(())
}
