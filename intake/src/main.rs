//! Starts the intake and says where it is.

use std::error::Error;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use intake::keys::MakeKeys;
use intake::open::Open;
use intake::{App, ServeError, Settings};
use tokio::net::TcpListener;

/// How many ports `--try-next-port` tries.
const PORTS: u16 = 100;

/// Takes the requests of Portico's forms, keeps them in one SQLite file and shows them to
/// coordinators.
#[derive(Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// Listen at this address and port
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Take the next free port when this one is busy
    #[arg(long)]
    try_next_port: bool,
    #[command(flatten)]
    settings: Settings,
}

#[derive(Subcommand)]
enum Command {
    /// Open a sealed request from a file
    Open(Open),
    /// Make a pair of keys to seal requests with
    Keys(MakeKeys),
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("intake: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let said = match arguments.command {
        Some(Command::Open(open)) => open.run()?,
        Some(Command::Keys(keys)) => keys.run()?,
        None => return Ok(serve(arguments).await?),
    };
    print!("{said}");
    Ok(())
}

async fn serve(arguments: Arguments) -> Result<(), ServeError> {
    let Arguments {
        command: _,
        listen,
        try_next_port,
        settings,
    } = arguments;
    let stop = intake::told_to_stop()?;
    let listener = bind(listen, if try_next_port { PORTS } else { 1 }).await?;
    let address = reachable(listener.local_addr()?);
    let site = settings
        .site
        .is_some()
        .then(|| format!("http://{address}/"));
    let inbox = format!("http://{address}/inbox?token={}", settings.token);
    let app = App::open(settings)?;
    if let Some(site) = site {
        println!("Site:  {site}");
    }
    println!("Inbox: {inbox}");
    app.serve_until(listener, stop).await
}

async fn bind(first: SocketAddr, ports: u16) -> std::io::Result<TcpListener> {
    let mut address = first;
    loop {
        match TcpListener::bind(address).await {
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
                let next = address
                    .port()
                    .checked_add(1)
                    .filter(|port| port - first.port() < ports);
                address.set_port(next.ok_or(error)?);
            }
            outcome => return outcome,
        }
    }
}

/// An address to type into a browser on this computer.
fn reachable(mut address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(ip) if ip.is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
        _ => {}
    }
    address
}
