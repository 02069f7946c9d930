//! A web server on loopback: the files of a folder, with the headers that its `_headers` asks for as static hosts read it;
//! pages that a test adds, and files that a test breaks.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;

/// What the server is sent.
type Incoming = axum::http::Request<Body>;

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

/// All that a browser has sent in a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub method: String,
    /// The address from the path on: with its query, if it has one, and with the digest in the name of a file.
    pub address: String,
    /// Names in small letters.
    pub headers: BTreeMap<String, String>,
    pub body: String,
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
    redirects: HashMap<String, String>,
    rules: Vec<Rule>,
    caching: bool,
    requests: Vec<Request>,
    improper: Vec<String>,
}

impl Server {
    /// Serves a folder on a free port.
    pub fn start(folder: &Path) -> Self {
        Self::start_with(folder, false)
    }

    /// Serves a folder on a free port, and lets browsers keep what `_headers` allows them to. (A test that breaks files has
    /// browsers ask for them each time.)
    pub fn start_caching(folder: &Path) -> Self {
        Self::start_with(folder, true)
    }

    fn start_with(folder: &Path, caching: bool) -> Self {
        assert!(folder.join("index.html").exists(), "{} is not built: run script/build", folder.display());
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let rules = fs::read_to_string(folder.join("_headers")).map(|text| rules(&text)).unwrap_or_default();
        let shared = Arc::new(Mutex::new(Shared { folder: folder.to_owned(), rules, caching, ..Shared::default() }));
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

    /// Has something be wrong with a file from now on. Of a file whose name changes with its content, `path` is the plain
    /// name: `/words.nl.json` for `/files/words.nl.0123456789abcdef.json`.
    pub fn fail(&self, path: &str, fault: Fault) {
        self.shared.lock().unwrap().faults.insert(path.to_owned(), fault);
    }

    /// Answers a path with the address of another.
    pub fn redirect(&self, from: &str, to: &str) {
        self.shared.lock().unwrap().redirects.insert(from.to_owned(), to.to_owned());
    }

    /// The files that a widget loads after its script, among all that was asked for.
    pub fn loaded(&self) -> Vec<String> {
        self.requests().into_iter().filter(|path| is_loaded(path)).collect()
    }

    /// Serves all files again.
    pub fn mend_files(&self) {
        self.shared.lock().unwrap().faults.clear();
    }

    /// What was odd about a request for a file of the widget's, since the server has started: [`Request::oddities`].
    pub fn improper(&self) -> Vec<String> {
        self.shared.lock().unwrap().improper.clone()
    }

    /// The paths asked for since the last `forget_requests`, with plain names.
    pub fn requests(&self) -> Vec<String> {
        self.received().iter().map(|request| plain(request.path())).collect()
    }

    /// The same requests with all that was sent in them.
    pub fn received(&self) -> Vec<Request> {
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

    /// A style sheet.
    pub fn style(body: &str) -> Self {
        Self { body: body.to_owned(), headers: Vec::new() }.header("Content-Type", "text/css")
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

impl Request {
    async fn of(incoming: Incoming) -> Self {
        let (head, body) = incoming.into_parts();
        let body = axum::body::to_bytes(body, 1 << 20).await.unwrap_or_default();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self {
            method: head.method.to_string(),
            address: head.uri.path_and_query().map_or_else(String::new, ToString::to_string),
            headers: (head.headers.iter().map(|(name, value)| (name.to_string(), text(value.as_bytes())))).collect(),
            body: text(&body),
        }
    }

    /// The address without its query.
    pub fn path(&self) -> &str {
        self.address.split('?').next().unwrap_or_default()
    }

    /// What a request for a file of the widget's must not be or have: it is a GET of an address and nothing else, and has
    /// the headers that every browser sends by itself.
    pub fn oddities(&self) -> Vec<String> {
        let is_usual = |name: &str, value: &str| match name {
            // A script can set these.
            "accept" => value == "*/*",
            "cache-control" | "pragma" => value == "no-cache",
            "priority" => ["u=0", "u=1", "u=2", "u=3", "u=4", "u=5", "u=6", "u=1, i", "u=4, i"].contains(&value),
            // tests/e2e/silence.rs compares these with what the page's own requests have.
            "accept-language" | "user-agent" => true,
            // It cannot set these.
            "host" | "connection" | "accept-encoding" | "origin" | "te" | "dnt" => true,
            other => other.starts_with("sec-"),
        };
        let odd_headers = self.headers.iter().filter(|(name, value)| !is_usual(name, value));
        let mut odd: Vec<String> = odd_headers.map(|(name, value)| format!("the header {name}: {value}")).collect();
        odd.extend((self.method != "GET").then(|| format!("the method {}", self.method)));
        odd.extend((self.address != self.path()).then(|| format!("the address {}", self.address)));
        odd.extend((!self.body.is_empty()).then(|| format!("the body {}", self.body)));
        odd
    }
}

async fn answer(State(shared): State<Arc<Mutex<Shared>>>, incoming: Incoming) -> Result<Response, StatusCode> {
    let request = Request::of(incoming).await;
    let path = request.path();
    let (page, fault, folder, redirect, headers_of_path) = {
        let mut shared = shared.lock().unwrap();
        if is_loaded(path) {
            let odd = request.oddities();
            shared.improper.extend(odd.into_iter().map(|odd| format!("{path}: {odd}")));
        }
        shared.requests.push(request.clone());
        (
            shared.pages.get(path).cloned(),
            shared.faults.get(&plain(path)).copied(),
            shared.folder.clone(),
            shared.redirects.get(path).cloned(),
            shared.headers_of(path),
        )
    };
    let mut response = axum::http::Response::builder();
    if let Some(page) = page {
        for (name, value) in page.headers {
            response = response.header(name, value);
        }
        return Ok(response.body(page.body.into()).unwrap());
    }
    if let Some(to) = redirect {
        return Ok(response.status(StatusCode::FOUND).header("Location", to).body(Body::empty()).unwrap());
    }
    let file = folder.join(if path == "/" { "index.html" } else { path.trim_start_matches('/') });
    let mut bytes = fs::read(&file).map_err(|_| StatusCode::NOT_FOUND)?;
    while shared.lock().unwrap().faults.get(&plain(path)) == Some(&Fault::Held) {
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
    response = response.header("Content-Type", mime);
    for (name, value) in headers_of_path {
        response = response.header(name, value);
    }
    Ok(response.body(bytes.into()).unwrap())
}

/// Headers for the paths of a pattern, in which `*` at the end stands for anything.
struct Rule {
    pattern: String,
    /// A header without a value is one that an earlier rule has set, to be taken away.
    headers: Vec<(String, Option<String>)>,
}

/// The rules of a `_headers` file, as Netlify and Cloudflare Pages document it.
fn rules(text: &str) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        if !line.starts_with(' ') {
            rules.push(Rule { pattern: line.trim().to_owned(), headers: Vec::new() });
            continue;
        }
        let header = match line.trim().split_once(": ") {
            Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
            None => (line.trim().strip_prefix("! ").expect("a header, or one to take away").to_owned(), None),
        };
        rules.last_mut().expect("a pattern before its headers").headers.push(header);
    }
    rules
}

impl Shared {
    /// The headers of a path: those of each rule that fits, in turn. What stands under a version is kept by browsers in any
    /// case.
    fn headers_of(&self, path: &str) -> HashMap<String, String> {
        let fits = |rule: &&Rule| match rule.pattern.strip_suffix('*') {
            Some(start) => path.starts_with(start),
            None => path == rule.pattern,
        };
        let mut headers = HashMap::new();
        for (name, value) in self.rules.iter().filter(fits).flat_map(|rule| &rule.headers) {
            match value {
                Some(value) => headers.insert(name.clone(), value.clone()),
                None => headers.remove(name),
            };
        }
        if !self.caching && !path.starts_with(concat!("/v", env!("CARGO_PKG_VERSION"))) {
            headers.remove("Cache-Control");
        }
        headers
    }
}

/// Whether a path is one of a file that a widget loads after its script.
fn is_loaded(path: &str) -> bool {
    [".wasm", ".json", "screens.css"].iter().any(|ending| path.ends_with(ending)) || path.contains("/files/")
}

/// A path without what changes with the content of a file.
fn plain(path: &str) -> String {
    let is_digest = |part: &str| part.len() == 16 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let Some((folder, name)) = path.rsplit_once("files/") else { return path.to_owned() };
    let parts: Vec<&str> = name.split('.').filter(|part| !is_digest(part)).collect();
    format!("{folder}{}", parts.join("."))
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
