//! The servers that `deploy/` has configurations for, on loopback, each with a release.

use std::net::TcpStream;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tokio::net::TcpSocket;

/// How long a server may take to begin on a machine under load.
const PATIENCE: Duration = Duration::from_secs(40);

/// Where tests put what they make. The gallery is no test, so it has no such folder; it starts none of these servers.
const SCRATCH: &str = match option_env!("CARGO_TARGET_TMPDIR") {
    Some(folder) => folder,
    None => "",
};

/// A server that runs until it is dropped, with all that it has started.
pub struct Running {
    process: Child,
    /// Where it listens, on 127.0.0.1.
    pub port: u16,
    _held: Held,
}

/// A port that is ours before anybody is told of it, so that nobody else can be given it. Nothing listens here; only a socket that
/// shares its port as this one does can take it, which those of both servers do.
struct Held {
    _socket: TcpSocket,
    port: u16,
}

impl Running {
    /// nginx with the shipped configuration, for the release in a folder. `name` tells it from others in the same test run.
    pub fn nginx(release: &Path, name: &str) -> Self {
        let held = Held::new();
        let own = Path::new(SCRATCH).join(format!("nginx-{name}"));
        Self::start(Command::new("script/nginx").arg(held.port.to_string()).arg(own).arg(release), held)
    }

    /// Caddy with the shipped configuration, likewise.
    pub fn caddy(release: &Path, name: &str) -> Self {
        let held = Held::new();
        let site = format!(
            "{{\n\tadmin off\n\tauto_https off\n}}\nhttp://127.0.0.1:{} {{\n\troot * {}\n\timport {}\n}}\n",
            held.port,
            release.display(),
            Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy/Caddyfile").display(),
        );
        let config = Path::new(SCRATCH).join(format!("Caddyfile-{name}"));
        std::fs::write(&config, site).expect("a configuration");
        let mut caddy = Command::new("caddy");
        caddy.args(["run", "--adapter", "caddyfile", "--config"]).arg(&config);
        Self::start(caddy.env("XDG_CONFIG_HOME", SCRATCH), held)
    }

    fn start(command: &mut Command, held: Held) -> Self {
        let command = command.current_dir(env!("CARGO_MANIFEST_DIR")).stdout(Stdio::null()).process_group(0);
        let process = command.spawn();
        let process = process.unwrap_or_else(|error| panic!("{command:?}: {error}: run script/bootstrap tests"));
        let mut running = Self { process, port: held.port, _held: held };
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", running.port)).is_err() {
            let ended = running.process.try_wait().expect("what became of the server");
            assert!(ended.is_none() && start.elapsed() < PATIENCE, "{command:?} does not answer: {ended:?}");
            std::thread::sleep(Duration::from_millis(20));
        }
        running
    }
}

impl Held {
    fn new() -> Self {
        let socket = TcpSocket::new_v4().expect("a socket");
        socket.set_reuseport(true).expect("a port that can be shared");
        socket.bind(([127, 0, 0, 1], 0).into()).expect("a free port");
        Self { port: socket.local_addr().expect("its port").port(), _socket: socket }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = Command::new("kill").args(["--", &format!("-{}", self.process.id())]).status();
        let _ = self.process.wait();
    }
}
