//! `wegwijzer`: the author's tool. See `wegwijzer --help`.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    std::process::ExitCode::from(wegwijzer::author::command::native::run())
}

/// In WebAssembly, `node.js` runs the library. Cargo compiles this program all the same, for tests that run there.
#[cfg(target_arch = "wasm32")]
fn main() {}
