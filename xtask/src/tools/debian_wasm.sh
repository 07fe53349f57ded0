# Compiles Rust's standard library for one target from Debian's packaged sources,
# without the network, and puts it where Debian's rustc looks for it.
set -eu
target=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/src" "$work/.cargo"
cd "$work"
# The crates that the standard library needs are packaged with it.
printf '[source.crates-io]\nreplace-with = "packaged"\n[source.packaged]\ndirectory = "%s"\n' \
  "$(/usr/bin/rustc --print sysroot)/lib/rustlib/src/rust/library/vendor" > .cargo/config.toml
printf '[package]\nname="seed"\nversion="0.0.0"\nedition="2021"\n[profile.release]\nopt-level=3\ndebug=0\n[workspace]\n' > Cargo.toml
echo '#![no_std]' > src/lib.rs
unset RUSTUP_TOOLCHAIN CARGO
export PATH=/usr/bin:$PATH RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes
/usr/bin/cargo build --release --offline --target "$target" --target-dir t \
  -Zbuild-std=std,panic_abort,panic_unwind,proc_macro,test
library=$(/usr/bin/rustc --print target-libdir --target "$target")
rm -rf "$library"
mkdir -p "$library"
find "t/$target/release/deps" -name '*.rlib' ! -name 'libseed*' -exec cp {} "$library/" \;
host=$(/usr/bin/rustc -vV | sed -n 's/^host: //p')
mkdir -p "/usr/lib/rustlib/$host/bin"
ln -sf /usr/bin/lld "/usr/lib/rustlib/$host/bin/rust-lld"
