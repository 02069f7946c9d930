//! The servers that `deploy/` has configurations for, on loopback, each with a release.

use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A server that runs until it is dropped, with all that it has started.
pub struct Running {
    process: Child,
    /// Where it listens, on 127.0.0.1.
    pub port: u16,
}

impl Running {
    /// nginx with the shipped configuration, for the release in a folder. `name` tells it from others in the same test run.
    pub fn nginx(release: &Path, name: &str) -> Self {
        let port = free_port();
        let own = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("nginx-{name}"));
        Self::start(Command::new("script/nginx").arg(port.to_string()).arg(own).arg(release), port)
    }

    /// Caddy with the shipped configuration, likewise.
    pub fn caddy(release: &Path, name: &str) -> Self {
        let port = free_port();
        let site = format!(
            "{{\n\tadmin off\n\tauto_https off\n}}\nhttp://127.0.0.1:{port} {{\n\troot * {}\n\timport {}\n}}\n",
            release.display(),
            Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy/Caddyfile").display(),
        );
        let config = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("Caddyfile-{name}"));
        std::fs::write(&config, site).expect("a configuration");
        let mut caddy = Command::new("caddy");
        caddy.args(["run", "--adapter", "caddyfile", "--config"]).arg(&config);
        Self::start(caddy.env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR")), port)
    }

    fn start(command: &mut Command, port: u16) -> Self {
        let command = command.current_dir(env!("CARGO_MANIFEST_DIR")).stdout(Stdio::null()).process_group(0);
        let process = command.spawn();
        let process = process.unwrap_or_else(|error| panic!("{command:?}: {error}: run script/bootstrap tests"));
        let running = Self { process, port };
        for _ in 0..200 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return running;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("{command:?} does not answer");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = Command::new("kill").args(["--", &format!("-{}", self.process.id())]).status();
        let _ = self.process.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port").port()
}
