//! Draws the page in turns, so that a browser can answer its reader between two parts.

use std::sync::Arc;

use leptos::prelude::*;

use crate::list::keyed;

/// How many parts of the page may be drawn. Where there are no turns, all of them are drawn at once.
#[derive(Clone, Copy)]
pub struct Turns {
    drawn: RwSignal<usize>,
    parts: StoredValue<usize>,
}

impl Turns {
    /// Lets what is drawn from now on below this owner wait for its turn.
    pub fn begin() -> Turns {
        let turns = Turns {
            drawn: RwSignal::new(0),
            parts: StoredValue::new(0),
        };
        provide_context(turns);
        turns
    }

    /// Draws the next part. Whether any is left.
    pub fn take(self) -> bool {
        let drawn = self.drawn.get_untracked() + 1;
        let is_last = drawn >= self.parts.get_value();
        self.drawn.set(if is_last { usize::MAX } else { drawn });
        !is_last
    }
}

/// Draws one part when its turn comes.
pub fn part(draw: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    if use_context::<Turns>().is_none() {
        return draw();
    }
    let only = Memo::new(|_| vec![String::new()]);
    keyed(in_turn(only), Arc::new(move |_| draw()))
}

/// Lists as many of the keys as may be drawn.
pub fn in_turn(keys: Memo<Vec<String>>) -> Memo<Vec<String>> {
    let Some(turns) = use_context::<Turns>() else {
        return keys;
    };
    let before = turns.parts.get_value();
    let count = keys.with_untracked(Vec::len);
    turns.parts.set_value(before + count);
    Memo::new(move |_| {
        let room = turns.drawn.get().saturating_sub(before);
        let mut keys = keys.get();
        keys.truncate(room);
        keys
    })
}
