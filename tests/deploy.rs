//! The shipped server configurations, in the servers themselves: types, compression, origins, caching; and the rules for static
//! hosts, as those read them.

#[path = "common/serving.rs"]
mod serving;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serving::Running;

/// For how long a browser may keep what can change, and what cannot.
const SHORT: &str = "public, max-age=300, stale-while-revalidate=86400";
const LONG: &str = "public, max-age=31536000, immutable";

#[test]
fn nginx_serves_as_it_should() {
    assert_serves(&Running::nginx(&dist(), "headers"));
}

#[test]
fn caddy_serves_as_it_should() {
    assert_serves(&Running::caddy(&dist(), "headers"));
}

/// Hosts that read `_headers`, for every file of the release.
#[test]
fn static_hosts_set_the_headers_that_they_should() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let mut paths = Vec::new();
    add_files(&dist(), "", &mut paths);
    fs::write(folder.join("paths.json"), serde_json::json!(paths).to_string()).unwrap();
    let read = |rules: &str| -> (bool, String) {
        fs::write(folder.join("_headers"), rules).unwrap();
        let mut node = Command::new("node");
        let node = node.arg("tests/peers/headers.mjs").args([folder.join("_headers"), folder.join("paths.json")]);
        let done = node.output().expect("node");
        (done.status.success(), String::from_utf8_lossy(&[done.stdout, done.stderr].concat()).into_owned())
    };
    let rules = fs::read_to_string("deploy/_headers").unwrap();
    assert_eq!(fs::read_to_string("dist/_headers").unwrap(), rules, "the release has them");
    let (content, said) = read(&rules);
    assert!(content, "{said}");
    let hosts: BTreeMap<String, BTreeMap<String, BTreeMap<String, String>>> = serde_json::from_str(&said).unwrap();
    assert_eq!(hosts.keys().collect::<Vec<_>>(), ["cloudflare", "netlify"]);
    let version = concat!("/v", env!("CARGO_PKG_VERSION"), "/");
    let (mut fixed, mut frames) = (0, 0);
    for (host, headers_of) in &hosts {
        for path in &paths {
            let header = |name: &str| headers_of[path].get(name).map(String::as_str);
            let at = format!("{host} {path}");
            assert_eq!(header("access-control-allow-origin"), Some("*"), "{at}");
            assert_eq!(header("x-content-type-options"), Some("nosniff"), "{at}");
            assert_eq!(header("referrer-policy"), Some("no-referrer"), "{at}");
            assert_eq!(header("cross-origin-resource-policy"), Some("cross-origin"), "{at}");
            let is_fixed = path.starts_with(version) || path.starts_with("/files/");
            let is_entry = ["/wegwijzer.js", "/wegwijzer-frame.js", "/frame.html"].contains(&path.as_str());
            let cache = header("cache-control");
            match cache {
                Some(LONG) => assert!(is_fixed, "{at} is kept for good"),
                Some(SHORT) => assert!(!is_fixed, "{at} is asked for again"),
                other => assert!(other.is_none() && !is_fixed && !is_entry, "{at}: {other:?}"),
            }
            // Of a page, the embedder's policy says what it may hold itself.
            let is_page = path.ends_with(".html");
            let is_frame = is_page && path.rsplit('/').next().is_some_and(|name| name.starts_with("frame."));
            if is_page {
                assert_eq!(header("cross-origin-embedder-policy"), is_frame.then_some("require-corp"), "{at}");
            }
            fixed += usize::from(is_fixed);
            frames += usize::from(is_frame);
        }
    }
    println!("{} files on {} hosts, {fixed} of them kept for good, {frames} frames", paths.len(), hosts.len());
    assert!(paths.len() > 100 && fixed > 100 && frames >= 32, "{} {fixed} {frames}", paths.len());

    // A rule that one host takes for another one's is noticed.
    for wrong in ["/files/*\n  Cache-Control: no-store\n", "/files/*\n  ! Cache-Control\n", "/*/frame*\n  A: b\n"] {
        let (content, said) = read(&format!("{rules}\n{wrong}"));
        assert!(!content, "{wrong} {said}");
    }
}

/// Every file in a folder and below it, as a path of the site.
fn add_files(folder: &Path, path: &str, paths: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("run script/build").flatten() {
        let path = format!("{path}/{}", entry.file_name().display());
        if entry.path().is_dir() { add_files(&entry.path(), &path, paths) } else { paths.push(path) }
    }
}

fn dist() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("dist")
}

fn assert_serves(server: &Running) {
    let version = format!("/v{}", env!("CARGO_PKG_VERSION"));
    let app = std::fs::read_dir("dist/files").expect("run script/build").flatten();
    let app = app.map(|entry| format!("/files/{}", entry.file_name().display())).find(|name| name.ends_with(".wasm"));
    let app = app.expect("the app");
    for (path, mime) in [
        ("/wegwijzer.js", "text/javascript"),
        (app.as_str(), "application/wasm"),
        ("/cliendo/policy.json", "application/json"),
        ("/page.css", "text/css"),
        ("/index.html", "text/html"),
        ("/frame.html", "text/html"),
    ] {
        for (folder, cache) in [("", if path.starts_with("/files/") { LONG } else { SHORT }), (version.as_str(), LONG)]
        {
            let path = format!("{folder}{path}");
            let file = std::fs::read(format!("dist{path}")).unwrap();
            for (accepted, ending) in [("br", ".br"), ("gzip", ".gz"), ("identity", "")] {
                let answer = get(server, &path, &[("Accept-Encoding", accepted), ("Origin", "https://help.example")]);
                assert_eq!(answer.status, 200, "{path}");
                assert!(answer.header("content-type").starts_with(mime), "{path}: {}", answer.header("content-type"));
                assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
                assert_eq!(answer.header("cache-control"), cache, "{path}");
                assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin", "{path}");
                let embedder = if path.ends_with("/frame.html") { "require-corp" } else { "" };
                assert_eq!(answer.header("cross-origin-embedder-policy"), embedder, "{path}");
                assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
                assert!(answer.header("vary").to_lowercase().contains("accept-encoding"), "{path}");
                let expected = if ending.is_empty() {
                    file.clone()
                } else {
                    std::fs::read(format!("dist{path}{ending}")).unwrap()
                };
                assert_eq!(answer.header("content-encoding"), if ending.is_empty() { "" } else { accepted }, "{path}");
                assert!(answer.body == expected, "{path} {accepted}: {} bytes", answer.body.len());
                let again =
                    get(server, &path, &[("Accept-Encoding", accepted), ("If-None-Match", answer.header("etag"))]);
                assert_eq!(again.status, 304, "{path}: what one has is not sent again");
            }
        }
    }
    let missing = get(server, "/cliendo/words.xx.json", &[]);
    assert_eq!(missing.status, 404);
    assert_eq!(missing.header("access-control-allow-origin"), "*", "so that a script can tell what is missing");
    for path in ["/_headers", "/nginx.conf", "/Caddyfile"] {
        assert_eq!(get(server, path, &[]).status, 404, "{path} is not for visitors");
    }
}

struct Answer {
    status: u16,
    headers: reqwest::header::HeaderMap,
    body: Vec<u8>,
}

fn get(server: &Running, path: &str, headers: &[(&str, &str)]) -> Answer {
    // No decompression: what is compared is what the server sends.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut request = reqwest::Client::new().get(format!("http://127.0.0.1:{}{path}", server.port));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = request.send().await.unwrap();
        Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: response.bytes().await.unwrap().to_vec(),
        }
    })
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}
