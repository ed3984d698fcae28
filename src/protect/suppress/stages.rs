//! Runs the stages of a suppression in order.

use crate::suppress::suppression::{Stage, Suppression};

impl Suppression {
    /// Hides every small count and what its alternatives change, then publishes what they do not need, and cells of leading
    /// series rather than others; and the same for large counts that could be small. Once the first stage is done, few large counts lack an alternative, and only
    /// those have more hidden for them.
    pub(crate) fn run(&mut self) {
        self.hide_small();
        self.cover_small();
        self.cover_changes();
        self.publish_needless();
        self.exchange_leading();
        self.stage = Stage::All;
        self.cover_all();
        self.publish_needless();
        self.publish_unchanged();
        self.possible.clear();
        self.cover_small();
        self.cover_large();
    }

    /// Covers large counts and changes until neither hides more for the other.
    fn cover_all(&mut self) {
        loop {
            self.cover_large();
            let unpublished = self.count_unpublished();
            self.cover_changes();
            if self.count_unpublished() == unpublished {
                return;
            }
        }
    }
}
