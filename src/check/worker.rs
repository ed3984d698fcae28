//! The worker's side of the page: takes what is asked, fetches the files, tells what it does and what it finds as HTML.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use check::{
    INDEX, Received, Scope, changed, file, finished, loading, search, searching, unreadable,
};
use cube::{Lang, certificate, json_stat};
use gloo_net::http::Request;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, prelude::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// What the page asks.
#[derive(Clone, Deserialize)]
struct Asked {
    /// The language of the answer.
    lang: Lang,
    /// Where the files of the release are, seen from the worker.
    data: String,
    /// Whether all tables are attacked together.
    everything: bool,
}

/// What the page is told.
#[derive(Default, Serialize)]
struct Told {
    /// What stands on the page now.
    html: String,
    /// Whether more can be asked.
    ready: bool,
    /// Whether the tables of single years were searched, so that all tables are next.
    searched: bool,
}

/// What has been received, so that it is not fetched twice.
type Shelf = Rc<RefCell<Option<Received>>>;

/// Waits for what the page asks, and says that it does.
pub fn start() {
    console_error_panic_hook::set_once();
    let shelf = Shelf::default();
    let answer = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let asked = event
            .data()
            .as_string()
            .and_then(|text| serde_json::from_str::<Asked>(&text).ok());
        if let Some(asked) = asked {
            spawn_local(check(asked, Rc::clone(&shelf)));
        }
    });
    scope().set_onmessage(Some(answer.as_ref().unchecked_ref()));
    answer.forget();
    tell(&Told {
        ready: true,
        ..Told::default()
    });
}

async fn check(asked: Asked, shelf: Shelf) {
    let lang = asked.lang;
    let received = shelf.borrow().clone();
    let received = match received {
        Some(received) => Ok(received),
        None => receive(&asked).await,
    };
    let Ok(received) = received else {
        return tell(&Told {
            html: unreadable(lang),
            ready: true,
            ..Told::default()
        });
    };
    shelf.replace(Some(received.clone()));
    let altered = received.changed();
    if !altered.is_empty() {
        return tell(&Told {
            html: changed(lang, &altered),
            ready: true,
            ..Told::default()
        });
    }
    let Ok(release) = received.release() else {
        return tell(&Told {
            html: unreadable(lang),
            ready: true,
            ..Told::default()
        });
    };
    let scope = if asked.everything {
        Scope::Everything
    } else {
        Scope::ByYear
    };
    tell(&Told {
        html: searching(lang, &received, scope, None),
        ..Told::default()
    });
    pause().await;
    let begun = js_sys::Date::now();
    let mut percent = None;
    // The page is told at once, though the worker does nothing else meanwhile.
    let report = search(&release, scope, &mut |progress| {
        let now = (100 * progress.settled).checked_div(progress.all);
        if percent != now {
            percent = now;
            tell(&Told {
                html: searching(lang, &received, scope, Some(progress)),
                ..Told::default()
            });
        }
    });
    let seconds = (js_sys::Date::now() - begun) / 1000.0;
    let html = finished(lang, &received, scope, &report, seconds);
    tell(&Told {
        html,
        ready: true,
        searched: true,
    });
}

/// Fetches the certificate and every file that it names.
async fn receive(asked: &Asked) -> Result<Received, gloo_net::Error> {
    let certificate: certificate::Certificate =
        serde_json::from_str(&text(asked, certificate::FILE).await?)
            .map_err(gloo_net::Error::from)?;
    let mut files = BTreeMap::new();
    let index = text(asked, INDEX).await?;
    let tables = json_stat::read_catalog(&index)
        .map(|catalog| catalog.tables)
        .unwrap_or_default();
    files.insert(INDEX.to_owned(), index);
    for (at, table) in tables.iter().enumerate() {
        tell(&Told {
            html: loading(asked.lang, at, tables.len()),
            ..Told::default()
        });
        let name = file(&table.id);
        // One that cannot be had is one that is not what was certified.
        if let Ok(table) = text(asked, &name).await {
            files.insert(name, table);
        }
    }
    Ok(Received { certificate, files })
}

async fn text(asked: &Asked, name: &str) -> Result<String, gloo_net::Error> {
    let response = Request::get(&format!("{}{name}", asked.data))
        .send()
        .await?;
    response.text().await
}

/// Lets the page show what it was told.
async fn pause() {
    let _ = wasm_bindgen_futures::JsFuture::from(js_sys::Promise::resolve(
        &wasm_bindgen::JsValue::NULL,
    ))
    .await;
}

fn tell(told: &Told) {
    if let Ok(text) = serde_json::to_string(told) {
        let _ = scope().post_message(&text.into());
    }
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
