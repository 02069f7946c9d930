//! The shipped server configurations, in the servers themselves: types, compression, origins, caching.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

#[test]
fn nginx_serves_as_it_should() {
    let port = free_port();
    let folder = format!("{}/nginx", env!("CARGO_TARGET_TMPDIR"));
    assert_serves(Running::start(Command::new("script/nginx").args([port.to_string(), folder]), port));
}

#[test]
fn caddy_serves_as_it_should() {
    let port = free_port();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let site = format!(
        "{{\n\tadmin off\n\tauto_https off\n}}\nhttp://127.0.0.1:{port} {{\n\troot * {}\n\timport {}\n}}\n",
        root.join("dist").display(),
        root.join("deploy/Caddyfile").display(),
    );
    let config = Path::new(env!("CARGO_TARGET_TMPDIR")).join("Caddyfile");
    std::fs::write(&config, site).unwrap();
    let mut caddy = Command::new("caddy");
    caddy
        .args(["run", "--adapter", "caddyfile", "--config"])
        .arg(&config)
        .env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"));
    assert_serves(Running::start(&mut caddy, port));
}

fn assert_serves(server: Running) {
    let version = format!("/v{}", env!("CARGO_PKG_VERSION"));
    let short = "public, max-age=300, stale-while-revalidate=86400";
    let long = "public, max-age=31536000, immutable";
    for (path, mime) in [
        ("/wegwijzer.js", "text/javascript"),
        ("/wegwijzer.wasm", "application/wasm"),
        ("/cliendo/policy.json", "application/json"),
        ("/page.css", "text/css"),
        ("/index.html", "text/html"),
    ] {
        for (folder, cache) in [("", short), (version.as_str(), long)] {
            let path = format!("{folder}{path}");
            let file = std::fs::read(format!("dist{path}")).unwrap();
            for (accepted, ending) in [("br", ".br"), ("gzip", ".gz"), ("identity", "")] {
                let answer = server.get(&path, &[("Accept-Encoding", accepted), ("Origin", "https://help.example")]);
                assert_eq!(answer.status, 200, "{path}");
                assert!(answer.header("content-type").starts_with(mime), "{path}: {}", answer.header("content-type"));
                assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
                assert_eq!(answer.header("cache-control"), cache, "{path}");
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
                    server.get(&path, &[("Accept-Encoding", accepted), ("If-None-Match", answer.header("etag"))]);
                assert_eq!(again.status, 304, "{path}: what one has is not sent again");
            }
        }
    }
    let missing = server.get("/cliendo/words.xx.json", &[]);
    assert_eq!(missing.status, 404);
    assert_eq!(missing.header("access-control-allow-origin"), "*", "so that a script can tell what is missing");
    for path in ["/_headers", "/nginx.conf", "/Caddyfile"] {
        assert_eq!(server.get(path, &[]).status, 404, "{path} is not for visitors");
    }
}

/// A server that runs until it is dropped.
struct Running {
    process: Child,
    port: u16,
}

struct Answer {
    status: u16,
    headers: reqwest::header::HeaderMap,
    body: Vec<u8>,
}

impl Running {
    fn start(command: &mut Command, port: u16) -> Self {
        let process = command.current_dir(env!("CARGO_MANIFEST_DIR")).stdout(Stdio::null()).spawn();
        let process = process.unwrap_or_else(|error| panic!("{command:?}: {error}: run script/bootstrap"));
        let running = Self { process, port };
        for _ in 0..200 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return running;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("{command:?} does not answer");
    }

    fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        // No decompression: what is compared is what the server sends.
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut request = reqwest::Client::new().get(format!("http://127.0.0.1:{}{path}", self.port));
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
}

impl Drop for Running {
    fn drop(&mut self) {
        // Asked to end, nginx takes its workers along.
        let _ = Command::new("kill").arg(self.process.id().to_string()).status();
        let _ = self.process.wait();
    }
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port").port()
}
