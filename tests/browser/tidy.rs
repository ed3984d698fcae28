//! Shows every page at every width, and looks at where its texts stand: none lies upon another, none is cut off, nothing
//! scrolls sideways, and the first number stands within the first screen.

use anyhow::{Result, ensure};
use serde_json::Value;
use tests::chrome::Chrome;
use tests::dataset;

use crate::site::{pages, site};

/// The widths of a phone, a tablet and a desk.
const WIDTHS: [u32; 3] = [360, 1024, 1440];
/// The width of A4 without its margins, in CSS pixels.
const PAPER: u32 = 703;

/// Lists the texts of the page that lie upon another. A text is as high as its letters, not as its line. Texts that stay
/// at their place while the page scrolls, and those that are only said, lie upon nothing.
pub const OVERLAPS: &str = r#"(() => {
    const isSeen = element => {
        if (!element.checkVisibility({ visibilityProperty: true })) return false;
        for (let one = element; one; one = one.parentElement) {
            const style = getComputedStyle(one);
            if (style.position === 'fixed' || style.clipPath !== 'none' && one.offsetWidth <= 1) return false;
        }
        return true;
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = [];
    while (walker.nextNode()) {
        const node = walker.currentNode;
        if (!node.data.trim() || !isSeen(node.parentElement)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) {
            const rim = box.height * 0.22;
            if (box.width > 1 && box.height > 1) {
                texts.push({ node, left: box.left + 1, right: box.right - 1, top: box.top + rim, bottom: box.bottom - rim });
            }
        }
    }
    texts.sort((one, other) => one.top - other.top);
    const found = [];
    texts.forEach((one, at) => {
        for (let next = at + 1; next < texts.length && texts[next].top < one.bottom; next++) {
            const other = texts[next];
            const apart = one.node === other.node || one.left >= other.right || other.left >= one.right;
            if (!apart) found.push(`${one.node.data.trim()} / ${other.node.data.trim()}`);
        }
        if (one.left < -1 || one.right > innerWidth + 1) {
            const scrolls = one.node.parentElement.closest('.table, nav, .sections');
            if (!scrolls) found.push(`${one.node.data.trim()} is beyond the edge`);
        }
    });
    return found.slice(0, 12);
})()"#;

/// The distance from the page's top to the first chart, or to the first sentence with a number.
const FIRST: &str = r#"Math.min(...[...document.querySelectorAll('.drawing, .chart, .heat, .map, .story a, .bar b, #summary')]
    .filter(one => one.offsetHeight > 0 && /\d/.test(one.textContent)).map(one => one.getBoundingClientRect().top + scrollY))"#;

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn no_text_lies_upon_another_and_nothing_is_cut_off() -> Result<()> {
    let catalog = dataset::published().catalog;
    let chrome = Chrome::start().await?;
    let mut faults = Vec::new();
    for (_, folder) in pages(&catalog) {
        for width in WIDTHS {
            chrome.set_theme("light").await?;
            chrome.set_width(width).await?;
            chrome.open(&format!("{}{folder}", site()?)).await?;
            let place = format!("{folder} at {width}");
            let overlaps = chrome.eval(OVERLAPS).await?;
            if overlaps != Value::Array(vec![]) {
                faults.push(format!("{place}: {overlaps}"));
            }
            let sideways = "document.documentElement.scrollWidth - innerWidth";
            if chrome.eval(sideways).await?.as_i64() > Some(0) {
                faults.push(format!("{place}: it scrolls sideways"));
            }
            let first: f64 = serde_json::from_value(chrome.eval(FIRST).await?)?;
            let screen = if width == 360 { 640.0 } else { 800.0 };
            if first > screen {
                faults.push(format!("{place}: the first number stands at {first}"));
            }
        }
        chrome.print(PAPER).await?;
        let overlaps = chrome.eval(OVERLAPS).await?;
        if overlaps != Value::Array(vec![]) {
            faults.push(format!("{folder} on paper: {overlaps}"));
        }
    }
    chrome.end().await?;
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}
