//! A machine that a program in JavaScript speaks for: `node.js` beside this file is one.

use std::ffi::OsString;
use std::io::{self, ErrorKind};
use std::path::Path;

use js_sys::Reflect;
use wasm_bindgen::prelude::*;

use super::host::{Done, Host, Kind, Stream};

#[wasm_bindgen]
extern "C" {
    /// A machine, as `node.js` has it. What fails throws an error with a `code` of the system, `ENOENT` and so on.
    pub type Machine;

    #[wasm_bindgen(method, catch)]
    fn list(this: &Machine, folder: &str) -> Result<Vec<String>, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn read(this: &Machine, path: &str) -> Result<Vec<u8>, JsValue>;

    /// `file`, `folder`, or anything else.
    #[wasm_bindgen(method, catch)]
    fn kind(this: &Machine, path: &str) -> Result<String, JsValue>;

    #[wasm_bindgen(method, catch, js_name = ownKind)]
    fn own_kind(this: &Machine, path: &str) -> Result<String, JsValue>;

    #[wasm_bindgen(method, catch, js_name = makeFolder)]
    fn make_folder(this: &Machine, folder: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = makeFile)]
    fn make_file(this: &Machine, path: &str, bytes: &[u8], replaced: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn write(this: &Machine, path: &str, bytes: &[u8]) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn rename(this: &Machine, from: &str, to: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn remove(this: &Machine, path: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn git(this: &Machine, arguments: Vec<String>) -> Result<Ended, JsValue>;

    #[wasm_bindgen(method, catch, js_name = nextInput)]
    fn next_input(this: &Machine) -> Result<Vec<u8>, JsValue>;

    /// Streams are 0, 1 and 2, as on every system.
    #[wasm_bindgen(method, catch)]
    fn print(this: &Machine, stream: u8, bytes: &[u8]) -> Result<(), JsValue>;

    #[wasm_bindgen(method, js_name = isTerminal)]
    fn is_terminal(this: &Machine, stream: u8) -> bool;

    #[wasm_bindgen(method)]
    fn columns(this: &Machine) -> Option<u32>;

    #[wasm_bindgen(method)]
    fn variable(this: &Machine, name: &str) -> Option<String>;

    #[wasm_bindgen(method)]
    fn process(this: &Machine) -> u32;

    /// How a program has ended.
    type Ended;

    #[wasm_bindgen(method, getter)]
    fn status(this: &Ended) -> Option<i32>;

    #[wasm_bindgen(method, getter)]
    fn stdout(this: &Ended) -> Vec<u8>;

    #[wasm_bindgen(method, getter)]
    fn stderr(this: &Ended) -> Vec<u8>;
}

/// Runs the tool on a machine, with the arguments behind its name, and tells what its process is to end with.
#[wasm_bindgen]
pub fn run(machine: &Machine, arguments: Vec<String>) -> u8 {
    let name = OsString::from("wegwijzer");
    super::run(machine, std::iter::once(name).chain(arguments.into_iter().map(OsString::from)).collect())
}

impl Host for Machine {
    fn list(&self, folder: &Path) -> io::Result<Vec<String>> {
        self.list(&text(folder)).map_err(failed)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.read(&text(path)).map_err(failed)
    }

    fn kind(&self, path: &Path) -> io::Result<Kind> {
        self.kind(&text(path)).map(kind).map_err(failed)
    }

    fn own_kind(&self, path: &Path) -> io::Result<Kind> {
        self.own_kind(&text(path)).map(kind).map_err(failed)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.make_folder(&text(folder)).map_err(failed)
    }

    fn make_file(&self, path: &Path, bytes: &[u8], replaced: &Path) -> io::Result<()> {
        self.make_file(&text(path), bytes, &text(replaced)).map_err(failed)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.write(&text(path), bytes).map_err(failed)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.rename(&text(from), &text(to)).map_err(failed)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.remove(&text(path)).map_err(failed)
    }

    fn git(&self, arguments: &[&str]) -> io::Result<Done> {
        let arguments = arguments.iter().map(|argument| (*argument).to_owned()).collect();
        let ended = self.git(arguments).map_err(failed)?;
        Ok(Done { success: ended.status() == Some(0), out: ended.stdout(), err: ended.stderr() })
    }

    fn next_input(&self) -> io::Result<Vec<u8>> {
        self.next_input().map_err(failed)
    }

    fn print(&self, stream: Stream, bytes: &[u8]) -> io::Result<()> {
        self.print(number(stream), bytes).map_err(failed)
    }

    fn is_terminal(&self, stream: Stream) -> bool {
        self.is_terminal(number(stream))
    }

    fn columns(&self) -> Option<usize> {
        self.columns().and_then(|columns| usize::try_from(columns).ok())
    }

    fn variable(&self, name: &str) -> Option<String> {
        self.variable(name)
    }

    fn process(&self) -> u32 {
        self.process()
    }
}

/// A path as JavaScript has it. All that the tool knows of have come from there.
fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn kind(name: String) -> Kind {
    match name.as_str() {
        "file" => Kind::File,
        "folder" => Kind::Folder,
        _ => Kind::Other,
    }
}

fn number(stream: Stream) -> u8 {
    match stream {
        Stream::In => 0,
        Stream::Out => 1,
        Stream::Err => 2,
    }
}

/// What has gone wrong, as Rust's own library names it.
fn failed(thrown: JsValue) -> io::Error {
    let code = Reflect::get(&thrown, &"code".into()).ok().and_then(|code| code.as_string());
    let kind = match code.as_deref().unwrap_or_default() {
        "EACCES" | "EPERM" => ErrorKind::PermissionDenied,
        "EBUSY" => ErrorKind::ResourceBusy,
        "EDQUOT" => ErrorKind::QuotaExceeded,
        "EEXIST" => ErrorKind::AlreadyExists,
        "EFBIG" => ErrorKind::FileTooLarge,
        "EISDIR" => ErrorKind::IsADirectory,
        "ENAMETOOLONG" => ErrorKind::InvalidFilename,
        "ENOENT" => ErrorKind::NotFound,
        "ENOSPC" => ErrorKind::StorageFull,
        "ENOTDIR" => ErrorKind::NotADirectory,
        "EPIPE" => ErrorKind::BrokenPipe,
        "EROFS" => ErrorKind::ReadOnlyFilesystem,
        _ => ErrorKind::Other,
    };
    kind.into()
}
