//! The two functions, a service to ask, and what is asked of their outputs.

use std::fmt;
use std::pin::Pin;
use std::time::Duration;

use loopback::frozen::{beside, dropped_after, given_up, pass, run};
use loopback::server::Server;
use probe::trace::Subject;
use probe::{Diagnosis, demand, expect};
use reqwest::Client;

use crate::fetch_data::{FetchError, fetch_data, fetch_data_desugared};

/// Which of the two functions.
#[derive(Clone, Copy)]
pub enum Way {
    Sugared,
    Desugared,
}

pub const WAYS: [Way; 2] = [Way::Sugared, Way::Desugared];

/// Nothing that can be asked.
pub const NO_URLS: [&str; 4] = ["", "no url at all", "/relative", "http://[::1"];

pub type Output = Result<String, FetchError>;

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Way::Sugared => "`fetch_data`",
            Way::Desugared => "`fetch_data_desugared`",
        })
    }
}

impl Way {
    /// A call. That it can be put into this box says that it is `Send`.
    pub fn call<'a>(
        self,
        client: &'a Client,
        url: &'a str,
    ) -> Pin<Box<dyn Future<Output = Output> + Send + 'a>> {
        match self {
            Way::Sugared => Box::pin(fetch_data(client, url)),
            Way::Desugared => Box::pin(fetch_data_desugared(client, url)),
        }
    }

    #[track_caller]
    fn fetch(self, url: &str) -> Output {
        run(|client| async move { self.call(&client, url).await })
    }
}

fn short(output: &Output) -> String {
    match output {
        Ok(body) => format!("Ok({body:?})"),
        Err(FetchError::Http(error)) => {
            // What it says is the client's affair; that it is one of the client's is not.
            let _: &reqwest::Error = error;
            String::from("Err(Http(…))")
        }
        Err(FetchError::Status(status)) => format!("Err(Status({status}))"),
    }
}

#[track_caller]
fn is(output: &Output, way: Way, path: &str, asked: &str) {
    let what = [
        format!("the output of {way} for {path}"),
        format!("{path} に対する {way} の出力"),
    ];
    expect(&*short(output), asked, &what[0], &what[1]);
}

/// Asks for one request, with the client that was given, and for this body.
#[track_caller]
pub fn gives(path: &str, body: &str) {
    for way in WAYS {
        let server = Server::start();
        let output = way.fetch(&server.url(path));
        server.is_of_the_client();
        is(&output, way, path, &format!("Ok({body:?})"));
        server.is_asked(path, 1);
    }
}

/// Asks for this status as an error, and for one request. Where the body stops half-way, time passes:
/// an answer may wait for the rest, if not for ever.
#[track_caller]
pub fn has_the_status(path: &str, status: u16) {
    for way in WAYS {
        let server = Server::start();
        let url = server.url(path);
        let output = run(|client| async {
            let client = client;
            beside(way.call(&client, &url), async {
                server.stalled(1).await;
                for _ in 0..3 {
                    pass(Duration::from_secs(60)).await;
                }
            })
            .await
        });
        demand(
            output.is_err(),
            Diagnosis::IgnoredStatus,
            format!(
                "{way}: the status was {status}, and the output is {}",
                short(&output)
            ),
            format!(
                "{way}: ステータスは {status} ですが、出力は {} です",
                short(&output)
            ),
        );
        is(&output, way, path, &format!("Err(Status({status}))"));
        server.is_asked(path, 1);
    }
}

/// Asks for an error of the client.
#[track_caller]
pub fn fails(url: &str) {
    for way in WAYS {
        fails_in(way, url);
    }
}

/// Asks for an error of the client after one request for this path.
#[track_caller]
pub fn fails_after_one_request(path: &str) {
    for way in WAYS {
        let server = Server::start();
        fails_in(way, &server.url(path));
        server.is_asked(path, 1);
    }
}

#[track_caller]
fn fails_in(way: Way, url: &str) {
    let output = way.fetch(url);
    demand(
        output.is_err(),
        Diagnosis::SwallowedError,
        format!(
            "{way}: no complete answer came, and the output is {}",
            short(&output)
        ),
        format!(
            "{way}: 応答は最後まで届いていませんが、出力は {} です",
            short(&output)
        ),
    );
    is(&output, way, url, "Err(Http(…))");
}

/// Calls five times, one after the other, and asks for one connection.
#[track_caller]
pub fn five_calls_share_a_connection(way: Way) {
    let server = Server::start();
    let url = server.url("/ok");
    run(|client| async {
        let client = client;
        for _ in 0..5 {
            is(
                &way.call(&client, &url).await,
                way,
                "/ok",
                "Ok(\"200 /ok\")",
            );
        }
    });
    server.is_of_the_client();
    let connections = server.connections();
    demand(
        connections == 1,
        Diagnosis::ClientPerCall,
        format!("{way}: five calls, and {connections} connections"),
        format!("{way}: 5 回の呼び出しに、接続が {connections} 個開かれました"),
    );
}

/// Makes a future, gives what may have begun time to show itself, and asks that nothing has.
#[track_caller]
pub fn begins_with_the_first_poll(way: Way) {
    let server = Server::start();
    let url = server.url("/ok");
    run(|client| async {
        let client = client;
        let call = Subject::named("task", &way);
        call.say("is called", "呼ばれる");
        let future = way.call(&client, &url);
        pass(Duration::ZERO).await;
        let (connections, requests) = (server.connections(), server.requests().len());
        demand(
            connections == 0 && requests == 0,
            Diagnosis::EagerStart,
            format!(
                "{way}: before the first poll there were {connections} connections and {requests} \
                 requests"
            ),
            format!(
                "{way}: 最初のポーリングの前に、接続が {connections} 個、リクエストが {requests} \
                 個ありました"
            ),
        );
        call.say("is polled for the first time", "初めてポーリングされる");
        is(&future.await, way, "/ok", "Ok(\"200 /ok\")");
    });
}

/// Drops a call when the service has come to where nothing follows, and asks that its connection is
/// closed.
#[track_caller]
pub fn ends_with_the_drop(way: Way, path: &str) {
    let server = Server::start();
    let url = server.url(path);
    run(|client| async {
        let client = client;
        let output = dropped_after(way.call(&client, &url), server.stalled(1)).await;
        expect(
            output.is_none(),
            true,
            "whether the call was still waiting when it was dropped",
            "呼び出しがドロップされたとき、まだ待っていたか",
        );
        given_up(&server, path).await;
    });
}
