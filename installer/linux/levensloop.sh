#!/bin/bash
# The life of the Debian package in a clean system: install, use as an ordinary user, upgrade, remove, purge, come back.
#
#   levensloop.sh [PAKKET.deb] [LOGBOEK]
#
# Needs root, debootstrap and the packages of the system's own mirror. Ends with 0 when every step went well; else it
# names the step. What was built in the root goes away at the end, also after a failure.
set -Eeuo pipefail
[ "$(id -u)" = 0 ] || { echo "Start dit als root: een schone root maken kan alleen zo." >&2; exit 3; }
# mounts in a space of its own: whatever happens, none of them outlives this script
[ -n "${LEVENSLOOP_BINNEN:-}" ] || LEVENSLOOP_BINNEN=ja exec unshare --mount bash "$0" "$@"
here=$(cd "$(dirname "$0")" && pwd)
package=$(realpath "${1:-$(ls -t "$here"/../../dist/expertteam_*.deb | head -1)}")
log=$(realpath -m "${2:-$here/../../dist/levensloop.log}")
command -v debootstrap >/dev/null || apt-get install -y -qq --no-install-recommends debootstrap >/dev/null

root=$(mktemp -d)
chmod 755 "$root"
clear_away() {
    local code=$?
    [ $code = 0 ] || { say "NIET GOED bij: $step"; tail -n 15 "$log.uitvoer" >&2; }
    umount -q -R "$root/proc" "$root/dev" 2>/dev/null || true
    mountpoint -q "$root/dev" || rm -rf --one-file-system "$root"
}
trap clear_away EXIT
step=begin
: >"$log"
: >"$log.uitvoer" # what apt and the like say
say() { echo "$*" | tee -a "$log"; }
start_step() { step=$1; say "== $step"; }
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
# an ordinary user, with a screen in memory and without any network, not even the computer itself
as_user() {
    unshare --net chroot --userspec=anna:anna "$root" env -i HOME=/srv/anna USER=anna PATH=/usr/bin:/bin \
        LANG=C.UTF-8 XDG_RUNTIME_DIR=/srv/anna/run bash -c "cd && $1"
}
fingerprint() { (cd "$root/srv/anna" && find . -type f -not -path './.cache/*' -not -path './run/*' -print0 | sort -z | xargs -0 sha256sum | sha256sum); }

start_step "Een schoon systeem"
. /etc/os-release
debootstrap --variant=minbase "$VERSION_CODENAME" "$root" >>"$log.uitvoer" 2>&1
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev" && mount --make-rslave "$root/dev"
cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
cp "$package" "$root/srv/expertteam.deb"
inside apt-get update -qq
inside apt-get install -y -qq --no-install-recommends xvfb xauth libglib2.0-bin desktop-file-utils shared-mime-info >>"$log.uitvoer" 2>&1
inside useradd --create-home --home-dir /srv/anna --shell /bin/bash anna
inside install -d -m 700 -o anna /srv/anna/run
say "$PRETTY_NAME, $(inside dpkg-query -f '.\n' -W | wc -l) pakketten"

start_step "Installeren"
inside apt-get install -y -qq --no-install-recommends /srv/expertteam.deb >>"$log.uitvoer" 2>&1
say "$(inside dpkg-query -W -f '${Package} ${Version}, ${db:Status-Status}, ${Installed-Size} KiB' expertteam)"
inside dpkg --verify expertteam
inside dpkg -L expertteam | while read -r path; do [ ! -f "$root$path" ] || echo "$path"; done >"$root/srv/bestanden"
say "$(wc -l <"$root/srv/bestanden") bestanden"

start_step "Geen bestand dat een gewone gebruiker kan wijzigen, geen setuid"
[ -z "$(find "$root/usr/lib/expertteam" \( -perm /022 -o -perm /6000 -o -not -user root \) -not -type l)" ]

start_step "Bureaublad: menu, pictogram, soort bestand"
inside desktop-file-validate /usr/share/applications/expertteam.desktop
grep -q "application/vnd.expertteam.kluis=expertteam.desktop" "$root/usr/share/applications/mimeinfo.cache"
kind=$(as_user 'mkdir k.kluis; echo "{}" >k.kluis/sleutels.json; gio info -a standard::content-type k.kluis/sleutels.json; gio mime application/vnd.expertteam.kluis; rm -r k.kluis')
grep -q "content-type: application/vnd.expertteam.kluis" <<<"$kind"
as_user 'printf x >post.pakket; gio info -a standard::content-type post.pakket; rm post.pakket' | grep -q application/vnd.expertteam.pakket
grep -q "expertteam.desktop" <<<"$kind"
for size in 16 48 256; do [ -s "$root/usr/share/icons/hicolor/${size}x$size/apps/expertteam.png" ]; done

start_step "Zelftest als gewone gebruiker, op een scherm, zonder netwerk"
as_user "xvfb-run -a -s '-screen 0 1366x768x24' expertteam --zelftest" 2>&1 | tee -a "$log"

start_step "Een kluis maken, met wachtzin uit een bestand"
as_user "umask 077; echo 'schip lamp boter trein' >w; mkdir -p uit
    expertteam kluis nieuw 'RET oost.kluis' --naam 'RET oost' --gebruiker anna --wachtwoord-bestand w >noodcode
    expertteam demo 'RET oost.kluis' --casussen 12 --gebruiker anna --wachtwoord-bestand w
    expertteam casussen --kluis 'RET oost.kluis' --gebruiker anna --wachtwoord-bestand w >uit/casussen" 2>&1 | tee -a "$log"
[ "$(wc -l <"$root/srv/anna/uit/casussen")" -gt 12 ]

start_step "Rapport en verslagen (proefrun)"
as_user "expertteam proefrun --naar proef" 2>&1 | tee -a "$log"
[ "$(head -c 4 "$(find "$root/srv/anna/proef" -name '*JBT*.pdf' | head -1)")" = "%PDF" ]

start_step "Het venster blijft open staan op een kluis die het bureaublad noemt"
as_user "xvfb-run -a -s '-screen 0 1366x768x24' timeout 8 expertteam 'RET oost.kluis/sleutels.json'" || [ $? = 124 ]

start_step "Bijwerken naar een nieuwere versie"
before=$(fingerprint)
version=$(dpkg-deb -f "$package" Version)
inside sh -c "cd /srv && dpkg-deb -R expertteam.deb nieuw && sed -i 's/^Version: .*/&+proef/' nieuw/DEBIAN/control &&
    dpkg-deb -Znone --root-owner-group -b nieuw nieuw.deb >/dev/null && rm -r nieuw && apt-get install -y -qq /srv/nieuw.deb" >>"$log.uitvoer" 2>&1
[ "$(inside dpkg-query -W -f '${Version}' expertteam)" = "$version+proef" ]
[ "$before" = "$(fingerprint)" ]
opens="expertteam casussen --kluis 'RET oost.kluis' --gebruiker anna --wachtwoord-bestand w >uit/nogmaals && cmp uit/casussen uit/nogmaals"
as_user "$opens"
say "van $version naar $version+proef; de kluis opent"

start_step "Verwijderen: het programma is weg, wat van de gebruiker is staat er nog"
before=$(fingerprint)
inside apt-get remove -y -qq expertteam >>"$log.uitvoer" 2>&1
while read -r path; do [ ! -e "$root$path" ] || { say "bleef staan: $path"; false; }; done <"$root/srv/bestanden"
[ ! -e "$root/usr/lib/expertteam" ]
[ ! -e "$root/usr/bin/expertteam" ]
if grep -q expertteam "$root/usr/share/applications/mimeinfo.cache" 2>/dev/null; then false; fi
[ "$before" = "$(fingerprint)" ]
say "geen enkel bestand van het pakket bleef; geen enkel bestand van de gebruiker veranderde"

start_step "Opnieuw installeren: de kluis opent"
inside apt-get install -y -qq --no-install-recommends /srv/expertteam.deb >>"$log.uitvoer" 2>&1
as_user "$opens"

start_step "Verwijderen met alles wat van het pakket is (purge)"
before=$(fingerprint)
inside apt-get purge -y -qq expertteam >>"$log.uitvoer" 2>&1
[ "$before" = "$(fingerprint)" ]

start_step "Niets in gedeelde mappen"
[ -z "$(find "$root/tmp" "$root/var/tmp" -type f -not -user root)" ]
say "Alles goed."
