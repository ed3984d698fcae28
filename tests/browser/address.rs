//! Follows links, reloads and goes back: the address is the only state of the page.

use anyhow::{Context, Result};
use cube::Lang;
use fantoccini::Locator;
use tests::chrome::Chrome;
use tests::dataset;

use crate::expected::series;
use crate::shown::{address, after, choose, shown};
use crate::site::{below_a_path, folder, site};

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
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
#[ignore = "needs a browser: run by cargo verify"]
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
#[ignore = "needs a browser: run by cargo verify"]
async fn what_others_add_to_a_link_is_not_passed_on() -> Result<()> {
    let catalog = dataset::published().catalog;
    let chrome = Chrome::start().await?;
    let page = format!("{}{}", site()?, folder(Lang::Es, Some(series(&catalog)?)));
    for (search, own) in [
        ("?sexo=F&utm_source=whatsapp&fbclid=abc", "?sexo=F"),
        ("?fbclid=abc", ""),
        ("?fbclid", ""),
        ("?gclid=1&sexo=F&v=1&mc_cid=2&mc_eid=3", "?sexo=F&v=1"),
        ("?UTM_Campaign=x&%66bclid=y&sexo=F&igsh=z", "?sexo=F"),
        ("?msclkid=1&_gl=1*2&_ga=3&mtm_kwd=4&pk_kwd=5", ""),
        ("?sexo=F&v=1", "?sexo=F&v=1"),
    ] {
        chrome.open(&format!("{page}{search}")).await?;
        assert_eq!(
            chrome.texts("[role=status] .notice").await?,
            Vec::<String>::new()
        );
        assert_eq!(chrome.eval("location.search").await?, own, "{search}");
    }
    // What nobody knows is the page's to tell.
    chrome.open(&format!("{page}?sexo=F&club=x")).await?;
    assert_eq!(chrome.texts("[role=status] .notice").await?.len(), 1);
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn choices_made_in_one_select_are_one_step_back() -> Result<()> {
    let catalog = dataset::published().catalog;
    let section = series(&catalog)?;
    let chrome = Chrome::start().await?;
    let page = format!("{}{}", site()?, folder(Lang::Es, Some(section)));
    let time = catalog
        .dimension(&catalog.time)
        .context("there are no years")?;
    let years: Vec<&str> = time.leaves().map(|year| year.code.as_str()).collect();
    let last = years.last().context("there are no years")?;
    chrome.open(&page).await?;
    let steps = chrome.eval("history.length").await?;
    for first in &years[1..3] {
        choose(
            &chrome,
            section,
            &format!("?{}={first}-{last}&v=1", time.id),
        )
        .await?;
    }
    let after_both = chrome.eval("history.length").await?;
    assert_eq!(after_both.as_u64(), steps.as_u64().map(|steps| steps + 1));
    after(&chrome, chrome.client.back().await).await?;
    assert_eq!(chrome.eval("location.search").await?, "");
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn a_panel_opened_as_soon_as_its_page_is_there_stays_open() -> Result<()> {
    let catalog = dataset::published().catalog;
    let section = series(&catalog)?;
    let chrome = Chrome::start().await?;
    let start = format!("{}{}", site()?, folder(Lang::Es, None));
    chrome.open(&start).await?;
    // The first button of the new page is clicked in the moment in which it is drawn.
    let watch = "(() => { new MutationObserver((_, observer) => { \
             const button = document.querySelector('.question'); \
             if (!button) return; \
             observer.disconnect(); \
             button.click(); \
             requestAnimationFrame(() => requestAnimationFrame(() => { \
                 window.stays = !document.querySelector('#panel').hidden; })); \
         }).observe(document.body, { childList: true, subtree: true }); return true; })()";
    chrome.eval(watch).await?;
    let link = format!("nav a[href$='/{}/']", section.slug.get(Lang::Es));
    chrome
        .eval(&format!("document.querySelector(\"{link}\").click()"))
        .await?;
    chrome.until("window.stays !== undefined").await?;
    assert_eq!(chrome.eval("window.stays").await?, true);
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn the_button_that_copies_is_there_where_there_is_a_clipboard() -> Result<()> {
    let catalog = dataset::published().catalog;
    let page = format!("{}{}", site()?, folder(Lang::Es, Some(series(&catalog)?)));
    let seen =
        "[...document.querySelectorAll('button.copy')].filter(one => one.offsetHeight > 0).length";
    let chrome = Chrome::start().await?;
    let with = "Object.defineProperty(Navigator.prototype, 'clipboard', \
        { value: { writeText: async text => { window.copied = text; } } })";
    let script = chrome.run_first(with).await?;
    chrome.open(&page).await?;
    assert_eq!(chrome.eval(seen).await?, 1);
    chrome
        .eval("document.querySelector('button.copy').click()")
        .await?;
    chrome.until("window.copied === location.href").await?;
    chrome.forget(script).await?;
    let without = "Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined })";
    chrome.run_first(without).await?;
    chrome.open(&page).await?;
    assert_eq!(chrome.eval(seen).await?, 0);
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn each_tick_is_a_step_and_escape_gives_the_focus_back() -> Result<()> {
    let catalog = dataset::published().catalog;
    let section = series(&catalog)?;
    let chrome = Chrome::start().await?;
    let page = format!("{}{}", site()?, folder(Lang::Es, Some(section)));
    chrome.open(&page).await?;
    choose(&chrome, section, "?sexo=F&v=1").await?;
    let alone = chrome.eval("location.href").await?;
    choose(&chrome, section, "?sexo=F~M_U&v=1").await?;
    let ticked = "document.querySelectorAll('#ask-sexo input:checked').length";
    assert_eq!(chrome.eval(ticked).await?, 2);
    let is_open = "document.querySelector('#panel').hidden === false";
    assert_eq!(chrome.eval(is_open).await?, true, "a tick closes the panel");
    after(&chrome, chrome.client.back().await).await?;
    assert_eq!(chrome.eval("location.href").await?, alone);
    assert_eq!(chrome.eval(ticked).await?, 1);
    let press = "new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })";
    chrome
        .eval(&format!(
            "document.querySelector('#ask-sexo input').dispatchEvent({press})"
        ))
        .await?;
    chrome
        .until("document.querySelector('#panel').hidden")
        .await?;
    let focused = chrome
        .eval("document.activeElement.matches('.question')")
        .await?;
    assert_eq!(
        focused, true,
        "the focus is not on the button that opened the panel"
    );
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn a_filter_goes_along_to_a_section_that_has_it() -> Result<()> {
    let catalog = dataset::published().catalog;
    let chrome = Chrome::start().await?;
    let (from, to) = (catalog.section("acreditadas"), catalog.section("hechos"));
    let page =
        |section| Ok::<_, anyhow::Error>(format!("{}{}", site()?, folder(Lang::Es, section)));
    chrome.open(&format!("{}?sexo=F&v=1", page(from)?)).await?;
    let link = format!("nav.sections a[href*='{}']", folder(Lang::Es, to));
    let clicked = chrome.client.find(Locator::Css(&link)).await?.click().await;
    after(&chrome, clicked).await?;
    let women = address(to.context("there are no events")?, "sexo=F");
    assert_eq!(
        chrome.eval("location.href").await?,
        format!("{}{women}", site()?)
    );
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn the_site_works_below_a_path() -> Result<()> {
    let site = below_a_path()?;
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
#[ignore = "needs a browser: run by cargo verify"]
async fn an_address_that_leads_nowhere_says_so() -> Result<()> {
    let chrome = Chrome::start().await?;
    chrome
        .client
        .goto(&format!("{}nada/aqui/", site()?))
        .await?;
    assert_eq!(
        chrome.client.title().await?,
        "Datos inventados · Página no encontrada"
    );
    let status = "performance.getEntriesByType('navigation')[0].responseStatus";
    assert_eq!(chrome.eval(status).await?, 404);
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn an_address_in_capitals_or_another_language_leads_to_its_page() -> Result<()> {
    let chrome = Chrome::start().await?;
    let site = site()?;
    for (written, meant) in [
        ("Acreditadas/", "acreditadas/"),
        ("en/acreditadas/", "en/accredited/"),
        ("accredited", "en/accredited/"),
        ("HECHOS/index.html", "hechos/"),
    ] {
        chrome.client.goto(&format!("{site}{written}")).await?;
        chrome
            .until(&format!("location.href === {:?}", format!("{site}{meant}")))
            .await?;
    }
    chrome.end().await
}
