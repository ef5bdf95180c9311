//! A process without descriptors: nothing waits for ever, and who took them all is told.
//!
//! Each test runs itself once more, in a process that may have no more than 64 of them.

#![cfg(unix)]

mod child;

use std::net::TcpStream;

use child::{again, is_child};
use loopback::frozen::run;
use loopback::server::Server;
use probe::panics::caught;
use reqwest::Client;

/// Runs `test` in such a process; `true` where this is it.
fn with_few_descriptors(test: &str) -> bool {
    if is_child() {
        return true;
    }
    let output = again("ulimit -n 64;", test);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{said}"
    );
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
