//! Checks that the page has its own letters, with figures of one width and with several weights.

use anyhow::{Result, ensure};
use serde_json::json;
use tests::chrome::Chrome;

use crate::site::site;

/// Measures texts in both fonts: whether a tabular 1 is as wide as a 0, whether a proportional one is narrower, and whether
/// bold letters are wider.
const MEASURE: &str = "document.fonts.ready.then(() => Promise.all(['Newsreader', 'Public Sans'].flatMap(font => \
        [400, 700].map(weight => document.fonts.load(`${weight} 40px '${font}'`))))).then(() => \
    ['Newsreader', 'Public Sans'].map(font => { \
        const width = (text, figures, weight) => { const span = document.createElement('span'); \
            span.textContent = text; document.body.append(span); \
            for (const [name, value] of [['font', `${weight} 40px '${font}', monospace`], ['font-variant-numeric', figures], \
                ['position', 'absolute'], ['white-space', 'nowrap']]) span.style.setProperty(name, value); \
            const found = span.getBoundingClientRect().width; span.remove(); return found; }; \
        const even = (figures, weight) => Math.abs(width('1111111111', figures, weight) - width('0000000000', figures, weight)) < 1; \
        return [font, document.fonts.check(`40px '${font}'`), even('tabular-nums', 400), even('tabular-nums', 700), \
            even('proportional-nums', 400), width('aeiou', 'normal', 700) > width('aeiou', 'normal', 400) + 1]; }))";

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn numbers_stand_below_each_other_in_letters_of_the_site() -> Result<()> {
    let chrome = Chrome::start().await?;
    chrome.open(&site()?).await?;
    let done = format!("{MEASURE}.then(arguments[0])");
    let measured = chrome.client.execute_async(&done, vec![]).await?;
    let expected = json!([
        ["Newsreader", true, true, true, false, true],
        ["Public Sans", true, true, true, false, true],
    ]);
    ensure!(measured == expected, "{measured}");
    chrome.assert_quiet(&site()?).await?;
    chrome.end().await
}
