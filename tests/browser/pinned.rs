//! Opens links that name a release, on a site whose public folder has newer ones by now.

use std::env;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use tests::chrome::Chrome;
use tests::codebook::Codebook;
use tests::workdir::{KEY, Workdir, codebook, records, stderr};

use crate::shown::shown;

/// Calls `tablero`, which must succeed.
fn call(dir: &Workdir, command: &str) -> Result<()> {
    let done = dir.run(command);
    ensure!(done.status.success(), "{command}: {}", stderr(&done));
    Ok(())
}

/// Makes a release public, with so many persons more than the records have, and writes the site anew.
fn publish(dir: &Workdir, name: &str, more: usize) -> Result<()> {
    let next = Codebook {
        release: name.into(),
        time: "closed = 2021\n".into(),
        ..codebook()
    };
    dir.write("codebook.toml", next.text());
    dir.write("records.csv", records() + &"2022-05-15,F,E\n".repeat(more));
    let earlier = match dir.path("public").exists() {
        true => "--earlier public",
        false => "",
    };
    let candidate = "candidate --codebook codebook.toml --key key.txt --out candidate";
    call(dir, &format!("{candidate} {earlier} records.csv"))?;
    call(dir, "release candidate/data public")?;
    write_site(dir)
}

fn write_site(dir: &Workdir) -> Result<()> {
    let page = env::var("TABLERO_BUILT_PAGE").context("TABLERO_BUILT_PAGE is not set")?;
    call(dir, &format!("site --data public --page {page} --out site"))
}

/// Returns what is shown but its address and notices.
async fn read_numbers(chrome: &Chrome) -> Result<Vec<Value>> {
    let Value::Array(mut texts) = shown(chrome).await? else {
        return Ok(vec![]);
    };
    texts.remove(0);
    for notice in chrome.texts(".notice:not([hidden])").await? {
        texts.retain(|text| text != notice.as_str());
    }
    Ok(texts)
}

/// Returns the links that the buttons of the bar copy.
async fn read_copied(chrome: &Chrome) -> Result<Vec<String>> {
    let buttons = "[...document.querySelectorAll('.questions button.copy')]";
    let links = format!("{buttons}.map(one => new URL(one.dataset.copy, document.baseURI).href)");
    Ok(serde_json::from_value(chrome.eval(&links).await?)?)
}

#[tokio::test]
#[ignore = "needs a browser: run by cargo verify"]
async fn a_fixed_link_shows_its_release_after_two_newer_ones() -> Result<()> {
    let dir = Workdir::new();
    dir.write("key.txt", KEY);
    publish(&dir, "R1", 6)?;
    let site = serve::in_background(serve::router(&dir.path("site"))?)?;
    let chrome = Chrome::start().await?;
    chrome.open(&format!("{site}todo/?sexo=F")).await?;
    let first = read_numbers(&chrome).await?;
    let [live, fixed] = read_copied(&chrome).await?.try_into().unwrap();
    assert_eq!(live, format!("{site}todo/?sexo=F&v=1"));
    assert_eq!(fixed, format!("{site}todo/?sexo=F&datos=R1&v=1"));

    publish(&dir, "R2", 12)?;
    publish(&dir, "R3", 24)?;
    chrome.open(&live).await?;
    let last = read_numbers(&chrome).await?;
    assert_ne!(last, first, "the live link does not show the last release");
    assert_eq!(
        chrome.texts(".notice:not([hidden])").await?,
        Vec::<String>::new()
    );
    chrome.open(&fixed).await?;
    assert_eq!(read_numbers(&chrome).await?, first);
    let notice = chrome.texts(".notice:not([hidden])").await?;
    assert_eq!(
        notice,
        ["Estos datos son de R1. Hay más nuevos: ver los de R3"]
    );
    assert_eq!(read_copied(&chrome).await?, [live.clone(), fixed]);

    // Another language is of the same release, and the notice leads to the last one.
    chrome
        .eval("document.querySelector('a[lang=en], a[hreflang=en], .language').click()")
        .await?;
    chrome
        .until("document.documentElement.lang === 'en'")
        .await?;
    let search = chrome.eval("location.search").await?;
    assert_eq!(search, "?sexo=F&datos=R1&v=1");
    chrome.client.back().await?;
    chrome
        .until("document.documentElement.lang === 'es'")
        .await?;
    chrome
        .eval("document.querySelector('.notice:not([hidden]) a').click()")
        .await?;
    chrome
        .until("!document.querySelector('.notice:not([hidden])')")
        .await?;
    assert_eq!(chrome.eval("location.href").await?, live);
    assert_eq!(read_numbers(&chrome).await?, last);

    call(&dir, "withdraw R2 public --reason Un-error --keep private")?;
    write_site(&dir)?;
    for (asked, word) in [("R2", "se retiraron («Un-error»)"), ("R9", "no están aquí")] {
        chrome
            .open(&format!("{site}todo/?sexo=F&datos={asked}"))
            .await?;
        let notices = chrome.texts(".notice:not([hidden])").await?;
        assert!(
            notices.len() == 1 && notices[0].contains(word),
            "{notices:?}"
        );
        assert_eq!(read_numbers(&chrome).await?, last);
    }
    chrome.end().await
}
