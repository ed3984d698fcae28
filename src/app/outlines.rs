//! Fetches the outlines of maps, and keeps them.

use dashboard::view::{Atlas, Body, Outlines, View};
use leptos::{prelude::*, task::spawn_local};
use web_sys::RequestCache;

use crate::{address::Address, document::query, fetch};

/// The narrowest window in which circles stand beside their list; the style has the same number.
const ROOM_FOR_CIRCLES: f64 = 1181.0;

/// The outlines that were fetched.
#[derive(Clone, Copy)]
pub struct Maps {
    address: Address,
    /// Each map that was asked for; without outlines while they are fetched, and where they did not come.
    known: RwSignal<Vec<(Atlas, Option<Outlines>)>>,
}

impl Maps {
    /// Starts without any.
    pub fn new(address: Address) -> Maps {
        Maps {
            address,
            known: RwSignal::new(Vec::new()),
        }
    }

    /// Finds the outlines of a map.
    pub fn find(self, atlas: Atlas) -> Option<Outlines> {
        self.known.with_untracked(|known| {
            let (_, outlines) = known.iter().find(|(other, _)| *other == atlas)?;
            outlines.clone()
        })
    }

    /// Notifies whoever runs this when other outlines have come.
    pub fn track(self) {
        self.known.track();
    }

    /// Fetches what the maps of a view need, each once.
    pub fn fetch_for(self, view: &View) {
        for figure in &view.figures {
            let circles = figure.circles.as_ref().filter(|_| has_room());
            let atlas = match &figure.body {
                Body::Map(map) => Some(map.atlas),
                _ => circles.map(|circles| circles.atlas),
            };
            if let Some(atlas) = atlas {
                self.fetch(atlas);
            }
        }
    }

    fn fetch(self, atlas: Atlas) {
        let is_known = |known: &Vec<(Atlas, _)>| known.iter().any(|(other, _)| *other == atlas);
        if self.known.with_untracked(is_known) {
            return;
        }
        self.known
            .update_untracked(|known| known.push((atlas, None)));
        let url = self.address.url(atlas.file());
        spawn_local(async move {
            let text = fetch::text(&url, RequestCache::NoCache).await;
            match text.ok().and_then(|text| Outlines::parse(&text)) {
                Some(outlines) => self.known.update(|known| {
                    known.retain(|(other, _)| *other != atlas);
                    known.push((atlas, Some(outlines)));
                }),
                None => describe(atlas),
            }
        });
    }
}

/// Shows the descriptions of maps whose outlines did not come.
fn describe(atlas: Atlas) {
    for map in query(".map[data-description]") {
        if map.get_attribute("data-outlines").as_deref() == Some(atlas.file()) {
            map.set_text_content(map.get_attribute("data-description").as_deref());
        }
    }
}

fn has_room() -> bool {
    let width = window().inner_width().ok().and_then(|width| width.as_f64());
    width.is_some_and(|width| width >= ROOM_FOR_CIRCLES)
}
