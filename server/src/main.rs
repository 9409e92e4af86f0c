//! The program: options, the listening socket, and a clean end.

use std::io::{Read, Write};
use std::net::Ipv4Addr;
use std::process::ExitCode;
use std::time::Duration;

use customer_server::auth::Tokens;
use customer_server::db::{Store, open};
use customer_server::options::{NoOptions, Options};
use customer_server::{Behaviour, app};
use rusqlite::OptionalExtension;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// Answers still under way at the end get this long.
const GRACE: Duration = Duration::from_secs(3);

fn main() -> ExitCode {
    let options = match Options::read(std::env::args_os()) {
        Ok(options) => options,
        Err(NoOptions::Help(text)) => {
            let _ = std::io::stdout().write_all(text.as_bytes());
            return ExitCode::SUCCESS;
        }
        Err(NoOptions::Mistake(line)) => return refuse(2, &line),
    };
    match prepare(&options) {
        Ok((store, behaviour)) => serve(&options, store, behaviour),
        Err(line) => refuse(2, &line),
    }
}

fn refuse(code: u8, line: &str) -> ExitCode {
    eprintln!("customer-server: {line}");
    ExitCode::from(code)
}

fn prepare(options: &Options) -> Result<(Store, Behaviour), String> {
    if let Some(dir) = options.site.as_ref().filter(|dir| !dir.is_dir()) {
        return Err(format!("--site: {} is not a directory", dir.display()));
    }
    let conn = open(options.db.as_deref()).map_err(|error| format!("--db: {error}"))?;
    let mut behaviour = Behaviour {
        rate: options.rate,
        retry_after: options.retry_after,
        latency: Duration::from_millis(options.latency),
        faults: options.faults.clone(),
        ..Behaviour::default()
    };
    if !options.tokens.is_empty() {
        behaviour.tokens = options.tokens.iter().cloned().collect::<Tokens>();
    }
    for account in behaviour.tokens.values() {
        let known = conn
            .query_row("SELECT 1 FROM account WHERE id = ?", [account], |_| Ok(()))
            .optional()
            .map_err(|error| format!("--db: {error}"))?;
        known
            .ok_or_else(|| format!("--token: there is no account {account}; there are 1 and 2"))?;
    }
    Ok((Store::new(conn), behaviour))
}

#[tokio::main]
async fn serve(options: &Options, store: Store, behaviour: Behaviour) -> ExitCode {
    let router = app(store, behaviour, options.site.as_deref());
    let (listener, port) = match listen(options.port).await {
        Ok(bound) => bound,
        Err(error) => {
            return refuse(
                1,
                &format!("cannot listen on 127.0.0.1:{}: {error}", options.port),
            );
        }
    };
    let end = end(options.exit_with_stdin);
    let (ending, ended) = oneshot::channel();
    let server = axum::serve(listener, router).with_graceful_shutdown(async move {
        end.await;
        let _ = ending.send(());
    });
    // The line is a promise that requests are answered. A closed stdout is no reason to stop.
    let _ = writeln!(
        std::io::stdout(),
        "customer-server: http://127.0.0.1:{port}/"
    );
    let result = tokio::select! {
        result = server => result,
        () = async { let _ = ended.await; tokio::time::sleep(GRACE).await } => Ok(()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => refuse(1, &error.to_string()),
    }
}

async fn listen(port: u16) -> std::io::Result<(TcpListener, u16)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    let port = listener.local_addr()?.port();
    Ok((listener, port))
}

/// Resolves at SIGTERM or SIGINT, and, if asked for, when stdin ends. The handlers are in place
/// when this returns, so that no signal after the line on stdout is met by the default one.
fn end(with_stdin: bool) -> impl Future<Output = ()> {
    let (closing, closed) = oneshot::channel::<()>();
    let closed = async move {
        match closed.await {
            Ok(()) => {}
            // Nobody watches stdin.
            Err(_) => std::future::pending().await,
        }
    };
    if with_stdin {
        // Not tokio's stdin: its pending read would hold the runtime at the end.
        std::thread::spawn(move || {
            let mut sink = [0; 1024];
            while matches!(std::io::stdin().read(&mut sink), Ok(1..)) {}
            let _ = closing.send(());
        });
    }
    let signals = signals();
    async move {
        tokio::select! {
            () = signals => {}
            () = closed => {}
        }
    }
}

#[cfg(unix)]
fn signals() -> impl Future<Output = ()> {
    use tokio::signal::unix::{SignalKind, signal};
    let kinds = [SignalKind::terminate(), SignalKind::interrupt()].map(signal);
    async move {
        let [terminate, interrupt] = kinds;
        match (terminate, interrupt) {
            (Ok(mut terminate), Ok(mut interrupt)) => {
                tokio::select! {
                    _ = terminate.recv() => {}
                    _ = interrupt.recv() => {}
                }
            }
            _ => std::future::pending().await,
        }
    }
}

#[cfg(not(unix))]
async fn signals() {
    let _ = tokio::signal::ctrl_c().await;
}
