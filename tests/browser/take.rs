//! Checks what can be taken along of a figure: the menu, its files, and that they say what the page shows.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use fantoccini::wd::PrintSize;
use serde_json::Value;
use tests::chrome::Chrome;

use crate::{
    paper::{drawn_code, print},
    sheets,
    site::site,
};

/// Keeps the bytes of each file that the page hands to the browser, and what it copies.
const KEEP: &str = "window.kept = []; \
    const real = URL.createObjectURL; \
    URL.createObjectURL = blob => { const one = { type: blob.type, size: blob.size }; window.last = blob; window.kept.push(one); \
        blob.text().then(text => { one.text = text; }); return real.call(URL, blob); }; \
    const press = HTMLAnchorElement.prototype.click; \
    HTMLAnchorElement.prototype.click = function () { \
        if (this.download) window.kept.at(-1).name = this.download; else press.call(this); }; \
    Object.defineProperty(Navigator.prototype, 'clipboard', { value: { \
        writeText: async text => { window.copied = text; }, \
        write: async ([item]) => { window.last = await item.getType('image/png'); window.copied = item.types; } } });";

/// Lists the numbers in the texts below an element, text by text.
const NUMBERS: &str = "window.numbers = element => { \
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), found = new Set(); \
    while (texts.nextNode()) { \
        if (texts.currentNode.parentElement.closest('style, .narrow, .take')) continue; \
        for (const number of texts.currentNode.data.match(/\\d+/g) ?? []) found.add(number); } \
    return [...found].sort(); };";

/// Measures the last file, a picture: its width and height, and how many of its pixels are as dark as letters.
const MEASURE: &str = "(window.measured = undefined, createImageBitmap(window.last).then(image => { \
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d'); \
    canvas.drawImage(image, 0, 0); \
    const { data } = canvas.getImageData(0, 0, image.width, image.height); \
    let dark = 0; \
    for (let at = 0; at < data.length; at += 4) \
        dark += data[at + 3] === 255 && data[at] + data[at + 1] + data[at + 2] < 150; \
    window.measured = [image.width, image.height, dark]; }), 1)";

/// Opens the menu of a figure.
async fn open(chrome: &Chrome, figure: &str) -> Result<()> {
    chrome
        .eval(&format!(
            "document.querySelector('#{figure} .take summary').click()"
        ))
        .await?;
    chrome
        .until(&format!(
            "document.querySelector('#{figure} .take [data-make]') !== null"
        ))
        .await
}

/// Clicks a button of a figure's menu; returns the file that it makes.
async fn file(chrome: &Chrome, figure: &str, button: &str) -> Result<Value> {
    chrome.eval("window.kept.length = 0").await?;
    chrome
        .eval(&format!(
            "document.querySelector('#{figure} .take {button}').click()"
        ))
        .await?;
    chrome
        .until("window.kept[0]?.name !== undefined && window.kept[0].text !== undefined")
        .await?;
    chrome.eval("window.kept[0]").await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn files_have_the_numbers_that_a_reader_has_filtered() -> Result<()> {
    let chrome = Chrome::start().await?;
    chrome.run_first(KEEP).await?;
    let site = site()?;
    for (folder, search, figure) in [
        ("acreditadas/", "?anio=2023-2025&tabla=edad&v=1", "edad"),
        (
            "acreditadas/",
            "?sexo=F&contra=sexo.M_U&tabla=edad&v=1",
            "edad",
        ),
        ("hechos/", "?tabla=medios&v=1", "medios"),
        ("en/response/", "?tabla=condenadas&v=1", "condenadas"),
    ] {
        chrome.open(&format!("{site}{folder}{search}")).await?;
        let figure = first_with(&chrome, figure).await?;
        open(&chrome, &figure).await?;
        let spread = file(&chrome, &figure, "[data-make=spread]").await?;
        let plain = file(&chrome, &figure, "[data-make=plain]").await?;
        let workbook = file(&chrome, &figure, "[data-make=workbook]").await?;
        ensure!(workbook["size"].as_u64() > Some(4000), "{workbook}");
        let text = plain["text"].as_str().unwrap_or_default();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let mut counts = BTreeSet::new();
        for row in reader.records() {
            let row = row?;
            let is_exact = row.get(4) == row.get(5) && row.get(4) == row.get(6);
            counts.extend(row.get(4).filter(|_| is_exact).map(str::to_owned));
            ensure!(row.iter().any(|field| field.contains(&site)), "{row:?}");
        }
        // Every count that the figure writes stands in the file.
        let shown = chrome.texts(&format!("#{figure} td")).await?;
        let written = shown.iter().filter(|text| !text.contains('%'));
        let digits = |text: &String| {
            text.split(' ')
                .next()
                .unwrap_or_default()
                .replace(['\u{202f}', '\u{a0}', ','], "")
        };
        let written: Vec<String> = written
            .map(digits)
            .filter(|text| text.parse::<u64>().is_ok())
            .collect();
        ensure!(written.len() > 2, "{folder}{search}: {shown:?}");
        for count in &written {
            ensure!(
                counts.contains(count),
                "{folder}{search}: {count} is not in {text}"
            );
        }
        let name = spread["name"].as_str().unwrap_or_default();
        let ending = if folder.starts_with("en/") {
            "_table.csv"
        } else {
            "_tabla.csv"
        };
        ensure!(name.ends_with(ending), "{name}");
        let stat = file(&chrome, &figure, "[data-make=json-stat]").await?;
        let stat: Value = serde_json::from_str(stat["text"].as_str().unwrap_or_default())?;
        let values = stat["value"].as_array().into_iter().flatten();
        let values: BTreeSet<String> = values.map(Value::to_string).collect();
        // A row of a hidden number has none.
        counts.remove("");
        ensure!(counts.is_subset(&values), "{folder}{search}: {stat}");
    }
    chrome.assert_quiet(&site).await?;
    chrome.end().await
}

/// Finds a figure by its id, or the first of the page.
async fn first_with(chrome: &Chrome, figure: &str) -> Result<String> {
    let found = format!(
        "(document.querySelector('#{figure}') ?? document.querySelector('main figure')).id"
    );
    let found = chrome.eval(&found).await?;
    Ok(found.as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn a_menu_has_pictures_links_and_a_citation_of_what_is_shown() -> Result<()> {
    let chrome = Chrome::start().await?;
    chrome.run_first(KEEP).await?;
    chrome.open(&format!("{}acreditadas/", site()?)).await?;
    open(&chrome, "edad").await?;
    let png = file(&chrome, "edad", "[data-picture][data-name]").await?;
    ensure!(png["type"] == "image/png", "{png}");
    ensure!(png["size"].as_u64() > Some(20_000), "{png}");
    let code = file(&chrome, "edad", "[data-make=code]").await?;
    ensure!(
        code["text"]
            .as_str()
            .unwrap_or_default()
            .starts_with("<svg"),
        "{code}"
    );
    let ris = file(&chrome, "edad", "[data-make=ris]").await?;
    ensure!(
        ris["text"]
            .as_str()
            .unwrap_or_default()
            .contains("Datos inventados"),
        "{ris}"
    );
    chrome
        .eval("[...document.querySelectorAll('#edad .take [data-take-text]')].at(-1).click()")
        .await?;
    chrome.until("window.copied?.includes('(2026)')").await?;
    let said = chrome.texts("#edad .take .done").await?;
    ensure!(said == ["Copiado"], "{said:?}");
    // What the menu was made of is not shown any more once the view has changed.
    chrome
        .eval("document.querySelector('nav a[href$=\"/hechos/\"]').click()")
        .await?;
    chrome
        .until("document.querySelector('#edad') === null")
        .await?;
    ensure!(
        chrome
            .eval("document.querySelectorAll('.take[open]').length")
            .await?
            == 0,
        "open"
    );
    chrome.assert_quiet(&site()?).await?;
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn a_picture_of_what_is_filtered_has_the_numbers_of_the_page() -> Result<()> {
    let chrome = Chrome::start().await?;
    chrome.run_first(KEEP).await?;
    chrome.run_first(NUMBERS).await?;
    let site = site()?;
    for (place, figure, name) in [
        (
            "acreditadas/?edad=18_24&v=1",
            "edad",
            "acreditadas-edad_edad-18_24_",
        ),
        (
            "acreditadas/?sexo=F&contra=sexo.M_U&v=1",
            "edad",
            "acreditadas-edad_sexo-F_contra-sexo.M_U_",
        ),
        (
            "acreditadas/?anio=2023-2025&tabla=sexo&v=1",
            "sexo",
            "acreditadas-sexo_anio-2023-2025_tabla-sexo_",
        ),
        (
            "en/by-year/?anio=2019-2025&v=1",
            "anio",
            "by-year-anio_anio-2019-2025_",
        ),
        (
            "en/accredited/?orden=valor&v=1",
            "provincia",
            "accredited-provincia_orden-valor_",
        ),
    ] {
        chrome.open(&format!("{site}{place}")).await?;
        open(&chrome, figure).await?;
        let kept = file(&chrome, figure, r#"[data-name$=".svg"]"#).await?;
        ensure!(kept["type"] == "image/svg+xml", "{place}: {kept}");
        let found = kept["name"].as_str().unwrap_or_default();
        ensure!(
            found.starts_with(name) && found.ends_with(".svg"),
            "{place}: {found}"
        );
        says_what_is_shown(&chrome, figure)
            .await
            .with_context(|| place.to_owned())?;
        let png = file(&chrome, figure, r#"[data-name$=".png"]"#).await?;
        ensure!(png["type"] == "image/png", "{png}");
        is_drawn(&chrome).await.with_context(|| place.to_owned())?;
        let copy = format!("#{figure} .take [data-picture]:not([data-name])");
        chrome
            .eval(&format!("document.querySelector('{copy}').click()"))
            .await?;
        chrome.until("window.copied?.[0] === 'image/png'").await?;
        is_drawn(&chrome).await.context("the copied picture")?;
    }
    chrome.assert_quiet(&site).await?;
    chrome.end().await
}

/// Compares the picture that was made last with its figure on the page; keeps it for what follows.
async fn says_what_is_shown(chrome: &Chrome, figure: &str) -> Result<()> {
    // The page's policy refuses the style that carries the letters.
    let parse = r"window.svg = new DOMParser().parseFromString(window.kept[0].text.replace(/<style>[^]*<\/style>/, ''), 'image/svg+xml').documentElement, 1";
    chrome.eval(parse).await?;
    let element = |selector: &str| format!("document.querySelector('{selector}')");
    let body = element(&format!("#{figure} .drawing, #{figure} table"));
    let shown = numbers(chrome, &body).await?;
    let figure = numbers(chrome, &element(&format!("#{figure}"))).await?;
    let drawn = numbers(chrome, "window.svg").await?;
    ensure!(shown.len() > 3, "{shown:?}");
    let missing: Vec<_> = shown.difference(&drawn).collect();
    ensure!(missing.is_empty(), "the picture lacks {missing:?}");
    let address = chrome.eval("location.href").await?.to_string();
    let mut others: Vec<_> = drawn.difference(&figure).collect();
    others.retain(|number| !address.contains(*number));
    ensure!(others.is_empty(), "the page lacks {others:?}");
    let words = chrome.eval("window.svg.textContent").await?.to_string();
    let mark = if address.contains("/en/") {
        "Invented data"
    } else {
        "Datos inventados"
    };
    ensure!(words.contains(mark), "{words}");
    Ok(())
}

/// Checks that the PNG that was made last is twice as large as the picture, and has its letters.
async fn is_drawn(chrome: &Chrome) -> Result<()> {
    let size = "['width', 'height'].map(name => 2 * window.svg.getAttribute(name))";
    let size = chrome.eval(size).await?;
    chrome.eval(MEASURE).await?;
    chrome.until("window.measured !== undefined").await?;
    let measured = chrome.eval("window.measured").await?;
    ensure!(
        measured[0] == size[0] && measured[1] == size[1] && measured[2].as_u64() > Some(3000),
        "{measured}, and the SVG {size}"
    );
    Ok(())
}

/// Lists the numbers in the texts below an element.
async fn numbers(chrome: &Chrome, element: &str) -> Result<BTreeSet<String>> {
    let found = chrome.eval(&format!("window.numbers({element})")).await?;
    Ok(serde_json::from_value(found)?)
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn what_cannot_be_made_is_said() -> Result<()> {
    let chrome = Chrome::start().await?;
    chrome
        .open(&format!("{}acreditadas/?sexo=F&v=1", site()?))
        .await?;
    chrome
        .eval("window.fetch = async () => { throw new Error('no network'); }")
        .await?;
    chrome
        .eval("document.querySelector('#edad .take summary').click()")
        .await?;
    chrome
        .until("document.querySelector('#edad .take.failed .not-taken')?.offsetHeight > 0")
        .await?;
    chrome.end().await
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn a_figure_is_printed_alone() -> Result<()> {
    let chrome = Chrome::start().await?;
    chrome
        .run_first("window.print = () => { window.printed = true; }")
        .await?;
    chrome.open(&format!("{}acreditadas/", site()?)).await?;
    open(&chrome, "edad").await?;
    chrome
        .eval("document.querySelector('#edad .take [data-print]').click()")
        .await?;
    chrome.until("window.printed").await?;
    chrome.print(794).await?;
    let seen = "[...document.querySelectorAll('main figure')].filter(one => one.offsetHeight > 100).map(one => one.id)";
    assert_eq!(chrome.eval(seen).await?, serde_json::json!(["edad"]));
    // The code leads to the address beside it, which is the figure's.
    let printed = chrome
        .eval("['.address', 'div:not([hidden]) svg'].map(name => document.querySelector(`.printed ${name}`))\
               .map(one => one.outerHTML)")
        .await?;
    let address = format!("{}acreditadas/edad/", site()?);
    let code = drawn_code(&address)?;
    let expected = [format!("<p class=\"address\">{address}</p>"), code];
    assert_eq!(printed, serde_json::json!(expected));
    let pdf = print(&chrome, &PrintSize::A4).await?;
    assert_eq!(sheets::count(&pdf), 1);
    chrome.end().await
}
