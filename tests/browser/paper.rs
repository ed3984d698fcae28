//! Prints pages as a reader does, and looks at the sheets: how many there are, that nothing lies upon anything else, is cut off
//! or too small to read, and that each says where it is from.

use anyhow::{Context, Result, ensure};
use cube::Lang;
use fantoccini::wd::{PrintConfiguration, PrintSize};
use serde_json::Value;
use tests::chrome::Chrome;
use tests::dataset;

use crate::{
    sheets,
    site::{folder, site},
    tidy::OVERLAPS,
};

/// Kinds of paper, with what the margins of the style leave: width and height in CSS pixels.
const PAPERS: [(&str, PrintSize, u32, f64); 2] = [
    ("A4", PrintSize::A4, 703, 1039.0),
    ("letter", PrintSize::US_LETTER, 725, 972.0),
];

/// Lists the figures whose chart lies upon what follows it, and the texts that are cut off.
const FAULTS: &str = "[...document.querySelectorAll('figure .chart')].flatMap(chart => { \
    const svg = chart.querySelector('svg'), figure = chart.closest('figure').id; \
    if (!svg || !svg.getAttribute('viewBox')) return [`${figure}: no drawing`]; \
    const box = svg.getBoundingClientRect(), next = (chart.nextElementSibling ?? chart.parentElement.nextElementSibling).getBoundingClientRect(); \
    const cut = [...svg.querySelectorAll('text')].filter(text => { const one = text.getBoundingClientRect(); \
        return one.left < box.left - 2 || one.right > box.right + 2 || one.top < box.top - 2 || one.bottom > box.bottom + 2; }); \
    return [...(box.bottom > next.top + 1 ? [`${figure}: upon its notes`] : []), \
        ...(box.height < 40 ? [`${figure}: flat`] : []), ...cut.map(text => `${figure}: ${text.textContent} is cut off`)]; })";

/// Lists the figures that are higher than a sheet of `HEIGHT` pixels, and those that lie upon another; and texts that are
/// smaller than 8 points.
const SHEET_FAULTS: &str = r#"(() => {
    const figures = [...document.querySelectorAll('figure')].filter(one => one.offsetHeight > 0);
    const faults = [];
    for (const figure of figures) {
        const box = figure.getBoundingClientRect();
        if (box.height > HEIGHT) faults.push(`${figure.id} is higher than the sheet`);
        for (const other of figures) {
            const next = other.getBoundingClientRect();
            const apart = box.right <= next.left || next.right <= box.left || box.bottom <= next.top || next.bottom <= box.top;
            if (other.id > figure.id && !apart) faults.push(`${figure.id} lies upon ${other.id}`);
        }
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), small = new Set();
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        const box = range.getBoundingClientRect();
        if (!walker.currentNode.data.trim() || box.width < 2 || !element.checkVisibility()) continue;
        if (element.closest('.spoken')) continue;
        const scale = element.ownerSVGElement ? element.getScreenCTM().d : 1;
        const size = parseFloat(getComputedStyle(element).fontSize) * scale;
        if (size < 10.6) small.add(`${walker.currentNode.data.trim().slice(0, 30)} has ${size}px`);
    }
    return [...faults, ...[...small].slice(0, 5)];
})()"#;

/// Draws the code of an address, as the browser writes its elements.
pub fn drawn_code(address: &str) -> Result<String> {
    Ok(::take::draw_code(address)?.replace("/>", "></path>"))
}

/// What a sheet says of itself, as it is printed.
const SAYS: &str =
    "[...document.querySelectorAll('.printed p')].map(one => one.innerText).join('\\n')";

/// Marks where each figure begins and ends, by links that a PDF keeps.
const MARK: &str = r#"document.querySelectorAll('figure, .tile').forEach((one, at) => ['start', 'end'].forEach(end => {
    const mark = document.createElement('a');
    mark.href = `https://${end}.example/${one.id || at}`;
    mark.textContent = '·';
    Object.assign(mark.style, { display: 'block', fontSize: '1px', lineHeight: '1px' });
    if (end === 'start') one.prepend(mark);
    else one.append(mark);
}))"#;

/// Prints the page on a kind of paper, as PDF.
pub async fn print(chrome: &Chrome, size: &PrintSize) -> Result<Vec<u8>> {
    let paper = PrintConfiguration::builder().size(size.clone()).build();
    let paper = paper.ok().context("no paper of this size")?;
    let pdf = chrome.client.print(paper).await?;
    ensure!(sheets::count(&pdf) > 0, "no sheet in {} bytes", pdf.len());
    Ok(pdf)
}

/// Lists the marked figures that do not end below where they begin: the end of a sheet or a column cuts them.
fn find_cut(pdf: &[u8]) -> Result<Vec<String>> {
    let links = sheets::links(pdf)?;
    let starts = links
        .iter()
        .filter(|(link, _)| link.starts_with("https://start."));
    let (mut cut, mut marked) = (Vec::new(), 0);
    for (link, start) in starts {
        let end = link.replace("//start.", "//end.");
        let end = links
            .get(&end)
            .with_context(|| format!("{end} is not there"))?;
        let is_below = end.sheet == start.sheet
            && (end.left - start.left).abs() < 2.0
            && end.height < start.height;
        if !is_below {
            cut.push(format!("{link} is cut: {start:?}, {end:?}"));
        }
        marked += 1;
    }
    ensure!(marked > 0, "no figure is marked");
    Ok(cut)
}

/// Lists what is wrong with the page on one kind of paper, laid out without ends of sheets.
async fn find_faults(chrome: &Chrome, width: u32, height: f64) -> Result<Vec<String>> {
    chrome.print(width).await?;
    let mut faults = Vec::new();
    let height = height.to_string();
    for script in [FAULTS, OVERLAPS, &SHEET_FAULTS.replace("HEIGHT", &height)] {
        let found: Vec<String> = serde_json::from_value(chrome.eval(script).await?)?;
        faults.extend(found);
    }
    Ok(faults)
}

/// Opens a page and prints it on each kind of paper; it has so many sheets, and nothing is wrong with them.
async fn check_sheets(chrome: &Chrome, path: &str, at_most: usize) -> Result<()> {
    let mut faults = Vec::new();
    for (name, size, width, height) in &PAPERS {
        chrome.set_theme("light").await?;
        chrome.set_width(1280).await?;
        chrome.open(&format!("{}{path}", site()?)).await?;
        chrome.eval(MARK).await?;
        let pdf = print(chrome, size).await?;
        let sheets = sheets::count(&pdf);
        if sheets > at_most {
            faults.push(format!("{sheets} sheets of {name}"));
        }
        faults.extend(find_cut(&pdf)?);
        faults.extend(find_faults(chrome, *width, *height).await?);
    }
    ensure!(faults.is_empty(), "{path}: {}", faults.join("\n"));
    Ok(())
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn every_section_is_a_factsheet_of_two_sheets() -> Result<()> {
    let catalog = dataset::published().catalog;
    let chrome = Chrome::start().await?;
    for section in &catalog.sections {
        for lang in [Lang::Es, Lang::En] {
            check_sheets(&chrome, &folder(lang, Some(section)), 2).await?;
        }
    }
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn a_filtered_view_is_printed_with_its_filters_and_its_address() -> Result<()> {
    let chrome = Chrome::start().await?;
    for path in [
        "acreditadas/?anio=2020-2024&sexo=F&v=1",
        "en/accredited/?sexo=F&contra=sexo.M_U&v=1",
    ] {
        check_sheets(&chrome, path, 3).await?;
        let address = format!("{}{path}", site()?);
        let says = chrome.eval(SAYS).await?;
        let says = says.as_str().unwrap_or_default();
        ensure!(says.starts_with(&address), "{says}");
        ensure!(says.contains("licenses/by/4.0/ · "), "{says}");
        let summary = chrome.texts("#summary").await?.concat();
        let filter = if path.starts_with("en/") {
            "Sex: Female. Compared with"
        } else {
            "2020–2024; Sexo: Mujer."
        };
        ensure!(summary.contains(filter), "{summary}");
    }
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn the_page_of_a_figure_is_one_sheet() -> Result<()> {
    let chrome = Chrome::start().await?;
    for path in ["acreditadas/edad/", "en/accredited/provincia/"] {
        check_sheets(&chrome, path, 1).await?;
    }
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn a_code_leads_to_the_address_beside_it_or_is_not_there() -> Result<()> {
    let chrome = Chrome::start().await?;
    chrome
        .run_first("window.print = () => { window.printed = true; }")
        .await?;
    let page = format!("{}acreditadas/?anio=2020-2024&v=1", site()?);
    let code = "[...document.querySelectorAll('.printed div:not([hidden]) svg')].map(one => one.outerHTML).join('')";
    chrome.open(&page).await?;
    // What the browser prints by itself cannot wait for a code.
    chrome
        .eval("dispatchEvent(new Event('beforeprint'))")
        .await?;
    assert_eq!(chrome.eval(code).await?, "");
    // The page's own button, and the browser's keys, can.
    let keys = "dispatchEvent(new KeyboardEvent('keydown', { key: 'p', ctrlKey: true, cancelable: true }))";
    for ask in ["document.querySelector('button.print').click()", keys] {
        chrome.open(&page).await?;
        chrome.eval(ask).await?;
        chrome.until("window.printed").await?;
        chrome
            .eval("dispatchEvent(new Event('beforeprint'))")
            .await?;
        assert_eq!(chrome.eval(code).await?, drawn_code(&page)?, "{ask}");
        let says = chrome.eval(SAYS).await?;
        ensure!(
            says.as_str().unwrap_or_default().starts_with(&page),
            "{says}"
        );
    }
    // Another view is printed without the code of this one.
    chrome
        .eval("document.querySelector('nav a[href*=\"/hechos/\"]').click()")
        .await?;
    chrome
        .until("document.querySelector('#edad') === null")
        .await?;
    chrome
        .eval("dispatchEvent(new Event('beforeprint'))")
        .await?;
    assert_eq!(chrome.eval(code).await?, "");
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn charts_are_printed_whole_from_every_window() -> Result<()> {
    let catalog = dataset::published().catalog;
    let chrome = Chrome::start().await?;
    for (id, stacked) in [
        ("acreditadas", "provincia~lengua"),
        ("hechos", "pais~forma"),
    ] {
        let page = format!("{}{}", site()?, folder(Lang::Es, catalog.section(id)));
        for width in [360, 1024, 1440] {
            for theme in ["light", "dark"] {
                chrome.set_theme(theme).await?;
                chrome.set_width(width).await?;
                // Charts of ECharts: those that a reader breaks down.
                chrome
                    .open(&format!("{page}?por=sexo&apilado={stacked}&v=1"))
                    .await?;
                let names = "[...document.querySelectorAll('figure .chart text')].length";
                let before = chrome.eval(names).await?;
                chrome.print(PAPERS[0].2).await?;
                let faults = chrome.eval(FAULTS).await?;
                ensure!(
                    faults == Value::Array(vec![]),
                    "{id}, {width}, {theme}: {faults}"
                );
                let light = "[...document.querySelectorAll('figure .chart text')].every(text => \
                             text.getAttribute('fill') !== '#efebe2')";
                ensure!(chrome.eval(light).await? == true, "light letters on paper");
                ensure!(before != 0, "there is no text in any chart");
            }
        }
    }
    chrome.end().await
}
