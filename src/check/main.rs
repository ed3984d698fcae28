//! Starts the worker that checks a release beside the page. Outside a browser it does nothing.

#[cfg(target_arch = "wasm32")]
mod worker;

fn main() {
    #[cfg(target_arch = "wasm32")]
    worker::start();
}
