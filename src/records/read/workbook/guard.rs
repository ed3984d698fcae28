//! What others panic at becomes an error, and what they say when they do is not printed: it may quote a cell.

use std::{
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook},
    sync::Once,
};

use crate::read::problem::Cause;

thread_local! {
    /// Whether this thread reads what may be damaged.
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Reads; [`Cause::Workbook`] if that panics. What was being read must not be used afterwards.
pub(super) fn guarded<T>(read: impl FnOnce() -> Result<T, Cause>) -> Result<T, Cause> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let others = take_hook();
        set_hook(Box::new(move |panic| {
            if !IS_GUARDED.get() {
                others(panic);
            }
        }));
    });
    let before = IS_GUARDED.replace(true);
    let result = catch_unwind(AssertUnwindSafe(read));
    IS_GUARDED.set(before);
    result.unwrap_or(Err(Cause::Workbook))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_damage() {
        let nothing: Vec<u8> = Vec::new();
        assert_eq!(guarded(|| Ok(nothing[7])), Err(Cause::Workbook));
        assert_eq!(guarded(|| Ok(7)), Ok(7));
    }
}
