#!/usr/bin/env bash
# Asks for what the bot needs on Toolforge, and keeps it as the tool's environment variables. Run it once as the tool.
set -euo pipefail

ask() { # NAME WHAT DEFAULT
    local answer
    read -r -p "$2 [$3]: " answer
    toolforge envvars create "$1" "${answer:-$3}" >/dev/null
}

ask INDABABOT_EDITION "Edition" "wikiindaba-2023"
ask INDABABOT_WIKI "Wiki" "meta:meta"
ask INDABABOT_STATE "State folder" "$HOME/state"
ask INDABABOT_USERNAME "Account of the bot password" "YourBot@indababot"
ask INDABABOT_CONTACT "Who runs it, for the wiki's operators" "https://meta.wikimedia.org/wiki/User:YourBot"
# The password is asked for by toolforge itself, which shows it to nobody and keeps it out of the shell's history.
echo "Bot password:"
toolforge envvars create INDABABOT_PASSWORD >/dev/null
mkdir -p "$HOME/logs" "$HOME/state"
