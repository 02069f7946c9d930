//! A web server on loopback: the files of a folder, pages that a test adds, and files that a test breaks.

use std::collections::HashMap;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};

/// What the server sends.
type Response = axum::http::Response<Body>;

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

/// What can be wrong with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is none.
    Missing,
    /// Half of it comes.
    Truncated,
    /// One byte is another.
    Altered,
    /// It comes as plain text.
    WrongType,
    /// It never comes.
    Silent,
    /// It comes when the files are mended.
    Held,
}

#[derive(Default)]
struct Shared {
    folder: PathBuf,
    pages: HashMap<String, Page>,
    faults: HashMap<String, Fault>,
    requests: Vec<String>,
    improper: Vec<String>,
}

impl Server {
    /// Serves a folder on a free port.
    pub fn start(folder: &Path) -> Self {
        assert!(folder.join("index.html").exists(), "{} is not built: run script/test", folder.display());
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let shared = Arc::new(Mutex::new(Shared { folder: folder.to_owned(), ..Shared::default() }));
        let app = axum::Router::new().fallback(answer).with_state(shared.clone());
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).unwrap();
                axum::serve(listener, app).await.unwrap();
            });
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

    /// Has something be wrong with a file from now on.
    pub fn fail(&self, path: &str, fault: Fault) {
        self.shared.lock().unwrap().faults.insert(path.to_owned(), fault);
    }

    /// Serves all files again.
    pub fn mend_files(&self) {
        self.shared.lock().unwrap().faults.clear();
    }

    /// The requests for the widget's files that were none of its own kind: not a GET, or with something of the
    /// visitor's along.
    pub fn improper(&self) -> Vec<String> {
        self.shared.lock().unwrap().improper.clone()
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

async fn answer(
    State(shared): State<Arc<Mutex<Shared>>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, StatusCode> {
    let path = uri.path();
    let (page, fault, folder) = {
        let mut shared = shared.lock().unwrap();
        shared.requests.push(path.to_owned());
        if path.ends_with(".json") || path.ends_with(".wasm") {
            let of_the_visitor = ["cookie", "authorization", "referer"];
            if method != Method::GET || of_the_visitor.iter().any(|name| headers.contains_key(*name)) {
                shared.improper.push(format!("{method} {path} {headers:?}"));
            }
        }
        (shared.pages.get(path).cloned(), shared.faults.get(path).copied(), shared.folder.clone())
    };
    let mut response = axum::http::Response::builder();
    if let Some(page) = page {
        for (name, value) in page.headers {
            response = response.header(name, value);
        }
        return Ok(response.body(page.body.into()).unwrap());
    }
    let file = folder.join(if path == "/" { "index.html" } else { path.trim_start_matches('/') });
    let mut bytes = fs::read(&file).map_err(|_| StatusCode::NOT_FOUND)?;
    while shared.lock().unwrap().faults.get(path) == Some(&Fault::Held) {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    match fault {
        Some(Fault::Missing) => return Err(StatusCode::NOT_FOUND),
        Some(Fault::Silent) => std::future::pending().await,
        Some(Fault::Truncated) => bytes.truncate(bytes.len() / 2),
        Some(Fault::Altered) => *bytes.last_mut().unwrap() ^= 1,
        Some(Fault::WrongType | Fault::Held) | None => {}
    }
    let mime = if fault == Some(Fault::WrongType) { "text/plain" } else { mime(&file) };
    let mut response = response.header("Content-Type", mime).header("Access-Control-Allow-Origin", "*");
    // As `deploy/` has it: what stands under a version never changes.
    if path.starts_with(concat!("/v", env!("CARGO_PKG_VERSION"))) {
        response = response.header("Cache-Control", "public, max-age=31536000, immutable");
    }
    Ok(response.body(bytes.into()).unwrap())
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
