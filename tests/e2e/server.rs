//! A web server on loopback: the files of a folder, pages that a test adds, and files that a test breaks.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;

use tiny_http::{Header, Request, Response};

/// The server. It serves until the test process ends.
pub struct Server {
    address: String,
    shared: Arc<Mutex<Shared>>,
}

/// A page that a test adds.
#[derive(Clone)]
pub struct Page {
    body: String,
    headers: Vec<(String, String)>,
}

#[derive(Default)]
struct Shared {
    folder: PathBuf,
    pages: HashMap<String, Page>,
    broken: HashSet<String>,
    requests: Vec<String>,
}

impl Server {
    /// Serves a folder on a free port.
    pub fn start(folder: &Path) -> Self {
        assert!(folder.join("wegwijzer.js").exists(), "{} is not built: run script/build", folder.display());
        let http = tiny_http::Server::http("127.0.0.1:0").unwrap();
        let address = http.server_addr().to_string();
        let shared = Arc::new(Mutex::new(Shared { folder: folder.to_owned(), ..Shared::default() }));
        let served = shared.clone();
        thread::spawn(move || {
            for request in http.incoming_requests() {
                answer(&served, request);
            }
        });
        Self { address, shared }
    }

    /// The URL of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Adds a page, or replaces it.
    pub fn add(&self, path: &str, page: Page) {
        self.shared.lock().unwrap().pages.insert(path.to_owned(), page);
    }

    /// Has a file answered with 404 from now on.
    pub fn break_file(&self, path: &str) {
        self.shared.lock().unwrap().broken.insert(path.to_owned());
    }

    /// Serves all files again.
    pub fn mend_files(&self) {
        self.shared.lock().unwrap().broken.clear();
    }

    /// The paths asked for since the last `forget_requests`.
    pub fn requests(&self) -> Vec<String> {
        self.shared.lock().unwrap().requests.clone()
    }

    /// Starts the list of requests anew.
    pub fn forget_requests(&self) {
        self.shared.lock().unwrap().requests.clear();
    }
}

impl Page {
    /// An HTML page.
    pub fn html(body: &str) -> Self {
        Self { body: body.to_owned(), headers: Vec::new() }.header("Content-Type", "text/html; charset=utf-8")
    }

    /// A script.
    pub fn script(body: &str) -> Self {
        Self { body: body.to_owned(), headers: Vec::new() }.header("Content-Type", "text/javascript")
    }

    /// The page with one more header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

fn answer(shared: &Mutex<Shared>, request: Request) {
    let path = request.url().split('?').next().unwrap_or_default().to_owned();
    let (page, broken, folder) = {
        let mut shared = shared.lock().unwrap();
        shared.requests.push(path.clone());
        (shared.pages.get(&path).cloned(), shared.broken.contains(&path), shared.folder.clone())
    };
    let header = |name: &str, value: &str| Header::from_bytes(name, value).unwrap();
    let file = folder.join(if path == "/" { "index.html" } else { path.trim_start_matches('/') });
    let sent = match (page, fs::read(&file)) {
        (Some(page), _) => {
            let mut response = Response::from_string(page.body);
            for (name, value) in &page.headers {
                response.add_header(header(name, value));
            }
            request.respond(response)
        }
        (None, Ok(bytes)) if !broken => {
            request.respond(Response::from_data(bytes).with_header(header("Content-Type", mime(&file))))
        }
        _ => request.respond(Response::empty(404)),
    };
    // A browser that has gone away needs no answer.
    let _ = sent;
}

fn mime(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}
