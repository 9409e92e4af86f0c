//! The command line.

use std::path::PathBuf;

use clap::Parser;

use crate::fault::spec::Spec;
use crate::limit::Rate;
use crate::retry_after::RetryAfter;

/// A reference server for the customer APIs "json-v2" and "form-v1", on SQLite, for demos and tests.
///
/// Listens on 127.0.0.1 only and prints `customer-server: http://127.0.0.1:PORT/` when it does.
/// The seeded data are 40 customers of company 1 (account 1, token demo-token) and 2 of
/// company 2 (account 2, token second-token). Without a token, GET /admin/customer/ID shows a
/// stored row as it is, /admin/log the requests so far, and /admin/faults sets faults.
#[derive(Clone, Debug, Parser)]
#[command(name = "customer-server", version)]
pub struct Options {
    /// Port to listen on; 0 picks a free one
    #[arg(long, value_name = "N", default_value_t = 8081)]
    pub port: u16,

    /// SQLite file, made and seeded when it does not exist [default: in memory]
    #[arg(long, value_name = "FILE")]
    pub db: Option<PathBuf>,

    /// Requests that each account may make per minute, or per so many seconds; more are
    /// answered 429. Real accounts have 20 or 100 [default: no limit]
    #[arg(long, value_name = "N|N/SECONDS")]
    pub rate: Option<Rate>,

    /// Where those 429 say how long to wait
    #[arg(
        long,
        value_name = "HOW",
        value_enum,
        default_value = "seconds",
        requires = "rate"
    )]
    pub retry_after: RetryAfter,

    /// Milliseconds by which every API answer is delayed
    #[arg(long, value_name = "MS", default_value_t = 0, value_parser = clap::value_parser!(u64).range(..=600_000))]
    pub latency: u64,

    /// A fault from the start, as NAME[,KEY=VALUE…] or as the JSON of /admin/faults; may be
    /// repeated. `--fault help` is answered with the names
    #[arg(long = "fault", value_name = "FAULT")]
    pub faults: Vec<Spec>,

    /// Directory served at / as static files
    #[arg(long, value_name = "DIR")]
    pub site: Option<PathBuf>,

    /// Bearer token of an account, by the account's id (1 or 2); may be repeated
    /// [default: demo-token=1 second-token=2]
    #[arg(long = "token", value_name = "TOKEN=ACCOUNT", value_parser = token)]
    pub tokens: Vec<(String, i64)>,

    /// Exit when stdin closes, so that no server outlives the program that started it
    #[arg(long)]
    pub exit_with_stdin: bool,
}

fn token(text: &str) -> Result<(String, i64), String> {
    let (token, account) = text.rsplit_once('=').unwrap_or((text, ""));
    let plain = !token.is_empty() && token.bytes().all(|b| b.is_ascii_graphic());
    match account.parse::<i64>() {
        Ok(account) if plain => Ok((token.to_owned(), account)),
        _ => Err("expected TOKEN=ACCOUNT, a token without spaces and an account's id".to_owned()),
    }
}

/// Why there are no options: clap's help or version, or one line on what is wrong.
#[derive(Debug)]
pub enum NoOptions {
    /// Asked for; the text to print.
    Help(String),
    /// A mistake, in one line.
    Mistake(String),
}

impl Options {
    /// Reads the arguments, the program's name first.
    ///
    /// # Errors
    /// [`NoOptions`].
    pub fn read(args: impl IntoIterator<Item = std::ffi::OsString>) -> Result<Self, NoOptions> {
        Self::try_parse_from(args).map_err(|error| {
            let text = error.render().to_string();
            if error.use_stderr() {
                let mistake = text.split("\n\n").next().unwrap_or_default();
                let line = mistake.split_whitespace().collect::<Vec<_>>().join(" ");
                let line = line.strip_prefix("error: ").unwrap_or(&line);
                NoOptions::Mistake(format!("{line} (--help lists the options)"))
            } else {
                NoOptions::Help(text)
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(args: &[&str]) -> Result<Options, NoOptions> {
        Options::read(
            std::iter::once(&"customer-server")
                .chain(args)
                .map(Into::into),
        )
    }

    #[test]
    fn defaults() {
        let options = read(&[]).unwrap();
        assert_eq!(
            (options.port, options.latency, options.rate),
            (8081, 0, None)
        );
        assert!(options.db.is_none() && options.site.is_none() && options.tokens.is_empty());
    }

    #[test]
    fn a_token_may_contain_an_equals_sign() {
        let options = read(&["--token", "abc==2", "--token", "x=1"]).unwrap();
        assert_eq!(
            options.tokens,
            [("abc=".to_owned(), 2), ("x".to_owned(), 1)]
        );
    }

    #[test]
    fn a_mistake_is_one_line() {
        let bad: [&[&str]; 10] = [
            &["--prot", "1"],
            &["--port", "65536"],
            &["--port"],
            &["--rate", "0"],
            &["--rate", "5", "--retry-after", "never"],
            &["--retry-after", "date"],
            &["--latency", "-5"],
            &["--token", "demo"],
            &["--token", "=1"],
            &["extra"],
        ];
        for args in bad {
            match read(args) {
                Err(NoOptions::Mistake(line)) => {
                    assert!(!line.contains('\n') && line.len() > 20, "{line}");
                }
                other => panic!("{args:?}: {other:?}"),
            }
        }
    }
}
