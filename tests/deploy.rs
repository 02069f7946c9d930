//! The shipped server configurations, in the servers themselves: types, compression, origins, caching.

#[path = "common/serving.rs"]
mod serving;

use std::path::Path;

use serving::Running;

#[test]
fn nginx_serves_as_it_should() {
    assert_serves(&Running::nginx(&dist(), "headers"));
}

#[test]
fn caddy_serves_as_it_should() {
    assert_serves(&Running::caddy(&dist(), "headers"));
}

fn dist() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("dist")
}

fn assert_serves(server: &Running) {
    let version = format!("/v{}", env!("CARGO_PKG_VERSION"));
    let short = "public, max-age=300, stale-while-revalidate=86400";
    let long = "public, max-age=31536000, immutable";
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
        for (folder, cache) in [("", if path.starts_with("/files/") { long } else { short }), (version.as_str(), long)]
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
