//! Runs the check in a worker: receives requests, fetches the files, and answers with HTML.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use check::{
    INDEX, Received, Scope, attack_release, file_name, render_attack, render_changed_files,
    render_loading, render_report, render_unreadable,
};
use cube::{Lang, certificate, json_stat};
use gloo_net::http;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, prelude::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// A request of the page.
#[derive(Clone, Deserialize)]
struct Request {
    /// The language of the answers.
    lang: Lang,
    /// The path of the release, relative to the worker.
    data: String,
    /// Whether to attack all tables together.
    everything: bool,
}

/// An answer to the page.
#[derive(Default, Serialize)]
struct Answer {
    /// What the page shows now; empty: no change.
    html: String,
    /// Whether the worker takes another request.
    ready: bool,
    /// Whether an attack is done, so that the page offers all tables next.
    searched: bool,
}

/// The received files, so that they are fetched once.
type Cache = Rc<RefCell<Option<Received>>>;

/// Waits for requests of the page, and tells it that the worker is ready.
pub fn start() {
    console_error_panic_hook::set_once();
    let cache = Cache::default();
    let handler = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let request = event
            .data()
            .as_string()
            .and_then(|text| serde_json::from_str::<Request>(&text).ok());
        if let Some(request) = request {
            spawn_local(check(request, Rc::clone(&cache)));
        }
    });
    global_scope().set_onmessage(Some(handler.as_ref().unchecked_ref()));
    handler.forget();
    send(&Answer {
        ready: true,
        ..Answer::default()
    });
}

/// Handles one request.
async fn check(request: Request, cache: Cache) {
    let lang = request.lang;
    let received = cache.borrow().clone();
    let received = match received {
        Some(received) => Ok(received),
        None => receive(&request).await,
    };
    let Ok(received) = received else {
        return send(&Answer {
            html: render_unreadable(lang),
            ready: true,
            ..Answer::default()
        });
    };
    cache.replace(Some(received.clone()));
    let changed = received.changed_files();
    if !changed.is_empty() {
        return send(&Answer {
            html: render_changed_files(lang, &changed),
            ready: true,
            ..Answer::default()
        });
    }
    let Ok(release) = received.read_release() else {
        return send(&Answer {
            html: render_unreadable(lang),
            ready: true,
            ..Answer::default()
        });
    };
    let scope = if request.everything {
        Scope::Everything
    } else {
        Scope::ByYear
    };
    send(&Answer {
        html: render_attack(lang, &received, scope, None),
        ..Answer::default()
    });
    pause().await;
    let start = js_sys::Date::now();
    let mut percent = None;
    // The page shows it at once, because the worker has its own thread.
    let report = attack_release(&release, scope, &mut |progress| {
        let now = (100 * progress.settled).checked_div(progress.all);
        if percent != now {
            percent = now;
            send(&Answer {
                html: render_attack(lang, &received, scope, Some(progress)),
                ..Answer::default()
            });
        }
    });
    let seconds = (js_sys::Date::now() - start) / 1000.0;
    let html = render_report(lang, &received, scope, &report, seconds);
    send(&Answer {
        html,
        ready: true,
        searched: true,
    });
}

/// Fetches the certificate and every file that it names.
async fn receive(request: &Request) -> Result<Received, gloo_net::Error> {
    let mut files = BTreeMap::new();
    let mut index = text(request, INDEX).await?;
    let catalog = json_stat::read_catalog(&index).unwrap_or_default();
    let folder = catalog.folder();
    if !folder.is_empty() {
        // A public folder's own index is not certified; the release that it leads to has another.
        index = text(request, &format!("{folder}{INDEX}")).await?;
    }
    let certificate = text(request, &format!("{folder}{}", certificate::FILE)).await?;
    let certificate: certificate::Certificate =
        serde_json::from_str(&certificate).map_err(gloo_net::Error::from)?;
    let tables = catalog.tables.as_slice();
    files.insert(INDEX.to_owned(), index);
    for (at, table) in tables.iter().enumerate() {
        send(&Answer {
            html: render_loading(request.lang, at, tables.len()),
            ..Answer::default()
        });
        let name = file_name(&table.id);
        // A file that cannot be loaded counts as changed.
        if let Ok(table) = text(request, &format!("{folder}{name}")).await {
            files.insert(name, table);
        }
    }
    Ok(Received { certificate, files })
}

/// Loads the text of a file.
async fn text(request: &Request, name: &str) -> Result<String, gloo_net::Error> {
    let response = http::Request::get(&format!("{}{name}", request.data))
        .send()
        .await?;
    response.text().await
}

/// Lets the page show the last answer.
async fn pause() {
    let _ = wasm_bindgen_futures::JsFuture::from(js_sys::Promise::resolve(
        &wasm_bindgen::JsValue::NULL,
    ))
    .await;
}

fn send(answer: &Answer) {
    if let Ok(text) = serde_json::to_string(answer) {
        let _ = global_scope().post_message(&text.into());
    }
}

/// Returns the worker's global scope.
fn global_scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
