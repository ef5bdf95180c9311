//! A service does what the path says, counts what it sees, and leaves nothing behind.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use loopback::server::{Nobody, Server};

fn connect(server: &Server) -> TcpStream {
    let address = server.url("").replace("http://", "");
    let stream = TcpStream::connect(address).expect("a service that listens");
    // A test that waits for more than this has failed.
    let limit = Some(Duration::from_secs(20));
    stream.set_read_timeout(limit).expect("a limit");
    stream
}

fn ask(mut stream: &TcpStream, path: &str) -> String {
    write!(stream, "GET {path} HTTP/1.1\r\nHost: here\r\n\r\n").expect("a request");
    let mut first = String::new();
    BufReader::new(stream)
        .read_line(&mut first)
        .expect("a line");
    first.trim_end().to_owned()
}

/// Waits until `holds`: threads of the service come to it by themselves.
#[track_caller]
fn comes(holds: impl Fn() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < Duration::from_secs(20), "it never came");
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn the_path_says_the_status() {
    let server = Server::start();
    for (path, status) in [
        ("/ok", 200),
        ("/created", 201),
        ("/empty", 204),
        ("/status/418", 418),
        ("/stallbody/429", 429),
        ("/unavailable", 503),
        ("/elsewhere", 404),
    ] {
        let first = ask(&connect(&server), path);
        assert_eq!(first, format!("HTTP/1.1 {status} -"), "{path}");
        assert_eq!(server.requests_for(path), 1);
    }
}

#[test]
fn a_connection_that_the_client_closes_is_no_longer_open() {
    let server = Server::start();
    let connections = [connect(&server), connect(&server)];
    comes(|| server.open_connections() == 2);
    drop(connections);
    comes(|| server.open_connections() == 0);
    assert_eq!(server.connections(), 2);
}

#[test]
fn a_client_that_waits_is_told_from_one_that_has_gone() {
    let server = Server::start();
    let (one, other) = (connect(&server), connect(&server));
    for stream in [&one, &other] {
        ask(stream, "/stallbody");
    }
    comes(|| server.waiting_for("/stallbody") == 2);
    drop(one);
    comes(|| server.waiting_for("/stallbody") == 1);
    assert_eq!(server.waiting_for("/stallhead"), 0);
    drop(other);
    comes(|| server.waiting_for("/stallbody") == 0);
}

#[test]
fn dropping_the_service_ends_all_connections() {
    let server = Server::start();
    let (idle, stalled) = (connect(&server), connect(&server));
    ask(&stalled, "/stallbody");
    comes(|| server.open_connections() == 2);
    drop(server);
    for mut stream in [&idle, &stalled] {
        assert_eq!(stream.read(&mut [0]).unwrap_or(0), 0);
    }
}

#[test]
fn nobody_is_at_home() {
    let nobody = Nobody::home();
    let address = nobody.url().replace("http://", "").replace("/nobody", "");
    assert!(TcpStream::connect(address).is_err());
}
