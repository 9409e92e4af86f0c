//! `cargo x demo`: the reference server with the built page, until either is told to stop.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitCode, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::cli::DemoOptions;
use crate::pipeline;
use crate::workspace::Workspace;

const SERVER_SAYS: &str = "customer-server: ";
const PATIENCE: Duration = Duration::from_secs(30);

/// Builds, serves, prints the one line, and ends as the server ends.
pub fn demo(options: &DemoOptions) -> Result<ExitCode> {
    ensure_free(options.port)?;
    let workspace = Workspace::find()?;
    let program = pipeline::site_and_server(&workspace)?;
    let served = match serve(options, &program, &workspace.site())? {
        Started::Serving(served) => served,
        Started::Ended(code) => return Ok(code),
    };
    println!("customer-edit demo: {}", served.url);
    std::io::stdout().flush()?;
    served.wait()
}

/// Before a build of minutes: whether the page can be where it is wanted.
pub fn ensure_free(port: u16) -> Result<()> {
    ensure!(
        port == 0 || TcpListener::bind(("127.0.0.1", port)).is_ok(),
        "port {port} is in use or not allowed; choose another with --port"
    );
    Ok(())
}

/// What became of starting the server.
pub enum Started {
    /// It serves.
    Serving(Served),
    /// It has said on stderr what is wrong, and its code says whose fault it is.
    Ended(ExitCode),
}

/// The reference server, for as long as this value lives.
pub struct Served {
    /// Its address, with a slash at the end.
    pub url: String,
    server: Child,
    /// The server holds our end of its stdin, and ends when it closes: however we end, it does not outlive us.
    leash: Option<ChildStdin>,
}

impl Served {
    /// Until the server ends; as it ends.
    pub fn wait(mut self) -> Result<ExitCode> {
        let status = self.server.wait().context("lost the server")?;
        drop(self.leash);
        Ok(status.code().map_or(ExitCode::FAILURE, exit_code))
    }
}

/// Starts the server on a folder of files, and waits for its first page.
pub fn serve(options: &DemoOptions, program: &Path, site: &Path) -> Result<Started> {
    let mut server = Command::new(program)
        .arg("--exit-with-stdin")
        .arg("--site")
        .arg(site)
        .args(arguments(options))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start the server")?;
    // Taken out, as waiting for a child closes its stdin.
    let leash = server.stdin.take();
    match server_url(&mut server).and_then(|url| wait_for_page(&url).map(|()| url)) {
        Ok(url) => Ok(Started::Serving(Served { url, server, leash })),
        Err(error) => {
            drop(leash);
            match server.wait()?.code() {
                Some(code @ 1..) => Ok(Started::Ended(exit_code(code))),
                _ => Err(error),
            }
        }
    }
}

/// The server's own options, in the form that it reads.
fn arguments(options: &DemoOptions) -> Vec<OsString> {
    let mut args: Vec<OsString> = vec!["--port".into(), options.port.to_string().into()];
    let mut give = |name: &str, value: Option<OsString>| {
        args.extend(value.into_iter().flat_map(|value| [name.into(), value]));
    };
    give("--db", options.db.as_ref().map(Into::into));
    give("--rate", options.rate.as_ref().map(Into::into));
    give(
        "--retry-after",
        options.retry_after.as_ref().map(Into::into),
    );
    give("--latency", options.latency.map(|ms| ms.to_string().into()));
    for fault in &options.faults {
        give("--fault", Some(fault.into()));
    }
    args
}

/// Reads the server's own line, and passes on to stderr whatever it says after it.
fn server_url(server: &mut Child) -> Result<String> {
    let stdout = server.stdout.take().context("the server has no stdout")?;
    let mut lines = BufReader::new(stdout).lines();
    let url = loop {
        let line = lines
            .next()
            .context("the server ended before it listened")??;
        match line.strip_prefix(SERVER_SAYS) {
            Some(url) if url.starts_with("http://") => break url.trim().to_owned(),
            _ => eprintln!("{line}"),
        }
    };
    thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            eprintln!("{line}");
        }
    });
    Ok(url)
}

fn wait_for_page(url: &str) -> Result<()> {
    let start = Instant::now();
    loop {
        match ureq::get(url).call() {
            Ok(reply) if reply.status() == 200 => return Ok(()),
            Ok(reply) if start.elapsed() > PATIENCE => bail!("{url} answers {}", reply.status()),
            Err(error) if start.elapsed() > PATIENCE => {
                return Err(error).with_context(|| format!("{url} does not answer"));
            }
            _ => thread::sleep(Duration::from_millis(50)),
        }
    }
}

fn exit_code(code: i32) -> ExitCode {
    ExitCode::from(u8::try_from(code).unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_server_gets_what_was_asked_for_and_nothing_else() {
        let mut options = DemoOptions::on(8080);
        assert_eq!(arguments(&options), ["--port", "8080"]);

        options.db = Some("a.db".into());
        options.rate = Some("5/3".to_owned());
        options.latency = Some(250);
        options.retry_after = Some("date".to_owned());
        options.faults = vec!["500,count=1".to_owned(), "stale-etag".to_owned()];
        let all = "--port 8080 --db a.db --rate 5/3 --retry-after date --latency 250 \
                   --fault 500,count=1 --fault stale-etag";
        let all: Vec<OsString> = all.split(' ').map(OsString::from).collect();
        assert_eq!(arguments(&options), all);
    }
}
