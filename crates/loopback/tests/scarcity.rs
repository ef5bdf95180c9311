//! A process without descriptors: nothing waits for ever, and who took them all is told.
//!
//! Each test runs itself once more, in a process that may have no more than 64 of them.

#![cfg(unix)]

use std::env;
use std::net::TcpStream;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use loopback::frozen::run;
use loopback::server::Server;
use probe::panics::caught;
use reqwest::Client;

const FEW: &str = "LOOPBACK_FEW_DESCRIPTORS";

/// Runs `test` in such a process; `true` where this is it.
fn with_few_descriptors(test: &str) -> bool {
    if env::var_os(FEW).is_some() {
        return true;
    }
    let mut child = Command::new("sh")
        .args(["-c", "ulimit -n 64; exec \"$0\" \"$@\""])
        .arg(env::current_exe().expect("the test program"))
        .args([test, "--exact", "--nocapture"])
        .env(FEW, "1")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a shell");
    let began = Instant::now();
    while child.try_wait().expect("a child").is_none() {
        if began.elapsed() > Duration::from_secs(30) {
            let _ = child.kill();
            panic!("`{test}` does not end");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let Output { status, stdout, .. } = child.wait_with_output().expect("its output");
    let stdout = String::from_utf8_lossy(&stdout);
    assert!(status.success() && stdout.contains("1 passed"), "{stdout}");
    false
}

/// Connections until there can be no more.
fn all_there_are(server: &Server) -> Vec<TcpStream> {
    let address = server.url("").replace("http://", "");
    let connections = (0..64).map_while(|_| TcpStream::connect(&address).ok());
    connections.collect()
}

#[test]
fn a_service_ends_that_cannot_accept() {
    if with_few_descriptors("a_service_ends_that_cannot_accept") {
        let server = Server::start();
        let connections = all_there_are(&server);
        assert!(connections.len() < 64);
        drop(server);
        drop(connections);
    }
}

#[test]
fn a_service_ends_that_never_had_a_connection() {
    if with_few_descriptors("a_service_ends_that_never_had_a_connection") {
        let (server, other) = (Server::start(), Server::start());
        let connections = all_there_are(&other);
        drop(server);
        drop((other, connections));
    }
}

#[test]
fn a_connection_that_is_over_costs_nothing() {
    if with_few_descriptors("a_connection_that_is_over_costs_nothing") {
        let server = Server::start();
        for _ in 0..200 {
            let url = server.url("/ok");
            let body = run(|client| async move { client.get(url).send().await?.text().await });
            assert_eq!(body.expect("an answer"), "200 /ok");
        }
        assert_eq!(server.connections(), 200);
    }
}

#[test]
fn a_client_for_each_call_is_named() {
    if with_few_descriptors("a_client_for_each_call_is_named") {
        let server = Server::start();
        let message = caught(|| {
            run(|_| async {
                let mut clients = Vec::new();
                for _ in 0..64 {
                    let client = Client::builder().no_proxy().build().expect("a client");
                    let answer = client.get(server.url("/ok")).send().await;
                    clients.push(client);
                    if answer.is_err() {
                        break;
                    }
                }
            });
        });
        let message = message.expect_err("a finding");
        assert!(message.contains("[client-per-call]"), "{message}");
    }
}
